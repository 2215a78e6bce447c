import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

/**
 * How long this thread has computed, milliseconds. The wall clock would also count the time in which other processes had the processor. Linux tells it
 * a thread; elsewhere the wall clock must do.
 */
export function computed(): number {
  if (process.platform !== 'linux') return performance.now();
  return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ', 1)[0]) / 1e6;
}
