import type { WallTime } from '../../../src/worker/wall-time';

/** Real time that stands still unless it is moved. */
export class FakeWall implements WallTime {
  /** What each look at the time costs, milliseconds: a slice of an advance then holds a known number of events. */
  cost = 0;
  /** How often the thread was given up. */
  yields = 0;
  private time = 0;
  private timers: { at: number; act: () => void }[] = [];

  /** @param start epoch milliseconds */
  constructor(private readonly start: number) {}

  elapsed(): number {
    const now = this.time;
    this.time += this.cost;
    return now;
  }

  epoch(): number {
    return this.start + this.time;
  }

  after(delay: number, act: () => void): () => void {
    const timer = { at: this.time + delay, act };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  }

  async yield(): Promise<void> {
    this.yields++;
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** When the timers are due, milliseconds from now. */
  get due(): number[] {
    return this.timers.map(({ at }) => at - this.time).sort((a, b) => a - b);
  }

  /** Lets real time pass, with all timers that become due on the way. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.time + milliseconds;
    for (;;) {
      const next = this.timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.timers = this.timers.filter((other) => other !== next);
      this.time = Math.max(this.time, next.at);
      next.act();
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.time = Math.max(this.time, end);
  }
}
