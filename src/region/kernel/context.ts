import type { ActionName } from '../aws/action-names';
import type { InputOf, OutputOf } from '../aws/actions';
import type { Digests } from '../ports';
import type { Partition } from '../store/partition';
import type { Store } from '../store/store';
import type { RowKey, TableDefinition } from '../store/table';
import { hashFraction, hashHex } from './hash';
import { type AccountRow, type Cause, clockTable, counterTable, eventTable, historyTable, removed, usageTable } from './tables';

/** What a context needs from the kernel that made it. */
export interface ContextHost {
  readonly store: Store;
  readonly digests: Digests;
  /** How often the time has been asked for: what is worked out while this stays does not depend on it. */
  timeReads: number;
  account(): AccountRow;
  nested(name: ActionName, input: unknown, context: Context): unknown;
}

/** How many transitions of a resource are kept for "Why?". */
const keptTransitions = 20;
/** Of how many resources that have left a region the story is kept at least. */
const keptEnded = 500;

/** Of what each usage has, the one copy: there are few usage types, and most usage has no attributes. */
const usageTypes = new Map<string, string>();
const noAttributes: Readonly<Record<string, string>> = {};

/** What an action or event may do to the account: read and write rows, schedule, draw, record usage. Bound to one region and one cause. */
export class Context {
  /** Ids that the action named or made, for the activity log. */
  readonly subjects: string[] = [];

  constructor(
    private readonly host: ContextHost,
    readonly region: string,
    readonly cause: Cause,
    /** In an event: what scheduled it. */
    readonly scheduledBy?: Cause,
  ) {}

  /** Virtual time, epoch milliseconds. */
  get now(): number {
    this.host.timeReads++;
    return this.host.store.in(clockTable, '').get('clock')!.row.now;
  }

  /** The account's row: its id, default region and settings. */
  get account(): AccountRow {
    return this.host.account();
  }

  get digests(): Digests {
    return this.host.digests;
  }

  /** The same action or event, looking at another region of the account. */
  inRegion(region: string): Context {
    return new Context(this.host, region, this.cause, this.scheduledBy);
  }

  /** Runs another action as part of this one, in its own savepoint: its error, if it throws, has undone only itself. */
  call<Name extends ActionName>(name: Name, input: InputOf<Name>): OutputOf<Name> {
    return this.host.nested(name, input, this) as OutputOf<Name>;
  }

  /** Stays as it is as long as nothing of the account changes but the time. */
  get stamp(): number {
    return this.host.store.stamp;
  }

  /** Works something out and tells whether it looked at the time: if not, it holds as long as the stamp stays. */
  watchingTime<Result>(work: () => Result): { readonly result: Result; readonly timeless: boolean } {
    const before = this.host.timeReads;
    const result = work();
    return { result, timeless: this.host.timeReads === before };
  }

  /** The rows of a table in this region. */
  rows<Row extends RowKey>(table: TableDefinition<Row>): Partition<Row> {
    return this.host.store.in(table, this.region);
  }

  get<Row extends RowKey>(table: TableDefinition<Row>, id: string): Row | undefined {
    return this.rows(table).get(id)?.row;
  }

  /** Rows that an index names, in creation order. */
  by<Row extends RowKey, Index extends string>(table: TableDefinition<Row, Index>, index: Index, key: string): Row[] {
    return this.rows(table as TableDefinition<Row>)
      .by(index, key)
      .map(({ row }) => row);
  }

  /** All rows of this region, in creation order. */
  list<Row extends RowKey>(table: TableDefinition<Row>): Row[] {
    return Array.from(this.rows(table).all(), ({ row }) => row);
  }

  put<Row extends RowKey>(table: TableDefinition<Row>, row: Row): Row {
    return this.host.store.put(table, row);
  }

  /** Changes some fields of a row that is there. */
  update<Row extends RowKey>(table: TableDefinition<Row>, row: Row, patch: Partial<Omit<Row, keyof RowKey>>): Row {
    return this.put(table, { ...row, ...patch });
  }

  /** Names a row that stays as it is among what the action or event changed: what it shows follows from something that changes. */
  nameChanged(table: TableDefinition<RowKey>, id: string): void {
    this.host.store.nameChanged(table, this.region, id);
  }

  delete(table: TableDefinition<RowKey>, id: string): void {
    this.host.store.delete(table, this.region, id);
  }

  /** The next number of a series, from 1. */
  count(series: string): number {
    const value = (this.host.store.in(counterTable, this.region).get(series)?.row.value ?? 0) + 1;
    this.host.store.put(counterTable, { region: this.region, id: series, value });
    return value;
  }

  /** A new id: the prefix and 17 hex digits (reference: instances.md §7). */
  newId(prefix: string): string {
    // Joined, not added: a sum of texts keeps its parts in memory.
    return [prefix, this.newHex(`id ${prefix}`).slice(0, 17)].join('-');
  }

  /** 32 hex digits drawn from the stream of `label`. */
  newHex(label: string): string {
    return hashHex(this.draw(label));
  }

  /** A number in [0, 1) drawn from the stream of `label`; streams of other labels are not moved by it. */
  random(label: string): number {
    return hashFraction(this.draw(label));
  }

  /** A lognormal draw with the given median, kept within [least, most]. */
  lognormal(label: string, median: number, sigma: number, least: number, most: number): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.random(label)));
    const normal = radius * Math.cos(2 * Math.PI * this.random(label));
    return Math.min(most, Math.max(least, median * Math.exp(sigma * normal)));
  }

  private draw(label: string): string {
    return `${this.account.seed}\n${this.region}\n${label}\n${this.count(label)}`;
  }

  /** Lets something happen `delay` milliseconds of virtual time from now. */
  schedule(delay: number, kind: string, subject: string, payload: unknown = null): void {
    const order = this.inRegion('').count('event');
    const at = this.now + Math.max(0, Math.round(delay));
    this.put(eventTable, { region: this.region, id: String(order), at, order, kind, subject, payload, cause: this.cause });
  }

  /** Takes back what was scheduled for a resource: all of it, or the events of one kind. */
  unschedule(subject: string, kind?: string): void {
    for (const event of this.by(eventTable, 'subject', subject)) {
      if (kind === undefined || event.kind === kind) this.delete(eventTable, event.id);
    }
  }

  /** Remembers a change of state, so that "Why?" can tell what led to it. */
  transition(id: string, from: string | undefined, to: string): void {
    const transitions = this.get(historyTable, id)?.transitions ?? [];
    const next = { at: this.now, ...(from && { from }), to, cause: this.cause, ...(this.scheduledBy && { scheduledBy: this.scheduledBy }) };
    this.put(historyTable, { region: this.region, id, transitions: [...transitions, next].slice(-keptTransitions) });
  }

  /** Ends the story of a resource that leaves the account. It can still be told, until many others have left the region (CHOICE). */
  endHistory(id: string): void {
    const before = this.get(historyTable, id)?.transitions.at(-1)?.to;
    if (before === undefined) return;
    this.transition(id, before, removed);
    if (this.rows(historyTable).count('ended', removed) < 2 * keptEnded) return;
    const ended = this.by(historyTable, 'ended', removed).sort((a, b) => a.transitions.at(-1)!.at - b.transitions.at(-1)!.at);
    for (const { id: old } of ended.slice(0, keptEnded)) this.delete(historyTable, old);
  }

  /** Starts charging for something, from now on. */
  openUsage(resource: string, usageType: string, quantity: number, attributes = noAttributes): void {
    const id = String(this.count('usage'));
    let type = usageTypes.get(usageType);
    if (type === undefined) usageTypes.set(usageType, (type = usageType));
    this.put(usageTable, { region: this.region, id, resource, usageType: type, from: this.now, quantity, attributes });
  }

  /** Ends what a resource is charged for: all of it, or one usage type. */
  closeUsage(resource: string, usageType?: string): void {
    for (const usage of this.by(usageTable, 'open', resource)) {
      if (usageType === undefined || usage.usageType === usageType) this.update(usageTable, usage, { to: this.now });
    }
  }
}
