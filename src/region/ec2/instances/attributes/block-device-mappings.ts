import type { InstanceBlockDeviceMappingSpecification } from '@aws-sdk/client-ec2';
import type { Context } from '../../../kernel/context';
import { ApiError, missingParameter, notSimulated } from '../../../kernel/errors';
import { type VolumeRow, volumeTable } from '../../volumes/volumes';
import type { InstanceRow } from '../instances';
import { mustNotBe } from './attribute-states';

/**
 * Changes whether attached volumes go with the instance; true when a mapping does not say (API, ModifyInstanceAttribute).
 * @throws ApiError InvalidInstanceAttributeValue for a device or volume that is not there (observed)
 */
export function modifyBlockDevices(context: Context, row: InstanceRow, mappings: readonly InstanceBlockDeviceMappingSpecification[]): void {
  mustNotBe(row, 'shutting-down', 'terminated');
  for (const { DeviceName, Ebs, NoDevice, VirtualName } of mappings) {
    if (!DeviceName) throw missingParameter('BlockDeviceMapping.DeviceName');
    if (NoDevice !== undefined || VirtualName !== undefined) {
      throw notSimulated('NoDevice and VirtualName in block device mappings of ModifyInstanceAttribute');
    }
    const volume = volumeAt(context, row, DeviceName);
    if (!volume || (Ebs?.VolumeId !== undefined && Ebs.VolumeId !== volume.id)) {
      throw new ApiError('InvalidInstanceAttributeValue', `No device is currently mapped at ${DeviceName}`);
    }
    const attachments = volume.attachments.map((each) =>
      each.instanceId === row.id ? { ...each, deleteOnTermination: Ebs?.DeleteOnTermination ?? true } : each,
    );
    context.update(volumeTable, volume, { attachments });
  }
}

function volumeAt(context: Context, row: InstanceRow, name: string): VolumeRow | undefined {
  const volumes = context.by(volumeTable, 'instance', row.id);
  return volumes.find(({ attachments }) => attachments.some(({ instanceId, device }) => instanceId === row.id && device === name));
}
