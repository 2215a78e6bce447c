import { findOfKind } from '../region/kernel/kind';
import type { Sandbox } from '../region/kernel/sandbox';
import { type ActivityRow, activityTable, counterTable } from '../region/kernel/tables';
import type { Change } from '../region/store/changes';
import {
  type CallChange,
  type CallDetails,
  type CallerInfo,
  type CallFilter,
  type CallPage,
  type CallRecord,
  clientOf,
} from '../shared/activity';
import { toErrorShape } from '../shared/rpc';
import type { WallTime } from './wall-time';

/** How many calls are kept. */
export const keptCalls = 2_000;
/** Most calls in one answer (law 2 of the architecture). */
const pageLimit = 200;
/** Most resources that a call tells of. */
const keptChanges = 200;
/** The longest input that is kept, and all of them together, characters: the oldest go first. */
const longestInput = 64 * 1024;
const keptInputs = 8 * 1024 * 1024;
/** New calls are told of at most this often, milliseconds of real time. */
const toldEvery = 100;
/** How many resources of a call of an earlier session are looked up. */
const soughtSubjects = 20;

/** What was asked. */
export interface Asked {
  readonly action: string;
  readonly region: string;
  readonly input: object;
  readonly caller: CallerInfo;
  /** The user asked for this very call. */
  readonly asked?: boolean;
}

/** What is found out while a call is answered. */
export interface Findings {
  changed?: readonly Change[];
  /** Its number in the account's own log, if it is in there. */
  entry?: number;
}

interface Kept {
  readonly record: Omit<CallRecord, 'input'>;
  /** Absent when it was too long, or had to go for others. */
  input: object | undefined;
  readonly size: number;
  readonly entry: number | undefined;
}

/**
 * The calls of an account since it was opened, in memory: they are no part of its state, so those that fail leave no trace there. Before them stand the
 * entries of the account's own log, which know only what changed it. All calls of the endpoint are kept; of the editor those that change something and
 * those that its user asked for, because its views and pages look all the time.
 */
export class CallLog {
  /** A ring: the call of a number stands at its remainder. */
  private ring: Kept[] = [];
  private oldest = 0;
  private next = 0;
  private inputs = 0;
  /** The first call whose input may still be here. */
  private oldestInput = 0;
  /** The newest entry of the account's own log that is older than the calls kept here. */
  private lastEarlier = 0;
  /** Names of what trees show. */
  private kinds: ReadonlySet<string> = new Set();
  private cancel: (() => void) | undefined;

  constructor(
    private sandbox: Sandbox,
    private readonly wall: WallTime,
    private readonly tell: (news: { readonly number: number }) => void,
  ) {}

  /** Begins anew with another account. Numbers go on from those of its own log. */
  follow(sandbox: Sandbox): void {
    this.sandbox = sandbox;
    this.ring = [];
    this.inputs = 0;
    this.kinds = new Set(sandbox.definition.kinds.map(({ name }) => name));
    this.lastEarlier = lastEntry(sandbox);
    this.next = this.oldest = this.oldestInput = this.lastEarlier + 1;
  }

  stop(): void {
    this.cancel?.();
  }

  /** Keeps a call, if it is one to keep, whether it succeeds or fails. */
  async around<Answer>(asked: Asked, act: (findings: Findings) => Promise<Answer>): Promise<Answer> {
    const reads = asked.action === 'sandbox:DescribeClock' || this.sandbox.isRead(asked.action);
    if (reads && asked.caller.kind !== 'endpoint' && !asked.asked) return act({});
    const [wall, begun] = [this.wall.epoch(), this.wall.elapsed()];
    const findings: Findings = {};
    const keep = (error?: CallRecord['error']): void => {
      const { action, region, caller } = asked;
      const seen = (findings.changed ?? []).filter(({ kind }) => this.kinds.has(kind));
      this.add(asked.input, findings.entry, {
        ...{ at: this.sandbox.now, wall, took: this.wall.elapsed() - begun, caller, action, region, reads },
        ...(error && { error }),
        changed: seen.length > keptChanges ? seen.slice(0, keptChanges) : seen,
        changedCount: seen.length,
        notSimulated: this.sandbox.inputsNotSimulated(action, asked.input),
      });
    };
    try {
      const answer = await act(findings);
      keep();
      return answer;
    } catch (thrown) {
      const { code, message } = toErrorShape(thrown);
      keep({ code, message });
      throw thrown;
    }
  }

  /** A page of the calls, the newest first. */
  page({ offset, limit, filter = {}, after = 0 }: { offset: number; limit: number; filter?: CallFilter; after?: number }): CallPage {
    const words = (filter.text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    const found: (Kept | ActivityRow)[] = [];
    for (let number = this.next - 1; number >= this.oldest; number--) {
      const kept = this.at(number);
      if (matches(kept.record, filter, words)) found.push(kept);
    }
    for (const row of this.earlier()) if (matches(recordOf(row), filter, words)) found.push(row);
    const end = offset + Math.min(limit, pageLimit);
    const calls = found.filter((call) => ('record' in call ? call.record : call).number > after).slice(offset, end);
    return { calls: calls.map((call) => ('record' in call ? describe(call) : this.describeEarlier(call))), total: found.length };
  }

  /** One call with its input. */
  find(number: number): CallDetails | undefined {
    if (number >= this.oldest && number < this.next) {
      const kept = this.at(number);
      return { call: describe(kept), ...(kept.input && { input: kept.input as Record<string, unknown> }) };
    }
    const row = this.earlier().find((entry) => entry.number === number);
    return row && { call: this.describeEarlier(row) };
  }

  private add(input: object, entry: number | undefined, record: Omit<CallRecord, 'input' | 'number'>): void {
    const plain = withoutSecrets(input);
    const size = lengthOf(plain, longestInput);
    const number = this.next++;
    if (number - this.oldest >= keptCalls) {
      const gone = this.at(this.oldest++);
      this.drop(gone);
      this.lastEarlier = Math.max(this.lastEarlier, gone.entry ?? 0);
    }
    this.ring[number % keptCalls] = { record: { number, ...record }, input: size > longestInput ? undefined : plain, size, entry };
    if (size <= longestInput) this.inputs += size;
    this.oldestInput = Math.max(this.oldestInput, this.oldest);
    while (this.inputs > keptInputs) this.drop(this.at(this.oldestInput++));
    this.cancel ??= this.wall.after(toldEvery, () => {
      this.cancel = undefined;
      this.tell({ number: this.next - 1 });
    });
  }

  /** Forgets an input. */
  private drop(kept: Kept): void {
    if (kept.input) this.inputs -= kept.size;
    kept.input = undefined;
  }

  private at(number: number): Kept {
    return this.ring[number % keptCalls]!;
  }

  /** The entries of the account's own log from before the oldest call that is kept, the newest first. */
  private earlier(): ActivityRow[] {
    const rows = this.sandbox.reader('').list(activityTable);
    return rows.filter(({ number }) => number <= this.lastEarlier).sort((a, b) => b.number - a.number);
  }

  private describeEarlier(row: ActivityRow): CallRecord {
    const record = recordOf(row);
    return { ...record, changed: record.changed.map((change, index) => (index < soughtSubjects ? this.seek(change) : change)) };
  }

  /** Finds out of what kind a resource is that is still there. */
  private seek({ id, region }: CallChange): CallChange {
    const context = this.sandbox.reader(region);
    const kind = this.sandbox.definition.kinds.find((one) => !('list' in one.source) && findOfKind(context, one, id));
    return { id, region, ...(kind && { kind: kind.name }) };
  }
}

/** The number of the newest entry of an account's own log. */
export function lastEntry(sandbox: Sandbox): number {
  return sandbox.store.in(counterTable, '').get('activity')?.row.value ?? 0;
}

function describe({ record, input, size }: Kept): CallRecord {
  return { ...record, input: input ? 'kept' : size > longestInput ? 'too long' : 'unknown' };
}

/** An entry of the account's own log as a call: such an entry is made only of what succeeded. */
function recordOf({ number, at, action, actionRegion: region, caller, subjects, notSimulated }: ActivityRow): CallRecord {
  return {
    ...{ number, at, action, region, reads: false, notSimulated, input: 'unknown' },
    caller: (caller as CallerInfo | null) ?? { kind: 'session' },
    changed: subjects.slice(0, keptChanges).map((id) => ({ id, region })),
    changedCount: subjects.length,
  };
}

function matches(record: Omit<CallRecord, 'input'>, { only, client }: CallFilter, words: readonly string[]): boolean {
  if (only === 'errors' && !record.error) return false;
  if (only === 'changes' && record.changedCount === 0 && (record.reads || record.error)) return false;
  if (client !== undefined && clientOf(record.caller).name !== client) return false;
  if (words.length === 0) return true;
  const { action, region, error, changed, caller } = record;
  const parts = [action, region, error?.code, error?.message, caller.userAgent, clientOf(caller).title, ...changed.map(({ id }) => id)];
  const text = parts.join('\n').toLowerCase();
  return words.every((word) => text.includes(word));
}

/** Inputs that are nobody's but the caller's: what the edge gives CreateKeyPair, and private halves of keys. */
const secrets = ['Material', 'KeyMaterial'];

function withoutSecrets(input: object): object {
  if (!secrets.some((name) => Object.hasOwn(input, name))) return input;
  return Object.fromEntries(Object.entries(input).filter(([name]) => !secrets.includes(name)));
}

/** About how long a value is as text; counting ends past `limit`. */
function lengthOf(value: unknown, limit: number): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null || value instanceof Date) return 8;
  if (ArrayBuffer.isView(value)) return value.byteLength;
  let length = 2;
  for (const [name, part] of Object.entries(value)) {
    length += name.length + 2 + lengthOf(part, limit - length);
    if (length > limit) break;
  }
  return length;
}
