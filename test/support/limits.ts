import { strict as assert } from 'node:assert';

/** How long the yardstick takes on the machine for which the limits of the tests are meant, milliseconds. */
const reference = 2.2;

/**
 * The yardstick: milliseconds, by a clock, that a fixed piece of work takes: strings, sorting, maps and JSON. Complete in itself, so that a page can
 * run it too.
 */
export function fixedWork(clock = (): number => performance.now()): number {
  const start = clock();
  const counts = new Map<string, number>();
  for (let index = 0; index < 12_000; index++) {
    const word = `word ${(index * 7919) % 3001}`;
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  const text = JSON.stringify(sorted);
  if (JSON.parse(text).length !== 3001) throw new Error('The yardstick is broken');
  return clock() - start;
}

/** The factor by which a machine is slower than the one the limits are meant for, at least 1, from some runs of the yardstick. */
export function slowness(runs: readonly number[]): number {
  const middle = runs.toSorted((a, b) => a - b)[Math.floor(runs.length / 2)] ?? reference;
  return Math.max(1, middle / reference);
}

interface Limited {
  /** What is measured, for the failure. */
  readonly what: string;
  /** Milliseconds on the machine for which limits are meant. */
  readonly limit: number;
  /** Measures it once, milliseconds. */
  readonly measure: (attempt: number) => number | Promise<number>;
  /** Runs the yardstick where the work is done. Default: here. */
  readonly yardstick?: () => number | Promise<number>;
  /** How often it is measured before it is held to take too long; what else the machine does then spoils one of them, a regression all. Default 3. */
  readonly attempts?: number;
}

/**
 * Asserts that something takes no longer than a limit on the machine for which the limit is meant, and as much longer here as the yardstick does.
 * Answers the measurements.
 */
export async function assertWithin({
  what,
  limit,
  measure,
  yardstick = () => fixedWork(),
  attempts = 3,
}: Limited): Promise<readonly number[]> {
  const runs: number[] = [];
  const measured: number[] = [];
  for (let run = 0; run < 10; run++) runs.push(await yardstick());
  for (let attempt = 0; attempt < attempts; attempt++) {
    measured.push(await measure(attempt));
    if (measured.at(-1)! <= limit) return measured;
    for (let run = 0; run < 5; run++) runs.push(await yardstick());
    if (measured.at(-1)! <= limit * slowness(runs)) return measured;
  }
  const texts = measured.map((time) => time.toFixed(1)).join(', ');
  assert.fail(`${what} took ${texts} ms, at most ${(limit * slowness(runs)).toFixed(1)} are allowed`);
}
