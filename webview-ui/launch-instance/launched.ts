import * as l10n from '@vscode/l10n';
import { element } from '../kit/element';
import { ui } from '../kit/ui';
import type { Wizard } from './wizard';

/** What is shown after the launch. */
export function launched(wizard: Wizard, ids: readonly string[]): HTMLElement[] {
  const { extension } = wizard;
  const title = ids.length === 1 ? l10n.t('Launched {0}', ids[0] ?? '') : l10n.t('Launched {0} instances', ids.length);
  const rows = ids.slice(0, 20).map((id) => {
    const show = ui.link({ label: id, onPress: () => void extension.call('showInSidebar', { instanceId: id }) });
    show.setAttribute('aria-label', `${l10n.t('Show in Sidebar')}: ${id}`);
    return element('li', {}, element('code', {}, show));
  });
  const more = ids.length > rows.length ? [element('p', { class: 'dim' }, l10n.t('and {0} more', ids.length - rows.length))] : [];
  return [
    element('h2', { tabindex: '-1' }, title),
    element('p', {}, l10n.t('The sidebar shows their state: they are running some seconds of virtual time after their launch.')),
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
