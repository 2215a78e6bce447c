import type { Blocked } from '../support/event-loop';

/**
 * What test/bench/editor.bench.ts asks of the module inside the extension host, and what that answers. They meet in files, whose paths the
 * environment names: `BENCH_WORK` and `BENCH_ANSWER`.
 */
export type Work = 'show' | 'read' | 'block' | 'wizard' | 'many';

/** One operation during which the event loop was watched, milliseconds. */
export interface Block extends Blocked {
  readonly name: string;
  /** The same while nothing was asked for, as long as the operation took. */
  readonly idle: number;
  /** How long the operation took. */
  readonly elapsed: number;
}

export interface Answer {
  /** How long `activate` of the extension took, with the loading of its code, milliseconds (not of `show`). */
  readonly activate?: number;
  /** When it had ended, epoch milliseconds: asked for by this module or, for `show`, by the view that was opened. */
  readonly activatedAt?: number;
  /** From then to the answer of the first getChildren of the instances, milliseconds (`read` only). */
  readonly children?: number;
  /** When the launch wizard was asked for, epoch milliseconds (`wizard` only). */
  readonly askedAt?: number;
  /** From the call to the answer with the first rows of 10,000 instances, milliseconds (`many` only). */
  readonly opened?: readonly number[];
  readonly blocks?: readonly Block[];
  readonly problem?: string;
}
