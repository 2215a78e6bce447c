import type { InstanceState, InstanceStateChange } from '@aws-sdk/client-ec2';
import type { Context } from '../../kernel/context';
import {
  type InstanceEvent,
  instanceLifecycle,
  type InstanceRow,
  type InstanceStateName,
  instanceStateCodes,
  instanceTable,
} from './instances';

/** A state in AWS's shape. */
export function describeState(state: InstanceStateName): InstanceState {
  return { Code: instanceStateCodes[state], Name: state };
}

/** The answer of the calls that change states, for one instance. */
export function stateChange(id: string, previous: InstanceStateName, current: InstanceStateName): InstanceStateChange {
  return { InstanceId: id, CurrentState: describeState(current), PreviousState: describeState(previous) };
}

/** True when the lifecycle lets this happen now. */
export function canMove(row: InstanceRow, event: InstanceEvent): boolean {
  return instanceLifecycle.moves[row.state][event] !== undefined;
}

/**
 * Moves an instance along its lifecycle, remembers why, and changes what else changes with it.
 * @throws Error when the lifecycle has no such move: callers check first and answer AWS's error
 */
export function move(
  context: Context,
  row: InstanceRow,
  event: InstanceEvent,
  patch: Partial<Omit<InstanceRow, 'id' | 'region' | 'state'>> = {},
): InstanceRow {
  const state = instanceLifecycle.moves[row.state][event];
  if (!state) throw new Error(`${row.id} is ${row.state}: ${event} leads nowhere`);
  context.transition(row.id, row.state, state);
  return context.update(instanceTable, row, { ...patch, state });
}

/** The reasons EC2 gives for what a user asked for (reference: instances.md §1.5). */
export const userInitiated = {
  shutdown: { code: 'Client.UserInitiatedShutdown', message: 'Client.UserInitiatedShutdown: User initiated shutdown' },
  hibernate: { code: 'Client.UserInitiatedHibernate', message: 'Client.UserInitiatedHibernate: User initiated hibernate' },
} as const;

/** `User initiated (2026-11-21 03:51:00 GMT)` (reference: instances.md §1.5). */
export function transitionReason(now: number): string {
  return `User initiated (${new Date(now).toISOString().slice(0, 19).replace('T', ' ')} GMT)`;
}
