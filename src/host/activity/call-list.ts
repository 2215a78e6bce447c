import { type CallFilter, type CallRecord, orderOf } from '../../shared/activity';
import { pageLimit } from '../../shared/worker';
import type { Session } from '../session';

/** How many calls are shown at first, and how many come with each wish for more. */
export const callsAtOnce = 100;

/** The calls that are shown, the newest first: it asks for those that are new and for older ones, never again for what it has. */
export class CallList {
  private shown: CallRecord[] = [];
  /** How many are in the log, shown or not. */
  private all = 0;
  /** How many may stay. */
  private wanted = callsAtOnce;
  private newest = 0;
  private reading: Promise<void> | undefined;
  /** Counts resets: the answer to a question from before one is not taken. */
  private generation = 0;
  private filtered: CallFilter = {};

  constructor(private readonly session: Session) {}

  get calls(): readonly CallRecord[] {
    return this.shown;
  }

  get total(): number {
    return this.all;
  }

  get filter(): CallFilter {
    return this.filtered;
  }

  /** Whether it has been read. */
  get isRead(): boolean {
    return this.reading !== undefined;
  }

  /** Forgets what it has read. */
  reset(filter = this.filtered): void {
    this.generation++;
    this.filtered = filter;
    this.shown = [];
    this.all = this.newest = 0;
    this.wanted = callsAtOnce;
    this.reading = undefined;
  }

  /** Reads the newest calls, unless it has. */
  read(): Promise<void> {
    if (this.reading) return this.reading;
    const reading = this.readFirst();
    this.reading = reading;
    reading.catch(() => {
      if (this.reading === reading) this.reading = undefined;
    });
    return reading;
  }

  /** Reads what is new, when there is a call `number`. */
  async catchUp(number: number): Promise<void> {
    await this.read();
    if (number <= this.newest) return;
    const { generation } = this;
    const { calls, total } = await this.session.activity(0, pageLimit, this.filtered, this.newest);
    if (generation !== this.generation) return;
    // With more new calls than a message takes there would be a gap before those that are known.
    if (calls.length === pageLimit) this.wanted = callsAtOnce;
    this.take(calls.length === pageLimit ? [...calls] : [...calls, ...this.notIn(calls)], total);
    // The newest of those that are shown may be older: others may not be in the filter.
    this.newest = Math.max(this.newest, number);
  }

  /** Reads older calls. */
  async more(): Promise<void> {
    const { generation } = this;
    const { calls, total } = await this.session.activity(this.shown.length, callsAtOnce, this.filtered);
    if (generation !== this.generation) return;
    const oldest = this.shown.at(-1);
    const last = oldest ? orderOf(oldest) : Infinity;
    // New calls since the last reading have moved the others down; they are read next.
    const older = calls.filter((call) => orderOf(call) < last);
    this.shown = [...this.notIn(older), ...older];
    this.all = total - (calls.length - older.length);
    // Who looks back is not to lose the end at the next new call.
    this.wanted = this.shown.length + callsAtOnce;
  }

  /** What is shown, but for calls that came again: their rows have moved. */
  private notIn(calls: readonly CallRecord[]): CallRecord[] {
    const numbers = new Set(calls.map(({ number }) => number));
    return this.shown.filter(({ number }) => !numbers.has(number));
  }

  private async readFirst(): Promise<void> {
    const { generation } = this;
    const { calls, total } = await this.session.activity(0, callsAtOnce, this.filtered);
    if (generation === this.generation) this.take([...calls], total);
  }

  private take(calls: CallRecord[], total: number): void {
    this.shown = calls.slice(0, this.wanted);
    this.newest = Math.max(this.newest, calls[0] ? orderOf(calls[0]) : 0);
    this.all = total;
  }
}
