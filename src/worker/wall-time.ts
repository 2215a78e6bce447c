/** Real time, as the clock driver needs it. Tests hand in one that they move themselves. */
export interface WallTime {
  /** Milliseconds since some moment; never goes back. */
  elapsed(): number;
  /** Epoch milliseconds. */
  epoch(): number;
  /** Calls `act` once after `delay` milliseconds, unless the answer is called before. */
  after(delay: number, act: () => void): () => void;
  /** Lets whatever waits for the thread have its turn. */
  yield(): Promise<void>;
}

/** Longest delay a timer takes, milliseconds. */
const longestDelay = 2_147_483_647;

/** The machine's time. Its timers keep no process alive. */
export const nodeWallTime: WallTime = {
  elapsed: () => performance.now(),
  epoch: () => Date.now(),
  after(delay, act) {
    const timer = setTimeout(act, Math.min(Math.ceil(delay), longestDelay)).unref();
    return () => clearTimeout(timer);
  },
  yield: () => new Promise((resolve) => setImmediate(resolve)),
};
