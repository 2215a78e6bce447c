import { constants, privateDecrypt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { KeyFile } from '../../key-files';
import type { Services } from '../../services';
import { nameOf, oneSubject } from '../one-subject';
import type { Subject } from '../pick-resources';
import type { CommandArguments } from '../subjects';

/**
 * Decrypts what GetPasswordData answers: RSA with PKCS #1 v1.5 padding (API, GetPasswordData). Node.js refuses to take that padding off itself
 * (CVE-2023-46809: a service could be asked too much by it), so it is done here: 0, 2, at least 8 bytes that are not 0, 0, the message (RFC 8017 §7.2.2).
 * @throws Error when the key is another, or none
 */
export function decryptPassword(passwordData: string, privateKey: string): string {
  const block = privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, Buffer.from(passwordData, 'base64'));
  const end = block.indexOf(0, 2);
  if (block[0] !== 0 || block[1] !== 2 || end < 10) throw new Error('The padding is not that of PKCS #1 v1.5');
  return block.subarray(end + 1).toString('utf8');
}

/** Private keys that are whole, but in a format that decrypts nothing here: PuTTY's, and OpenSSH's own. */
const otherFormat = /^(PuTTY-User-Key-File-|-----BEGIN OPENSSH PRIVATE KEY-----)/;

async function keyFileOf({ session }: Services, { region }: Subject, keyName: string | undefined): Promise<KeyFile | undefined> {
  if (keyName === undefined) return undefined;
  const { KeyPairs = [] } = await session.execute('ec2:DescribeKeyPairs', {}, region);
  const pair = KeyPairs.find(({ KeyName }) => KeyName === keyName);
  return pair?.KeyPairId === undefined ? undefined : session.keyFiles.find(region, pair.KeyPairId);
}

/** Shows the administrator's password of a Windows instance, decrypted here with the private key that the user names. */
export async function getWindowsPassword(services: Services, ...args: CommandArguments): Promise<void> {
  const { session } = services;
  const title = vscode.l10n.t('Get Windows Password');
  const subject = await oneSubject(services, args, { kinds: ['instances'], needs: ['windows'], title });
  if (!subject) return;
  const { region, id } = subject;
  const { PasswordData = '' } = await session.execute('ec2:GetPasswordData', { InstanceId: id }, region);
  const { Reservations } = await session.execute('ec2:DescribeInstances', { InstanceIds: [id] }, region);
  const keyName = Reservations?.[0]?.Instances?.[0]?.KeyName;
  if (PasswordData === '') {
    void vscode.window.showInformationMessage(
      keyName
        ? vscode.l10n.t('The password of {0} is not ready yet: it takes at least 4 minutes.', nameOf(subject))
        : vscode.l10n.t('{0} has no password to get: it was launched without a key pair.', nameOf(subject)),
    );
    return;
  }
  const known = await keyFileOf(services, subject, keyName);
  const [file] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Private Key File of {0}', keyName ?? ''),
      openLabel: vscode.l10n.t('Decrypt Password'),
      ...(known?.exists && { defaultUri: vscode.Uri.file(known.path) }),
    })) ?? [];
  if (!file) return;
  const key = await readFile(file.fsPath, 'utf8');
  if (otherFormat.test(key)) {
    void vscode.window.showErrorMessage(vscode.l10n.t('{0} is not a PEM file: convert the private key to PEM first.', file.fsPath));
    return;
  }
  let password: string;
  try {
    password = decryptPassword(PasswordData, key);
  } catch {
    // What node:crypto says could hold a piece of the key.
    void vscode.window.showErrorMessage(vscode.l10n.t('{0} is not the private key of {1}.', file.fsPath, keyName ?? id));
    return;
  }
  const copy = vscode.l10n.t('Copy Password');
  const detail = vscode.l10n.t('User name: Administrator\nPassword: {0}', password);
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t('Password of {0}', nameOf(subject)),
    { modal: true, detail },
    copy,
  );
  if (answer === copy) await vscode.env.clipboard.writeText(password);
}
