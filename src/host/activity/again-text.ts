import * as vscode from 'vscode';
import type { SessionActionName, SessionActions } from '../../shared/worker';
import { durationText, fullTime, speedText } from '../status/clock-text';
import { jsonOf } from './aws-command';
import { actionText } from './call-text';

/** Actions of the session that run again by themselves: what they do is no AWS action's. */
const ofSession = ['AdvanceClock', 'SetClockSpeed', 'Reset', 'DescribeClock'] as const satisfies readonly SessionActionName[];
export type AgainOfSession = (typeof ofSession)[number];

/** The action of the session that `sandbox:…` names; undefined for an action of the account. */
export function sessionActionOf(action: string): AgainOfSession | undefined {
  return ofSession.find((name) => action === `sandbox:${name}`);
}

/** What is asked before a call is run again. */
export interface Question {
  readonly text: string;
  readonly button: string;
  readonly detail?: string;
}

/** How much of an input a question shows, characters. */
const shown = 400;

/** The question before a change is run again; of one that was refused nobody knows what its input would mean, so it is shown as it is. */
export function againQuestion(action: string, input: Readonly<Record<string, unknown>>, failed: boolean): Question {
  const button = vscode.l10n.t('Run Again');
  const name = failed ? undefined : sessionActionOf(action);
  if (name === 'AdvanceClock') return { text: advanceQuestion(input), button };
  if (name === 'SetClockSpeed') return { text: speedQuestion(input as SessionActions['SetClockSpeed']['input']), button };
  const text = vscode.l10n.t('Run {0} again, with the same input?', actionText(action));
  const json = jsonOf(input);
  return { text, button, ...(json !== '{}' && { detail: json.length > shown ? `${json.slice(0, shown)}…` : json }) };
}

function advanceQuestion({ Seconds, To, UntilIdle }: SessionActions['AdvanceClock']['input']): string {
  if (Seconds !== undefined) return vscode.l10n.t('Move the virtual clock forward by {0} again?', durationText(Seconds * 1_000));
  if (To !== undefined) return vscode.l10n.t('Move the virtual clock to {0} again?', fullTime(Date.parse(To)));
  return UntilIdle
    ? vscode.l10n.t('Move the virtual clock forward again, until nothing is in transition?')
    : vscode.l10n.t('Move the virtual clock forward again, to the next event?');
}

function speedQuestion({ Speed }: SessionActions['SetClockSpeed']['input']): string {
  return Speed === 0
    ? vscode.l10n.t('Pause the virtual clock again?')
    : vscode.l10n.t('Set the speed of the virtual clock to {0} again?', speedText(Speed));
}

/** What is told when an action of the session has been run again; `answer` is undefined for an advance that was stopped on its way. */
export function sessionOutcome(name: AgainOfSession, answer: SessionActions['DescribeClock']['output'] | undefined): string {
  if (!answer) return vscode.l10n.t('{0} was stopped on its way.', name);
  const done = vscode.l10n.t('{0} was run again.', name);
  if (name === 'Reset') return `${done} ${vscode.l10n.t('The account is a new one.')}`;
  if (name === 'AdvanceClock') return `${done} ${vscode.l10n.t('It is {0} now.', fullTime(Date.parse(answer.Now)))}`;
  const { Speed } = answer;
  return `${done} ${Speed === 0 ? vscode.l10n.t('The virtual clock is paused.') : vscode.l10n.t('The speed of the virtual clock is {0}.', speedText(Speed))}`;
}
