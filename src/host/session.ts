import * as vscode from 'vscode';
import type { ActionName, ChangeSet, InputOf, OutputOf } from '../shared/region-types';
import type {
  ClockState,
  Dependents,
  EndpointState,
  HolderState,
  NodePage,
  Opened,
  ResourceGroup,
  ResourceNode,
  Selection,
  SessionActionName,
  SessionActions,
  StateHistory,
  WorkerCalls,
  WorkerEvents,
} from '../shared/worker';
import type { CallDetails, CallFilter, CallPage } from '../shared/activity';
import type { Connection } from '../shared/connect';
import type { LaunchOffers, LaunchTerms } from '../shared/launch-offers';
import type { LookAnswer, LookCall, LookRequest } from '../shared/looks';
import type { Peer } from '../shared/rpc';
import { setting } from './config';
import { KeyFiles } from './key-files';
import { KeptAnswers } from './kept-looks';
import { explain } from './messages';
import { startWorkerThread, type WorkerThread } from './worker-thread';

/** Where the session finds what it needs. */
export interface SessionPlace {
  /** Path of dist/worker.mjs. */
  readonly workerFile: string;
  /** Folder of the account's files. */
  readonly accountFolder: string;
  /** Names the version and build of the extension. */
  readonly build: string;
  readonly memory: vscode.Memento;
  readonly log: vscode.LogOutputChannel;
}

/** An action as it was asked for. */
export interface ActionRequest {
  readonly action: ActionName;
  readonly region: string;
  readonly input: unknown;
}

const regionKey = 'region';
/** Most resources in one message. */
export const pageSize = 200;

/**
 * The editor's side of the account: starts the thread that holds it when something is first asked, and mirrors what is shown of it. Every call
 * rejects with a RemoteError that carries AWS's code.
 */
export class Session implements vscode.Disposable {
  private thread: WorkerThread | undefined;
  private opening: Promise<Opened> | undefined;
  private readonly emitters = {
    opened: new vscode.EventEmitter<Opened>(),
    lost: new vscode.EventEmitter<string>(),
    changes: new vscode.EventEmitter<ChangeSet>(),
    clock: new vscode.EventEmitter<ClockState | undefined>(),
    holder: new vscode.EventEmitter<HolderState>(),
    endpoint: new vscode.EventEmitter<EndpointState>(),
    directed: new vscode.EventEmitter<EndpointState>(),
    activity: new vscode.EventEmitter<number>(),
    region: new vscode.EventEmitter<string>(),
  };

  /** The account has been opened. */
  readonly onDidOpen = this.emitters.opened.event;
  /** The account could not be opened, or its thread ended; the value says why. */
  readonly onDidFail = this.emitters.lost.event;
  /** A commit changed resources. */
  readonly onDidChange = this.emitters.changes.event;
  readonly onDidChangeClock = this.emitters.clock.event;
  /** This window became holder or follower, or the whole account was replaced: nothing shown before still stands. */
  readonly onDidReplace = this.emitters.holder.event;
  readonly onDidChangeEndpoint = this.emitters.endpoint.event;
  /** This window started or stopped the endpoint. It does not fire when the endpoint ends with the account or its thread. */
  readonly onDidDirectEndpoint = this.emitters.directed.event;
  /** There are new calls; the value is the number of the newest. */
  readonly onDidCall = this.emitters.activity.event;
  readonly onDidChangeRegion = this.emitters.region.event;

  /** Absent until the account is open. */
  clock: ClockState | undefined;
  endpoint: EndpointState = {};
  readOnly = false;
  private openedRegion: string | undefined;
  private readonly refused = new WeakMap<object, ActionRequest>();
  /** Where private keys were saved. */
  readonly keyFiles: KeyFiles;
  /** What the views show until the account is open. */
  readonly kept: KeptAnswers;

  constructor(private readonly place: SessionPlace) {
    this.keyFiles = new KeyFiles(place.memory);
    this.kept = new KeptAnswers(place.accountFolder, place.build);
  }

  get log(): vscode.LogOutputChannel {
    return this.place.log;
  }

  /** The region that this window shows. */
  get region(): string {
    return this.place.memory.get<string>(regionKey) ?? this.openedRegion ?? setting('defaultRegion');
  }

  /** Shows another region in all windows opened from now on, and in this one. */
  async selectRegion(region: string): Promise<void> {
    if (region === this.region) return;
    await this.place.memory.update(regionKey, region);
    this.emitters.region.fire(region);
  }

  /** Starts the thread, so that it is up by the time a view or a command wants the account; opens nothing. */
  prepare(): void {
    this.thread ??= this.startThread();
  }

  /** Opens the account unless it is open. */
  open(): Promise<Opened> {
    this.opening ??= this.start();
    return this.opening;
  }

  /**
   * Opens the account unless it is open, and answers as soon as there is something to show: until the account is open, questions to be kept are
   * answered by what was kept of it, if that still stands. Whoever shows such an answer asks again when the account opens, or fails to.
   */
  async look(): Promise<void> {
    const opening = this.open();
    const kept = await this.kept.show();
    if (!kept) {
      await opening;
      return;
    }
    // Views are told by onDidFail.
    opening.catch(() => undefined);
    this.openedRegion ??= kept.defaultRegion;
  }

  /** Ends the thread, if there still is one, and opens the account anew. */
  async restart(): Promise<void> {
    await this.close();
    this.setClock(undefined);
    this.setEndpoint({});
    await this.open();
  }

  /** Runs an AWS action, in the region that is shown unless another is named. */
  async execute<Name extends ActionName>(action: Name, input: InputOf<Name>, elsewhere?: string): Promise<OutputOf<Name>> {
    const peer = await this.peer();
    const region = elsewhere ?? this.region;
    this.place.log.debug(`${action} ${region} ${JSON.stringify(input)}`);
    try {
      const { output } = await peer.call('execute', { action, region, input });
      return output as OutputOf<Name>;
    } catch (error) {
      if (error instanceof Error) this.refused.set(error, { action, region, input });
      throw error;
    }
  }

  /** What was asked for when `execute` rejected with this error; undefined for any other error. */
  refusedRequest(error: unknown): ActionRequest | undefined {
    return error instanceof Error ? this.refused.get(error) : undefined;
  }

  /** What AWS would refuse an action on a resource for; undefined for actions of which no kind says it. */
  async dependents(action: ActionName, id: string, region: string): Promise<Dependents | undefined> {
    return (await this.peer()).call('dependents', { action, region, id });
  }

  /** Runs an action that the user asked for as such: it is among the calls that the activity view lists even when it only looks. */
  async executeAsked(action: ActionName, input: Readonly<Record<string, unknown>>, region: string): Promise<unknown> {
    const peer = await this.peer();
    return (await peer.call('execute', { action, region, input: input as never, asked: true })).output;
  }

  /** A page of the calls, the newest first; `limit` ≤ 200. `after`: only those with a higher number. */
  async activity(offset: number, limit: number, filter: CallFilter, after = 0): Promise<CallPage> {
    return (await this.peer()).call('activity', { offset, limit, filter, after });
  }

  /** One call with its input; undefined when it is not kept any more. */
  async call(number: number): Promise<CallDetails | undefined> {
    return (await this.peer()).call('call', { number });
  }

  async session<Name extends SessionActionName>(
    action: Name,
    input: SessionActions[Name]['input'],
    signal?: AbortSignal,
  ): Promise<SessionActions[Name]['output']> {
    const peer = await this.peer();
    this.place.log.debug(`sandbox:${action} ${JSON.stringify(input)}`);
    return (await peer.call('session', { action, input }, signal)) as SessionActions[Name]['output'];
  }

  /** Resources of a kind, or of a selection of them, at most 200. */
  async nodes(kind: string, offset: number, selection: Selection = {}, elsewhere?: string): Promise<NodePage> {
    const peer = await this.peer();
    return peer.call('nodes', { kind, region: elsewhere ?? this.region, offset, limit: pageSize, selection });
  }

  /** The newest page of the resources of a kind, or of a selection of them. `keep`: for the next opening, as with groups and counts. */
  newestNodes(kind: string, selection: Selection, keep: boolean): Promise<NodePage> {
    return this.ask('nodes', () => ({ kind, region: this.region, offset: 'newest', limit: pageSize, selection, keep }));
  }

  /** The groups of a selection with a grouping. */
  groups(kind: string, selection: Selection): Promise<readonly ResourceGroup[]> {
    return this.ask('groups', () => ({ kind, region: this.region, selection, keep: selection.filter === undefined }));
  }

  /** How many resources there are of each kind. */
  counts(kinds: readonly string[]): Promise<readonly number[]> {
    return this.ask('counts', () => ({ kinds, region: this.region, keep: true }));
  }

  /** Resources of all kinds that have each word of a text in them, the best first. */
  async search(text: string): Promise<readonly ResourceNode[]> {
    const peer = await this.peer();
    return peer.call('search', { region: this.region, text });
  }

  /** All resources of a kind, page by page. */
  async allNodes(kind: string): Promise<readonly ResourceNode[]> {
    await this.open();
    const { region } = this;
    const found: ResourceNode[] = [];
    for (;;) {
      const page = await this.nodes(kind, found.length, {}, region);
      found.push(...page.nodes);
      if (page.nodes.length === 0 || found.length >= page.total) return found;
    }
  }

  /** The named resources that still exist and are in a selection, at most 200. */
  async nodesById(kind: string, ids: readonly string[], elsewhere?: string, selection: Selection = {}): Promise<readonly ResourceNode[]> {
    const peer = await this.peer();
    return peer.call('nodesById', { kind, region: elsewhere ?? this.region, ids, selection });
  }

  async connection(region: string, id: string): Promise<Connection> {
    return (await this.peer()).call('connection', { region, id });
  }

  async history(kind: string, region: string, id: string): Promise<StateHistory> {
    return (await this.peer()).call('history', { kind, region, id });
  }

  async launchOffers(imageId: string, elsewhere?: string): Promise<LaunchOffers> {
    const peer = await this.peer();
    return peer.call('launchOffers', { region: elsewhere ?? this.region, imageId });
  }

  async launchTerms(region: string): Promise<LaunchTerms> {
    return (await this.peer()).call('launchTerms', { region });
  }

  /** Starts the endpoint on a port, or on any that is free when that is 0; rejects with EADDRINUSE when it is taken. */
  async startEndpoint(port: number): Promise<EndpointState> {
    const state = await (await this.peer()).call('startEndpoint', { port });
    this.emitters.directed.fire(state);
    return state;
  }

  async stopEndpoint(): Promise<EndpointState> {
    const state = await (await this.peer()).call('stopEndpoint', undefined as never);
    this.emitters.directed.fire(state);
    return state;
  }

  /** Writes what is open and ends the thread. */
  async close(): Promise<void> {
    const { thread } = this;
    this.thread = undefined;
    this.opening = undefined;
    this.kept.forget();
    if (!thread) return;
    await thread.peer.call('close', undefined as never).catch((error: unknown) => this.place.log.warn(`Closing: ${explain(error)}`));
    await thread.stop();
  }

  dispose(): void {
    for (const emitter of Object.values(this.emitters)) emitter.dispose();
  }

  /** Asks the account, or what was kept of it while it is not open (see {@link look}). Which region is shown may be known by the opening only. */
  private async ask<Call extends LookCall>(call: Call, request: () => LookRequest<Call>): Promise<LookAnswer<Call>> {
    const known = this.kept.answerTo(call, request());
    if (known !== undefined) return known;
    const peer = await this.peer();
    return (await peer.call(call, request() as never)) as LookAnswer<Call>;
  }

  private async peer(): Promise<Peer<WorkerCalls, WorkerEvents>> {
    await this.open();
    if (!this.thread) throw Object.assign(new Error(vscode.l10n.t('The account is closed.')), { code: 'Disconnected' });
    return this.thread.peer;
  }

  private startThread(): WorkerThread {
    const thread = startWorkerThread(this.place.workerFile, (reason) => this.lose(thread, reason));
    this.follow(thread.peer);
    return thread;
  }

  private async start(): Promise<Opened> {
    const { log, accountFolder } = this.place;
    const thread = (this.thread ??= this.startThread());
    this.kept.compare();
    try {
      const opened = await thread.peer.call('open', {
        folder: accountFolder,
        defaultRegion: setting('defaultRegion'),
        speed: setting('clock.defaultSpeed'),
        settings: { rules: 'today', freeTierPlan: '12-month', quotaProfile: 'established', quotas: {} },
        build: this.place.build,
      });
      this.kept.forget();
      log.info(`Account ${opened.accountId} opened as ${opened.role} in ${accountFolder}`);
      this.openedRegion = opened.defaultRegion;
      this.setHolder(opened);
      this.setClock(opened.clock);
      this.emitters.opened.fire(opened);
      return opened;
    } catch (error) {
      if (this.thread === thread) {
        this.thread = undefined;
        const { opening } = this;
        await thread.stop();
        // Until its failure is told, whoever asks waits for this opening, not for another one.
        if (this.opening === opening) this.opening = undefined;
        this.emitters.lost.fire(explain(error));
        this.kept.forget();
      }
      throw error;
    }
  }

  private follow(peer: Peer<WorkerCalls, WorkerEvents>): void {
    const { log } = this.place;
    peer.on('changes', (changes) => {
      if (log.logLevel === vscode.LogLevel.Trace)
        log.trace(`#${changes.version} ${changes.changed.map(({ kind, id, how }) => `${kind} ${id} ${how}`).join(', ')}`);
      this.emitters.changes.fire(changes);
    });
    peer.on('clock', (clock) => this.setClock(clock));
    peer.on('holder', (holder) => {
      this.setHolder(holder);
      this.emitters.holder.fire(holder);
    });
    peer.on('endpoint', (endpoint) => this.setEndpoint(endpoint));
    peer.on('activity', ({ number }) => this.emitters.activity.fire(number));
    peer.on('log', ({ level, text }) => log[level](text));
  }

  private lose(thread: WorkerThread, reason: string): void {
    if (this.thread !== thread) return;
    this.thread = undefined;
    this.opening = undefined;
    this.place.log.error(reason);
    this.setClock(undefined);
    this.setEndpoint({});
    this.emitters.lost.fire(reason);
    this.kept.forget();
  }

  private setClock(clock: ClockState | undefined): void {
    this.clock = clock;
    this.emitters.clock.fire(clock);
  }

  private setHolder({ role }: HolderState): void {
    this.readOnly = role === 'follower';
    void vscode.commands.executeCommand('setContext', 'cloudSandbox.readOnly', this.readOnly);
  }

  private setEndpoint(endpoint: EndpointState): void {
    this.endpoint = endpoint;
    void vscode.commands.executeCommand('setContext', 'cloudSandbox.endpointRunning', endpoint.url !== undefined);
    this.emitters.endpoint.fire(endpoint);
  }
}
