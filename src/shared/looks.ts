import type { WorkerCalls } from './worker';

/**
 * What the views of the sidebar showed first, kept beside an account while nobody holds it: the next window shows it until its own thread has the
 * account open. Time stands still in between, and `stamp` tells whether anybody has held the account or written to its files since, so that what is
 * kept is either what the opened account would answer, but for the tooltips of nodes, which are left out, or not shown at all.
 */
export interface KeptLooks {
  /** What wrote it, as the window names itself: another version or build may show the same rows otherwise. */
  readonly build: string;
  /** See {@link stampOf}. */
  readonly stamp: string;
  readonly defaultRegion: string;
  readonly looks: readonly KeptLook[];
}

/** What views ask first. */
export type LookCall = 'nodes' | 'groups' | 'counts';

export type LookRequest<Call extends LookCall = LookCall> = Parameters<WorkerCalls[Call]>[0];
export type LookAnswer<Call extends LookCall = LookCall> = ReturnType<WorkerCalls[Call]>;

/** A question and its answer; nodes have no tooltips. */
export interface KeptLook {
  readonly call: LookCall;
  readonly request: LookRequest;
  readonly answer: LookAnswer;
}

/** The name of the file in the account's folder. */
export const looksFile = 'looks.json';

/** True for the files by which the stamp is made: images, journals, and the locks of holders, of which each opening makes a new one. */
export function isStamped(name: string): boolean {
  return /^(account|holder)\.\d+(\.|$)/.test(name);
}

/** What an account's folder looks like from outside; times of modification are epoch milliseconds. */
export function stampOf(files: Iterable<{ readonly name: string; readonly size: number; readonly mtimeMs: number }>): string {
  return Array.from(files, ({ name, size, mtimeMs }) => `${name} ${size} ${mtimeMs}`)
    .sort()
    .join('\n');
}
