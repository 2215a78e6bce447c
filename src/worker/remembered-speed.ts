import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClockSpeed } from '../shared/worker';

/** The fastest clock: eleven days a second. */
export const fastestSpeed = 1_000_000;

/** True for what the clock can run at: a number from zero to `fastestSpeed`, or `instant`. */
export function isClockSpeed(value: unknown): value is ClockSpeed {
  return value === 'instant' || (typeof value === 'number' && value >= 0 && value <= fastestSpeed);
}

/** The speed that the account's clock had when it was last open; undefined when nothing (readable) says so. */
export function readSpeed(folder: string): ClockSpeed | undefined {
  try {
    const { speed } = JSON.parse(readFileSync(join(folder, 'clock.json'), 'utf8')) as { speed?: unknown };
    return isClockSpeed(speed) ? speed : undefined;
  } catch {
    return undefined;
  }
}

/** Remembers the speed beside the account. */
export function rememberSpeed(folder: string, speed: ClockSpeed): void {
  const file = join(folder, 'clock.json');
  writeFileSync(`${file}.new`, `${JSON.stringify({ speed })}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
