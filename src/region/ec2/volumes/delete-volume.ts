import { defineAction } from '../../kernel/action';
import { ApiError } from '../../kernel/errors';
import { moveVolume } from './attachments';
import { deleteDuration } from './durations';
import { findVolume } from './volumes';

/**
 * DeleteVolume (API; reference: storage.md §1.1): an available volume goes, and costs nothing from now on.
 * @throws ApiError VolumeInUse, IncorrectState, InvalidVolume.NotFound
 */
export const deleteVolume = defineAction({
  name: 'ec2:DeleteVolume',
  access: 'write',
  inputs: { VolumeId: 'honoured', DryRun: 'honoured' },
  handle(context, { VolumeId }) {
    const volume = findVolume(context, VolumeId);
    const [attachment] = volume.attachments;
    if (attachment) throw new ApiError('VolumeInUse', `Volume ${volume.id} is currently attached to ${attachment.instanceId}`);
    if (volume.state !== 'available') throw new ApiError('IncorrectState', `The volume '${volume.id}' is in the '${volume.state}' state.`);
    context.unschedule(volume.id);
    context.closeUsage(volume.id);
    moveVolume(context, volume, 'delete');
    context.schedule(deleteDuration, 'ec2:volume-deleted', volume.id);
    context.subjects.push(volume.id);
    return {};
  },
});
