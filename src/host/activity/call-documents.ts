import * as vscode from 'vscode';
import { type CallDetails, timesOf } from '../../shared/activity';
import { actionText } from './call-text';
import { jsonOf } from './aws-command';

const scheme = 'cloud-sandbox-call';

/** Read-only documents about calls, as they were when they were opened. */
export class CallDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changeEmitter = new vscode.EventEmitter<vscode.Uri>();
  private readonly subscriptions: vscode.Disposable[];

  readonly onDidChange = this.changeEmitter.event;

  constructor() {
    this.subscriptions = [
      this.changeEmitter,
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === scheme) this.texts.delete(uri.path);
      }),
    ];
  }

  /** Opens all that is known of a call. */
  async openCall({ call, input, answer }: CallDetails): Promise<void> {
    const {
      number,
      again,
      at,
      wall,
      took,
      caller,
      action,
      region,
      requestId,
      error,
      changed,
      changedCount,
      changedKinds,
      changedAtLeast,
      notSimulated,
    } = call;
    await this.open(`${number} ${actionText(action)}`, {
      Number: number,
      Action: action,
      Region: region === '' ? undefined : region,
      RequestId: requestId,
      ...(again && { Times: timesOf(call), Since: new Date(again.since).toISOString() }),
      VirtualTime: new Date(at).toISOString(),
      ...(wall !== undefined && { RealTime: new Date(wall).toISOString() }),
      ...(took !== undefined && { Milliseconds: Math.round(took * 10) / 10 }),
      Caller: caller,
      Result: error ? { Code: error.code, Message: error.message } : 'ok',
      Changed: changed.map(({ how, kind, id, region: where }) => ({ How: how, Kind: kind, Id: id, Region: where })),
      ...(changedCount > changed.length && {
        ChangedCount: changedAtLeast ? { AtLeast: changedCount } : changedCount,
        ChangedKinds: changedKinds?.map(({ kind, count }) => ({ Kind: kind, Count: count })),
      }),
      NotSimulated: notSimulated,
      Input: input,
      Answer: answer,
    });
  }

  /** Opens what an action answered. */
  async openAnswer(action: string, answer: unknown): Promise<void> {
    await this.open(vscode.l10n.t('{0} answer', actionText(action)), answer);
  }

  provideTextDocumentContent({ path }: vscode.Uri): string {
    return this.texts.get(path) ?? `${jsonOf({ Error: vscode.l10n.t('This call is not known any more.') }, 2)}\n`;
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private async open(name: string, value: unknown): Promise<void> {
    const uri = vscode.Uri.from({ scheme, path: `/${name}.json` });
    this.texts.set(uri.path, `${jsonOf(value, 2)}\n`);
    this.changeEmitter.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(await vscode.languages.setTextDocumentLanguage(document, 'json'), { preview: true });
  }
}
