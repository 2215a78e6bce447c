import { ApiError, missingParameter } from '../../../kernel/errors';
import type { Context } from '../../../kernel/context';
import { findInstances, type InstanceRow, type InstanceStateName } from '../instances';

/** The one instance a request names. @throws ApiError MissingParameter, InvalidInstanceID.Malformed, .NotFound */
export function namedInstance(context: Context, id: string | undefined): InstanceRow {
  if (!id) throw missingParameter('InstanceId');
  context.subjects.push(id);
  return findInstances(context, [id])[0]!;
}

/** What can be changed only while the instance is stopped (EC2 User Guide, stop and start). @throws ApiError IncorrectInstanceState */
export function mustBeStopped({ id, state }: InstanceRow): void {
  if (state !== 'stopped') throw new ApiError('IncorrectInstanceState', `The instance '${id}' is not in the 'stopped' state.`);
}

/** @throws ApiError IncorrectInstanceState in one of the states */
export function mustNotBe({ id, state }: InstanceRow, ...states: readonly InstanceStateName[]): void {
  if (states.includes(state)) {
    throw new ApiError('IncorrectInstanceState', `The instance '${id}' is in the '${state}' state, in which it cannot be modified.`);
  }
}
