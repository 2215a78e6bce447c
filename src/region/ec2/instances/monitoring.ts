import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { ApiError, missingParameter } from '../../kernel/errors';
import { monitoringDuration } from './durations';
import { findInstances, type InstanceRow, instanceTable } from './instances';
import { closeMonitoringUsage } from './usage';

/** @throws ApiError MissingParameter, InvalidInstanceID.*, InvalidState for one that is ending (reference: instances.md §1.1) */
function named(context: Context, ids: readonly string[] | undefined): InstanceRow[] {
  if (!ids || ids.length === 0) throw missingParameter('InstanceId');
  const rows = findInstances(context, [...new Set(ids)]);
  context.subjects.push(...rows.map(({ id }) => id));
  const ended = rows.find(({ state }) => state === 'shutting-down' || state === 'terminated');
  if (ended)
    throw new ApiError('InvalidState', `The instance '${ended.id}' is in the '${ended.state}' state, in which it cannot be monitored.`);
  return rows;
}

/** The account has no metric categories, so whatever is named is not there. @throws ApiError InvalidMetricCategoryId.NotFound */
function refuseCategories(ids: readonly string[] | undefined): void {
  if (!ids || ids.length === 0) return;
  throw new ApiError('InvalidMetricCategoryId.NotFound', `The metric category ID '${ids[0]}' does not exist`);
}

/**
 * Sets where an instance's monitoring is on its way to. A running one gets there in seconds, one that is starting or stopping when that is
 * done, a stopped one at once (CHOICE). Its meter stops with the call that switches it off, and starts when it is on.
 */
function change(context: Context, row: InstanceRow, on: boolean): InstanceRow {
  const wanted = on ? 'enabled' : 'disabled';
  const under = on ? 'pending' : 'disabling';
  if (row.monitoring === wanted || row.monitoring === under) return row;
  if (!on) closeMonitoringUsage(context, row);
  context.unschedule(row.id, 'ec2:instance-monitoring-changed');
  if (row.state === 'running') context.schedule(monitoringDuration, 'ec2:instance-monitoring-changed', row.id);
  return context.update(instanceTable, row, { monitoring: row.state === 'stopped' ? wanted : under });
}

/** MonitorInstances: detailed monitoring, one metric a minute, which is charged for (API; reference: instances.md §3). */
export const monitorInstances = defineAction({
  name: 'ec2:MonitorInstances',
  access: 'write',
  inputs: { InstanceIds: 'honoured', MetricCategoryIds: 'honoured', DryRun: 'honoured' },
  handle(context, { InstanceIds, MetricCategoryIds }) {
    refuseCategories(MetricCategoryIds);
    const rows = named(context, InstanceIds).map((row) => change(context, row, true));
    return { InstanceMonitorings: rows.map(({ id, monitoring }) => ({ InstanceId: id, Monitoring: { State: monitoring } })) };
  },
});

/** UnmonitorInstances: back to basic monitoring, one metric in five minutes (API). */
export const unmonitorInstances = defineAction({
  name: 'ec2:UnmonitorInstances',
  access: 'write',
  inputs: { InstanceIds: 'honoured', MetricCategoryIds: 'honoured', DryRun: 'honoured' },
  handle(context, { InstanceIds, MetricCategoryIds }) {
    refuseCategories(MetricCategoryIds);
    const rows = named(context, InstanceIds).map((row) => change(context, row, false));
    return { InstanceMonitorings: rows.map(({ id, monitoring }) => ({ InstanceId: id, Monitoring: { State: monitoring } })) };
  },
});
