import * as l10n from '@vscode/l10n';
import type { CallerInfo } from '../../src/shared/activity';
import type { StateHistory } from '../../src/shared/worker';

type Words = StateHistory['words'];

type Transition = StateHistory['transitions'][number];
type Cause = Transition['cause'];

/** `ec2:RunInstances` without its service. */
export const bareName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** A state as AWS calls it; what is not one, in words. */
export const stateText = (state: string): string => (state === 'removed' ? l10n.t('removed from lists') : state);

/** Who asked, in a few words. */
export function callerText(caller: CallerInfo | undefined): string {
  if (!caller) return l10n.t('no longer known');
  if (caller.kind === 'editor') return l10n.t('you, in the editor');
  if (caller.kind === 'session') return l10n.t('the session');
  const agent = caller.userAgent?.split(' ', 1)[0];
  return agent ? l10n.t('{0}, through the AWS endpoint', agent) : l10n.t('a client of the AWS endpoint');
}

const action = (name: string): string => l10n.t('The action {0} was called.', bareName(name));

/** What happens in an event, in plain words; of one that an older build had planned and this one does not know, its name. */
export function eventText(event: string, words: Words): string {
  const said = words[event];
  return said ? l10n.t(said.text, ...(said.args ?? [])) : bareName(event);
}

/** What made the state change, in a sentence or two. */
export function reasonText(
  { cause, scheduledBy }: { readonly cause: Cause; readonly scheduledBy?: Cause },
  words: Words,
  time: (at: number) => string,
): string {
  if (cause.type === 'action') return action(cause.name);
  const event = eventText(cause.name, words);
  if (!scheduledBy) return `${event}.`;
  return scheduledBy.type === 'action'
    ? l10n.t('{0}. The action {1} at {2} led to this.', event, bareName(scheduledBy.name), time(scheduledBy.at))
    : l10n.t('{0}. What led to this, at {1}: {2}.', event, time(scheduledBy.at), eventText(scheduledBy.name, words));
}

/** A stretch of time in a unit that fits: `8.5 s`, `3 min`, `1.5 h`. */
export function durationText(milliseconds: number): string {
  const seconds = milliseconds / 1_000;
  const digits = (value: number): string => String(Math.round(value * 10) / 10);
  if (seconds < 60) return l10n.t('{0} s', digits(seconds));
  if (seconds < 3_600) return l10n.t('{0} min', digits(seconds / 60));
  return l10n.t('{0} h', digits(seconds / 3_600));
}
