import * as l10n from '@vscode/l10n';
import { element } from '../kit/element';
import { table } from '../kit/table';
import { ui } from '../kit/ui';
import type { TagDraft } from './draft';
import { tagLimits } from './validate';
import type { Wizard } from './wizard';

function tagRow(wizard: Wizard, tag: TagDraft, index: number): (string | Node)[] {
  const text = (name: 'key' | 'value', label: string, maxLength: number): HTMLElement => {
    const field = `tag.${index}.${name}`;
    return wizard.field(
      field,
      ui.textField({
        label: l10n.t('{0} of tag {1}', label, index + 1),
        hideLabel: true,
        value: tag[name],
        maxLength,
        onInput: (value) => wizard.change(() => (tag[name] = value), { field }),
      }),
    );
  };
  const tick = (name: 'instance' | 'volume', label: string): HTMLElement =>
    wizard.field(
      `tag.${index}.${name}`,
      ui.checkbox({
        label: l10n.t('Tag {0}: {1}', index + 1, label),
        hideLabel: true,
        checked: tag[name],
        onChange: (checked) => wizard.change(() => (tag[name] = checked)),
      }),
    );
  const remove = ui.button({
    label: l10n.t('Remove'),
    secondary: true,
    onPress: () => wizard.change((draft) => draft.tags.splice(index, 1), { redraw: true }),
  });
  remove.setAttribute('aria-label', l10n.t('Remove tag {0}', index + 1));
  return [
    text('key', l10n.t('Key'), tagLimits.key),
    text('value', l10n.t('Value'), tagLimits.value),
    tick('instance', l10n.t('Instances')),
    tick('volume', l10n.t('Volumes')),
    remove,
  ];
}

/** Step 5: tags of instances and volumes. */
export function tagsStep(wizard: Wizard): HTMLElement[] {
  const { draft } = wizard;
  const add = ui.button({
    label: l10n.t('Add Another Tag'),
    secondary: true,
    disabled: draft.tags.length >= tagLimits.count,
    onPress: () => {
      wizard.change(({ tags }) => tags.push({ key: '', value: '', instance: true, volume: true }), { redraw: true });
      wizard.focusField(`tag.${draft.tags.length - 1}.key`);
    },
  });
  add.dataset['focus'] = 'add-tag';
  const tags = table({
    caption: l10n.t('Tags'),
    hideCaption: true,
    className: 'editable tags',
    columns: [l10n.t('Key'), l10n.t('Value'), l10n.t('Instances'), l10n.t('Volumes'), l10n.t('Action')],
    rows: draft.tags.map((tag, index) => tagRow(wizard, tag, index)),
  });
  return [
    element(
      'p',
      { class: 'dim' },
      l10n.t('A tag is a key with a value, by which you find things again. The tag Name is what lists call the instance.'),
    ),
    ...(draft.tags.length > 0 ? [tags] : []),
    element(
      'p',
      { class: 'row' },
      add,
      element('span', { class: 'dim' }, l10n.t('{0} of at most {1} tags', draft.tags.length, tagLimits.count)),
    ),
  ];
}
