import type { Sandbox } from '../region/kernel/sandbox';
import type { AccountFiles } from './account-files';
import type { WallTime } from './wall-time';

/** How long nothing must have been committed before rows are written to the database, milliseconds of real time. */
const idleDelay = 100;
/** Where commits follow each other without such a pause, rows wait until there are so many of them. */
const mostRows = 30_000;
/** Rows a slice: a few milliseconds. */
const sliceRows = 200;
/** How soon it is tried again when the database could not be written, milliseconds of real time. */
const retryDelay = 1_000;

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
    private readonly onProblem: (text: string) => void,
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

  /** Stops, with the database up to date: slice by slice, so that others are answered meanwhile. */
  async finish(): Promise<void> {
    this.stop();
    while (!(this.flush() ?? true)) await this.wall.yield();
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
    const complete = this.flush();
    if (!complete) {
      this.later(complete === undefined ? retryDelay : 0);
      return;
    }
    this.latest = undefined;
    if (!this.imageDue) return;
    this.wanted = false;
    void this.files!.writeImage();
  }

  /** True when the database is up to date; undefined when it cannot be written: the journal holds everything anyway. */
  private flush(): boolean | undefined {
    try {
      return this.sandbox.store.flush(sliceRows);
    } catch (error) {
      this.onProblem(`The account's database could not be brought up to date, its journal goes on: ${String(error)}`);
      return undefined;
    }
  }

  private get imageDue(): boolean {
    return this.files !== undefined && (this.wanted || this.files.imageDue);
  }
}
