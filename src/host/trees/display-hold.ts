/** How long a transitional state stays on screen at least, milliseconds of real time. */
export const leastShown = 600;

/** Something on screen that may have to wait for its turn. */
export interface Held {
  /** Shows what has been waiting. */
  release(): void;
}

/** Holds what is on screen back until it has been seen: one timer for all of it. */
export class DisplayHold {
  private readonly due = new Map<Held, number>();
  private timer: NodeJS.Timeout | undefined;
  private wakesAt = Infinity;

  /** Releases `held` at the real time `at`, epoch milliseconds. */
  hold(held: Held, at: number): void {
    this.due.set(held, at);
    if (at < this.wakesAt) this.wakeAt(at);
  }

  /** Forgets `held`. */
  drop(held: Held): void {
    this.due.delete(held);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.due.clear();
  }

  private wakeAt(at: number): void {
    clearTimeout(this.timer);
    this.wakesAt = at;
    this.timer = setTimeout(() => this.wake(), Math.max(0, at - Date.now()));
  }

  private wake(): void {
    const now = Date.now();
    this.wakesAt = Infinity;
    let next = Infinity;
    for (const [held, at] of this.due) {
      if (at <= now) {
        this.due.delete(held);
        held.release();
      } else {
        next = Math.min(next, at);
      }
    }
    if (next < Infinity) this.wakeAt(next);
  }
}
