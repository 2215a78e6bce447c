import * as vscode from 'vscode';
import { whereLoopbackIs } from '../endpoint/where';
import type { Session } from '../session';

/** The endpoint's address in the status bar, while it runs. */
export class EndpointItem implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('cloudSandbox.endpoint', vscode.StatusBarAlignment.Left, 49);
  private readonly following: vscode.Disposable;

  constructor(session: Session) {
    this.item.name = vscode.l10n.t('Cloud Sandbox AWS endpoint');
    this.item.command = 'cloudSandbox.endpoint';
    this.following = session.onDidChangeEndpoint(({ url }) => this.show(url));
  }

  dispose(): void {
    this.following.dispose();
    this.item.dispose();
  }

  private show(url: string | undefined): void {
    if (url === undefined) return this.item.hide();
    const address = url.replace(/^http:\/\//, '');
    this.item.text = `$(plug) ${address}`;
    const lines = [
      vscode.l10n.t('The AWS endpoint runs at {0}', url),
      whereLoopbackIs(vscode.env.remoteName),
      vscode.l10n.t('Click to connect tools or to stop it'),
    ];
    this.item.tooltip = lines.filter((line) => line !== undefined).join('\n');
    this.item.accessibilityInformation = { label: vscode.l10n.t('AWS endpoint, {0}', address), role: 'button' };
    this.item.show();
  }
}
