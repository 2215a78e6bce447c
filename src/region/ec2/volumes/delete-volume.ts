import { defineAction } from '../../kernel/action';
import type { Dependence } from '../../kernel/dependence';
import { ApiError } from '../../kernel/errors';
import { moveVolume } from './attachments';
import { deleteDuration } from './durations';
import { findVolume, type VolumeRow } from './volumes';

/** What has a volume: the instances it is attached to (reference: storage.md §1.1). */
export const volumeDependence: Dependence<VolumeRow> = {
  action: 'ec2:DeleteVolume',
  code: 'VolumeInUse',
  of: (_, { attachments }) => attachments.map(({ instanceId }) => ({ kind: 'instances', id: instanceId })),
};

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
    const [holder] = volumeDependence.of(context, volume);
    if (holder) throw new ApiError(volumeDependence.code, `Volume ${volume.id} is currently attached to ${holder.id}`);
    if (volume.state !== 'available') throw new ApiError('IncorrectState', `The volume '${volume.id}' is in the '${volume.state}' state.`);
    context.unschedule(volume.id);
    context.closeUsage(volume.id);
    moveVolume(context, volume, 'delete');
    context.schedule(deleteDuration, 'ec2:volume-deleted', volume.id);
    context.subjects.push(volume.id);
    return {};
  },
});
