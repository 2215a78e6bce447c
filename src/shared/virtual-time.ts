import type { ClockState } from './worker';

/** The virtual time at the real time `wall`, epoch milliseconds, without asking the worker. */
export function virtualNow(clock: ClockState, wall: number): number {
  const speed = typeof clock.speed === 'number' ? clock.speed : 0;
  const now = clock.now + Math.max(0, wall - clock.wall) * speed;
  return clock.advancingTo === undefined ? now : Math.min(now, Math.max(clock.now, clock.advancingTo));
}
