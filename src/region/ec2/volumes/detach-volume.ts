import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { ApiError, missingParameter } from '../../kernel/errors';
import { findInstances, instanceTable } from '../instances/instances';
import { attachmentTo, updateAttachment } from './attachments';
import { detachDuration, forcedDetachDuration } from './durations';
import { rootDeviceOf } from './root-device';
import { describeAttachment } from './volume-shape';
import { findVolume, type VolumeAttachment, type VolumeRow } from './volumes';

interface Asked {
  readonly InstanceId?: string | undefined;
  readonly Device?: string | undefined;
}

/** The attachment a request means. @throws ApiError MissingParameter, InvalidInstanceID*, IncorrectState, InvalidAttachment.NotFound */
function requestedAttachment(context: Context, volume: VolumeRow, { InstanceId, Device }: Asked): VolumeAttachment {
  if (volume.attachments.length === 0) throw new ApiError('IncorrectState', `Volume '${volume.id}' is in the '${volume.state}' state.`);
  if (!InstanceId && volume.multiAttachEnabled) throw missingParameter('instanceId');
  if (InstanceId) findInstances(context, [InstanceId]);
  const attachment = InstanceId ? attachmentTo(volume, InstanceId) : volume.attachments[0]!;
  if (!attachment || (Device && Device !== attachment.device)) {
    const where = [...(InstanceId ? [`instance '${InstanceId}'`] : []), ...(Device ? [`device '${Device}'`] : [])].join(' as ');
    throw new ApiError('InvalidAttachment.NotFound', `Volume '${volume.id}' is not attached to ${where}.`);
  }
  return attachment;
}

/** The root of an instance stays where it is until the instance is stopped. @throws ApiError OperationNotPermitted */
function checkNoRoot(context: Context, volume: VolumeRow, { instanceId, device }: VolumeAttachment): void {
  const instance = context.get(instanceTable, instanceId);
  if (!instance || instance.state === 'stopped') return;
  if (rootDeviceOf(instance) !== device) return;
  throw new ApiError('OperationNotPermitted', `Unable to detach root volume '${volume.id}' from instance '${instanceId}'`);
}

/**
 * DetachVolume (API; reference: storage.md §1.1): detaching, then available. `Force` does not wait for the operating system, and hurries a
 * detachment that is under way.
 * @throws ApiError InvalidVolume*, InvalidInstanceID*, MissingParameter, IncorrectState, InvalidAttachment.NotFound, OperationNotPermitted
 */
export const detachVolume = defineAction({
  name: 'ec2:DetachVolume',
  access: 'write',
  inputs: { Device: 'honoured', Force: 'honoured', InstanceId: 'honoured', VolumeId: 'honoured', DryRun: 'honoured' },
  handle(context, input) {
    const volume = findVolume(context, input.VolumeId);
    const attachment = requestedAttachment(context, volume, input);
    checkNoRoot(context, volume, attachment);
    const { instanceId, attachTime, status } = attachment;
    if (status !== 'attached' && !(status === 'detaching' && input.Force)) {
      throw new ApiError('IncorrectState', `Volume '${volume.id}' is ${status}.`);
    }
    updateAttachment(context, volume, instanceId, { status: 'detaching' });
    context.schedule(input.Force ? forcedDetachDuration : detachDuration, 'ec2:volume-detached', volume.id, { instanceId, attachTime });
    context.subjects.push(volume.id, instanceId);
    return describeAttachment(volume.id, { ...attachment, status: 'detaching' });
  },
});
