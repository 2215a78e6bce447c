import type { Blocked } from '../support/event-loop';
import type { Busy } from '../support/busy';

/**
 * What test/bench/editor.bench.ts asks of the module inside the extension host, and what that answers. They meet in files, whose paths the
 * environment names: `BENCH_WORK`, `BENCH_ANSWER`, and `BENCH_SIGHTS` for what has been seen in the window so far.
 */
export type Work = 'activate' | 'show' | 'block' | 'many';

/** One operation during which the extension host was watched twice: its event loop, then what its thread was busy with; milliseconds. */
export interface Block extends Blocked {
  readonly name: string;
  readonly busy: Busy;
  /** The event loop while nothing was asked for. */
  readonly idle: number;
}

/** What was seen of a tree that was opened, epoch milliseconds. */
export interface Shown {
  /** The extension was active. */
  readonly activatedAt: number;
  /** VS Code asked for the first rows. */
  readonly askedAt: number;
  /** It had them. */
  readonly answeredAt: number;
}

/** How long `activate` of the extension took, with the loading of its code, milliseconds: by the clock, and of the process' time on processors. */
export interface Activation {
  readonly elapsed: number;
  readonly computed: number;
}

export interface Answer {
  /** Not of `show`. */
  readonly activation?: Activation;
  /** `show` only. */
  readonly shown?: Shown;
  /** When the launch wizard was asked for, epoch milliseconds (`show` only). */
  readonly wizardAt?: number;
  /** From the question to the answer with the first rows of 10,000 instances, milliseconds (`many` only). */
  readonly opened?: readonly number[];
  readonly blocks?: readonly Block[];
  readonly problem?: string;
}
