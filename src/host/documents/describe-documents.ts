import * as vscode from 'vscode';
import { explain } from '../messages';
import type { Session } from '../session';
import { describeResource } from './describe-calls';

const scheme = 'cloud-sandbox';

/** A resource as the path of its document names it. */
interface Subject {
  readonly kind: string;
  readonly region: string;
  readonly id: string;
}

const uriOf = ({ kind, region, id }: Subject): vscode.Uri => vscode.Uri.from({ scheme, path: `/${region}/${kind}/${id}.json` });

function subjectOf({ path }: vscode.Uri): Subject {
  const [, region = '', kind = '', file = ''] = path.split('/');
  return { kind, region, id: file.replace(/\.json$/, '') };
}

const keyOf = ({ kind, region, id }: Subject): string => `${region}/${kind}/${id}`;

/** Read-only documents that show what the Describe action answers for a resource, and follow it. */
export class DescribeDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changeEmitter = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changeEmitter.event;
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly session: Session) {
    this.subscriptions = [
      this.changeEmitter,
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      session.onDidChange(({ changed }) => {
        const documents = openDocuments();
        if (documents.size === 0) return;
        for (const change of changed) {
          const uri = documents.get(keyOf(change));
          if (uri) this.changeEmitter.fire(uri);
        }
      }),
      session.onDidReplace(() => openDocuments().forEach((uri) => this.changeEmitter.fire(uri))),
    ];
  }

  /** Opens the document of a resource. */
  async open(subject: Subject): Promise<void> {
    const document = await vscode.workspace.openTextDocument(uriOf(subject));
    await vscode.window.showTextDocument(await vscode.languages.setTextDocumentLanguage(document, 'json'), { preview: true });
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const { kind, region, id } = subjectOf(uri);
    try {
      return `${JSON.stringify(await describeResource(this.session, kind, region, id), null, 2)}\n`;
    } catch (error) {
      return `${JSON.stringify({ Error: explain(error) }, null, 2)}\n`;
    }
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}

function openDocuments(): Map<string, vscode.Uri> {
  const ours = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === scheme);
  return new Map(ours.map(({ uri }) => [keyOf(subjectOf(uri)), uri]));
}
