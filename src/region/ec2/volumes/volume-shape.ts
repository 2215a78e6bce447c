import type { Volume, VolumeAttachment as AttachmentShape } from '@aws-sdk/client-ec2';
import { zones } from '../../catalog/regions';
import { tagList, tagsMember } from '../../aws/tags';
import type { Context } from '../../kernel/context';
import { defaultKeyArn, type VolumeAttachment, type VolumeRow } from './volumes';
import { wholeSecond } from '../../aws/whole-second';

/** How a volume hangs on an instance, in AWS's shape. */
export function describeAttachment(volumeId: string, attachment: VolumeAttachment, state?: 'detached'): AttachmentShape {
  return {
    DeleteOnTermination: attachment.deleteOnTermination,
    VolumeId: volumeId,
    InstanceId: attachment.instanceId,
    Device: attachment.device,
    State: state ?? attachment.status,
    AttachTime: wholeSecond(attachment.attachTime),
  };
}

/** The id of the zone a volume is in. */
export function zoneIdOf(row: VolumeRow): string | undefined {
  return zones(row.region).find(({ zoneName }) => zoneName === row.availabilityZone)?.zoneId;
}

/** What CreateVolume answers of a volume: all but its attachments (API, Volume), and a list of tags even when it is empty. */
export function describeNewVolume(context: Context, row: VolumeRow): Volume {
  return { ...withoutAttachments(context, row), Tags: tagList(context, row.id) };
}

function withoutAttachments(context: Context, row: VolumeRow): Volume {
  return {
    AvailabilityZoneId: zoneIdOf(row),
    ...(row.iops !== undefined && { Iops: row.iops }),
    VolumeType: row.volumeType as Volume['VolumeType'],
    MultiAttachEnabled: row.multiAttachEnabled ?? false,
    ...(row.throughput !== undefined && { Throughput: row.throughput }),
    VolumeArn: `arn:aws:ec2:${context.region}:${context.account.accountId}:volume/${row.id}`,
    OwnerId: context.account.accountId,
    VolumeId: row.id,
    Size: row.size,
    SnapshotId: row.snapshotId ?? '',
    AvailabilityZone: row.availabilityZone,
    State: row.state,
    CreateTime: new Date(row.createTime),
    Encrypted: row.encrypted,
    ...(row.encrypted && { KmsKeyId: row.kmsKeyId ?? defaultKeyArn(context) }),
  };
}

/** A volume in AWS's shape. */
export function describeVolume(context: Context, row: VolumeRow): Volume {
  return {
    ...withoutAttachments(context, row),
    ...tagsMember(context, row.id),
    Operator: { Managed: false },
    Attachments: row.attachments.map((attachment) => describeAttachment(row.id, attachment)),
  };
}
