import * as vscode from 'vscode';
import { codeOf, explain } from '../../messages';
import type { Session } from '../../session';
import { askOption, askText, heading, type Option, type Problem, type Step, type StepPlace } from '../../wizard/wizard';
import type { KeyChoice, LaunchDraft } from './draft';
import { savePrivateKey, tellSaved } from './save-private-key';

type KeyOption = KeyChoice | { readonly create: 'rsa' | 'ed25519' };

async function keyOptions(session: Session, windows: boolean): Promise<Option<KeyOption>[]> {
  const { KeyPairs = [] } = await session.execute('ec2:DescribeKeyPairs', {});
  const usable = KeyPairs.filter(({ KeyType }) => !(windows && KeyType === 'ed25519'));
  const existing = usable.map(({ KeyName = '', KeyType = '', KeyPairId = '' }) => ({
    label: `$(key) ${KeyName}`,
    description: `${KeyType} · ${KeyPairId}`,
    value: { name: KeyName },
  }));
  return [
    ...(existing.length > 0 ? [heading(vscode.l10n.t('Key pairs of the account')), ...existing] : []),
    heading(vscode.l10n.t('New')),
    { label: `$(add) ${vscode.l10n.t('Create a key pair (RSA)')}`, value: { create: 'rsa' } },
    ...(windows ? [] : [{ label: `$(add) ${vscode.l10n.t('Create a key pair (ED25519)')}`, value: { create: 'ed25519' as const } }]),
    heading(vscode.l10n.t('None')),
    {
      label: `$(circle-slash) ${vscode.l10n.t('Proceed without a key pair')}`,
      description: vscode.l10n.t('nobody can log in with a key'),
      value: {},
    },
  ];
}

const validName = (text: string): string | undefined =>
  /^(?! )[\x20-\x7e]{1,255}(?<! )$/.test(text) ? undefined : vscode.l10n.t('1 to 255 ASCII characters, no space at either end');

/** `my-key`, or the first of `my-key-2`, … that no key pair has. */
async function freeName(session: Session): Promise<string> {
  const { KeyPairs = [] } = await session.execute('ec2:DescribeKeyPairs', {});
  const taken = new Set(KeyPairs.map(({ KeyName }) => KeyName));
  let name = 'my-key';
  for (let number = 2; taken.has(name); number++) name = `my-key-${number}`;
  return name;
}

/** Asks for a name and makes the key pair; the private key is offered once, to be saved. */
async function createKey(session: Session, place: StepPlace, type: 'rsa' | 'ed25519'): Promise<KeyChoice | 'back' | 'cancel'> {
  let problem: Problem | undefined;
  let name = await freeName(session);
  for (;;) {
    const asked = { ...place, canGoBack: true, ...(problem && { problem }) };
    const answer = await askText(asked, vscode.l10n.t('Name of the new key pair'), name, validName);
    if (typeof answer === 'string') return answer;
    name = answer.value;
    try {
      const { KeyMaterial = '', KeyPairId = '' } = await session.execute('ec2:CreateKeyPair', { KeyName: name, KeyType: type });
      const saved = await savePrivateKey(name, KeyMaterial);
      if (saved && saved !== 'unsaved') {
        await session.keyFiles.remember(session.region, KeyPairId, saved.fsPath);
        tellSaved(saved);
      }
      if (saved) return { name };
      await session.execute('ec2:DeleteKeyPair', { KeyPairId });
      problem = undefined;
    } catch (error) {
      const code = codeOf(error);
      problem = { code: code ?? 'Error', message: code ? (error as Error).message : explain(error) };
    }
  }
}

/** Step: with which key pair. */
export function keyStep(session: Session, draft: LaunchDraft): Step {
  return {
    id: 'key',
    async run(place) {
      for (;;) {
        const prompt = vscode.l10n.t('Choose a key pair to log in with');
        const isCurrent = (value: KeyOption): boolean => !('create' in value) && draft.key !== undefined && value.name === draft.key.name;
        const answer = await askOption<KeyOption>(place, prompt, keyOptions(session, draft.image?.windows ?? false), isCurrent);
        if (typeof answer === 'string') return answer;
        const key = 'create' in answer.value ? await createKey(session, place, answer.value.create) : answer.value;
        if (key === 'cancel') return key;
        if (key === 'back') continue;
        draft.key = key;
        return 'next';
      }
    },
  };
}
