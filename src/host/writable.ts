import * as vscode from 'vscode';
import type { Session } from './session';

/** What a window that only follows the account says. */
export function readOnlyText(): string {
  return vscode.l10n.t('Another window holds this account. This one follows it and can change nothing.');
}

/** Opens the account; false, after saying why, when this window only follows it. */
export async function openForWriting(session: Session): Promise<boolean> {
  await session.open();
  if (!session.readOnly) return true;
  void vscode.window.showInformationMessage(readOnlyText());
  return false;
}
