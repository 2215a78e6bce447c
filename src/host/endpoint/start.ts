import * as vscode from 'vscode';
import type { EndpointState } from '../../shared/worker';
import { setting } from '../config';
import { codeOf, explain } from '../messages';
import type { Session } from '../session';

/** Starts the endpoint. Where its port is in use, asks what to do; undefined when it is not to be started on another. */
export async function startedEndpoint(session: Session, port = setting('endpoint.port')): Promise<EndpointState | undefined> {
  try {
    return await session.startEndpoint(port);
  } catch (error) {
    if (codeOf(error) !== 'EADDRINUSE') throw error;
  }
  const free = vscode.l10n.t('Use a Free Port');
  const settings = vscode.l10n.t('Open Settings');
  const text = vscode.l10n.t('Port {0} is in use, perhaps by another window or by a Cloud Sandbox on the command line.', port);
  const answer = await vscode.window.showErrorMessage(text, free, settings);
  if (answer === settings) await vscode.commands.executeCommand('workbench.action.openSettings', 'cloudSandbox.endpoint.port');
  return answer === free ? session.startEndpoint(0) : undefined;
}

const portKey = 'endpoint.port';

/**
 * Remembers in a window where its endpoint runs, and tells once, when the account is opened again and no setting starts the endpoint, that it is
 * gone. It starts on the same port, so that terminals and files that lead to it still do: the account's key stays.
 */
export class EndpointMemory implements vscode.Disposable {
  private readonly following: vscode.Disposable[];

  constructor(
    private readonly session: Session,
    private readonly memory: vscode.Memento,
  ) {
    this.following = [
      session.onDidDirectEndpoint(({ url }) => void memory.update(portKey, url === undefined ? undefined : Number(new URL(url).port))),
      session.onDidOpen(({ role }) => {
        if (role === 'holder' && !setting('endpoint.startWithAccount')) void this.tell();
      }),
    ];
  }

  dispose(): void {
    for (const one of this.following) one.dispose();
  }

  private async tell(): Promise<void> {
    const port = this.memory.get<number>(portKey);
    if (port === undefined) return;
    await this.memory.update(portKey, undefined);
    const start = vscode.l10n.t('Start Endpoint');
    const text = vscode.l10n.t(
      'The AWS endpoint at port {0} ended with the window. Terminals that used it can do so again once it is started at the same port.',
      port,
    );
    if ((await vscode.window.showInformationMessage(text, start)) !== start) return;
    await startedEndpoint(this.session, port).catch((error: unknown) => void vscode.window.showErrorMessage(explain(error)));
  }
}
