import type { InstanceStatus, InstanceStatusSummary } from '@aws-sdk/client-ec2';
import { instanceType } from '../../catalog/instance-types';
import { compileFilters, type FilterFields } from '../../aws/filters';
import { describeRows } from '../../aws/describe-rows';
import { refuseIdsWithPaging } from '../../aws/paging';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { statusCheckDuration, statusCheckInterval } from './durations';
import { instanceIdForm, type InstanceRow, instanceStateCodes, instanceTable } from './instances';
import { describeState } from './state-changes';

/** What all status checks together say (API, SummaryStatus). */
export type CheckStatus = 'ok' | 'impaired' | 'initializing' | 'not-applicable';

/** When the first check found a halted operating system; undefined while none has. Checks are made every minute (reference: instances.md §3). */
function impairedSince(context: Context, { runningSince, haltedSince }: InstanceRow): number | undefined {
  if (runningSince === undefined || haltedSince === undefined) return undefined;
  const found = runningSince + (Math.floor((haltedSince - runningSince) / statusCheckInterval) + 1) * statusCheckInterval;
  return found <= context.now ? found : undefined;
}

/** What the status checks say now: computed from the time an instance has been running, never kept (reference: instances.md §3). */
export function statusCheck(context: Context, row: InstanceRow): CheckStatus {
  const system = systemCheck(context, row);
  return system === 'ok' && impairedSince(context, row) !== undefined ? 'impaired' : system;
}

/** What the checks of the host and of the volumes say: nothing here ever breaks them. */
function systemCheck(context: Context, row: InstanceRow): Exclude<CheckStatus, 'impaired'> {
  if (row.state !== 'running' || row.runningSince === undefined) return 'not-applicable';
  return context.now - row.runningSince < statusCheckDuration ? 'initializing' : 'ok';
}

/** Attached volumes are checked on Nitro types (EC2 User Guide, attached EBS status checks). */
function ebsCheck(context: Context, row: InstanceRow): Exclude<CheckStatus, 'impaired'> {
  const type = instanceType(row.instanceType);
  return type?.hypervisor === 'nitro' || type?.bareMetal ? systemCheck(context, row) : 'not-applicable';
}

const details = { ok: 'passed', impaired: 'failed', initializing: 'initializing' } as const;

function summary(Status: CheckStatus, since?: number): InstanceStatusSummary {
  if (Status === 'not-applicable') return { Status };
  const ImpairedSince = Status === 'impaired' && since !== undefined ? { ImpairedSince: new Date(since) } : {};
  return { Status, Details: [{ Name: 'reachability', Status: details[Status], ...ImpairedSince }] };
}

function reachability(status: CheckStatus): string | undefined {
  return status === 'not-applicable' ? undefined : details[status];
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
    'instance-status.reachability': (row) => reachability(statusCheck(context, row)),
    'instance-status.status': (row) => statusCheck(context, row),
    'operator.managed': () => false,
    'operator.principal': none,
    'system-status.reachability': (row) => reachability(systemCheck(context, row)),
    'system-status.status': (row) => systemCheck(context, row),
    'attached-ebs-status.status': (row) => ebsCheck(context, row),
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
  return {
    AvailabilityZone: row.availabilityZone,
    AvailabilityZoneId: row.availabilityZoneId,
    InstanceId: row.id,
    InstanceState: describeState(row.state),
    InstanceStatus: summary(statusCheck(context, row), impairedSince(context, row)),
    SystemStatus: summary(systemCheck(context, row)),
    AttachedEbsStatus: summary(ebsCheck(context, row)),
  };
}
