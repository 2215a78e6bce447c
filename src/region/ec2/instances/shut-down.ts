import type { Context } from '../../kernel/context';
import { volumeThroughput } from './launch/block-devices';
import { cleanBootDuration, hardStopDuration, hibernateDuration, rebootDuration, stopDuration, terminateDuration } from './durations';
import { finishTermination } from './instance-events';
import { type InstanceRow, instanceTable } from './instances';
import { move, transitionReason, userInitiated } from './state-changes';
import { closeInstanceUsage } from './usage';

/** Who ends an instance: a caller of the API, or the instance's own operating system (reference: instances.md §1.5). */
export type Initiator = 'user' | 'instance';

const instanceInitiated = {
  code: 'Client.InstanceInitiatedShutdown',
  message: 'Client.InstanceInitiatedShutdown: Instance initiated shutdown',
} as const;

/** Why, as DescribeInstances tells it. Only what a caller asked for is dated (observed). */
function reasons(context: Context, by: Initiator, hibernate: boolean): Pick<InstanceRow, 'stateReason' | 'stateTransitionReason'> {
  if (by === 'instance') return { stateReason: instanceInitiated, stateTransitionReason: '' };
  return {
    stateReason: hibernate ? userInitiated.hibernate : userInitiated.shutdown,
    stateTransitionReason: transitionReason(context.now),
  };
}

/** The row without what only a running operating system has, and with nothing due for it any more. */
function switchedOff(context: Context, row: InstanceRow): InstanceRow {
  context.unschedule(row.id);
  const { runningSince: _, rebootingSince: __, haltedSince: ___, metadataPending: ____, ...off } = row;
  return off;
}

/** Moves a pending or running instance to `stopping`. A hibernating one is charged for until it is stopped (reference: instances.md §1). */
export function beginStop(
  context: Context,
  row: InstanceRow,
  how: { readonly by: Initiator; readonly hibernate?: boolean; readonly hard?: boolean },
): InstanceRow {
  const { by, hibernate = false, hard = false } = how;
  const stopping = move(context, switchedOff(context, row), 'stop', reasons(context, by, hibernate));
  if (!hibernate) closeInstanceUsage(context, row.id);
  let duration = stopDuration(context, hard);
  if (hibernate) duration = hibernateDuration(row.instanceType, volumeThroughput(context, row));
  // A halted system does not answer: EC2 gives it a few minutes and then switches it off (reference: instances.md §1.3).
  else if (row.haltedSince !== undefined && !hard) duration = hardStopDuration;
  context.schedule(duration, 'ec2:instance-stopped', row.id);
  return stopping;
}

/** Moves an instance to `shutting-down`, or a stopped one at once to `terminated`. */
export function beginTermination(
  context: Context,
  row: InstanceRow,
  how: { readonly by: Initiator; readonly hard?: boolean },
): InstanceRow {
  closeInstanceUsage(context, row.id);
  const next = move(context, switchedOff(context, row), 'terminate', reasons(context, how.by, false));
  if (next.state === 'terminated') finishTermination(context, next);
  else context.schedule(terminateDuration(context, how.hard ?? false), 'ec2:instance-terminated', row.id);
  return next;
}

/** Reboots a running instance, which its state does not tell. A halted one is switched off and on after a few minutes. */
export function beginReboot(context: Context, row: InstanceRow): void {
  context.unschedule(row.id, 'ec2:instance-rebooted');
  context.transition(row.id, 'running', 'running');
  if (row.rebootingSince === undefined) context.update(instanceTable, row, { rebootingSince: context.now });
  const duration = rebootDuration(context);
  context.schedule(row.haltedSince === undefined ? duration : hardStopDuration + cleanBootDuration, 'ec2:instance-rebooted', row.id);
}
