import * as vscode from 'vscode';
import { setting } from './config';
import { startedEndpoint } from './endpoint/start';
import { explain } from './messages';
import type { Session } from './session';

/** Says what the user should know of the account's thread, and starts the endpoint with the account if a setting asks for it. */
export function watchSession(session: Session): vscode.Disposable[] {
  return [
    session.onDidOpen(({ setAside, role }) => {
      if (setAside) {
        const text = vscode.l10n.t(
          'A damaged file of the account was set aside as {0}. The account was restored to what was whole.',
          setAside,
        );
        void vscode.window.showWarningMessage(text);
      }
      if (role === 'holder' && setting('endpoint.startWithAccount')) {
        startedEndpoint(session).catch((error: unknown) => void vscode.window.showErrorMessage(explain(error)));
      }
    }),
    session.onDidFail((reason) => void offerRestart(session, reason)),
  ];
}

async function offerRestart(session: Session, reason: string): Promise<void> {
  const restart = vscode.l10n.t('Restart');
  const log = vscode.l10n.t('Show Log');
  const firstLine = reason.split('\n', 1)[0] ?? '';
  const text = vscode.l10n.t('Cloud Sandbox stopped: {0} Nothing that was answered is lost.', firstLine);
  const answer = await vscode.window.showErrorMessage(text, restart, log);
  if (answer === log) session.log.show();
  if (answer === restart) await session.restart().catch(() => undefined);
}
