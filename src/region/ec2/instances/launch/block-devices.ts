import type { BlockDeviceMapping, EbsBlockDevice } from '@aws-sdk/client-ec2';
import type { CatalogImage } from '../../../catalog/images';
import type { InstanceTypeFacts } from '../../../catalog/instance-types';
import { baselineIops, volumeType, type VolumeType } from '../../../catalog/volume-types';
import type { Context } from '../../../kernel/context';
import { ApiError, invalidCombination, invalidValue, missingParameter, notSimulated } from '../../../kernel/errors';
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
  image: CatalogImage,
  type: InstanceTypeFacts,
  mappings: readonly BlockDeviceMapping[] | undefined,
): VolumePlan[] {
  const root: VolumePlan = {
    device: image.rootDeviceName,
    deleteOnTermination: true,
    size: image.rootVolumeGib,
    volumeType: image.rootVolumeType,
    encrypted: false,
    snapshotId: image.rootSnapshotId,
    ...performance(image.rootVolumeType, image.rootVolumeGib, {}),
  };
  const plans = new Map([[root.device, root]]);
  const seen = new Set<string>();
  for (const mapping of mappings ?? []) {
    const device = mapping.DeviceName;
    if (!device) throw missingParameter('BlockDeviceMapping.DeviceName');
    if (!/^(\/dev\/)?[a-z0-9]{2,32}$/.test(device))
      throw mappingError(`Value (${device}) for parameter device is invalid. ${device} is not a valid EBS device name.`);
    if (seen.has(device)) throw mappingError(`The device '${device}' is used in more than one block-device mapping`);
    seen.add(device);
    if (mapping.NoDevice !== undefined) {
      if (device === root.device) throw mappingError('The root device cannot be left out');
      plans.delete(device);
      continue;
    }
    if (mapping.VirtualName !== undefined) {
      checkInstanceStore(mapping.VirtualName, type);
      continue;
    }
    if (!mapping.Ebs) throw mappingError(`The mapping of '${device}' names neither an EBS volume nor an instance store volume`);
    plans.set(device, planVolume(device, mapping.Ebs, device === root.device ? root : undefined));
  }
  if (type.maximumEbsAttachments !== undefined && plans.size > type.maximumEbsAttachments) {
    throw new ApiError(
      'AttachmentLimitExceeded',
      `The instance type ${type.name} supports at most ${type.maximumEbsAttachments} EBS volumes.`,
    );
  }
  return [...plans.values()];
}

/** Instance store disks come with the type whether they are mapped or not; a mapping may only name one that is there. */
function checkInstanceStore(name: string, type: InstanceTypeFacts): void {
  const index = /^ephemeral(\d{1,2})$/.exec(name)?.[1];
  if (index === undefined) throw mappingError(`'${name}' is not a valid virtual device name`);
  const disks = type.instanceStore.reduce((count, disk) => count + disk.count, 0);
  if (disks === 0) throw new ApiError('InvalidParameterCombination', `The instance type ${type.name} has no instance store volumes`);
}

function planVolume(device: string, ebs: EbsBlockDevice, root: VolumePlan | undefined): VolumePlan {
  if (ebs.OutpostArn !== undefined) throw notSimulated('BlockDeviceMapping.Ebs.OutpostArn of RunInstances');
  if (ebs.VolumeInitializationRate !== undefined) throw notSimulated('BlockDeviceMapping.Ebs.VolumeInitializationRate of RunInstances');
  if (ebs.EbsCardIndex !== undefined) throw notSimulated('BlockDeviceMapping.Ebs.EbsCardIndex of RunInstances');
  if (ebs.AvailabilityZone !== undefined || ebs.AvailabilityZoneId !== undefined) {
    throw invalidCombination('The parameter availabilityZone cannot be used in a block device mapping of RunInstances');
  }
  if (ebs.SnapshotId !== undefined && ebs.SnapshotId !== root?.snapshotId) checkSnapshot(ebs.SnapshotId);
  const typeName = (ebs.VolumeType ?? root?.volumeType ?? 'gp2') as VolumeType;
  const limits = volumeType(typeName);
  if (!limits) throw new ApiError('UnknownVolumeType', `Unsupported volume type '${typeName}' for volume creation.`);
  if (root && !limits.bootable) throw mappingError(`The volume type ${typeName} cannot be used for a root volume`);
  const size = ebs.VolumeSize ?? root?.size;
  if (size === undefined) throw missingParameter('BlockDeviceMapping.Ebs.VolumeSize or SnapshotId');
  if (size < limits.minGib || size > limits.maxGib) {
    throw invalidValue(
      `Volume of ${size}GiB is ${size < limits.minGib ? 'too small' : 'too large'} for volume type ${typeName}; ${size < limits.minGib ? 'minimum' : 'maximum'} is ${size < limits.minGib ? limits.minGib : limits.maxGib}GiB`,
    );
  }
  if (root && size < root.size) {
    throw mappingError(`Volume of size ${size}GB is smaller than snapshot '${root.snapshotId}', expect size>= ${root.size}GB`);
  }
  if (ebs.KmsKeyId !== undefined && ebs.Encrypted !== true)
    throw new ApiError('InvalidParameterDependency', 'The parameter KmsKeyId requires the parameter Encrypted to be set.');
  if (ebs.KmsKeyId !== undefined) throw notSimulated('BlockDeviceMapping.Ebs.KmsKeyId of RunInstances');
  return {
    device,
    deleteOnTermination: ebs.DeleteOnTermination ?? root !== undefined,
    size,
    volumeType: typeName,
    encrypted: ebs.Encrypted ?? false,
    ...(root?.snapshotId && { snapshotId: root.snapshotId }),
    ...performance(typeName, size, ebs),
  };
}

function checkSnapshot(id: string): never {
  if (!/^snap-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id)) {
    throw new ApiError('InvalidSnapshotID.Malformed', `Invalid id: "${id}" (expecting "snap-...")`);
  }
  throw new ApiError('InvalidSnapshot.NotFound', `The snapshot '${id}' does not exist.`);
}

/** IOPS and throughput of a volume, checked against its type's limits. */
function performance(typeName: VolumeType, gib: number, asked: EbsBlockDevice): { iops?: number; throughput?: number } {
  const limits = volumeType(typeName)!;
  if (asked.Iops !== undefined && !limits.iops) {
    throw invalidCombination(`The parameter iops is not supported for ${typeName} volumes.`);
  }
  if (asked.Throughput !== undefined && !limits.mibps) {
    throw invalidCombination(`The parameter throughput is not supported for ${typeName} volumes.`);
  }
  const iops = asked.Iops ?? limits.iops?.default ?? baselineIops(typeName, gib);
  if (limits.iops) {
    if (iops === undefined) throw missingParameter('iops');
    if (iops < limits.iops.min || iops > limits.iops.max) {
      throw invalidValue(
        `Volume iops of ${iops} is ${iops < limits.iops.min ? 'too low; minimum is' : 'too high; maximum is'} ${iops < limits.iops.min ? limits.iops.min : limits.iops.max}.`,
      );
    }
    if (iops > limits.iops.min && iops > gib * limits.iops.perGib) {
      throw invalidCombination(`Iops to volume size ratio of ${(iops / gib).toFixed(1)} is too high; maximum is ${limits.iops.perGib}`);
    }
  }
  const throughput = asked.Throughput ?? limits.mibps?.default;
  if (limits.mibps && throughput !== undefined) {
    if (throughput < limits.mibps.min || throughput > limits.mibps.max) {
      throw invalidValue(
        `Throughput (MiB/s) of ${throughput} is ${throughput < limits.mibps.min ? 'too low; minimum is' : 'too high; maximum is'} ${throughput < limits.mibps.min ? limits.mibps.min : limits.mibps.max}.`,
      );
    }
    if (throughput > (iops ?? 0) * limits.mibps.perIops) {
      throw invalidCombination(
        `Throughput (MiB/s) to iops ratio of ${(throughput / (iops ?? 1)).toFixed(6)} is too high; maximum is ${limits.mibps.perIops}.`,
      );
    }
  }
  return { ...(iops !== undefined && { iops }), ...(throughput !== undefined && { throughput }) };
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
    context.openUsage(volume.id, `EBS:VolumeUsage.${volume.volumeType}`, volume.size);
    if (volume.iops !== undefined && volumeType(volume.volumeType)?.iops) {
      context.openUsage(volume.id, `EBS:VolumeP-IOPS.${volume.volumeType}`, volume.iops);
    }
    if (volume.throughput !== undefined) context.openUsage(volume.id, `EBS:VolumeP-Throughput.${volume.volumeType}`, volume.throughput);
    return volume;
  });
}

/** MiB/s at which the root volume of an instance takes data; 125 when nothing better is known. */
export function volumeThroughput(context: Context, instance: InstanceRow): number {
  return context.by(volumeTable, 'instance', instance.id)[0]?.throughput ?? 125;
}
