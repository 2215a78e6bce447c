import { findOfKind } from '../region/kernel/kind';
import type { Sandbox } from '../region/kernel/sandbox';
import { type ActivityRow, activityTable } from '../region/kernel/tables';
import {
  type CallChange,
  type CallDetails,
  type CallerInfo,
  type CallFilter,
  type CallPage,
  type CallRecord,
  clientOf,
  orderOf,
} from '../shared/activity';
import { pageLimit } from '../shared/worker';
import { keptChanges } from './change-tally';
import type { Kept, KeptCalls } from './kept-calls';

/** How many resources of a call of an earlier session are looked up. */
const soughtSubjects = 20;

/** What pages are made of: the calls that are kept, and the account's own log from before them. */
export interface CallSource {
  readonly sandbox: Sandbox;
  readonly sorts: readonly KeptCalls[];
  /** The newest entry of the account's own log that stands for a call which is not kept. */
  readonly lastEarlier: number;
  /** The numbers of calls that are kept no more, by their entries. */
  readonly formerNumbers: ReadonlyMap<number, number>;
}

/** Which calls are asked for: only those after the number `after`, and of them `limit` from `offset` on. */
export interface PageRequest {
  readonly offset: number;
  readonly limit: number;
  readonly filter?: CallFilter;
  readonly after?: number;
}

type Described = Omit<CallRecord, 'input'>;

/** A page of the calls, the newest first; at most 200. */
export function callPage(source: CallSource, { offset, limit, filter = {}, after = 0 }: PageRequest): CallPage {
  const words = (filter.text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const found: (Kept | Described)[] = [];
  for (const sort of source.sorts) {
    for (const kept of sort.values()) if (matches(kept.record, filter, words)) found.push(kept);
  }
  for (const row of earlier(source)) {
    const record = recordOf(source, row);
    if (matches(record, filter, words)) found.push(record);
  }
  const order = (call: Kept | Described): number => orderOf('record' in call ? call.record : call);
  found.sort((a, b) => order(b) - order(a));
  const end = offset + Math.min(limit, pageLimit);
  const calls = found.filter((call) => order(call) > after).slice(offset, end);
  return { calls: calls.map((call) => ('record' in call ? describe(call) : describeEarlier(source, call))), total: found.length };
}

/** One call with its input. */
export function findCall(source: CallSource, number: number): CallDetails | undefined {
  for (const sort of source.sorts) {
    const kept = sort.get(number);
    if (!kept) continue;
    const { input, answer } = kept;
    return {
      call: describe(kept),
      ...(input && { input: input as Record<string, unknown> }),
      ...(answer && { answer: answer as Record<string, unknown> }),
    };
  }
  const record = earlier(source)
    .map((row) => recordOf(source, row))
    .find((entry) => entry.number === number);
  return record && { call: describeEarlier(source, record) };
}

/** The entries of the account's own log from before the oldest change that is kept. */
function earlier({ sandbox, lastEarlier }: CallSource): ActivityRow[] {
  const rows = sandbox.reader('').list(activityTable);
  return rows.filter(({ number }) => number <= lastEarlier);
}

/** An entry of the account's own log as a call: such an entry is made only of what succeeded. */
function recordOf({ formerNumbers }: CallSource, row: ActivityRow): Described {
  const { number, at, action, actionRegion: region, caller, subjects, notSimulated } = row;
  return {
    number: formerNumbers.get(number) ?? number,
    at,
    action,
    region,
    reads: false,
    notSimulated,
    caller: (caller as CallerInfo | null) ?? { kind: 'session' },
    changed: subjects.slice(0, keptChanges).map((id) => ({ id, region })),
    changedCount: subjects.length,
  };
}

function describe({ record, input, tooLong }: Kept): CallRecord {
  return { ...record, input: input ? 'kept' : tooLong ? 'too long' : 'unknown' };
}

function describeEarlier({ sandbox }: CallSource, record: Described): CallRecord {
  const changed = record.changed.map((change, index) => (index < soughtSubjects ? seek(sandbox, change) : change));
  return { ...record, input: 'unknown', changed };
}

/** Finds out of what kind a resource is that is still there. */
function seek(sandbox: Sandbox, { id, region }: CallChange): CallChange {
  const context = sandbox.reader(region);
  const kind = sandbox.definition.kinds.find((one) => !('list' in one.source) && findOfKind(context, one, id));
  return { id, region, ...(kind && { kind: kind.name }) };
}

function matches(record: Described, { only, client }: CallFilter, words: readonly string[]): boolean {
  if (only === 'errors' && !record.error) return false;
  if (only === 'looks' && !record.reads) return false;
  if (only === 'not-simulated' && record.notSimulated.length === 0) return false;
  if (only === 'changes' && record.changedCount === 0 && (record.reads || record.error)) return false;
  if (client !== undefined && clientOf(record.caller).name !== client) return false;
  if (words.length === 0) return true;
  const { action, region, error, changed, caller, requestId } = record;
  const parts = [action, region, error?.code, error?.message, caller.userAgent, clientOf(caller).title, requestId];
  const text = [...parts, ...changed.map(({ id }) => id)].join('\n').toLowerCase();
  return words.every((word) => text.includes(word));
}
