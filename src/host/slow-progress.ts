import * as vscode from 'vscode';

/** How long something may take before its progress is shown, milliseconds of real time: what is over sooner needs none. */
export const patience = 500;

/** Tells how far something is; without effect while nothing is shown. */
export type Report = (step: { readonly message: string; readonly increment: number }) => void;

/**
 * Does something, and shows its progress in a notification that can be cancelled once it has taken longer than `patience`; the notification goes with
 * the work. What was reported before it came is in it.
 * @param work called at once; its signal aborts when the user cancels
 */
export async function withSlowProgress<Result>(
  title: string,
  work: (report: Report, signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const stop = new AbortController();
  let shown: vscode.Progress<{ message?: string; increment?: number }> | undefined;
  let soFar = { message: '', increment: 0 };
  const report: Report = ({ message, increment }) => {
    soFar = { message, increment: soFar.increment + increment };
    shown?.report({ message, increment });
  };
  const working = work(report, stop.signal);
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  const timer = setTimeout(() => {
    void vscode.window.withProgress(options, async (progress, token) => {
      token.onCancellationRequested(() => stop.abort());
      shown = progress;
      if (soFar.message !== '') progress.report(soFar);
      await working.catch(() => undefined);
    });
  }, patience);
  try {
    return await working;
  } finally {
    clearTimeout(timer);
  }
}
