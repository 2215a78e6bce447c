import * as vscode from 'vscode';
import type { Session } from '../session';

const scheme = 'cloud-sandbox-log';

/** How often an open log is read again while the clock runs, milliseconds. */
const interval = 1_000;

/** The document with the console output of an instance. */
export function systemLogOf({ region, id }: { readonly region: string; readonly id: string }): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${region}/${id}.log` });
}

/** Read-only documents with the console output of instances, `cloud-sandbox-log:/<region>/<id>.log`, following it while they are on screen. */
export class SystemLogs implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<vscode.Uri>();
  private readonly subscriptions: vscode.Disposable[];
  private timer: NodeJS.Timeout | undefined;

  readonly onDidChange = this.emitter.event;

  constructor(private readonly session: Session) {
    const read = (): void => this.readAgain();
    this.subscriptions = [
      this.emitter,
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.window.onDidChangeVisibleTextEditors(read),
      session.onDidChangeClock(read),
    ];
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** What a console says follows from the time: only those on screen are read. */
  private readAgain(): void {
    clearTimeout(this.timer);
    const shown = vscode.window.visibleTextEditors.filter(({ document }) => document.uri.scheme === scheme);
    if (shown.length === 0) return;
    for (const { document } of shown) this.emitter.fire(document.uri);
    if (this.session.clock?.speed !== 0) this.timer = setTimeout(() => this.readAgain(), interval);
  }

  async provideTextDocumentContent({ path }: vscode.Uri): Promise<string> {
    const [, region = '', file = ''] = path.split('/');
    const { Output = '' } = await this.session.execute('ec2:GetConsoleOutput', { InstanceId: file.replace(/\.log$/, '') }, region);
    if (Output === '') return vscode.l10n.t('Nothing has been written to the console yet.');
    return Buffer.from(Output, 'base64').toString('utf8');
  }
}
