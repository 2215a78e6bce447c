import * as l10n from '@vscode/l10n';
import { connect, saveState } from '../kit/page';
import { ui } from '../kit/ui';
import type { WhyCalls, WhyEvents, WhyView } from '../../src/shared/why';
import { element } from '../kit/element';
import { stateText } from './reasons';
import { timeline } from './timeline';
import { timeText } from './times';
import { twinTable } from './twin-table';
import './why.css';

const page = document.getElementById('page') as HTMLElement;
const extension = connect<WhyCalls, WhyEvents>();
let tableShown = false;

/** Said to a screen reader when the state changes while the page is open. */
const announcement = element('p', { class: 'screen-reader-only', 'aria-live': 'polite' });

/** The state it is in, or that nothing lists it any more. */
function stateOf({ history }: WhyView): string {
  return history.state ?? (history.transitions.at(-1)?.to === 'removed' ? stateText('removed') : l10n.t('deleted'));
}

/** When a resource left the lists that is still told of. */
function removal({ history: { state, transitions }, now }: WhyView): HTMLElement[] {
  const last = transitions.at(-1);
  if (state !== undefined || last?.to !== 'removed') return [];
  return [element('p', {}, l10n.t('Removed from lists at {0}. This is what led there.', timeText(last.at, now)))];
}

function heading(view: WhyView): HTMLElement {
  const { label, region, history } = view;
  return element(
    'header',
    {},
    element('h1', {}, l10n.t('Why is {0} in this state?', label)),
    element('p', { class: 'row' }, ui.badge(stateOf(view)), element('code', {}, history.id), element('span', { class: 'dim' }, region)),
    ...removal(view),
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
  // The name goes with the resource, but not from a page that has shown it.
  saveState('label', view.label);
  const empty = history.transitions.length === 0 ? [element('p', {}, l10n.t('Nothing is known of how it came to this state.'))] : [];
  const picture = tableShown ? [] : [timeline(view)];
  ui.replace(page, [heading(view), actions(view), ...empty, ...picture, twinTable(view, tableShown), announcement]);
  const text = l10n.t('The state is {0}.', stateOf(view));
  if (announcement.textContent !== text) announcement.textContent = text;
}

extension.on('view', show);
extension.call('view', null).then(show, (error: Error) => page.replaceChildren(element('p', { role: 'alert' }, error.message)));
