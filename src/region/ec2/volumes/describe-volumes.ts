import { fiveToThousand } from '../../aws/describe-rows';
import { compileFilters, type FilterFields } from '../../aws/filters';
import { page } from '../../aws/paging';
import { tagsOf } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import type { StoredRow } from '../../store/table';
import { describeVolume, zoneIdOf } from './volume-shape';
import { findVolumes, type VolumeAttachment, type VolumeRow, volumeTable } from './volumes';
import { wholeSecond } from '../../aws/whole-second';

/** Filters of attachments look at each of a volume's. */
const attached =
  (look: (attachment: VolumeAttachment) => string | number | boolean) =>
  ({ attachments }: VolumeRow): string[] =>
    attachments.map((each) => String(look(each)));

/** Filters as documented (API, DescribeVolumes); no volume here is restored fast or managed by a service. */
const filters: FilterFields<VolumeRow> = {
  'attachment.attach-time': attached(({ attachTime }) => wholeSecond(attachTime).toISOString()),
  'attachment.delete-on-termination': attached(({ deleteOnTermination }) => deleteOnTermination),
  'attachment.device': attached(({ device }) => device),
  'attachment.instance-id': attached(({ instanceId }) => instanceId),
  'attachment.status': attached(({ status }) => status),
  'availability-zone': (row) => row.availabilityZone,
  'availability-zone-id': zoneIdOf,
  'create-time': (row) => new Date(row.createTime).toISOString(),
  encrypted: (row) => row.encrypted,
  'fast-restored': () => false,
  'multi-attach-enabled': (row) => row.multiAttachEnabled ?? false,
  'operator.managed': () => false,
  'operator.principal': () => undefined,
  size: (row) => row.size,
  'snapshot-id': (row) => row.snapshotId,
  status: (row) => row.state,
  'volume-id': (row) => row.id,
  'volume-type': (row) => row.volumeType,
};

/** The volumes a request names, or all, in creation order. @throws ApiError InvalidVolumeID.Malformed, InvalidVolume.NotFound */
export function askedVolumes(context: Context, ids: readonly string[] | undefined): Iterable<StoredRow<VolumeRow>> {
  const rows = context.rows(volumeTable);
  if (!ids || ids.length === 0) return rows.all();
  return findVolumes(context, [...new Set(ids)])
    .map(({ id }) => rows.get(id)!)
    .sort((a, b) => a.seq - b.seq);
}

/** DescribeVolumes (API; paging 5–1000). @throws ApiError of `askedVolumes`, filters and paging */
export const describeVolumes = defineAction({
  name: 'ec2:DescribeVolumes',
  access: 'read',
  inputs: {
    VolumeIds: 'honoured',
    IncludeManagedResources: 'accepted',
    DryRun: 'honoured',
    Filters: 'honoured',
    NextToken: 'honoured',
    MaxResults: 'honoured',
  },
  handle(context, input) {
    const keep = compileFilters(input.Filters, filters, (row: VolumeRow) => tagsOf(context, row.id));
    const { items, NextToken } = page('DescribeVolumes', input, fiveToThousand, askedVolumes(context, input.VolumeIds), keep);
    return { Volumes: items.map((row) => describeVolume(context, row)), ...(NextToken && { NextToken }) };
  },
});
