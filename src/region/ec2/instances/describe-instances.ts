import type { Reservation } from '@aws-sdk/client-ec2';
import { compileFilters } from '../../aws/filters';
import { describeRows } from '../../aws/describe-rows';
import { refuseIdsWithPaging } from '../../aws/paging';
import { tagsOf } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { instanceFilters } from './instance-filters';
import { describeInstance } from './instance-shape';
import { instanceIdForm, type InstanceRow, instanceTable } from './instances';

/** DescribeInstances (API; paging 5–1000, reference: clients.md §3): instances by reservation, in the order of their launch. */
export const describeInstances = defineAction({
  name: 'ec2:DescribeInstances',
  access: 'read',
  inputs: {
    InstanceIds: 'honoured',
    Filters: 'honoured',
    MaxResults: 'honoured',
    NextToken: 'honoured',
    DryRun: 'honoured',
    IncludeManagedResources: 'accepted',
  },
  handle(context, input) {
    refuseIdsWithPaging(input, input.InstanceIds, 'instancesSet');
    const keep = compileFilters(input.Filters, input.Filters?.length ? instanceFilters(context) : {}, (row: InstanceRow) =>
      tagsOf(context, row.id),
    );
    const { items, NextToken } = describeRows(context, 'DescribeInstances', input, instanceTable, input.InstanceIds, instanceIdForm, keep);
    return { Reservations: reservations(context, items), ...(NextToken && { NextToken }) };
  },
});

function reservations(context: Context, rows: readonly InstanceRow[]): Reservation[] {
  const byId = new Map<string, Reservation>();
  for (const row of rows) {
    let reservation = byId.get(row.reservationId);
    if (!reservation) {
      reservation = { ReservationId: row.reservationId, OwnerId: context.account.accountId, Groups: [], Instances: [] };
      byId.set(row.reservationId, reservation);
    }
    reservation.Instances!.push(describeInstance(context, row));
  }
  return [...byId.values()];
}
