import type { Sandbox } from '../region/kernel/sandbox';
import type { AccountFiles } from './account-files';
import type { WallTime } from './wall-time';

/** How long nothing must have been committed before rows are written to the database, milliseconds of real time. */
const idleDelay = 100;
/** Where commits follow each other without such a pause, rows wait no longer than this, milliseconds of real time. */
const longestWait = 2_000;
/** Rows a slice: a few milliseconds. */
const sliceRows = 200;

/** Brings the database up to date in small slices while nothing else happens, and writes an image when one is due. */
export class IdleWork {
  private cancel: (() => void) | undefined;
  /** When the first and the latest commit were made whose rows wait, real time. */
  private waiting: { readonly since: number; latest: number } | undefined;
  private wanted = false;
  private stopped = false;

  constructor(
    private sandbox: Sandbox,
    private readonly files: AccountFiles | undefined,
    private readonly wall: WallTime,
  ) {}

  /** Something was committed. */
  poke(): void {
    const now = this.wall.elapsed();
    this.waiting ??= { since: now, latest: now };
    this.waiting.latest = now;
    this.later(idleDelay);
  }

  /** Writes an image as soon as the database is up to date, due or not. */
  wantImage(): void {
    this.wanted = true;
    this.poke();
  }

  follow(sandbox: Sandbox): void {
    this.sandbox = sandbox;
  }

  stop(): void {
    this.stopped = true;
    this.cancel?.();
  }

  private later(delay: number): void {
    if (this.stopped || this.cancel) return;
    this.cancel = this.wall.after(delay, () => {
      this.cancel = undefined;
      this.work();
    });
  }

  private work(): void {
    const now = this.wall.elapsed();
    const pause = this.waiting ? this.waiting.latest + idleDelay - now : 0;
    if (this.waiting && pause > 0 && now - this.waiting.since < longestWait) return this.later(pause);
    if (!this.sandbox.store.flush(sliceRows)) {
      this.later(0);
      return;
    }
    this.waiting = undefined;
    if (this.files && (this.wanted || this.files.imageDue)) {
      this.wanted = false;
      void this.files.writeImage();
    }
  }
}
