import type { CreateVolumeRequest } from '@aws-sdk/client-ec2';
import { zones } from '../../catalog/regions';
import { withClientToken } from '../../aws/client-tokens';
import { putTags, tagSpecifications } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { ApiError, invalidCombination, invalidValue, missingParameter } from '../../kernel/errors';
import { createDuration } from './durations';
import { requestedEncryption } from './encryption';
import { findSnapshot } from './image-snapshots';
import { volumePerformance } from './performance';
import { checkVolumeQuota } from './quota';
import { openVolumeUsage } from './usage';
import { describeNewVolume } from './volume-shape';
import { findVolume, type VolumeRow, volumeTable } from './volumes';

/** @throws ApiError MissingParameter, InvalidParameterCombination, InvalidZone.NotFound */
function zoneAskedFor(context: Context, { AvailabilityZone: name, AvailabilityZoneId: id }: CreateVolumeRequest): string {
  if (name && id) throw invalidCombination('Specify either an Availability Zone or an Availability Zone ID, not both.');
  if (!name && !id) throw missingParameter('availabilityZone');
  const zone = zones(context.region).find(({ zoneName, zoneId }) => (name ? zoneName === name : zoneId === id));
  if (!zone) throw new ApiError('InvalidZone.NotFound', `The zone '${name || id}' does not exist.`);
  return zone.zoneName;
}

function create(context: Context, input: CreateVolumeRequest): VolumeRow {
  const availabilityZone = zoneAskedFor(context, input);
  const snapshot = input.SnapshotId ? findSnapshot(context, input.SnapshotId) : undefined;
  const size = input.Size ?? snapshot?.size;
  if (size === undefined) throw missingParameter('size/snapshot');
  const performance = volumePerformance({ ...input, Size: size });
  if (snapshot && size < snapshot.size) {
    throw invalidValue(`Volume of size ${size}GB is smaller than snapshot '${snapshot.id}', expect size>= ${snapshot.size}GB`);
  }
  const encryption = requestedEncryption(context, input, 'KmsKeyId of CreateVolume');
  const tags = tagSpecifications(input.TagSpecifications, ['volume']).get('volume') ?? {};
  checkVolumeQuota(context, [performance]);
  const row = context.put<VolumeRow>(volumeTable, {
    region: context.region,
    id: context.newId('vol'),
    availabilityZone,
    ...performance,
    ...encryption,
    ...(snapshot && { snapshotId: snapshot.id }),
    state: 'creating',
    createTime: context.now,
    attachments: [],
  });
  context.subjects.push(row.id);
  context.transition(row.id, undefined, 'creating');
  putTags(context, row.id, 'volume', 'volumes', tags);
  openVolumeUsage(context, row.id, row);
  context.schedule(createDuration(context, snapshot !== undefined), 'ec2:volume-created', row.id);
  return row;
}

/**
 * CreateVolume (API; reference: storage.md §1): empty, or from the snapshot of a public image's root volume.
 * @throws ApiError MissingParameter, InvalidZone.NotFound, InvalidSnapshot.NotFound, UnknownVolumeType, InvalidParameterValue,
 *   InvalidParameterCombination, VolumeLimitExceeded, MaxIOPSLimitExceeded, IdempotentParameterMismatch, tag errors
 */
export const createVolume = defineAction({
  name: 'ec2:CreateVolume',
  access: 'write',
  inputs: {
    AvailabilityZone: 'honoured',
    AvailabilityZoneId: 'honoured',
    Encrypted: 'honoured',
    Iops: 'honoured',
    KmsKeyId: 'honoured',
    OutpostArn: 'refused',
    Size: 'honoured',
    SnapshotId: 'honoured',
    VolumeType: 'honoured',
    TagSpecifications: 'honoured',
    MultiAttachEnabled: 'honoured',
    Throughput: 'honoured',
    ClientToken: 'honoured',
    VolumeInitializationRate: 'refused',
    Operator: 'refused',
    DryRun: 'honoured',
  },
  handle(context, input) {
    return withClientToken(
      context,
      'CreateVolume',
      input,
      () => {
        const row = create(context, input);
        return { output: describeNewVolume(context, row), result: row.id };
      },
      (id) => describeNewVolume(context, findVolume(context, id)),
    );
  },
});
