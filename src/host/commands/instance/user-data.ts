import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { Services } from '../../services';
import { oneSubject } from '../one-subject';
import type { CommandArguments } from '../subjects';
import type { Subject } from '../pick-resources';
import { openForWriting } from '../../writable';

/** Most bytes of user data before they are encoded (EC2 User Guide, user data). */
const mostBytes = 16_384;

/** What an editor can show and give back unchanged; undefined for other bytes, such as gzip, which user data may be. */
function editable(data: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(data);
  } catch {
    return undefined;
  }
}

async function userDataOf({ session }: Services, { region, id }: Subject): Promise<Buffer> {
  const { UserData } = await session.execute('ec2:DescribeInstanceAttribute', { InstanceId: id, Attribute: 'userData' }, region);
  return Buffer.from(UserData?.Value ?? '', 'base64');
}

async function save({ session }: Services, { region, id, node }: Subject, data: Buffer): Promise<void> {
  if (data.length > mostBytes) {
    throw new Error(vscode.l10n.t('User data has at most 16 KB; this is {0} bytes.', data.length));
  }
  await session.execute('ec2:ModifyInstanceAttribute', { InstanceId: id, UserData: { Value: data } }, region);
  void vscode.window.showInformationMessage(
    vscode.l10n.t('User data of {0} saved. It is kept, but not executed: machines cannot be logged into yet.', node.face.label),
  );
}

/** Shows the user data of an instance in an editor; of a stopped one, a notice saves what is written there. */
export async function editUserData(services: Services, ...args: CommandArguments): Promise<void> {
  const { session } = services;
  const title = vscode.l10n.t('Edit User Data');
  const subject = await oneSubject(services, args, { kinds: ['instances'], needs: ['running', 'stopping', 'stopped'], title });
  if (!subject) return;
  const text = editable(await userDataOf(services, subject));
  const write = vscode.l10n.t('Edit in an editor');
  const file = vscode.l10n.t('Take it from a file…');
  const stopped = subject.node.state === 'stopped';
  if (stopped && !(await openForWriting(session))) return;
  const way = stopped ? await vscode.window.showQuickPick([write, file], { title: `${title}: ${subject.node.face.label}` }) : write;
  if (way === undefined) return;
  if (way === file) {
    const [chosen] = (await vscode.window.showOpenDialog({ title })) ?? [];
    if (chosen) await save(services, subject, await readFile(chosen.fsPath));
    return;
  }
  if (text === undefined) {
    throw new Error(
      vscode.l10n.t('The user data of {0} is not text in UTF-8. An editor would destroy it; take it from a file.', subject.node.face.label),
    );
  }
  const document = await vscode.workspace.openTextDocument({ content: text, language: 'shellscript' });
  await vscode.window.showTextDocument(document);
  if (!stopped) {
    void vscode.window.showInformationMessage(vscode.l10n.t('User data can be changed only while the instance is stopped.'));
    return;
  }
  const saved = vscode.l10n.t('Save User Data');
  const question = vscode.l10n.t('This is the user data of {0}. Change it in the editor, then save it.', subject.node.face.label);
  if ((await vscode.window.showInformationMessage(question, saved)) === saved) {
    await save(services, subject, Buffer.from(document.getText(), 'utf8'));
  }
}
