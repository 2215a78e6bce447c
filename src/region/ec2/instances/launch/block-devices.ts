import type { BlockDeviceMapping, EbsBlockDevice } from '@aws-sdk/client-ec2';
import type { CatalogImage } from '../../../catalog/images';
import type { InstanceTypeFacts } from '../../../catalog/instance-types';
import type { Context } from '../../../kernel/context';
import { ApiError, invalidCombination, missingParameter, notSimulated } from '../../../kernel/errors';
import { attachmentTo } from '../../volumes/attachments';
import { checkAttachmentCount } from '../../volumes/attachment-limits';
import { isDeviceName, notADeviceName } from '../../volumes/device-names';
import { requestedEncryption } from '../../volumes/encryption';
import { findSnapshot } from '../../volumes/image-snapshots';
import { defaultVolumeType, volumePerformance, volumeTypeNamed } from '../../volumes/performance';
import { rootDeviceOf } from '../../volumes/root-device';
import { openVolumeUsage } from '../../volumes/usage';
import { type VolumeAttachment, type VolumeRow, volumeTable } from '../../volumes/volumes';
import type { InstanceRow } from '../instances';

/** A volume that each launched instance gets. */
export type VolumePlan = Omit<VolumeRow, 'region' | 'id' | 'availabilityZone' | 'createTime' | 'state' | 'attachments'> & {
  readonly device: string;
  readonly deleteOnTermination: boolean;
};

function mappingError(message: string): ApiError {
  return new ApiError('InvalidBlockDeviceMapping', message);
}

/**
 * The volumes of a launch: the image's root and whatever the request adds, changes or leaves out (API, BlockDeviceMapping; EBS User Guide,
 * volume types). The root goes with the instance unless told otherwise, other volumes stay (reference: instances.md §1.2).
 */
export function planVolumes(
  context: Context,
  image: CatalogImage,
  type: InstanceTypeFacts,
  mappings: readonly BlockDeviceMapping[] | undefined,
  interfaces: number,
): VolumePlan[] {
  const root: VolumePlan = {
    device: image.rootDeviceName,
    deleteOnTermination: true,
    encrypted: false,
    snapshotId: image.rootSnapshotId,
    ...volumePerformance({ Size: image.rootVolumeGib, VolumeType: image.rootVolumeType }),
  };
  const plans = new Map([[root.device, root]]);
  const seen = new Set<string>();
  for (const mapping of mappings ?? []) {
    const device = mapping.DeviceName;
    if (!device) throw missingParameter('BlockDeviceMapping.DeviceName');
    if (!isDeviceName(device)) throw mappingError(notADeviceName(device));
    if (seen.has(device)) throw mappingError(`The device '${device}' is used in more than one block-device mapping`);
    seen.add(device);
    if (mapping.NoDevice !== undefined) {
      if (device === root.device) throw mappingError('The root device cannot be left out');
      plans.delete(device);
      continue;
    }
    if (mapping.VirtualName !== undefined) {
      checkInstanceStore(mapping.VirtualName);
      continue;
    }
    if (!mapping.Ebs) throw mappingError(`The mapping of '${device}' names neither an EBS volume nor an instance store volume`);
    plans.set(device, planVolume(context, device, mapping.Ebs, device === root.device ? root : undefined));
  }
  checkAttachmentCount(type, { volumes: plans.size, interfaces });
  return [...plans.values()];
}

/**
 * Instance store disks come with the type whether they are mapped or not; what a mapping names beyond them is ignored (EC2 User Guide, instance
 * block device mapping).
 */
function checkInstanceStore(name: string): void {
  if (!/^ephemeral\d{1,2}$/.test(name)) throw mappingError(`'${name}' is not a valid virtual device name`);
}

function planVolume(context: Context, device: string, ebs: EbsBlockDevice, root: VolumePlan | undefined): VolumePlan {
  if (ebs.OutpostArn !== undefined) throw notSimulated('BlockDeviceMapping.Ebs.OutpostArn of RunInstances');
  if (ebs.VolumeInitializationRate !== undefined) throw notSimulated('BlockDeviceMapping.Ebs.VolumeInitializationRate of RunInstances');
  if (ebs.EbsCardIndex !== undefined) throw notSimulated('BlockDeviceMapping.Ebs.EbsCardIndex of RunInstances');
  if (ebs.AvailabilityZone !== undefined || ebs.AvailabilityZoneId !== undefined) {
    throw invalidCombination('The parameter availabilityZone cannot be used in a block device mapping of RunInstances');
  }
  const snapshot = ebs.SnapshotId === undefined ? undefined : findSnapshot(context, ebs.SnapshotId);
  if (root && snapshot && snapshot.id !== root.snapshotId) throw mappingError('snapshotId cannot be modified on root device');
  const from = snapshot ?? (root && { id: root.snapshotId!, size: root.size });
  const size = ebs.VolumeSize ?? from?.size;
  const VolumeType = ebs.VolumeType ?? root?.volumeType ?? defaultVolumeType;
  if (root && !volumeTypeNamed(VolumeType).bootable) throw mappingError(`The volume type ${VolumeType} cannot be used for a root volume`);
  if (size === undefined) throw missingParameter('BlockDeviceMapping.Ebs.VolumeSize or SnapshotId');
  const performance = volumePerformance({ Size: size, VolumeType, Iops: ebs.Iops, Throughput: ebs.Throughput });
  if (from && size < from.size) {
    throw mappingError(`Volume of size ${size}GB is smaller than snapshot '${from.id}', expect size>= ${from.size}GB`);
  }
  return {
    device,
    deleteOnTermination: ebs.DeleteOnTermination ?? root !== undefined,
    ...performance,
    ...requestedEncryption(context, ebs, 'BlockDeviceMapping.Ebs.KmsKeyId of RunInstances'),
    ...(from && { snapshotId: from.id }),
  };
}

/** Makes the volumes of one instance, attached to it, and starts their meters. */
export function createVolumes(context: Context, instance: InstanceRow, plans: readonly VolumePlan[]): VolumeRow[] {
  return plans.map(({ device, deleteOnTermination, ...plan }) => {
    const attachment: VolumeAttachment = {
      instanceId: instance.id,
      device,
      status: 'attaching',
      attachTime: context.now,
      deleteOnTermination,
    };
    const volume = context.put(volumeTable, {
      region: context.region,
      id: context.newId('vol'),
      ...plan,
      availabilityZone: instance.availabilityZone,
      createTime: context.now,
      state: 'in-use',
      attachments: [attachment],
    });
    context.transition(volume.id, undefined, 'in-use');
    openVolumeUsage(context, volume.id, volume);
    return volume;
  });
}

/** MiB/s at which the root volume of an instance takes data; 125 when nothing better is known. */
export function volumeThroughput(context: Context, instance: InstanceRow): number {
  const device = rootDeviceOf(instance);
  const root = context.by(volumeTable, 'instance', instance.id).find((volume) => attachmentTo(volume, instance.id)?.device === device);
  return root?.throughput ?? 125;
}
