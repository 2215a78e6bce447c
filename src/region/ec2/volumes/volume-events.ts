import type { EventDefinition } from '../../kernel/action';
import { message } from '../../kernel/message';
import type { Context } from '../../kernel/context';
import { attachmentTo, eraseVolume, moveVolume, removeAttachment, updateAttachment } from './attachments';
import { volumeModificationTable } from './modifications';
import { type VolumeAttachment, type VolumeRow, volumeTable } from './volumes';

/** The attachment an event was scheduled for, if it is still there: the same instance may have got the volume anew meanwhile. */
function meant(
  context: Context,
  id: string,
  payload: unknown,
  status: VolumeAttachment['status'],
): { row: VolumeRow; instanceId: string } | undefined {
  const { instanceId, attachTime } = payload as Pick<VolumeAttachment, 'instanceId' | 'attachTime'>;
  const row = context.get(volumeTable, id);
  const found = row && attachmentTo(row, instanceId);
  return found?.attachTime === attachTime && found.status === status ? { row: row!, instanceId } : undefined;
}

/** A new volume can be used. */
const volumeCreated: EventDefinition = {
  kind: 'ec2:volume-created',
  says: message('The volume is created and can be attached'),
  handle(context, id) {
    const row = context.get(volumeTable, id);
    if (row?.state === 'creating') moveVolume(context, row, 'created');
  },
};

const volumeAttached: EventDefinition = {
  kind: 'ec2:volume-attached',
  says: message('The volume is attached to its instance'),
  handle(context, id, payload) {
    const found = meant(context, id, payload, 'attaching');
    if (found) updateAttachment(context, found.row, found.instanceId, { status: 'attached' });
  },
};

const volumeDetached: EventDefinition = {
  kind: 'ec2:volume-detached',
  says: message('The volume is detached from its instance'),
  handle(context, id, payload) {
    const found = meant(context, id, payload, 'detaching');
    if (found) removeAttachment(context, found.row, found.instanceId);
  },
};

const volumeDeleted: EventDefinition = {
  kind: 'ec2:volume-deleted',
  says: message('The volume is deleted'),
  handle: (context, id) => eraseVolume(context, id),
};

/** The changed size and type can be used; the data are still being moved (reference: storage.md §1.3). */
const volumeOptimizing: EventDefinition = {
  kind: 'ec2:volume-optimizing',
  says: message('The new size, type and performance can be used, while the data is still being moved'),
  handle(context, id) {
    const row = context.get(volumeTable, id);
    const modification = context.get(volumeModificationTable, id);
    if (!row || modification?.state !== 'modifying') return;
    const { iops: _, throughput: __, multiAttachEnabled: ___, ...kept } = row;
    context.put(volumeTable, { ...kept, ...modification.target });
    context.update(volumeModificationTable, modification, { state: 'optimizing', optimizingSince: context.now });
    context.schedule(modification.endTime - context.now, 'ec2:volume-modified', id);
  },
};

const volumeModified: EventDefinition = {
  kind: 'ec2:volume-modified',
  says: message('The modification of the volume is complete'),
  handle(context, id) {
    const modification = context.get(volumeModificationTable, id);
    if (modification?.state === 'optimizing') context.update(volumeModificationTable, modification, { state: 'completed' });
  },
};

export const volumeEvents: readonly EventDefinition[] = [
  volumeCreated,
  volumeAttached,
  volumeDetached,
  volumeDeleted,
  volumeOptimizing,
  volumeModified,
];
