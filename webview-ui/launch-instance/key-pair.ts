import * as l10n from '@vscode/l10n';
import { element } from '../kit/element';
import { ui } from '../kit/ui';
import type { Draft, KeyDraft } from './draft';
import { keyNameProblem } from './validate';
import type { Wizard } from './wizard';

function existing(wizard: Wizard): HTMLElement[] {
  const { draft, lists, madeKey } = wizard;
  const usable = lists.keys.filter(({ KeyType }) => !(draft.image?.windows && KeyType === 'ed25519'));
  if (usable.length === 0) return [element('p', { class: 'dim' }, l10n.t('The account has no key pair for this platform yet.'))];
  const name = draft.key.kind === 'existing' ? draft.key.name : '';
  const options = [
    { value: '', label: l10n.t('Choose…') },
    ...usable.map(({ KeyName = '', KeyType = '' }) => ({ value: KeyName, label: `${KeyName} (${KeyType.toUpperCase()})` })),
  ];
  const select = ui.select({
    label: l10n.t('Key pair name'),
    value: name,
    options,
    hint: l10n.t('Only someone who has its private key file can log in.'),
    onChange: (chosen) => wizard.change((edited) => (edited.key = { kind: 'existing', name: chosen }), { field: 'key', redraw: true }),
  });
  const told = madeKey && madeKey.name === name ? [element('p', { class: 'notice' }, madeKey.told)] : [];
  return [wizard.field('key', select), ...told];
}

function create(wizard: Wizard, key: Extract<KeyDraft, { kind: 'new' }>): HTMLElement[] {
  const name = ui.textField({
    label: l10n.t('Key pair name'),
    value: key.name,
    onInput: (text) => wizard.change(() => (key.name = text)),
  });
  const download = async (): Promise<void> => {
    const problem = keyNameProblem(key.name, wizard.lists);
    name.problem(problem);
    if (problem) {
      name.focus();
      wizard.announce(problem);
      return;
    }
    ui.setDisabled(button, true);
    try {
      await wizard.createKeyPair({ name: key.name, type: key.type, format: key.format });
    } finally {
      ui.setDisabled(button, false);
    }
  };
  const button = ui.button({ label: l10n.t('Download Key Pair…'), disabled: wizard.start.readOnly, onPress: () => void download() });
  button.dataset['focus'] = 'download';
  const type = ui.select({
    label: l10n.t('Key pair type'),
    value: key.type,
    options: [
      { value: 'rsa', label: 'RSA' },
      { value: 'ed25519', label: 'ED25519', disabled: wizard.draft.image?.windows ?? false },
    ],
    onChange: (value) => wizard.change(() => (key.type = value as 'rsa' | 'ed25519')),
  });
  const format = ui.select({
    label: l10n.t('Private key file format'),
    value: key.format,
    options: [
      { value: 'pem', label: l10n.t('.pem, for OpenSSH') },
      { value: 'ppk', label: l10n.t('.ppk, for PuTTY') },
    ],
    onChange: (value) => wizard.change(() => (key.format = value as 'pem' | 'ppk')),
  });
  return [
    element('div', { class: 'fields' }, wizard.field('key', name), wizard.field('keyType', type), wizard.field('keyFormat', format)),
    element(
      'p',
      { class: 'dim' },
      l10n.t('The private key is offered this once, to be saved where only you can read it. It cannot be downloaded again.'),
    ),
    element('p', { class: 'row' }, button),
  ];
}

function none(wizard: Wizard, acknowledged: boolean): HTMLElement[] {
  const tick = ui.checkbox({
    label: l10n.t('I know that nobody can log in to these instances with a key'),
    checked: acknowledged,
    onChange: (checked) => wizard.change((draft) => (draft.key = { kind: 'none', acknowledged: checked }), { field: 'acknowledge' }),
  });
  return [wizard.field('acknowledge', tick)];
}

function choice(kind: string): Draft['key'] {
  if (kind === 'existing') return { kind, name: '' };
  return kind === 'none' ? { kind, acknowledged: false } : { kind: 'new', name: '', type: 'rsa', format: 'pem' };
}

/** With which key pair one logs in: one that is there, a new one, or none. */
export function keyPair(wizard: Wizard): HTMLElement {
  const { draft } = wizard;
  const kinds = ui.radioGroup({
    label: l10n.t('Key pair'),
    hideLabel: true,
    value: draft.key.kind,
    options: [
      { value: 'existing', label: l10n.t('Choose an existing key pair') },
      { value: 'new', label: l10n.t('Create a new key pair') },
      { value: 'none', label: l10n.t('Proceed without a key pair') },
    ],
    onChange: (kind) => wizard.change((edited) => (edited.key = choice(kind)), { redraw: true }),
  });
  const { key } = draft;
  const rest = key.kind === 'existing' ? existing(wizard) : key.kind === 'new' ? create(wizard, key) : none(wizard, key.acknowledged);
  return element('section', { class: 'key-pair' }, element('h3', {}, l10n.t('Key pair')), wizard.field('keyKind', kinds), ...rest);
}
