import assert from 'node:assert/strict';
import type { ActionName } from '../../../src/region/aws/action-names';
import type { AccountDefinition } from '../../../src/region/kernel/definition';
import { ApiError } from '../../../src/region/kernel/errors';
import { Sandbox } from '../../../src/region/kernel/sandbox';
import { type EventRow, eventTable, regionTable } from '../../../src/region/kernel/tables';
import type { Change } from '../../../src/region/store/changes';
import type { JournalRecord } from '../../../src/region/store/journal-record';
import { sqlPorts } from '../support/sql-ports';
import { observe } from './observe';
import type { View } from './region-view';
import type { Tally } from './tally';

/** A call of an action, as it can be replayed. */
export interface Request {
  readonly action: ActionName;
  readonly region: string;
  readonly input: object;
}

/** One thing done to an account: an action, time up to a moment, or time until nothing is in transition any more and what moment that was. */
export type Deed = { readonly request: Request } | { readonly to: number } | { readonly settled: number };

/** What an action came to. */
export interface Outcome {
  readonly request: Request;
  readonly output?: unknown;
  readonly error?: ApiError;
}

/** What one commit did: an action's, or one event's. */
export interface Commit {
  readonly outcome?: Outcome;
  readonly event?: EventRow;
  readonly changed: readonly Change[];
}

/** Looks at the account before and after each commit, and fails when what it sees cannot be. */
export type Watcher = (before: View, after: View, commit: Commit, world: World) => void;

/** Where every account's clock starts: 2026-01-15 09:00 UTC. */
const creation = Date.UTC(2026, 0, 15, 9);

/** Makes a new account. */
export function newSandbox(definition: AccountDefinition): Sandbox {
  const sandbox = Sandbox.create(definition, sqlPorts, {
    accountId: '123456789012',
    seed: 'property',
    defaultRegion: 'ap-northeast-2',
    now: creation,
    settings: { rules: 'today', freeTierPlan: '12-month', quotaProfile: 'established', quotas: {} },
  });
  sandbox.onFault = (event, error) => {
    throw new Error(`The event ${event.kind} of ${event.subject} failed: ${String(error)}`);
  };
  sandbox.commitCreation();
  return sandbox;
}

/** What an outer call came to. Anything but an AWS error is a fault of ours. */
export function attempt(sandbox: Sandbox, { action, region, input }: Request): Outcome {
  const request = { action, region, input };
  try {
    return { request, output: sandbox.execute({ action, region, input: input as never, caller: null }) };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { request, error };
  }
}

/** Rows as they are in memory: an undone change leaves the very same objects in the same order. */
function memory(sandbox: Sandbox): unknown[] {
  return sandbox.definition.tables.flatMap((table) =>
    sandbox.store.regionsOf(table).flatMap((region) => Array.from(sandbox.store.in(table, region).all(), ({ row }) => row)),
  );
}

function sameMemory(before: readonly unknown[], after: readonly unknown[]): boolean {
  return before.length === after.length && before.every((row, index) => row === after[index]);
}

/** An account under random actions, watched after every commit. */
export class World {
  sandbox: Sandbox;
  /** What was done, for the twin that does it again. */
  readonly deeds: Deed[] = [];
  view: View;
  /** How often each action has succeeded. */
  readonly succeeded = new Map<string, number>();

  private image: Uint8Array;
  private records: JournalRecord[] = [];
  private changed: Change[] = [];
  private seen: ReadonlyMap<string, readonly unknown[]> = new Map();

  constructor(
    readonly definition: AccountDefinition,
    readonly tally: Tally,
    private readonly watchers: readonly Watcher[],
  ) {
    this.sandbox = newSandbox(definition);
    this.image = this.sandbox.image();
    this.listen();
    this.view = observe(this.sandbox);
  }

  private listen(): void {
    // Through JSON, as a journal on disk has it.
    this.sandbox.onRecord = (record) => void this.records.push(JSON.parse(JSON.stringify(record)) as JournalRecord);
    this.sandbox.onChange = ({ changed }) => void this.changed.push(...changed);
  }

  /** Regions that have been asked something. */
  get openRegions(): readonly string[] {
    return this.sandbox
      .reader('')
      .list(regionTable)
      .map(({ id }) => id);
  }

  /** Runs one action; an error must leave no trace unless AWS documents that part of it may have taken effect. */
  act(request: Request, thoroughly: boolean): Outcome {
    this.deeds.push({ request });
    const rows = memory(this.sandbox);
    const digest = thoroughly ? this.sandbox.digest() : undefined;
    const outcome = attempt(this.sandbox, request);
    const partial = request.action === 'ec2:TerminateInstances' && outcome.error?.code === 'OperationNotPermitted';
    if (outcome.error && !partial) {
      const code = outcome.error.code;
      assert.ok(sameMemory(rows, memory(this.sandbox)), `${request.action} failed with ${code} and left something behind`);
      assert.ok(this.sandbox.store.prepare().empty, `${request.action} failed with ${code} and left something to commit`);
      if (digest !== undefined) assert.equal(this.sandbox.digest(), digest, `${request.action} failed with ${code} and changed the digest`);
    }
    if ((request.input as { DryRun?: boolean }).DryRun) assert.ok(outcome.error, `${request.action} with DryRun answered without an error`);
    if (!outcome.error) {
      this.tally.action(request.action);
      this.succeeded.set(request.action, (this.succeeded.get(request.action) ?? 0) + 1);
    } else this.tally.error(request.action, outcome.error.code);
    this.watch({ outcome });
    return outcome;
  }

  /** Lets time pass, event by event, looking at the account after each one. */
  pass(to: number): void {
    this.deeds.push({ to });
    for (;;) {
      const event = this.nextEvent();
      const { arrived, events } = this.sandbox.advance(to, () => true);
      assert.equal(events, event && event.at <= to ? 1 : 0, 'an event each slice, as long as one is due');
      if (events === 1) this.checkGone(event!);
      this.watch(events === 1 ? { event: event! } : {});
      if (arrived) break;
    }
    assert.equal(this.sandbox.now, to);
  }

  /** Lets time pass until nothing is in a transient state. */
  settle(): void {
    let until: number | undefined;
    for (;;) {
      const event = this.nextEvent();
      const result = this.sandbox.settle(until, () => true);
      until = result.until;
      if (result.events > 0) this.checkGone(event!);
      this.watch(result.events > 0 ? { event: event! } : {});
      if (result.arrived) break;
    }
    this.deeds.push({ settled: this.sandbox.now });
  }

  /** The event that must come next: the earliest, and among those of one instant the one scheduled first. */
  private nextEvent(): EventRow | undefined {
    const events = this.openRegions.flatMap((region) => this.sandbox.reader(region).list(eventTable));
    return events.sort((a, b) => a.at - b.at || a.order - b.order)[0];
  }

  private checkGone(event: EventRow): void {
    assert.equal(
      this.sandbox.reader(event.region).get(eventTable, event.id),
      undefined,
      `${event.kind} of ${event.subject} was to come next`,
    );
    assert.equal(this.sandbox.now, event.at, `${event.kind} of ${event.subject} came at its time`);
  }

  /** Opens the account again from its last image and what was recorded since, and from an image of now, and goes on with one of them. */
  reopen(describe: (sandbox: Sandbox) => string, withNewImage: boolean): void {
    const now = this.sandbox.image();
    const recorded = Sandbox.open(this.definition, sqlPorts, this.image, this.sandbox.journalHeader, this.records);
    const stored = Sandbox.open(this.definition, sqlPorts, now, this.sandbox.journalHeader, []);
    for (const opened of [recorded, stored]) {
      assert.equal(opened.digest(), this.sandbox.digest(), 'the account has the same digest when opened again');
      assert.equal(describe(opened), describe(this.sandbox), 'the account is described the same when opened again');
    }
    const [next, other] = withNewImage ? [stored, recorded] : [recorded, stored];
    next.onFault = this.sandbox.onFault;
    other.close();
    this.sandbox.close();
    this.sandbox = next;
    this.listen();
    if (withNewImage) {
      this.image = now;
      this.records = [];
    }
    this.view = observe(this.sandbox);
  }

  /** Tells of a region whether none of its rows, nor time, nor what belongs to the account has changed since this was asked last. */
  private unchangedSince(): (region: string) => boolean {
    const { sandbox } = this;
    const rows = new Map<string, unknown[]>();
    for (const table of sandbox.definition.tables) {
      for (const region of sandbox.store.regionsOf(table)) {
        // What is written down about every action shows in no description.
        if (region === '' && (table.name === 'activity' || table.name === 'counters')) continue;
        const known = rows.get(region) ?? [];
        rows.set(region, known);
        for (const { row } of sandbox.store.in(table, region).all()) known.push(row);
      }
    }
    const before = this.seen;
    this.seen = rows;
    const same = (region: string): boolean => sameMemory(before.get(region) ?? [], rows.get(region) ?? []);
    const account = same('');
    return (region) => account && same(region);
  }

  private watch(commit: Omit<Commit, 'changed'>): void {
    const changed = this.changed;
    this.changed = [];
    const before = this.view;
    this.view = observe(this.sandbox, before, this.unchangedSince());
    for (const watcher of this.watchers) watcher(before, this.view, { ...commit, changed }, this);
  }
}
