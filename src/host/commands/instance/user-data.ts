import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { Services } from '../../services';
import { readUserData, userDataFile, writeUserData } from '../../documents/user-data-files';
import { openForWriting } from '../../writable';
import { oneSubject } from '../one-subject';
import type { CommandArguments } from '../subjects';

/** Whether an editor can show bytes and give them back unchanged: not so gzip, which user data may be. */
function isText(data: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(data);
    return true;
  } catch {
    return false;
  }
}

/** Shows the user data of an instance in an editor, where Save gives them to a stopped one; or takes them from a file. */
export async function editUserData(services: Services, ...args: CommandArguments): Promise<void> {
  const { session } = services;
  const title = vscode.l10n.t('Edit User Data');
  const subject = await oneSubject(services, args, { kinds: ['instances'], needs: ['running', 'stopping', 'stopped'], title });
  if (!subject) return;
  const { label } = subject.node.face;
  const write = vscode.l10n.t('Edit in an editor');
  const file = vscode.l10n.t('Take it from a file…');
  const stopped = subject.node.state === 'stopped';
  if (stopped && !(await openForWriting(session))) return;
  const way = stopped ? await vscode.window.showQuickPick([write, file], { title: `${title}: ${label}` }) : write;
  if (way === undefined) return;
  if (way === file) {
    const [chosen] = (await vscode.window.showOpenDialog({ title })) ?? [];
    if (chosen) await writeUserData(session, subject, await readFile(chosen.fsPath));
    return;
  }
  if (!isText(await readUserData(session, subject))) {
    throw new Error(vscode.l10n.t('The user data of {0} is not text in UTF-8. An editor would destroy it; take it from a file.', label));
  }
  await vscode.window.showTextDocument(userDataFile(subject), { preview: false });
  void vscode.window.showInformationMessage(
    stopped
      ? vscode.l10n.t('Saving this editor gives its text to {0} as user data.', label)
      : vscode.l10n.t('User data can be changed only while the instance is stopped.'),
  );
}
