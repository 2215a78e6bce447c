import { openSync, readSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

/**
 * How long the thread that asks has been ready to run but had no processor, milliseconds: what other programs took from it. Linux tells
 * (proc(5), schedstat); elsewhere 0.
 */
function waitedForProcessor(): () => number {
  try {
    const file = openSync('/proc/thread-self/schedstat', 'r');
    const text = Buffer.alloc(80);
    const read = (): number => Number(text.toString('latin1', 0, readSync(file, text, 0, text.length, 0)).split(' ')[1]) / 1e6;
    return Number.isNaN(read()) ? () => 0 : read;
  } catch {
    return () => 0;
  }
}

/** How the event loop of this thread was held up, milliseconds. */
export interface Blocked {
  /** The longest time between two of its turns, less what other programs took of it. */
  readonly longest: number;
  /** The same by the clock on the wall. */
  readonly byTheWall: number;
}

/**
 * Watches the event loop while `work` goes on: a turn after the other, without a pause. The longest time between two turns is how long whatever
 * else wants the thread (a key pressed, another request) had to wait.
 */
export async function watchEventLoop(work: () => Promise<unknown>): Promise<Blocked> {
  const waited = waitedForProcessor();
  let [longest, byTheWall] = [0, 0];
  let last = { at: performance.now(), waited: waited() };
  let watching = true;
  const look = (): void => {
    const now = { at: performance.now(), waited: waited() };
    const gap = now.at - last.at;
    byTheWall = Math.max(byTheWall, gap);
    longest = Math.max(longest, gap - (now.waited - last.waited));
    last = now;
    if (watching) setImmediate(look);
  };
  look();
  try {
    await work();
  } finally {
    watching = false;
  }
  return { longest, byTheWall };
}
