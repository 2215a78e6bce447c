import * as vscode from 'vscode';
import { type AgainOfSession, againQuestion, sessionActionOf, sessionOutcome } from '../activity/again-text';
import { withoutToken } from '../activity/aws-command';
import { canRunAgain } from '../activity/call-rows';
import { actionText } from '../activity/call-text';
import { setting } from '../config';
import { nameList } from '../messages';
import type { Services } from '../services';
import type { Session } from '../session';
import type { ActionName } from '../../shared/region-types';
import type { SessionActions } from '../../shared/worker';
import { openForWriting } from '../writable';
import { confirmReset } from './account';
import { detailsOf } from './activity';
import { advanceClock } from './clock';
import type { CommandArguments } from './subjects';
import { confirm, tellDone } from './told';

type Input = Readonly<Record<string, unknown>>;

/**
 * Makes a call once more, in its region: one that only looks shows its answer; one that changes something is asked about first, and what came of it
 * is told. Refused again, it is told as every command's error is, with code and message.
 */
export async function runCallAgain(services: Services, ...args: CommandArguments): Promise<void> {
  const { session, calls } = services;
  const details = await detailsOf(services, args);
  if (!details?.input || !canRunAgain(details.call)) return;
  const { call, input: given } = details;
  const { action, region, reads, error } = call;
  if (!reads && !(await openForWriting(session))) return;
  const input = withoutToken(given);
  const ofSession = sessionActionOf(action);
  const mayRun = reads || (ofSession === 'Reset' ? await confirmReset() : await mayRunAgain(action, input, error !== undefined));
  if (!mayRun) return;
  if (ofSession !== undefined && !reads) {
    const answer = await runOfSession(session, ofSession, input);
    return tellDone(services, sessionOutcome(ofSession, answer), '', undefined);
  }
  const answer = ofSession
    ? await session.session(ofSession, input as never)
    : await session.executeAsked(action as ActionName, input, region);
  if (reads) await calls.openAnswer(action, answer);
  else tellAgain(services, action, answer);
}

async function mayRunAgain(action: string, input: Input, failed: boolean): Promise<boolean> {
  if (!setting('confirmDestructive')) return true;
  const { text, button, detail } = againQuestion(action, input, failed);
  return confirm(text, button, detail);
}

/** Runs an action of the session; undefined when the user stopped an advance. */
async function runOfSession(
  session: Session,
  name: AgainOfSession,
  input: Input,
): Promise<SessionActions['DescribeClock']['output'] | undefined> {
  return name === 'AdvanceClock' ? advanceClock(session, input) : session.session(name, input as never);
}

/** Says what came of a change that was made again; what a launch made can be shown. */
function tellAgain(services: Services, action: string, answer: unknown): void {
  if (action !== 'ec2:RunInstances') return tellDone(services, vscode.l10n.t('{0} was run again.', actionText(action)), '', undefined);
  const { Instances = [] } = answer as { Instances?: readonly { readonly InstanceId?: string }[] };
  const ids = Instances.flatMap(({ InstanceId }) => InstanceId ?? []);
  tellDone(services, vscode.l10n.t('Launched {0}', nameList(ids)), 'instances', ids[0]);
}
