import type { ActionName } from '../region/aws/action-names';
import type { InputOf, OutputOf } from '../region/aws/actions';
import type { AuthMode } from '../endpoint/handler';
import type { AccountDefinition } from '../region/kernel/definition';
import type { Sandbox } from '../region/kernel/sandbox';
import type { Ports } from '../region/ports';
import type { Change } from '../region/store/changes';
import type { CallDetails, CallerInfo, CallPage } from '../shared/activity';
import type { EndpointState, Opened, OpenOptions, WorkerCalls, WorkerEvents } from '../shared/worker';
import { AccountFiles } from './account-files';
import { AccountViews } from './account-views';
import { type Asked, CallLog, type Findings, lastEntry, type Refused } from './call-log';
import { type AdvanceOutcome, ClockDriver } from './clock-driver';
import { createKeyPair } from './create-key-pair';
import { type Credentials, makeCredentials, openCredentials } from './credentials';
import type { Disk } from './disk';
import { EndpointHost } from './endpoint-host';
import { IdleWork } from './idle-work';
import { makeAccount } from './new-account';
import { readSpeed, rememberSpeed } from './remembered-speed';
import { runSessionAction, type SessionHost } from './session-actions';
import type { WallTime } from './wall-time';

/** What a call of the worker's contract is asked with. */
type AskedFor<Call extends keyof WorkerCalls> = Parameters<WorkerCalls[Call]>[0];

/** Tells an event of the worker's contract. */
export type Tell = <Name extends keyof WorkerEvents>(name: Name, value: WorkerEvents[Name]) => void;

/** What the holder of an account works with. */
export interface Surroundings {
  readonly definition: AccountDefinition;
  readonly ports: Ports;
  readonly disk: Disk;
  readonly wall: WallTime;
}

/** What a command line may fix that an editor leaves to the account. */
export interface HostOverrides {
  /** Instead of the account's own key. */
  readonly credentials?: Credentials;
  readonly endpointAuth?: AuthMode;
}

/** An advance of this length is followed by a new image, milliseconds of virtual time: one day. */
const imageAfter = 86_400_000;

/**
 * Holds an account and serves the worker's contract: one caller after the other, each finding the account at the present virtual time. What a
 * caller's action changed has been told before its answer leaves.
 */
export class AccountHost implements SessionHost {
  private readonly listeners = new Set<Tell>();
  readonly clock: ClockDriver;
  private readonly idle: IdleWork;
  private readonly endpoint: EndpointHost;
  /** What is looked at of the account. */
  readonly views: AccountViews;
  private readonly calls: CallLog;
  /** What the commits since the last look at it changed. */
  private recent: readonly Change[] = [];
  private closing: Promise<void> | undefined;

  private constructor(
    private readonly surroundings: Surroundings,
    private readonly options: OpenOptions,
    overrides: HostOverrides,
    private account: Sandbox,
    private readonly files: AccountFiles | undefined,
    readonly credentials: Credentials,
    private readonly setAside: string,
    listener: Tell,
  ) {
    this.listeners.add(listener);
    const speed = options.folder === undefined ? undefined : readSpeed(options.folder);
    const onProblem = (text: string): void => this.tell('log', { level: 'error', text });
    this.idle = new IdleWork(account, files, surroundings.wall, onProblem);
    this.clock = new ClockDriver(account, speed ?? options.speed, surroundings.wall, {
      onClock: (state) => this.tell('clock', state),
      onAdvance: (by) => {
        this.calls.passed(this.takeRecent(), by);
        this.idle.poke();
      },
      onProblem,
    });
    if (speed === undefined) this.speedChanged();
    this.endpoint = new EndpointHost(this, overrides.endpointAuth ?? 'sigv4');
    this.calls = new CallLog(account, surroundings.wall, (news) => this.tell('activity', news), onProblem);
    this.views = new AccountViews(account, this.clock, surroundings.wall, () => this.takeRecent());
    this.follow();
  }

  /**
   * Opens the account in a folder, or makes one; without a folder it lives in memory.
   * @throws NewerSchemaError, StorageError
   */
  static open(surroundings: Surroundings, options: OpenOptions, listener: Tell, overrides: HostOverrides = {}): AccountHost {
    const { definition, ports, disk, wall } = surroundings;
    const make = (): Sandbox => makeAccount({ definition, ports, now: wall.epoch(), ...options });
    if (options.folder === undefined) {
      const sandbox = make();
      sandbox.commitCreation();
      const credentials = overrides.credentials ?? makeCredentials();
      return new AccountHost(surroundings, options, overrides, sandbox, undefined, credentials, '', listener);
    }
    const onProblem = (text: string): void => listener('log', { level: 'error', text });
    const { sandbox, files, setAside } = AccountFiles.open({ folder: options.folder, disk, ports, definition, onProblem }, make);
    const credentials = overrides.credentials ?? openCredentials(options.folder);
    return new AccountHost(surroundings, options, overrides, sandbox, files, credentials, setAside.join(', '), listener);
  }

  /** What `open` answers to whoever shows the account. */
  opened(): Opened {
    const { accountId, defaultRegion, rules, freeTierPlan, quotaProfile, quotas } = this.account.account();
    return {
      role: 'holder',
      accountId,
      defaultRegion,
      clock: this.clock.state(),
      settings: { rules, freeTierPlan, quotaProfile, quotas },
      ...(this.setAside !== '' && { setAside: this.setAside }),
    };
  }

  /** Listens to all events; the answer stops listening. */
  subscribe(listener: Tell): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Runs one AWS action at the present virtual time. `asked`: the call is kept in the log though it only looks. */
  execute<Name extends ActionName>(
    request: { action: Name; region: string; input: InputOf<Name>; asked?: boolean; requestId?: string },
    caller: CallerInfo,
  ): Promise<{ output: OutputOf<Name>; now: number }> {
    const { action, region, input, asked, requestId } = request;
    const noted: Asked = { action, region, input, caller, asked, requestId };
    return this.calls.around(noted, (findings) => this.perform(request, caller, findings));
  }

  /** The account as it is now. */
  get sandbox(): Sandbox {
    return this.account;
  }

  /** Runs an action of the session; `signal` ends an advance where it has come to. */
  session(
    action: string,
    input: Readonly<Record<string, unknown>>,
    caller: CallerInfo,
    signal: AbortSignal,
    requestId?: string,
  ): Promise<unknown> {
    const run = (findings: Findings): Promise<unknown> => runSessionAction(this, action, input, caller, signal, findings);
    // That one is an action of the account too, and kept as such.
    if (action === 'PutAccountSettings') return run({});
    const region = this.account.account().defaultRegion;
    return this.calls.around({ action: `sandbox:${action}`, region, input, caller, ...(requestId !== undefined && { requestId }) }, run);
  }

  /** Notes a request that the endpoint refused before the account was asked. */
  refused(request: Refused): void {
    this.calls.refused(request);
  }

  async activity(request: AskedFor<'activity'>): Promise<CallPage> {
    return this.calls.page(request);
  }

  async call({ number }: AskedFor<'call'>): Promise<CallDetails | undefined> {
    return this.calls.find(number);
  }

  startEndpoint(options: { port: number }): Promise<EndpointState> {
    return this.endpoint.start(options.port);
  }

  stopEndpoint(): Promise<EndpointState> {
    return this.endpoint.stop();
  }

  endpointState(): EndpointState {
    return this.endpoint.state();
  }

  /**
   * Stops the endpoint and the clock, writes an image and closes the files. May be called twice.
   * @param atRest is called when nothing changes the account any more
   */
  close(atRest?: () => void): Promise<void> {
    this.closing ??= this.shut(atRest);
    return this.closing;
  }

  advanced({ passed }: AdvanceOutcome): void {
    if (passed > imageAfter) this.idle.wantImage();
  }

  speedChanged(): void {
    const { folder } = this.options;
    if (folder === undefined) return;
    try {
      rememberSpeed(folder, this.clock.speed);
    } catch (error) {
      this.tell('log', { level: 'warn', text: `The clock's speed could not be remembered: ${String(error)}` });
    }
  }

  async reset(asked: string | undefined): Promise<void> {
    const { definition, ports, wall } = this.surroundings;
    await this.clock.replace(async () => {
      const old = this.account;
      const { defaultRegion, rules, freeTierPlan, quotaProfile, quotas } = old.account();
      const settings = { rules, freeTierPlan, quotaProfile, quotas };
      const seed = asked ?? this.options.seed;
      const next = makeAccount({ definition, ports, now: wall.epoch(), defaultRegion, settings, ...(seed !== undefined && { seed }) });
      if (this.files) await this.files.replace(next);
      else next.commitCreation();
      return () => {
        this.account = next;
        this.follow();
        old.onChange = undefined;
        old.close();
        return next;
      };
    });
    this.tell('holder', { role: 'holder' });
  }

  private async perform<Name extends ActionName>(
    { action, region, input: given }: { action: Name; region: string; input: InputOf<Name> },
    caller: CallerInfo,
    findings: Findings,
  ): Promise<{ output: OutputOf<Name>; now: number }> {
    const run = async (input: InputOf<Name>): Promise<OutputOf<Name>> => {
      await this.clock.enter();
      this.takeRecent();
      const before = lastEntry(this.account);
      try {
        return this.account.execute({ action, region, input, caller });
      } finally {
        const entry = lastEntry(this.account);
        if (entry > before) findings.entry = entry;
        findings.changed = this.takeRecent();
        this.clock.leave();
        this.idle.poke();
      }
    };
    const what = `${action} in ${region} by ${caller.kind}`;
    try {
      const output =
        action === 'ec2:CreateKeyPair'
          ? ((await createKeyPair(given as InputOf<'ec2:CreateKeyPair'>, run as never)) as OutputOf<Name>)
          : await run(given);
      if (!this.account.isRead(action)) findings.answer = output as object;
      this.tell('log', { level: 'debug', text: `${what}: done` });
      return { output, now: this.account.now };
    } catch (error) {
      const { code, stack } = error as { code?: string; stack?: string };
      // Errors that AWS knows are answers; anything else is a defect.
      if (code === undefined) this.tell('log', { level: 'error', text: `${what} failed: ${stack ?? String(error)}` });
      else this.tell('log', { level: 'debug', text: `${what}: ${code}` });
      throw error;
    }
  }

  private takeRecent(): readonly Change[] {
    const { recent } = this;
    this.recent = [];
    return recent;
  }

  private follow(): void {
    this.takeRecent();
    this.idle.follow(this.account);
    this.calls.follow(this.account);
    this.views.follow(this.account);
    this.account.onChange = (changes) => {
      this.recent = this.recent.length === 0 ? changes.changed : [...this.recent, ...changes.changed];
      this.views.note(changes);
      this.tell('changes', changes);
    };
    this.account.onFault = (event, error) => {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.tell('log', { level: 'error', text: `The event ${event.kind} of ${event.subject} failed: ${text}` });
    };
  }

  readonly tell: Tell = (name, value) => {
    for (const listener of this.listeners) {
      try {
        listener(name, value);
      } catch (error) {
        // One that cannot be told must not keep the others, or the answer, from what has happened.
        this.listeners.delete(listener);
        this.tell('log', { level: 'error', text: `A listener was let go: ${String(error)}` });
      }
    }
  };

  private async shut(atRest?: () => void): Promise<void> {
    this.views.stop();
    await this.endpoint.stop();
    this.calls.stop();
    await this.clock.stop();
    if (this.files) await this.idle.finish();
    else this.idle.stop();
    atRest?.();
    await this.files?.close();
    this.account.close();
  }
}
