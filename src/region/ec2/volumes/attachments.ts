import { forgetClientTokens } from '../../aws/client-tokens';
import { tagsTable } from '../../aws/tags';
import type { Context } from '../../kernel/context';
import { volumeModificationTable } from './modifications';
import { type VolumeAttachment, type VolumeEvent, volumeLifecycle, type VolumeRow, type VolumeStateName, volumeTable } from './volumes';

/** Moves a volume along its lifecycle and remembers why. @throws Error when the lifecycle has no such move: callers check first */
export function moveVolume(
  context: Context,
  row: VolumeRow,
  event: VolumeEvent,
  patch: Partial<Pick<VolumeRow, 'attachments'>> = {},
): VolumeRow {
  const state = volumeLifecycle.moves[row.state][event] as VolumeStateName | undefined;
  if (!state) throw new Error(`${row.id} is ${row.state}: ${event} leads nowhere`);
  if (state !== row.state) context.transition(row.id, row.state, state);
  return context.update(volumeTable, row, { ...patch, state });
}

/** How a volume hangs on an instance. */
export function attachmentTo(row: VolumeRow, instanceId: string): VolumeAttachment | undefined {
  return row.attachments.find((each) => each.instanceId === instanceId);
}

/** Changes how a volume hangs on one instance. */
export function updateAttachment(
  context: Context,
  row: VolumeRow,
  instanceId: string,
  patch: Partial<Omit<VolumeAttachment, 'instanceId'>>,
): VolumeRow {
  const attachments = row.attachments.map((each) => (each.instanceId === instanceId ? { ...each, ...patch } : each));
  return context.update(volumeTable, row, { attachments });
}

/** Takes a volume off an instance; without another it is available again. */
export function removeAttachment(context: Context, row: VolumeRow, instanceId: string): VolumeRow {
  const attachments = row.attachments.filter((each) => each.instanceId !== instanceId);
  if (attachments.length > 0) return context.update(volumeTable, row, { attachments });
  return moveVolume(context, row, 'detached', { attachments });
}

/** The volumes of an instance that was launched or started are there for it: those still on their way to it have arrived. */
export function attachVolumesOf(context: Context, instanceId: string): void {
  for (const volume of context.by(volumeTable, 'instance', instanceId)) {
    if (attachmentTo(volume, instanceId)!.status === 'attaching') updateAttachment(context, volume, instanceId, { status: 'attached' });
  }
}

/** What the end of an instance means for its volumes: those that go with it go at once, the others stay (reference: instances.md §1.2). */
export function releaseVolumesOf(context: Context, instanceId: string): void {
  for (const volume of context.by(volumeTable, 'instance', instanceId)) {
    const { deleteOnTermination } = attachmentTo(volume, instanceId)!;
    if (deleteOnTermination && volume.attachments.length === 1) eraseVolume(context, volume.id);
    else removeAttachment(context, volume, instanceId);
  }
}

/** Ends a volume and all that is known of it but what it cost. */
export function eraseVolume(context: Context, id: string): void {
  context.closeUsage(id);
  context.unschedule(id);
  forgetClientTokens(context, id);
  context.delete(volumeModificationTable, id);
  context.delete(volumeTable, id);
  context.delete(tagsTable, id);
  context.endHistory(id);
}
