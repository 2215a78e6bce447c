import type { VolumeStatusItem } from '@aws-sdk/client-ec2';
import { fiveToThousand } from '../../aws/describe-rows';
import { compileFilters, type FilterFields } from '../../aws/filters';
import { page } from '../../aws/paging';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { askedVolumes } from './describe-volumes';
import { statusCheckInterval } from './durations';
import { zoneIdOf } from './volume-shape';
import type { VolumeRow } from './volumes';

/** `ok` from the first check on: nothing here disables a volume's I/O (reference: storage.md §1.1). */
export function volumeStatus(context: Context, row: VolumeRow): 'ok' | 'insufficient-data' {
  return context.now - row.createTime >= statusCheckInterval ? 'ok' : 'insufficient-data';
}

/** Types whose performance is checked too. */
const performanceChecked = ['io1', 'io2', 'gp3'];

/** Of an attached volume of these types `normal`; the others have no such check. */
function ioPerformance(row: VolumeRow): 'normal' | 'not-applicable' {
  return performanceChecked.includes(row.volumeType) && row.attachments.length > 0 ? 'normal' : 'not-applicable';
}

function describeStatus(context: Context, row: VolumeRow): VolumeStatusItem {
  const status = volumeStatus(context, row);
  return {
    Actions: [],
    AvailabilityZone: row.availabilityZone,
    AvailabilityZoneId: zoneIdOf(row),
    Events: [],
    VolumeId: row.id,
    VolumeStatus: {
      Status: status,
      Details:
        status === 'ok'
          ? [
              { Name: 'io-enabled', Status: 'passed' },
              { Name: 'io-performance', Status: ioPerformance(row) },
            ]
          : [],
    },
    AttachmentStatuses: row.attachments.map(({ instanceId }) => ({ InstanceId: instanceId, IoPerformance: ioPerformance(row) })),
  };
}

/** Filters as documented (API, DescribeVolumeStatus); no volume here has events or actions to take. */
function filters(context: Context): FilterFields<VolumeRow> {
  const none = (): undefined => undefined;
  const details = (look: 'Name' | 'Status') => (row: VolumeRow) =>
    describeStatus(context, row).VolumeStatus!.Details!.map((detail) => String(detail[look]));
  return {
    'action.code': none,
    'action.description': none,
    'action.event-id': none,
    'attachment-status.instance-id': (row) => row.attachments.map(({ instanceId }) => instanceId),
    'attachment-status.io-performance': (row) => row.attachments.map(() => ioPerformance(row)),
    'availability-zone': (row) => row.availabilityZone,
    'event.description': none,
    'event.event-id': none,
    'event.event-type': none,
    'event.not-after': none,
    'event.not-before': none,
    'volume-status.details-name': details('Name'),
    'volume-status.details-status': details('Status'),
    'volume-status.status': (row) => volumeStatus(context, row),
  };
}

/** DescribeVolumeStatus (API; paging 5–1000). @throws ApiError of `askedVolumes`, filters and paging */
export const describeVolumeStatus = defineAction({
  name: 'ec2:DescribeVolumeStatus',
  access: 'read',
  inputs: {
    MaxResults: 'honoured',
    NextToken: 'honoured',
    VolumeIds: 'honoured',
    IncludeManagedResources: 'accepted',
    DryRun: 'honoured',
    Filters: 'honoured',
  },
  handle(context, input) {
    const keep = compileFilters(input.Filters, filters(context));
    const { items, NextToken } = page('DescribeVolumeStatus', input, fiveToThousand, askedVolumes(context, input.VolumeIds), keep);
    return { VolumeStatuses: items.map((row) => describeStatus(context, row)), ...(NextToken && { NextToken }) };
  },
});
