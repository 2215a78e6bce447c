import * as vscode from 'vscode';
import type { Session } from '../session';

/** Opens the account; false, after saying why, when this window only follows it. */
export async function openForWriting(session: Session): Promise<boolean> {
  await session.open();
  if (!session.readOnly) return true;
  const text = vscode.l10n.t('Another window holds this account. This one follows it and can change nothing.');
  void vscode.window.showInformationMessage(text);
  return false;
}
