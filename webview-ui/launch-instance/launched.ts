import * as l10n from '@vscode/l10n';
import type { LaunchedInstance, LaunchedView } from '../../src/shared/launch-instance';
import { element } from '../kit/element';
import { ui } from '../kit/ui';
import type { Wizard } from './wizard';

interface Row {
  readonly element: HTMLElement;
  show(instance: LaunchedInstance): void;
}

/** Changes a text only when it is another one. */
function write(into: HTMLElement, text: string): void {
  if (into.textContent !== text) into.textContent = text;
}

function row(id: string, onShow: () => void): Row {
  const link = ui.link({ label: id, onPress: onShow });
  link.setAttribute('aria-label', `${l10n.t('Show in Sidebar')}: ${id}`);
  const icon = element('span', { class: 'state-icon', 'aria-hidden': 'true' });
  const state = element('span', { class: 'state' });
  const address = element('code', { hidden: true });
  return {
    element: element('li', {}, icon, element('code', {}, link), state, address),
    show({ state: name = 'removed', publicIp = '' }) {
      icon.dataset['state'] = name;
      write(state, name === 'removed' ? l10n.t('removed from lists') : name);
      write(address, publicIp);
      address.title = l10n.t('Public IPv4 address');
      address.hidden = publicIp === '';
    },
  };
}

/** How many are in each state, in a line. */
const countsText = (states: LaunchedView['states']): string =>
  Object.entries(states)
    .map(([state, count]) => `${state}: ${count}`)
    .join(' · ');

/** What is shown after the launch: the instances, whose states it follows. What they come to is said to a screen reader, not each step there. */
export function launched(wizard: Wizard, ids: readonly string[]): HTMLElement[] {
  const { extension } = wizard;
  const [first = ''] = ids;
  const title = ids.length === 1 ? l10n.t('Launched {0}', first) : l10n.t('Launched {0} instances', ids.length);
  const rows = ids.slice(0, 20).map((id) => row(id, () => void extension.call('showInSidebar', { instanceId: id })));
  const counts = element('p', { hidden: true });
  const said = element('p', { class: 'screen-reader-only', role: 'status' });
  let known: boolean | undefined;
  wizard.onLaunched = ({ instances, states, settled }) => {
    instances.forEach((instance, index) => rows[index]?.show(instance));
    const text = countsText(states);
    write(counts, text);
    counts.hidden = ids.length === 1 || text === '';
    // The states it begins with come with the page, whose heading is read.
    if (settled && known !== undefined)
      write(said, ids.length === 1 ? `${first}: ${instances[0]?.state ?? l10n.t('removed from lists')}` : text);
    known = settled;
  };
  void extension.call('launched', { instanceIds: ids }).then(wizard.onLaunched, () => undefined);
  const more = ids.length > rows.length ? [element('p', { class: 'dim' }, l10n.t('and {0} more', ids.length - rows.length))] : [];
  return [
    element('h2', { tabindex: '-1' }, title),
    element(
      'p',
      {},
      l10n.t('The state is kept up to date here and in the sidebar. An instance is running some seconds of virtual time after its launch.'),
    ),
    counts,
    element('ul', { class: 'launched' }, ...rows.map((one) => one.element)),
    ...more,
    said,
    element(
      'p',
      { class: 'row' },
      ui.button({ label: l10n.t('View Instances'), onPress: () => void extension.call('viewInstances', null) }),
      ui.button({ label: l10n.t('Launch Another'), secondary: true, onPress: () => wizard.restart() }),
    ),
  ];
}
