import * as vscode from 'vscode';
import { virtualNow } from '../../shared/virtual-time';
import type { SessionActions } from '../../shared/worker';
import { codeOf } from '../messages';
import type { Session } from '../session';
import { durationText, fullTime, speedText } from '../status/clock-text';
import { withSlowProgress } from '../slow-progress';
import { openForWriting } from '../writable';

/** Speeds that the menu offers; 0 is paused. */
const speeds = [0, 1, 10, 60, 3600] as const;
const hour = 3_600;
const day = 86_400;

type Advance = SessionActions['AdvanceClock']['input'];

interface ClockChoice extends vscode.QuickPickItem {
  run?(): Promise<void>;
}

/**
 * Moves the virtual clock forward; a move that takes its time shows how far it is, and can be stopped where it has come to: then there is no answer.
 */
export async function advanceClock(session: Session, input: Advance): Promise<SessionActions['AdvanceClock']['output'] | undefined> {
  const from = session.clock;
  return withSlowProgress(vscode.l10n.t('Moving the virtual clock forward'), async (report, signal) => {
    let done = 0;
    const following = session.onDidChangeClock((clock) => {
      if (!clock?.advancingTo || !from) return;
      const percent = Math.min(100, (100 * (clock.now - from.now)) / Math.max(1, clock.advancingTo - from.now));
      report({ message: fullTime(clock.now), increment: Math.max(0, percent - done) });
      done = Math.max(done, percent);
    });
    try {
      return await session.session('AdvanceClock', input, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
      return undefined;
    } finally {
      following.dispose();
    }
  });
}

async function setSpeed(session: Session, speed: number): Promise<void> {
  await session.session('SetClockSpeed', { Speed: speed });
}

/** Reads `90`, `15m`, `2h` or `3d` as seconds; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const found = /^\s*(\d+(?:\.\d+)?)\s*([smhd]?)\s*$/i.exec(text);
  if (!found) return undefined;
  const unit = { s: 1, m: 60, h: hour, d: day }[(found[2] || 's').toLowerCase()] ?? 1;
  const seconds = Number(found[1]) * unit;
  return seconds > 0 ? seconds : undefined;
}

async function advanceByAnswer(session: Session): Promise<void> {
  const answer = await vscode.window.showInputBox({
    title: vscode.l10n.t('Move the virtual clock forward'),
    prompt: vscode.l10n.t('How long? Seconds, or a number with s, m, h or d, such as 15m, 2h or 3d'),
    value: '15m',
    validateInput: (text) =>
      parseDuration(text) === undefined ? vscode.l10n.t('Write a number with s, m, h or d, such as 15m') : undefined,
  });
  const seconds = answer === undefined ? undefined : parseDuration(answer);
  if (seconds !== undefined) await advanceClock(session, { Seconds: seconds });
}

async function tellNothingPending(): Promise<void> {
  void vscode.window.showInformationMessage(vscode.l10n.t('Nothing is pending: there is no next event to move to.'));
}

function choices(session: Session): ClockChoice[] {
  const { clock } = session;
  const separator = (label: string): ClockChoice => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const advance = (label: string, description: string, input: Advance): ClockChoice => ({
    label,
    description,
    run: async () => void (await advanceClock(session, input)),
  });
  const next = clock?.nextEventAt;
  const now = clock ? virtualNow(clock, Date.now()) : 0;
  const nextEvent = `$(debug-step-over) ${vscode.l10n.t('To the next event')}`;
  return [
    separator(vscode.l10n.t('Speed')),
    ...speeds.map((speed) => ({
      label: speed === 0 ? `$(debug-pause) ${vscode.l10n.t('Pause')}` : `$(play) ${speedText(speed)}`,
      description: clock?.speed === speed ? vscode.l10n.t('current') : speed === 1 ? vscode.l10n.t('real time') : '',
      run: () => setSpeed(session, speed),
    })),
    separator(vscode.l10n.t('Move forward')),
    next === undefined
      ? { label: nextEvent, description: vscode.l10n.t('nothing is pending'), run: tellNothingPending }
      : advance(nextEvent, vscode.l10n.t('in {0}', durationText(Math.max(0, next - now))), { ToNextEvent: true }),
    advance(`$(debug-continue) ${vscode.l10n.t('Until nothing is in transition')}`, vscode.l10n.t('at most one hour'), { UntilIdle: true }),
    advance(`$(watch) ${vscode.l10n.t('1 hour')}`, '', { Seconds: hour }),
    advance(`$(watch) ${vscode.l10n.t('1 day')}`, '', { Seconds: day }),
    { label: `$(edit) ${vscode.l10n.t('Other duration…')}`, run: () => advanceByAnswer(session) },
  ];
}

/** The menu of the virtual clock. */
export async function showClockMenu(session: Session): Promise<void> {
  if (!(await openForWriting(session))) return;
  const choice = await vscode.window.showQuickPick(choices(session), {
    title: vscode.l10n.t('Virtual Clock'),
    placeHolder: vscode.l10n.t('Change the speed, or move forward'),
  });
  try {
    await choice?.run?.();
  } catch (error) {
    if (codeOf(error) !== 'Cancelled') throw error;
  }
}
