import type { CallFilter, CallRecord } from '../../shared/activity';
import type { Session } from '../session';

/** How many calls are shown at first, and how many come with each wish for more. */
export const callsAtOnce = 100;
/** Most calls in one message. */
const pageLimit = 200;

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
    const reading = this.readNewest(callsAtOnce);
    this.reading = reading;
    reading.catch(() => {
      if (this.reading === reading) this.reading = undefined;
    });
    return reading;
  }

  /** Reads what is new, up to the call `number`. */
  async catchUp(number: number): Promise<void> {
    await this.read();
    const missing = number - this.newest;
    if (missing <= 0) return;
    const { generation } = this;
    await this.readNewest(missing);
    // The newest of those that are shown may be older: others may not be in the filter.
    if (generation === this.generation) this.newest = Math.max(this.newest, number);
  }

  /** Reads older calls. */
  async more(): Promise<void> {
    const { generation } = this;
    const { calls, total } = await this.session.activity(this.shown.length, callsAtOnce, this.filtered);
    if (generation !== this.generation) return;
    const last = this.shown.at(-1)?.number ?? Infinity;
    // New calls since the last reading have moved the others down.
    this.shown.push(...calls.filter(({ number }) => number < last));
    this.wanted = Math.max(this.wanted, this.shown.length);
    this.all = total;
  }

  private async readNewest(count: number): Promise<void> {
    const { generation } = this;
    const { calls, total } = await this.session.activity(0, Math.min(count, pageLimit), this.filtered);
    if (generation !== this.generation) return;
    const known = this.shown[0]?.number ?? 0;
    const fresh = calls.filter(({ number }) => number > known);
    // With more new calls than fit into a page there would be a gap before those that are known.
    if (count > pageLimit) {
      this.shown = fresh;
      this.wanted = callsAtOnce;
    } else {
      this.shown.unshift(...fresh);
    }
    this.shown.length = Math.min(this.shown.length, this.wanted);
    this.newest = Math.max(this.newest, calls[0]?.number ?? 0);
    this.all = total;
  }
}
