import { compileFilters, type FilterFields } from '../../aws/filters';
import { page } from '../../aws/paging';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { ApiError } from '../../kernel/errors';
import type { StoredRow } from '../../store/table';
import { describeModification, type VolumeModificationRow, volumeModificationTable } from './modifications';
import { findVolumes } from './volumes';
import { wholeSecond } from '../../aws/whole-second';

/** Filters as documented (API, DescribeVolumesModifications). */
const filters: FilterFields<VolumeModificationRow> = {
  'modification-state': (row) => row.state,
  'original-iops': (row) => row.original.iops,
  'original-size': (row) => row.original.size,
  'original-volume-type': (row) => row.original.volumeType,
  originalMultiAttachEnabled: (row) => row.original.multiAttachEnabled ?? false,
  'start-time': (row) => wholeSecond(row.startTime).toISOString(),
  'target-iops': (row) => row.target.iops,
  'target-size': (row) => row.target.size,
  'target-volume-type': (row) => row.target.volumeType,
  targetMultiAttachEnabled: (row) => row.target.multiAttachEnabled ?? false,
  'volume-id': (row) => row.id,
};

function named(context: Context, ids: readonly string[]): StoredRow<VolumeModificationRow>[] {
  const rows = context.rows(volumeModificationTable);
  return findVolumes(context, [...new Set(ids)])
    .map(({ id }) => {
      const row = rows.get(id);
      if (!row) throw new ApiError('InvalidVolumeModification.NotFound', `Modification for volume '${id}' does not exist.`);
      return row;
    })
    .sort((a, b) => a.seq - b.seq);
}

/** DescribeVolumesModifications (API; paging up to 500): the last change of each volume. @throws ApiError InvalidVolumeModification.NotFound */
export const describeVolumesModifications = defineAction({
  name: 'ec2:DescribeVolumesModifications',
  access: 'read',
  inputs: {
    DryRun: 'honoured',
    VolumeIds: 'honoured',
    Filters: 'honoured',
    NextToken: 'honoured',
    MaxResults: 'honoured',
    IncludeManagedResources: 'accepted',
  },
  handle(context, input) {
    const keep = compileFilters(input.Filters, filters);
    const asked =
      input.VolumeIds && input.VolumeIds.length > 0 ? named(context, input.VolumeIds) : context.rows(volumeModificationTable).all();
    const { items, NextToken } = page('DescribeVolumesModifications', input, { least: 1, most: 500 }, asked, keep);
    return { VolumesModifications: items.map((row) => describeModification(row, context.now)), ...(NextToken && { NextToken }) };
  },
});
