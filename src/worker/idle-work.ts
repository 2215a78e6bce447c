import type { Sandbox } from '../region/kernel/sandbox';
import type { AccountFiles } from './account-files';
import type { WallTime } from './wall-time';

/** How long nothing must have been committed before rows are written to the database, milliseconds of real time. */
const idleDelay = 100;
/** Where commits follow each other without such a pause, rows wait until there are so many of them. */
const mostRows = 30_000;
/** Rows a slice: a few milliseconds. */
const sliceRows = 200;

/** Brings the database up to date in small slices while nothing else happens, and writes an image when one is due. */
export class IdleWork {
  private cancel: (() => void) | undefined;
  /** When the latest commit was made whose rows wait, real time. */
  private latest: number | undefined;
  private wanted = false;
  private stopped = false;

  constructor(
    private sandbox: Sandbox,
    private readonly files: AccountFiles | undefined,
    private readonly wall: WallTime,
  ) {}

  /** Something was committed. */
  poke(): void {
    this.latest = this.wall.elapsed();
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
    const { store } = this.sandbox;
    const pause = this.latest === undefined ? 0 : this.latest + idleDelay - this.wall.elapsed();
    if (pause > 0 && store.pendingRows < mostRows && !this.imageDue) return this.later(pause);
    if (!store.flush(sliceRows)) {
      this.later(0);
      return;
    }
    this.latest = undefined;
    if (!this.imageDue) return;
    this.wanted = false;
    void this.files!.writeImage();
  }

  private get imageDue(): boolean {
    return this.files !== undefined && (this.wanted || this.files.imageDue);
  }
}
