import { findInstances, instanceTable } from '../ec2/instances/instances';
import { oneOf } from '../ec2/instances/launch/options';
import { beginReboot, beginStop, beginTermination } from '../ec2/instances/shut-down';
import { defineAction } from '../kernel/action';
import { ApiError, missingParameter } from '../kernel/errors';

/**
 * ShutDownGuest, an action of our own: what somebody logged in would type. `shutdown` and `poweroff` stop or terminate the instance as its
 * shutdown behavior says, and neither protection keeps them from it; `halt` leaves it running without an operating system that answers; a
 * `reboot` is one (EC2 User Guide, change the instance initiated shutdown behavior; reference: instances.md §1.2, §1.5). A one-time Spot
 * Instance cannot be stopped: it is terminated (CHOICE).
 * @throws ApiError MissingParameter, InvalidParameterValue, InvalidInstanceID.*, IncorrectInstanceState when nobody could type there
 */
export const shutDownGuest = defineAction({
  name: 'sandbox:ShutDownGuest',
  access: 'write',
  inputs: { InstanceId: 'honoured', Command: 'honoured' },
  handle(context, { InstanceId, Command }) {
    if (!InstanceId) throw missingParameter('InstanceId');
    const command = oneOf('Command', Command, ['shutdown', 'poweroff', 'halt', 'reboot'] as const) ?? 'shutdown';
    const row = findInstances(context, [InstanceId])[0]!;
    context.subjects.push(row.id);
    if (row.state !== 'running') throw new ApiError('IncorrectInstanceState', `The instance '${row.id}' is not in the 'running' state.`);
    if (row.haltedSince !== undefined || row.rebootingSince !== undefined) {
      const why = row.rebootingSince === undefined ? 'is halted' : 'is rebooting';
      throw new ApiError('IncorrectInstanceState', `The operating system of '${row.id}' ${why} and takes no commands.`);
    }
    if (command === 'reboot') beginReboot(context, row);
    else if (command === 'halt') {
      context.transition(row.id, 'running', 'running');
      context.update(instanceTable, row, { haltedSince: context.now });
    } else if (row.options.shutdownBehavior === 'terminate' || row.spotRequestId) beginTermination(context, row, { by: 'instance' });
    else beginStop(context, row, { by: 'instance' });
    return { InstanceId: row.id, Command: command };
  },
});
