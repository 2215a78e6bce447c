import { publicImage } from '../../catalog/images';
import type { Context } from '../../kernel/context';
import type { InstanceRow } from './instances';

/**
 * Usage types of an instance, as Cost and Usage Reports name them without the region's prefix. What is recorded is time and quantity;
 * prices come later, from the price list of the rules in force.
 */

/** Starts the meter of a running instance: the machine and, when on, its detailed monitoring (reference: instances.md §1). */
export function openInstanceUsage(context: Context, row: InstanceRow): void {
  const usageType = row.spotRequestId ? 'SpotUsage' : row.options.tenancy === 'dedicated' ? 'DedicatedUsage' : 'BoxUsage';
  const platform = publicImage(row.region, row.imageId)?.platformDetails ?? 'Linux/UNIX';
  context.openUsage(row.id, `${usageType}:${row.instanceType}`, 1, { platform, image: row.imageId });
  if (row.monitoring === 'enabled') context.openUsage(row.id, 'CW:MetricMonitorUsage', 7);
}

/** Stops everything an instance itself is charged for. Its volumes and addresses are resources of their own. */
export function closeInstanceUsage(context: Context, id: string): void {
  context.closeUsage(id);
}
