import { randomUUID } from 'node:crypto';
import { chmod, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import { explain } from '../../messages';

/** Only the owner may read it, nobody may write it: what ssh asks of a private key. */
const ownerReads = 0o400;

async function write(uri: vscode.Uri, text: string): Promise<void> {
  if (uri.scheme !== 'file') return vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  // The dialog has asked before replacing a file. An older key there cannot be written to, and is kept until the new one is whole.
  const beside = `${uri.fsPath}.${randomUUID()}.tmp`;
  try {
    await writeFile(beside, text, { mode: ownerReads, flag: 'wx' });
    // Windows does not replace a file that nobody may write.
    if (process.platform === 'win32') await chmod(uri.fsPath, 0o600).catch(() => undefined);
    await rename(beside, uri.fsPath);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/** Says where a private key went, where no page does. */
export function tellSaved(file: vscode.Uri): void {
  void vscode.window.showInformationMessage(vscode.l10n.t('Private key saved: {0}', basename(file.fsPath)));
}

/**
 * Offers the private half of a new key pair, the only time it can be had, and saves it with mode 0400.
 * @returns the file; `unsaved` when the user keeps the pair without it; undefined when the user wants neither
 */
export async function savePrivateKey(
  name: string,
  material: string,
  format: 'pem' | 'ppk' = 'pem',
): Promise<vscode.Uri | 'unsaved' | undefined> {
  for (;;) {
    let problem = vscode.l10n.t('The private key of {0} has not been saved.', name);
    const target = await vscode.window.showSaveDialog({
      title: vscode.l10n.t('Save the Private Key'),
      defaultUri: vscode.Uri.file(join(homedir(), `${name.replace(/[^\w.-]+/g, '-')}.${format}`)),
      saveLabel: vscode.l10n.t('Save'),
    });
    if (target) {
      try {
        await write(target, material);
        return target;
      } catch (error) {
        problem = vscode.l10n.t('The private key of {0} could not be saved: {1}', name, explain(error));
      }
    }
    const again = vscode.l10n.t('Save…');
    const without = vscode.l10n.t('Keep Without Saving');
    const detail = vscode.l10n.t(
      'It is offered this once. Without it, nobody can log in to instances launched with this key pair. Cancel deletes the key pair.',
    );
    const answer = await vscode.window.showWarningMessage(problem, { modal: true, detail }, again, without);
    if (answer === without) return 'unsaved';
    if (answer !== again) return undefined;
  }
}
