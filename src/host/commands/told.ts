import * as vscode from 'vscode';
import type { Services } from '../services';

/** Says what was done, without waiting; `Show in Sidebar` leads to the resource. */
export function tellDone({ views, session }: Services, text: string, kind: string, id: string | undefined): void {
  const show = vscode.l10n.t('Show in Sidebar');
  vscode.window.showInformationMessage(text, ...(id === undefined ? [] : [show])).then(
    (answer) => (answer === show && id !== undefined ? views.reveal(kind, id) : undefined),
    (error: unknown) => session.log.error(String(error)),
  );
}

/** Asks a question with one answer besides Cancel. */
export async function confirm(question: string, button: string, detail?: string): Promise<boolean> {
  return (await vscode.window.showWarningMessage(question, { modal: true, ...(detail !== undefined && { detail }) }, button)) === button;
}
