import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { Services } from '../../services';
import { pickStep, runForm, textStep } from '../../wizard/form';
import { keyNameProblem } from '../../wizard/validate';
import { savePrivateKey, tellSaved } from '../quick-launch/save-private-key';
import { tellDone } from '../told';

type KeyType = 'rsa' | 'ed25519';
type KeyFormat = 'pem' | 'ppk';

/** Makes a key pair; its private key is offered once, to be saved. */
export async function createKeyPair({ session }: Services): Promise<void> {
  // The user may look at another region while a question or the save dialog is open.
  const { region } = session;
  const draft: { name: string; type: KeyType; format: KeyFormat } = { name: '', type: 'rsa', format: 'pem' };
  const steps = [
    textStep(
      'name',
      vscode.l10n.t('Name of the new key pair'),
      () => draft.name,
      (text) => (draft.name = text),
      keyNameProblem,
    ),
    pickStep<KeyType>(
      'type',
      vscode.l10n.t('Type of the key'),
      () => [
        { label: 'RSA', description: vscode.l10n.t('2048 bits, also for Windows'), value: 'rsa' },
        { label: 'ED25519', description: vscode.l10n.t('not for Windows'), value: 'ed25519' },
      ],
      (value) => (draft.type = value),
      (value) => value === draft.type,
    ),
    pickStep<KeyFormat>(
      'format',
      vscode.l10n.t('Format of the private key file'),
      () => [
        { label: '.pem', description: 'OpenSSH', value: 'pem' },
        { label: '.ppk', description: 'PuTTY', value: 'ppk' },
      ],
      (value) => (draft.format = value),
      (value) => value === draft.format,
    ),
  ];
  const title = vscode.l10n.t('Create Key Pair');
  const submit = async (): Promise<void> => {
    const input = { KeyName: draft.name, KeyType: draft.type, KeyFormat: draft.format };
    const { KeyMaterial = '', KeyPairId = '' } = await session.execute('ec2:CreateKeyPair', input, region);
    const saved = await savePrivateKey(draft.name, KeyMaterial, draft.format);
    if (!saved) await session.execute('ec2:DeleteKeyPair', { KeyPairId }, region);
    else if (saved !== 'unsaved') {
      await session.keyFiles.remember(region, KeyPairId, saved.fsPath);
      tellSaved(saved);
    }
  };
  await runForm(session, title, steps, submit, () => 'name');
}

/** What is wrong with a public key at first sight; the rest AWS says. */
function publicKeyProblem(text: string): string | undefined {
  if (text.includes('PRIVATE KEY')) return vscode.l10n.t('This is a private key. Only the public one is imported.');
  return /^(ssh-rsa|ssh-ed25519) \S+/.test(text) || /^(-{4} BEGIN|[\w+/=\s]+$)/.test(text)
    ? undefined
    : vscode.l10n.t('Write a public key, such as ssh-ed25519 AAAA…');
}

/** Imports the public half of a key pair that the user has. */
export async function importKeyPair(services: Services): Promise<void> {
  const { session } = services;
  const { region } = session;
  const draft = { name: '', key: '', from: '' };
  const read = async (): Promise<void> => {
    const [file] =
      (await vscode.window.showOpenDialog({
        title: vscode.l10n.t('Public Key File'),
        filters: { [vscode.l10n.t('Public keys')]: ['pub'] },
      })) ?? [];
    if (file) Object.assign(draft, { key: (await readFile(file.fsPath, 'utf8')).trim(), from: file.fsPath });
  };
  const steps = [
    textStep(
      'name',
      vscode.l10n.t('Name of the key pair'),
      () => draft.name,
      (text) => (draft.name = text),
      keyNameProblem,
    ),
    pickStep<'file' | 'text'>(
      'source',
      vscode.l10n.t('Where is the public key?'),
      () => [
        { label: vscode.l10n.t('Choose a file…'), description: '.pub', value: 'file' },
        { label: vscode.l10n.t('Write or paste it'), value: 'text' },
      ],
      (value) => (draft.from = value === 'file' ? 'file' : ''),
    ),
    {
      id: 'key',
      async run(place: Parameters<ReturnType<typeof textStep>['run']>[0]) {
        if (draft.from === 'file') await read();
        const step = textStep(
          'key',
          vscode.l10n.t('The public key'),
          () => draft.key,
          (text) => (draft.key = text.trim()),
          (text) => publicKeyProblem(text.trim()),
        );
        return step.run(place);
      },
    },
  ];
  let id: string | undefined;
  const submit = async (): Promise<void> => {
    const input = { KeyName: draft.name, PublicKeyMaterial: new TextEncoder().encode(draft.key) };
    ({ KeyPairId: id } = await session.execute('ec2:ImportKeyPair', input, region));
    if (draft.from.endsWith('.pub') && id !== undefined) await session.keyFiles.remember(region, id, draft.from.slice(0, -'.pub'.length));
  };
  const title = vscode.l10n.t('Import Key Pair');
  if (!(await runForm(session, title, steps, submit, (code) => (code === 'InvalidKeyPair.Duplicate' ? 'name' : 'key')))) return;
  tellDone(services, vscode.l10n.t('Imported {0}', draft.name), 'key-pairs', id);
}
