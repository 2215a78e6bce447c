import * as l10n from '@vscode/l10n';
import { element } from '../kit/element';
import { ui } from '../kit/ui';

/** Puts a text on the clipboard. */
export interface Copier {
  copy(text: string): void;
}

/** A text to be copied, with its button. */
export function copyable(text: string, { copy }: Copier): HTMLElement {
  const done = element('span', { role: 'status', class: 'dim copied' });
  const button = ui.link({
    label: l10n.t('Copy'),
    about: text,
    onPress: () => {
      copy(text);
      done.textContent = l10n.t('Copied');
    },
  });
  return element('span', { class: 'copyable' }, element('code', {}, text), button, done);
}

/** A table of names and values, each value to be copied; an empty one is said to be left empty. */
export function form(rows: readonly (readonly [string, string])[], actions: Copier): HTMLElement {
  return element(
    'table',
    { class: 'form' },
    element(
      'tbody',
      {},
      ...rows.map(([name, value]) =>
        element(
          'tr',
          {},
          element('th', { scope: 'row' }, name),
          element('td', {}, value === '' ? l10n.t('leave empty') : copyable(value, actions)),
        ),
      ),
    ),
  );
}
