import * as l10n from '@vscode/l10n';
import { connect } from '../kit/page';
import { ui } from '../kit/ui';
import type { WhyCalls, WhyEvents, WhyView } from '../../src/shared/why';
import { element } from '../kit/element';
import { timeline } from './timeline';
import { twinTable } from './twin-table';
import './why.css';

const page = document.getElementById('page') as HTMLElement;
const extension = connect<WhyCalls, WhyEvents>();
let tableShown = false;

/** Said to a screen reader when the state changes while the page is open. */
const announcement = element('p', { class: 'screen-reader-only', 'aria-live': 'polite' });

function heading({ label, region, history }: WhyView): HTMLElement {
  const state = history.state === undefined ? l10n.t('deleted') : history.state;
  return element(
    'header',
    {},
    element('h1', {}, l10n.t('Why is {0} in this state?', label)),
    element('p', { class: 'row' }, ui.badge(state), element('code', {}, history.id), element('span', { class: 'dim' }, region)),
  );
}

function actions(view: WhyView): HTMLElement {
  const toggle = ui.button({
    label: tableShown ? l10n.t('Hide Table') : l10n.t('Show as Table'),
    secondary: true,
    onPress: () => {
      tableShown = !tableShown;
      show(view);
    },
  });
  const json = ui.button({ label: l10n.t('Open as JSON'), secondary: true, onPress: () => void extension.call('openJson', null) });
  return element('p', { class: 'row' }, toggle, json);
}

function show(view: WhyView): void {
  const { history } = view;
  const empty = history.transitions.length === 0 ? [element('p', {}, l10n.t('Nothing is known of how it came to this state.'))] : [];
  const picture = tableShown ? [] : [timeline(view)];
  ui.replace(page, [heading(view), actions(view), ...empty, ...picture, twinTable(view, tableShown), announcement]);
  const text = history.state === undefined ? '' : l10n.t('The state is {0}.', history.state);
  if (announcement.textContent !== text) announcement.textContent = text;
}

extension.on('view', show);
extension.call('view', null).then(show, (error: Error) => page.replaceChildren(element('p', { role: 'alert' }, error.message)));
