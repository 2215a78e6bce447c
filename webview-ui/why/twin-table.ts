import * as l10n from '@vscode/l10n';
import type { WhyView } from '../../src/shared/why';
import { element } from '../kit/element';
import { callerText, durationText, eventText, reasonText, stateText } from './reasons';
import { timeText } from './times';

const headings = (...names: string[]): HTMLElement =>
  element('thead', {}, element('tr', {}, ...names.map((name) => element('th', { scope: 'col' }, name))));

const row = (...cells: string[]): HTMLElement => element('tr', {}, ...cells.map((cell) => element('td', {}, cell)));

/** The timeline as tables: always there for screen readers, on screen when `shown`. */
export function twinTable({ history, now }: WhyView, shown: boolean): HTMLElement {
  const time = (at: number): string => timeText(at, now);
  const past = element(
    'table',
    {},
    element('caption', {}, l10n.t('What happened')),
    headings(l10n.t('Virtual time'), l10n.t('State before'), l10n.t('State'), l10n.t('Because'), l10n.t('Asked for by')),
    element(
      'tbody',
      {},
      ...history.transitions.map((transition) =>
        row(
          time(transition.at),
          transition.from ?? '–',
          stateText(transition.to),
          reasonText(transition, history.words, time),
          callerText(transition.caller),
        ),
      ),
    ),
  );
  const coming = element(
    'table',
    {},
    element('caption', {}, l10n.t('What is scheduled')),
    headings(l10n.t('Virtual time'), l10n.t('Event'), l10n.t('In')),
    element(
      'tbody',
      {},
      ...history.upcoming.map(({ at, event }) => row(time(at), eventText(event, history.words), durationText(Math.max(0, at - now)))),
    ),
  );
  return element(
    'section',
    { class: shown ? 'tables' : 'tables screen-reader-only' },
    past,
    ...(history.upcoming.length > 0 ? [coming] : []),
  );
}
