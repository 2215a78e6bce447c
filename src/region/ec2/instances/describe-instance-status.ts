import type { InstanceStatus, InstanceStatusSummary } from '@aws-sdk/client-ec2';
import { compileFilters, type FilterFields } from '../../aws/filters';
import { describeRows } from '../../aws/describe-rows';
import { refuseIdsWithPaging } from '../../aws/paging';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { statusCheckDuration } from './durations';
import { instanceIdForm, type InstanceRow, instanceStateCodes, instanceTable } from './instances';
import { describeState } from './state-changes';

/** What the status checks say now: computed from the time an instance has been running, never kept (reference: instances.md §3). */
export function statusCheck(context: Context, row: InstanceRow): 'ok' | 'initializing' | 'not-applicable' {
  if (row.state !== 'running' || row.runningSince === undefined) return 'not-applicable';
  return context.now - row.runningSince < statusCheckDuration ? 'initializing' : 'ok';
}

function summary(context: Context, row: InstanceRow): InstanceStatusSummary {
  const Status = statusCheck(context, row);
  if (Status === 'not-applicable') return { Status };
  return { Status, Details: [{ Name: 'reachability', Status: Status === 'ok' ? 'passed' : 'initializing' }] };
}

function reachability(context: Context, row: InstanceRow): string | undefined {
  return summary(context, row).Details?.[0]?.Status;
}

function filters(context: Context): FilterFields<InstanceRow> {
  const none = (): undefined => undefined;
  return {
    'availability-zone': (row) => row.availabilityZone,
    'availability-zone-id': (row) => row.availabilityZoneId,
    'event.code': none,
    'event.description': none,
    'event.instance-event-id': none,
    'event.not-after': none,
    'event.not-before': none,
    'event.not-before-deadline': none,
    'instance-state-code': (row) => instanceStateCodes[row.state],
    'instance-state-name': (row) => row.state,
    'instance-status.reachability': (row) => reachability(context, row),
    'instance-status.status': (row) => statusCheck(context, row),
    'operator.managed': () => false,
    'operator.principal': none,
    'system-status.reachability': (row) => reachability(context, row),
    'system-status.status': (row) => statusCheck(context, row),
    'attached-ebs-status.status': (row) => statusCheck(context, row),
    'application-status.status': none,
  };
}

/** DescribeInstanceStatus (API): running instances, or all when asked; paging 5–1000. */
export const describeInstanceStatus = defineAction({
  name: 'ec2:DescribeInstanceStatus',
  access: 'read',
  inputs: {
    InstanceIds: 'honoured',
    Filters: 'honoured',
    IncludeAllInstances: 'honoured',
    MaxResults: 'honoured',
    NextToken: 'honoured',
    DryRun: 'honoured',
    IncludeManagedResources: 'accepted',
  },
  handle(context, input) {
    refuseIdsWithPaging(input, input.InstanceIds, 'instancesSet');
    const matches = compileFilters(input.Filters, filters(context));
    const keep = (row: InstanceRow): boolean => (input.IncludeAllInstances === true || row.state === 'running') && matches(row);
    const { items, NextToken } = describeRows(
      context,
      'DescribeInstanceStatus',
      input,
      instanceTable,
      input.InstanceIds,
      instanceIdForm,
      keep,
    );
    return { InstanceStatuses: items.map((row) => describe(context, row)), ...(NextToken && { NextToken }) };
  },
});

function describe(context: Context, row: InstanceRow): InstanceStatus {
  const check = summary(context, row);
  return {
    AvailabilityZone: row.availabilityZone,
    AvailabilityZoneId: row.availabilityZoneId,
    InstanceId: row.id,
    InstanceState: describeState(row.state),
    InstanceStatus: check,
    SystemStatus: check,
    AttachedEbsStatus: check,
  };
}
