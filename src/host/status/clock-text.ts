import * as vscode from 'vscode';
import { virtualNow } from '../../shared/virtual-time';
import type { ClockSpeed, ClockState } from '../../shared/worker';

/** `10×`, `paused` or `instant`. */
export function speedText(speed: ClockSpeed): string {
  if (speed === 0) return vscode.l10n.t('paused');
  return typeof speed === 'number' ? `${speed}×` : vscode.l10n.t('instant');
}

const weekday = { weekday: 'short' } as const;
const timeOfDay = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
const longTime = { dateStyle: 'full', timeStyle: 'medium', hourCycle: 'h23' } as const;
const dayAndTime = { month: 'numeric', day: 'numeric', ...timeOfDay } as const;
const formats = new Map<object, Intl.DateTimeFormat>();

function formatted(at: number, options: Intl.DateTimeFormatOptions): string {
  let format = formats.get(options);
  if (!format) formats.set(options, (format = new Intl.DateTimeFormat(vscode.env.language, options)));
  return format.format(at);
}

/** A virtual time in full, in the user's language and time zone. */
export function fullTime(at: number): string {
  return formatted(at, longTime);
}

/** A virtual time for a row: `14:05:32`, with its day when that is not the day of `now`. */
export function shortTime(at: number, now: number): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return formatted(at, isToday ? timeOfDay : dayAndTime);
}

/** A stretch of virtual time, milliseconds, in a unit that fits: `9 s`, `3 min`, `1.5 h`. */
export function durationText(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1_000);
  const tenths = (value: number): string => String(Math.round(value * 10) / 10);
  if (seconds < 60) return vscode.l10n.t('{0} s', seconds);
  return seconds < 3_600 ? vscode.l10n.t('{0} min', tenths(seconds / 60)) : vscode.l10n.t('{0} h', tenths(seconds / 3_600));
}

/** What the status bar says at the real time `wall`: `10× · Tue 14:05:32`. */
export function clockText(clock: ClockState, wall: number): string {
  const icon = clock.advancingTo !== undefined ? '$(loading~spin)' : clock.speed === 0 ? '$(debug-pause)' : '$(play)';
  const now = virtualNow(clock, wall);
  return `${icon} ${speedText(clock.speed)} · ${formatted(now, weekday)} ${formatted(now, timeOfDay)}`;
}
