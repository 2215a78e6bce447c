import type { Sandbox } from '../region/kernel/sandbox';
import type { ClockSpeed, ClockState } from '../shared/worker';
import type { WallTime } from './wall-time';

/** Longest stretch of an advance in one go, milliseconds of real time: with the commit that follows, a request waits no longer than 15. */
const sliceBudget = 5;
/** Real time by which virtual time may lag behind its speed before it gives the speed up, milliseconds. */
const toleratedLag = 1_000;
/** How often the time reached is put on record while it is looked at, and how soon a failed advance is tried again, milliseconds. */
const recordInterval = 1_000;
/** Least real time between two advances of a clock that nobody asks, milliseconds. */
const leastDelay = 5;
/** How often a running advance tells how far it has come, milliseconds of real time. */
const progressInterval = 100;

/** Who is told what the clock does. */
export interface ClockListener {
  onClock(state: ClockState): void;
  /** Called after each slice in which time passed, before anything else happens; `by` is what asked for it by name. */
  onAdvance(by?: object): void;
  onProblem(text: string): void;
}

/** What the listener was told last. */
interface Told {
  readonly speed: ClockSpeed;
  readonly advances: boolean;
  readonly nextEventAt: number | undefined;
  readonly anchor: { readonly elapsed: number; readonly virtual: number };
}

/** How an advance asked for by name ended. */
export interface AdvanceOutcome {
  readonly events: number;
  /** Virtual milliseconds that passed. */
  readonly passed: number;
}

/**
 * Maps real time to the account's virtual time. There is no tick: one timer waits for the next event, and before a request is answered the
 * account is brought to the present. What takes long is done in slices between which requests are served; virtual time is then simply behind,
 * and says so. `instant` runs at the speed of real time, but settles what is in transition before each request.
 */
export class ClockDriver {
  /** The present virtual time is `virtual` + (elapsed − `elapsed`) × rate. */
  private anchor: { elapsed: number; virtual: number };
  private cancelTimer: (() => void) | undefined;
  private catchingUp = false;
  private goal: number | undefined;
  private queue: Promise<unknown> = Promise.resolve();
  private running: AbortController | undefined;
  private shown = false;
  private stopped = false;
  private retryAt = 0;
  private told: Told | undefined;
  private toldAt = -Infinity;
  /** Of what the last news were made; absent while time is being advanced. */
  private seen: { sandbox: Sandbox; stamp: number; anchor: object; speed: ClockSpeed } | undefined;

  constructor(
    private sandbox: Sandbox,
    private currentSpeed: ClockSpeed,
    private readonly wall: WallTime,
    private readonly listener: ClockListener,
  ) {
    this.anchor = { elapsed: wall.elapsed(), virtual: sandbox.now };
    this.arm();
  }

  get speed(): ClockSpeed {
    return this.currentSpeed;
  }

  /** Brings the account to the present, as far as that can be done at once, before a request is answered. */
  async enter(): Promise<void> {
    if (this.currentSpeed === 'instant') await this.settleTransitions();
    if (!this.catchingUp && this.goal === undefined) {
      if (!this.slice(this.present())) void this.catchUp();
    }
    this.shown = true;
  }

  /** To be called after a request: what is due next may have changed. */
  leave(): void {
    this.tell();
    this.arm();
  }

  /** The clock as views extrapolate it. */
  state(): ClockState {
    const goal = this.goal ?? (this.catchingUp ? this.present() : undefined);
    const next = this.sandbox.nextEventAt;
    return {
      now: this.sandbox.now,
      // A clock that lags behind its speed is shown where it is.
      wall: this.wall.epoch() - (this.rate > 0 && goal === undefined ? (this.present() - this.sandbox.now) / this.rate : 0),
      speed: this.currentSpeed,
      ...(goal !== undefined && { advancingTo: goal }),
      ...(next !== undefined && { nextEventAt: next }),
    };
  }

  setSpeed(speed: ClockSpeed): void {
    this.slice(this.present());
    this.currentSpeed = speed;
    this.rebase();
    this.leave();
  }

  /**
   * Moves time, after any other advance: `goal` answers the virtual time to reach, given the account at the start. Aborting leaves the clock
   * where it came to. The listener is told `by` whom it was asked for.
   */
  advance(goal: (sandbox: Sandbox) => number, signal: AbortSignal, by?: object): Promise<AdvanceOutcome> {
    return this.exclusive(signal, by, (stop) => {
      const to = goal(this.sandbox);
      this.goal = to;
      return () => {
        const { events, arrived } = this.sandbox.advance(Math.max(to, this.sandbox.now), this.pause());
        return { events, arrived: arrived || stop.aborted };
      };
    });
  }

  /** Moves time until nothing is in transition, at most one virtual hour (law 12 of the architecture). */
  untilIdle(signal: AbortSignal, by?: object): Promise<AdvanceOutcome> {
    return this.exclusive(signal, by, (stop) => {
      let until: number | undefined;
      return () => {
        const result = this.sandbox.settle(until, this.pause());
        this.goal = until = result.until;
        return { events: result.events, arrived: result.arrived || stop.aborted };
      };
    });
  }

  /** Ends a running advance and goes on with another account: `prepare` makes it, and what it answers puts it in the old one's place at once. */
  async replace(prepare: () => Promise<() => Sandbox>): Promise<void> {
    this.running?.abort();
    const done = this.queue.then(async () => {
      const swap = await prepare();
      this.sandbox = swap();
      this.retryAt = 0;
      this.rebase();
      this.leave();
    });
    this.queue = done.catch(() => undefined);
    await done;
  }

  /** Ends a running advance, puts the time reached on record and stands still from then on. */
  async stop(): Promise<void> {
    this.running?.abort();
    await this.queue;
    this.slice(this.present());
    this.stopped = true;
    this.cancelTimer?.();
  }

  private get rate(): number {
    if (this.stopped) return 0;
    return this.currentSpeed === 'instant' ? 1 : this.currentSpeed;
  }

  private present(): number {
    if (this.goal !== undefined || this.rate === 0) return this.sandbox.now;
    const virtual = this.anchor.virtual + (this.wall.elapsed() - this.anchor.elapsed) * this.rate;
    return Math.max(this.sandbox.now, Math.floor(virtual));
  }

  /** Lets time go on from where the account is. */
  private rebase(): void {
    this.anchor = { elapsed: this.wall.elapsed(), virtual: this.sandbox.now };
  }

  private pause(): () => boolean {
    const end = this.wall.elapsed() + sliceBudget;
    return () => this.wall.elapsed() >= end;
  }

  /** One stretch towards `to`; false when it did not get there. Time that cannot be put on record does not pass. */
  private slice(to: number): boolean {
    if (this.stopped || to <= this.sandbox.now || this.wall.elapsed() < this.retryAt) return true;
    try {
      const { arrived } = this.sandbox.advance(to, this.pause());
      this.listener.onAdvance();
      return arrived;
    } catch (error) {
      this.retryAt = this.wall.elapsed() + recordInterval;
      this.rebase();
      this.listener.onProblem(`Time cannot pass: ${String(error)}`);
      return true;
    }
  }

  private async catchUp(): Promise<void> {
    if (this.catchingUp) return;
    this.catchingUp = true;
    try {
      do {
        this.tell(progressInterval);
        await this.wall.yield();
        const lag = this.rate === 0 ? 0 : (this.present() - this.sandbox.now) / this.rate;
        if (lag > toleratedLag) this.rebase();
      } while (!this.slice(this.present()));
    } finally {
      this.catchingUp = false;
      this.leave();
    }
  }

  private async settleTransitions(): Promise<void> {
    let until: number | undefined;
    while (!this.stopped && !this.sandbox.settled) {
      const result = this.sandbox.settle(until, this.pause());
      this.listener.onAdvance();
      until = result.until;
      if (this.goal === undefined) this.rebase();
      if (result.arrived) return;
      await this.wall.yield();
    }
  }

  private async exclusive(
    signal: AbortSignal,
    by: object | undefined,
    begin: (stop: AbortSignal) => () => { events: number; arrived: boolean },
  ): Promise<AdvanceOutcome> {
    const done = this.queue.then(() => this.run(signal, by, begin));
    this.queue = done.catch(() => undefined);
    return done;
  }

  private async run(
    signal: AbortSignal,
    by: object | undefined,
    begin: (stop: AbortSignal) => () => { events: number; arrived: boolean },
  ): Promise<AdvanceOutcome> {
    const running = new AbortController();
    const stop = AbortSignal.any([signal, running.signal]);
    this.slice(this.present());
    const start = this.sandbox.now;
    let events = 0;
    if (this.stopped || stop.aborted) return { events, passed: 0 };
    this.running = running;
    try {
      const step = begin(stop);
      for (;;) {
        const result = step();
        events += result.events;
        this.listener.onAdvance(by);
        if (result.arrived) break;
        this.tell(progressInterval);
        await this.wall.yield();
        if (stop.aborted) break;
      }
    } finally {
      this.running = undefined;
      this.goal = undefined;
      this.rebase();
      this.leave();
    }
    return { events, passed: this.sandbox.now - start };
  }

  /** Sets the one timer: for the next event or, when something has been shown since, for putting the time reached on record. */
  private arm(): void {
    this.cancelTimer?.();
    this.cancelTimer = undefined;
    if (this.rate === 0 || this.goal !== undefined || this.catchingUp) return;
    const next = this.sandbox.nextEventAt;
    const due = next === undefined ? Infinity : (next - this.present()) / this.rate;
    const retry = Math.max(leastDelay, this.retryAt - this.wall.elapsed());
    const delay = Math.max(retry, Math.min(due, this.shown ? recordInterval : Infinity));
    if (delay === Infinity) return;
    this.cancelTimer = this.wall.after(delay, () => {
      this.shown = false;
      if (this.slice(this.present())) this.leave();
      else void this.catchUp();
    });
  }

  /** Tells the listener when there is something new to tell; a running advance at most every `interval` milliseconds. */
  private tell(interval = 0): void {
    if (this.stopped) return;
    const { sandbox, currentSpeed, goal, catchingUp, anchor } = this;
    const { stamp } = sandbox.store;
    const seen = this.seen;
    // What is told of a running advance is out of date as soon as it ends, even if nothing else changes with its end.
    if (goal !== undefined || catchingUp) this.seen = undefined;
    else {
      // Most requests only look: they leave nothing to tell, and to find that out must cost them nothing.
      if (seen?.sandbox === sandbox && seen.stamp === stamp && seen.anchor === anchor && seen.speed === currentSpeed) return;
      this.seen = { sandbox, stamp, anchor, speed: currentSpeed };
    }
    const { told } = this;
    const nextEventAt = sandbox.nextEventAt;
    const advances = goal !== undefined || catchingUp;
    const isNews = advances || !told || told.advances || told.speed !== currentSpeed || told.nextEventAt !== nextEventAt;
    if (!isNews && told.anchor.elapsed === anchor.elapsed && told.anchor.virtual === anchor.virtual) return;
    if (interval > 0 && this.wall.elapsed() - this.toldAt < interval) return;
    this.told = { speed: currentSpeed, advances, nextEventAt, anchor };
    this.toldAt = this.wall.elapsed();
    this.listener.onClock(this.state());
  }
}
