import { publicImage } from '../../catalog/images';
import type { Context } from '../../kernel/context';
import { invalidValue } from '../../kernel/errors';
import type { InstanceRow } from '../instances/instances';
import { attachmentTo } from './attachments';
import { volumeTable } from './volumes';

/** The name of an instance's root device, as its image has it. */
export function rootDeviceOf(instance: Pick<InstanceRow, 'region' | 'imageId'>): string | undefined {
  return publicImage(instance.region, instance.imageId)?.rootDeviceName;
}

/** An instance whose root volume was taken off cannot be started. @throws ApiError InvalidParameterValue (observed) */
export function checkRootAttached(context: Context, instance: InstanceRow): void {
  const device = rootDeviceOf(instance);
  const isThere = context.by(volumeTable, 'instance', instance.id).some((volume) => {
    const attachment = attachmentTo(volume, instance.id)!;
    return attachment.device === device && attachment.status !== 'detaching';
  });
  if (device === undefined || isThere) return;
  throw invalidValue(`Invalid value '${instance.id}' for instanceId. Instance does not have a volume attached at root (${device})`);
}
