/** Changes are shown at most this often, milliseconds: once a frame. */
const frame = 16;
/** What must be counted or selected anew is asked for at most this often, milliseconds. */
const recount = 250;
/** So many flushes are waited for: where something changes all the time, there is always another one. */
const settling = 3;

/** When a view asks for what has changed and fires it: not while it is hidden, and never twice at once. */
export class FlushSchedule {
  private visible = false;
  private flushing = false;
  private timer: NodeJS.Timeout | undefined;
  private timerAt = 0;
  private recountedAt = 0;
  /** Those who wait for the end of the next flush. */
  private readonly waiting: (() => void)[] = [];

  /**
   * @param pending what there is to do: rows are shown at the next frame, counts when they may be counted again
   * @param flush does it; never rejects
   */
  constructor(
    private readonly pending: () => 'rows' | 'counts' | undefined,
    private readonly flush: () => Promise<void>,
  ) {}

  get isVisible(): boolean {
    return this.visible;
  }

  setVisible(visible: boolean): void {
    this.visible = visible;
    this.schedule();
  }

  /** There may be something to do. */
  schedule(): void {
    if (this.flushing || !this.visible) return;
    const pending = this.pending();
    if (!pending) return;
    const now = Date.now();
    const at = pending === 'rows' ? now + frame : Math.max(now + frame, this.recountedAt + recount);
    if (this.timer && this.timerAt <= at) return;
    clearTimeout(this.timer);
    this.timerAt = at;
    this.timer = setTimeout(() => void this.run(), at - now);
  }

  /** True when it is time to count and select anew, which is noted. */
  mayRecount(): boolean {
    const now = Date.now();
    if (now < this.recountedAt + recount) return false;
    this.recountedAt = now;
    return true;
  }

  /** Waits until nothing is to be done any more, as far as that can be waited for. */
  async settle(): Promise<void> {
    for (let flushes = 0; flushes < settling && (this.timer || this.flushing); flushes++) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  /** Does nothing any more, and leaves nobody waiting. */
  dispose(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.visible = false;
    this.tellWaiting();
  }

  private async run(): Promise<void> {
    this.timer = undefined;
    this.flushing = true;
    await this.flush();
    this.flushing = false;
    this.schedule();
    this.tellWaiting();
  }

  private tellWaiting(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}
