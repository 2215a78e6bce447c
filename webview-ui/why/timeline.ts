import * as l10n from '@vscode/l10n';
import type { WhyView } from '../../src/shared/why';
import { element } from '../kit/element';
import { callerText, durationText, eventText, reasonText, stateText } from './reasons';
import { timeText } from './times';

/** The picture of what happened, oldest first, and what is going to happen. The table beside it says the same to who cannot see it. */
export function timeline({ history, now }: WhyView): HTMLElement {
  const time = (at: number): string => timeText(at, now);
  const past = history.transitions.map((transition, index) => {
    const isLast = index === history.transitions.length - 1;
    const details = element('p', {}, reasonText(transition, history.words, time));
    const asked = element('p', { class: 'dim' }, l10n.t('Asked for by: {0}', callerText(transition.caller)));
    return entry(isLast ? 'now' : 'past', stateText(transition.to), time(transition.at), details, asked);
  });
  const coming = history.upcoming.map(({ at, event }) =>
    entry(
      'coming',
      eventText(event, history.words),
      time(at),
      element('p', { class: 'dim' }, l10n.t('in {0}', durationText(Math.max(0, at - now)))),
    ),
  );
  const next = coming.length > 0 ? [element('h2', {}, l10n.t('What is scheduled')), element('ol', { class: 'timeline' }, ...coming)] : [];
  return element(
    'section',
    { 'aria-hidden': 'true' },
    element('h2', {}, l10n.t('What happened')),
    element('ol', { class: 'timeline' }, ...past),
    ...next,
  );
}

function entry(tense: 'past' | 'now' | 'coming', name: string, time: string, ...rest: HTMLElement[]): HTMLElement {
  const state = name.replace(/[^\w-]/g, '');
  return element(
    'li',
    { class: tense, 'data-state': state },
    element('time', { class: 'dim' }, time),
    element('div', {}, element('strong', {}, name), ...rest),
  );
}
