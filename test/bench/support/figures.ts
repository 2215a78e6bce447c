/** What a figure is held against. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  /** The best of the runs whose median `value` is: what it takes while nothing else runs on the machine. */
  readonly best?: number;
  readonly unit: 'ms' | 's' | 'ms/instance' | 'KB' | 'MB' | 'events' | 'tables';
  /** The most it may be, in the same unit; absent for a figure that only explains another. */
  readonly goal?: number;
  /** Something of a known kind measured in the same run, in the same unit: what the machine itself costs. */
  readonly yardstick?: { readonly name: string; readonly value: number };
  /** How it was measured, in a sentence. */
  readonly how: string;
}

const short = (value: number): number => Number(value.toPrecision(4));

/** The middle one of several measurements. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** Median and best of several measurements, as parts of a figure; `scale` divides them. */
export function summary(values: readonly number[], scale = 1): { value: number; best: number } {
  return { value: median(values) / scale, best: Math.min(...values) / scale };
}

/** The value that this share of the measurements does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

/** Prints a figure on a line of its own. `ratio` is to the yardstick where there is one, else to the goal. */
export function print({ name, value, best, unit, goal, yardstick, how }: Figure): void {
  const to = yardstick?.value ?? goal;
  const line = {
    name,
    value: short(value),
    ...(best !== undefined && { best: short(best) }),
    unit,
    ...(goal !== undefined && { goal }),
    ...(to !== undefined &&
      to !== 0 && { ratio: short(value / to), to: yardstick ? `${yardstick.name}: ${short(yardstick.value)} ${unit}` : 'goal' }),
    ...(goal !== undefined && { ok: value <= goal }),
    how,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Says on stdout that figures could not be taken, and why. */
export function printSkipped(name: string, why: string): void {
  process.stdout.write(`${JSON.stringify({ name, skipped: why })}\n`);
}

/** Milliseconds that `work` takes. */
export async function time(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Runs `work` for its measurement `count` times after `warmUp` times for nothing; answers what the counted ones answered. */
export async function repeat(count: number, warmUp: number, work: () => Promise<number>): Promise<number[]> {
  const values: number[] = [];
  for (let run = -warmUp; run < count; run++) {
    const value = await work();
    if (run >= 0) values.push(value);
  }
  return values;
}
