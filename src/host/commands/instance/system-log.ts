import * as vscode from 'vscode';
import type { Services } from '../../services';
import type { Session } from '../../session';
import { oneSubject } from '../one-subject';
import type { CommandArguments } from '../subjects';

const scheme = 'cloud-sandbox-log';

/** Read-only documents with the console output of instances: `cloud-sandbox-log:/<region>/<id>.log`. */
export class SystemLogs implements vscode.TextDocumentContentProvider {
  constructor(private readonly session: Session) {}

  register(): vscode.Disposable {
    return vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  }

  async provideTextDocumentContent({ path }: vscode.Uri): Promise<string> {
    const [, region = '', file = ''] = path.split('/');
    const { Output = '' } = await this.session.execute('ec2:GetConsoleOutput', { InstanceId: file.replace(/\.log$/, '') }, region);
    if (Output === '') return vscode.l10n.t('Nothing has been written to the console yet.');
    return Buffer.from(Output, 'base64').toString('utf8');
  }
}

/** Opens what an instance has written to its console. */
export async function getSystemLog(services: Services, ...args: CommandArguments): Promise<void> {
  const subject = await oneSubject(services, args, { kinds: ['instances'], title: vscode.l10n.t('Get System Log') });
  if (!subject) return;
  const uri = vscode.Uri.from({ scheme, path: `/${subject.region}/${subject.id}.log` });
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
}
