import { instanceType } from '../../catalog/instance-types';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { ApiError, invalidValue, missingParameter } from '../../kernel/errors';
import { findInstances, type InstanceRow } from '../instances/instances';
import { networkInterfaceTable } from '../network-interfaces/network-interfaces';
import { checkAttachmentCount } from './attachment-limits';
import { attachmentTo, moveVolume } from './attachments';
import { isDeviceName, notADeviceName } from './device-names';
import { attachDuration } from './durations';
import { describeAttachment } from './volume-shape';
import { findVolume, type VolumeAttachment, type VolumeRow, volumeTable } from './volumes';

/** Instances that one Multi-Attach volume may hang on (API, CreateVolume). */
const multiAttachLimit = 16;

/** A volume hangs on one instance, unless it is made for several. @throws ApiError VolumeInUse, IncorrectState, UnsupportedOperation */
function checkVolume(volume: VolumeRow, instance: InstanceRow): void {
  if (volume.state !== 'available' && volume.state !== 'in-use') {
    throw new ApiError('IncorrectState', `${volume.id} is not 'available'.`);
  }
  if (volume.multiAttachEnabled) {
    if (attachmentTo(volume, instance.id)) throw new ApiError('VolumeInUse', `${volume.id} is already attached to ${instance.id}`);
    if (volume.attachments.length >= multiAttachLimit) {
      throw new ApiError('AttachmentLimitExceeded', `${volume.id} is attached to the maximum of ${multiAttachLimit} instances.`);
    }
    if (instanceType(instance.instanceType)?.hypervisor === 'xen') {
      throw new ApiError('UnsupportedOperation', `Multi-Attach is not supported for the instance type ${instance.instanceType}.`);
    }
  } else if (volume.attachments.length > 0) {
    throw new ApiError('VolumeInUse', `${volume.id} is already attached to an instance`);
  }
}

/** A free name and a free slot. @throws ApiError InvalidParameterValue, AttachmentLimitExceeded */
function checkSlot(context: Context, instance: InstanceRow, device: string): void {
  if (!isDeviceName(device)) throw invalidValue(notADeviceName(device));
  const others = context.by(volumeTable, 'instance', instance.id);
  if (others.some((other) => attachmentTo(other, instance.id)!.device === device)) {
    throw invalidValue(`Invalid value '${device}' for unixDevice. Attachment point ${device} is already in use`);
  }
  const type = instanceType(instance.instanceType);
  if (!type) return;
  const interfaces = context.rows(networkInterfaceTable).count('instance', instance.id);
  checkAttachmentCount(type, { volumes: others.length + 1, interfaces });
}

/**
 * AttachVolume (API; reference: storage.md §1.1): attaching for three seconds, then attached. A volume that is attached later outlives its
 * instance.
 * @throws ApiError MissingParameter, InvalidVolume*, InvalidInstanceID*, IncorrectState, InvalidVolume.ZoneMismatch, VolumeInUse,
 *   InvalidParameterValue, AttachmentLimitExceeded
 */
export const attachVolume = defineAction({
  name: 'ec2:AttachVolume',
  access: 'write',
  inputs: { Device: 'honoured', InstanceId: 'honoured', VolumeId: 'honoured', EbsCardIndex: 'honoured', DryRun: 'honoured' },
  handle(context, { VolumeId, InstanceId, Device, EbsCardIndex = 0 }) {
    const volume = findVolume(context, VolumeId);
    if (!InstanceId) throw missingParameter('instanceId');
    if (!Device) throw missingParameter('device');
    const instance = findInstances(context, [InstanceId])[0]!;
    if (instance.state !== 'running' && instance.state !== 'stopped') {
      throw new ApiError('IncorrectState', `Instance '${instance.id}' is not 'running'.`);
    }
    if (volume.availabilityZone !== instance.availabilityZone) {
      throw new ApiError(
        'InvalidVolume.ZoneMismatch',
        `The volume '${volume.id}' is not in the same availability zone as instance '${instance.id}'`,
      );
    }
    checkVolume(volume, instance);
    // The types that the catalogue knows have one EBS card.
    if (EbsCardIndex !== 0)
      throw invalidValue(`The EBS card index ${EbsCardIndex} is not valid for the instance type ${instance.instanceType}.`);
    checkSlot(context, instance, Device);
    const attachment: VolumeAttachment = {
      instanceId: instance.id,
      device: Device,
      status: 'attaching',
      attachTime: context.now,
      deleteOnTermination: false,
    };
    moveVolume(context, volume, 'attach', { attachments: [...volume.attachments, attachment] });
    context.schedule(attachDuration, 'ec2:volume-attached', volume.id, { instanceId: instance.id, attachTime: context.now });
    context.subjects.push(volume.id, instance.id);
    return describeAttachment(volume.id, attachment);
  },
});
