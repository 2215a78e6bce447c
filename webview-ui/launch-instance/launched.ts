import * as l10n from '@vscode/l10n';
import { element } from '../kit/element';
import { ui } from '../kit/ui';
import type { Wizard } from './wizard';

/** What is shown after the launch. */
export function launched(wizard: Wizard, ids: readonly string[]): HTMLElement[] {
  const { extension } = wizard;
  const title = ids.length === 1 ? l10n.t('Launched {0}', ids[0] ?? '') : l10n.t('Launched {0} instances', ids.length);
  const rows = ids.slice(0, 20).map((id) =>
    element(
      'li',
      {},
      element('code', {}, id),
      ' · ',
      ui.link({
        label: l10n.t('Show in Sidebar'),
        about: id,
        onPress: () => void extension.call('showInSidebar', { instanceId: id }),
      }),
    ),
  );
  const more = ids.length > rows.length ? [element('p', { class: 'dim' }, l10n.t('and {0} more', ids.length - rows.length))] : [];
  return [
    element('h2', { tabindex: '-1' }, title),
    element('p', {}, l10n.t('It takes some seconds of virtual time until an instance is running.')),
    element('ul', { class: 'launched' }, ...rows),
    ...more,
    element(
      'p',
      { class: 'row' },
      ui.button({ label: l10n.t('View Instances'), onPress: () => void extension.call('viewInstances', null) }),
      ui.button({ label: l10n.t('Launch Another'), secondary: true, onPress: () => wizard.restart() }),
    ),
  ];
}
