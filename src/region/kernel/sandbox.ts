import type { ActionName } from '../aws/action-names';
import type { InputOf, OutputOf } from '../aws/actions';
import type { Digests, Ports } from '../ports';
import type { ChangeSet } from '../store/changes';
import { digestTables } from '../store/digest';
import type { CommitCause, JournalHeader, JournalRecord } from '../store/journal-record';
import { createDatabase, journalHeader, openImage } from '../store/schema';
import { Store } from '../store/store';
import type { ActionDefinition, EventDefinition } from './action';
import { recordActivity } from './activity';
import { Context, type ContextHost } from './context';
import type { AccountDefinition } from './definition';
import { ApiError, invalidValue } from './errors';
import { EventQueue } from './event-queue';
import { checkInputs, givenInputs, inputsWithoutEffect } from './inputs';
import {
  type AccountRow,
  type AccountSettings,
  accountTable,
  type Cause,
  clockTable,
  type EventRow,
  eventTable,
  regionTable,
} from './tables';

/** How a new account is made. */
export interface NewAccount {
  /** Twelve digits. */
  readonly accountId: string;
  /** Anything; equal seeds make equal accounts. */
  readonly seed: string;
  readonly defaultRegion: string;
  /** Where the virtual clock starts, epoch milliseconds. */
  readonly now: number;
  readonly settings: AccountSettings;
}

/** One action asked for from outside. */
export interface ActionRequest<Name extends ActionName = ActionName> {
  readonly action: Name;
  readonly region: string;
  readonly input: InputOf<Name>;
  /** Who asks: plain data, kept in the activity log. */
  readonly caller: unknown;
}

/** How far an advance came. */
export interface AdvanceResult {
  /** Virtual time, epoch milliseconds. */
  readonly now: number;
  /** Events that happened. */
  readonly events: number;
  /** False when `pause` stopped it before its goal. */
  readonly arrived: boolean;
}

/** Receives each commit before it is final; when it throws, the commit is undone and the caller gets the error. */
export type RecordSink = (record: JournalRecord) => void;

/** Longest time a settling account is followed: one virtual hour (law 12 of the architecture). */
const settleLimit = 3_600_000;

/**
 * An account of regions: a synchronous state machine. It changes only by `execute` and `advance`; nothing in it awaits, so each call is atomic.
 */
export class Sandbox implements ContextHost {
  /** Journal of the commits; set by whoever keeps one. */
  onRecord: RecordSink | undefined;
  /** Told of each commit that changed something a view could show. */
  onChange: ((changes: ChangeSet) => void) | undefined;
  /** Told when an event's handler failed: its changes were undone and time went on. */
  onFault: ((event: EventRow, error: unknown) => void) | undefined;

  private readonly actions: ReadonlyMap<string, ActionDefinition>;
  private readonly events: ReadonlyMap<string, EventDefinition>;
  private readonly queue: EventQueue;
  private version = 0;
  /** See {@link ContextHost}. */
  timeReads = 0;

  private constructor(
    readonly definition: AccountDefinition,
    readonly store: Store,
    readonly digests: Digests,
    /** The image on disk has an older schema: a new one is due before the first commit. */
    readonly migrated: boolean,
  ) {
    this.actions = new Map(definition.actions.map((action) => [action.name, action]));
    this.events = new Map(definition.events.map((event) => [event.kind, event]));
    this.queue = new EventQueue(store);
  }

  /** Makes a new account. Its first commit happens with the first action or advance. */
  static create(definition: AccountDefinition, ports: Ports, account: NewAccount): Sandbox {
    const store = new Store(createDatabase(ports, definition.tables), definition.tables);
    const { now, settings, ...identity } = account;
    store.put(accountTable, { region: '', id: 'account', ...identity, createdAt: now, ...settings });
    store.put(clockTable, { region: '', id: 'clock', now });
    return new Sandbox(definition, store, ports.digests, false);
  }

  /**
   * Opens an account from its newest image and the records written since.
   * @throws NewerSchemaError when a newer build wrote it.
   */
  static open(
    definition: AccountDefinition,
    ports: Ports,
    image: Uint8Array,
    header: JournalHeader | undefined,
    records: Iterable<JournalRecord>,
  ): Sandbox {
    const { database, migrated } = openImage(ports, image, header, records, definition.tables);
    const store = new Store(database, definition.tables);
    if (!migrated && header) for (const record of records) store.apply(record, header);
    const sandbox = new Sandbox(definition, store, ports.digests, migrated);
    if (migrated) sandbox.upgrade();
    return sandbox;
  }

  /** Gives the regions of an account that an older build wrote what this build expects of them. */
  private upgrade(): void {
    const cause: Cause = { type: 'action', name: 'upgrade', at: this.now };
    for (const { row } of Array.from(this.store.in(regionTable, '').all())) {
      this.definition.upgradeRegion(new Context(this, row.id, cause));
    }
    this.store.prepare();
    this.store.commit();
  }

  /** Virtual time, epoch milliseconds. */
  get now(): number {
    return this.store.in(clockTable, '').get('clock')!.row.now;
  }

  account(): AccountRow {
    return this.store.in(accountTable, '').get('account')!.row;
  }

  /** When the next event is due, epoch milliseconds. */
  get nextEventAt(): number | undefined {
    return this.queue.peek()?.at;
  }

  /** The header of a journal for this account's records. */
  get journalHeader(): JournalHeader {
    return journalHeader(this.definition.tables);
  }

  /** Makes what was just created final, so that a new account is on record before anything is asked of it. */
  commitCreation(): void {
    this.announce(this.commit({ type: 'create' }));
  }

  isRegistered(action: string): action is ActionName {
    return this.actions.has(action);
  }

  /** True for actions that only look. */
  isRead(action: string): boolean {
    return this.actions.get(action)?.access === 'read';
  }

  /** Names of members of an action's input and answer that are nobody's but its caller's. */
  secretsOf(action: string): readonly string[] {
    return this.actions.get(action)?.secrets ?? [];
  }

  /** The names of given inputs that an action takes without effect, also of one that only looks. */
  inputsNotSimulated(action: string, input: object): string[] {
    const definition = this.actions.get(action);
    return definition ? inputsWithoutEffect(definition, givenInputs(definition, input)) : [];
  }

  /**
   * Runs one action at the present virtual time.
   * @throws ApiError with the real service's code and message; the account is then as it was.
   */
  execute<Name extends ActionName>(request: ActionRequest<Name>): OutputOf<Name> {
    const { action, region, input, caller } = request;
    const definition = this.actions.get(action);
    if (!definition) throw new ApiError('InvalidAction', `The action ${action} is not valid for this web service.`);
    if (!this.definition.regionExists(region)) throw invalidValue(`Invalid region: ${region}`);
    const cause: CommitCause = { type: 'action', action, region, caller };
    const savepoint = this.store.savepoint();
    let output: unknown;
    let partial: ApiError | undefined;
    let changes: ChangeSet | undefined;
    try {
      try {
        output = this.run(definition, region, input, caller);
      } catch (error) {
        if (!keepsChanges(definition, error)) throw error;
        partial = error;
      }
      changes = this.commit(cause);
    } catch (error) {
      this.store.rollback(savepoint);
      throw error;
    }
    this.announce(changes);
    if (partial) throw partial;
    return output as OutputOf<Name>;
  }

  private run(definition: ActionDefinition, region: string, input: unknown, caller: unknown): unknown {
    const account = new Context(this, '', { type: 'action', name: definition.name, at: this.now });
    const number = definition.access === 'write' ? account.count('activity') : undefined;
    const cause: Cause = { type: 'action', name: definition.name, at: this.now, ...(number !== undefined && { activity: number }) };
    const context = new Context(this, region, cause);
    if (!this.store.in(regionTable, '').get(region)) {
      account.put(regionTable, { region: '', id: region });
      this.definition.openRegion(context);
    }
    const given = givenInputs(definition, input as object);
    checkInputs(definition, given);
    const record = (): void => {
      if (number !== undefined) {
        recordActivity(account, number, definition.name, region, caller, context.subjects, inputsWithoutEffect(definition, given));
      }
    };
    try {
      const output = definition.handle(context, given as never);
      if ((input as { DryRun?: boolean }).DryRun) {
        throw new ApiError('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.');
      }
      record();
      return output;
    } catch (error) {
      if (keepsChanges(definition, error)) record();
      throw error;
    }
  }

  /** A nested action: part of the running one, undone alone when it fails. */
  nested(name: ActionName, input: unknown, context: Context): unknown {
    const definition = this.actions.get(name);
    if (!definition) throw new ApiError('InvalidAction', `The action ${name} is not valid for this web service.`);
    const given = givenInputs(definition, input as object);
    checkInputs(definition, given);
    const savepoint = this.store.savepoint();
    try {
      return definition.handle(context, given as never);
    } catch (error) {
      if (!keepsChanges(definition, error)) this.store.rollback(savepoint);
      throw error;
    }
  }

  /**
   * Lets virtual time pass up to `to`, running each event at its time. All of it is one commit.
   * @param pause asked after each event: true ends this slice early, at the time of that event
   */
  advance(to: number, pause: () => boolean = () => false): AdvanceResult {
    if (to < this.now) throw new RangeError(`Virtual time cannot go back: it is ${this.now}, asked for ${to}`);
    const savepoint = this.store.savepoint();
    let events = 0;
    let paused = false;
    for (let event = this.queue.peek(); event && event.at <= to; event = this.queue.peek()) {
      this.setNow(event.at);
      this.runEvent(event);
      events++;
      if (pause()) {
        paused = true;
        break;
      }
    }
    if (!paused) this.setNow(to);
    let changes: ChangeSet | undefined;
    try {
      changes = this.commit({ type: 'advance' });
    } catch (error) {
      this.store.rollback(savepoint);
      throw error;
    }
    this.announce(changes);
    return { now: this.now, events, arrived: !paused };
  }

  /** True when no resource is in a state that ends by itself. */
  get settled(): boolean {
    for (const { source, lifecycle } of this.definition.kinds) {
      if (!lifecycle || 'list' in source) continue;
      for (const region of this.store.regionsOf(source)) {
        const rows = this.store.in(source, region);
        if (lifecycle.transient.some((state) => rows.count('state', state) > 0)) return false;
      }
    }
    return true;
  }

  /**
   * Lets time pass until the account is settled, at most one virtual hour, from event to event.
   * @param until the latest time, from an earlier slice of the same settling
   * @param pause as in `advance`
   */
  settle(until = this.now + settleLimit, pause: () => boolean = () => false): AdvanceResult & { readonly until: number } {
    let events = 0;
    while (!this.settled) {
      const next = this.nextEventAt;
      if (next === undefined || next > until) break;
      const result = this.advance(next, pause);
      events += result.events;
      if (!result.arrived || (pause() && !this.settled)) return { now: this.now, events, arrived: false, until };
    }
    return { now: this.now, events, arrived: true, until };
  }

  /** SHA-256 of the account in canonical form, 64 hex digits: equal accounts have equal digests. */
  digest(): string {
    this.store.flush();
    return digestTables(this.store.database, this.definition.tables, this.digests);
  }

  /** The whole account as an SQLite file. */
  image(): Uint8Array {
    this.store.flush();
    return this.store.database.export();
  }

  /** A context that only reads: for faces, views and tests. */
  reader(region: string): Context {
    return new Context(this, region, { type: 'action', name: 'read', at: this.now });
  }

  close(): void {
    this.store.database.close();
  }

  private runEvent(event: EventRow): void {
    const cause: Cause = {
      type: 'event',
      name: event.kind,
      at: event.at,
      ...(event.cause.activity !== undefined && { activity: event.cause.activity }),
    };
    this.store.delete(eventTable, event.region, event.id);
    const savepoint = this.store.savepoint();
    try {
      const definition = this.events.get(event.kind);
      if (!definition) throw new Error(`No handler for event ${event.kind}`);
      definition.handle(new Context(this, event.region, cause, event.cause), event.subject, event.payload);
    } catch (error) {
      this.store.rollback(savepoint);
      this.onFault?.(event, error);
    }
  }

  private setNow(now: number): void {
    if (now !== this.now) this.store.put(clockTable, { region: '', id: 'clock', now });
  }

  private commit(cause: CommitCause): ChangeSet | undefined {
    const { rows, changed, empty } = this.store.prepare();
    if (!empty) this.onRecord?.({ at: this.now, cause, rows });
    this.store.commit();
    return changed.length > 0 ? { version: ++this.version, now: this.now, changed } : undefined;
  }

  /** Tells what a commit changed, when nothing can undo it any more. */
  private announce(changes: ChangeSet | undefined): void {
    if (changes) this.onChange?.(changes);
  }
}

/** True for the errors with which an action answers although part of it took effect, as its definition declares (law 3 of the architecture). */
function keepsChanges(definition: ActionDefinition, error: unknown): error is ApiError {
  return definition.partialSuccess === true && error instanceof ApiError && error.keepsChanges;
}
