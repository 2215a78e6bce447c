import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { patience, type Report, withSlowProgress } from '../../src/host/slow-progress';

interface Shown {
  readonly options: vscode.ProgressOptions;
  readonly reports: { message?: string; increment?: number }[];
  /** Settles when the notification may go. */
  readonly over: Promise<unknown>;
  cancel(): void;
}

describe('the progress of what may be over at once', () => {
  const { withProgress } = vscode.window;
  let shown: Shown[] = [];
  let onShown: (() => void) | undefined;

  beforeEach(() => {
    shown = [];
    (vscode.window as { withProgress: unknown }).withProgress = (
      options: vscode.ProgressOptions,
      task: (progress: vscode.Progress<{ message?: string; increment?: number }>, token: vscode.CancellationToken) => Promise<unknown>,
    ) => {
      const cancelling = new vscode.CancellationTokenSource();
      const reports: Shown['reports'] = [];
      const over = task({ report: (step) => void reports.push(step) }, cancelling.token);
      shown.push({ options, reports, over, cancel: () => cancelling.cancel() });
      onShown?.();
      return over;
    };
  });

  afterEach(() => {
    onShown = undefined;
    (vscode.window as { withProgress: unknown }).withProgress = withProgress;
  });

  const appears = (): Promise<void> => new Promise((resolve) => (onShown = resolve));

  it('waits half a second', () => assert.equal(patience, 500));

  it('is not shown when it is over before', async () => {
    assert.equal(await withSlowProgress('Over at once', () => Promise.resolve('there')), 'there');
    // What begins after it is shown after it would have been.
    const appearing = appears();
    let finish!: () => void;
    const later = withSlowProgress('Slow', () => new Promise<void>((resolve) => (finish = resolve)));
    await appearing;
    finish();
    await later;
    assert.deepEqual(
      shown.map(({ options }) => options.title),
      ['Slow'],
    );
  });

  it('is shown later with all that was reported, and goes with the work', async () => {
    let finish!: (result: string) => void;
    let tell!: Report;
    const appearing = appears();
    const result = withSlowProgress('Moving', (report) => {
      tell = report;
      report({ message: '10:00', increment: 10 });
      report({ message: '10:30', increment: 20 });
      return new Promise<string>((resolve) => (finish = resolve));
    });
    assert.equal(shown.length, 0);
    await appearing;
    const [notification] = shown;
    assert.deepEqual(notification?.options, { location: vscode.ProgressLocation.Notification, title: 'Moving', cancellable: true });
    assert.deepEqual(notification.reports, [{ message: '10:30', increment: 30 }]);
    tell({ message: '11:00', increment: 5 });
    assert.deepEqual(notification.reports.at(-1), { message: '11:00', increment: 5 });
    finish('there');
    assert.equal(await result, 'there');
    await notification.over;
  });

  it('lets the user cancel the work, and goes when it fails', async () => {
    const appearing = appears();
    const failing = withSlowProgress(
      'Moving',
      (_, signal) =>
        new Promise<never>((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(Object.assign(new Error('Stopped'), { code: 'Cancelled' }))),
        ),
    );
    const failed = assert.rejects(failing, { code: 'Cancelled' });
    await appearing;
    shown[0]?.cancel();
    await failed;
    await shown[0]?.over;
  });
});
