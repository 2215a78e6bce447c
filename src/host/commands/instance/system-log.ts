import * as vscode from 'vscode';
import { systemLogOf } from '../../documents/system-logs';
import type { Services } from '../../services';
import { oneSubject } from '../one-subject';
import type { CommandArguments } from '../subjects';

/** Opens what an instance has written to its console. */
export async function getSystemLog(services: Services, ...args: CommandArguments): Promise<void> {
  const subject = await oneSubject(services, args, { kinds: ['instances'], title: vscode.l10n.t('Get System Log') });
  if (!subject) return;
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(systemLogOf(subject)), { preview: true });
}
