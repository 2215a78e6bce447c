import { publicImage } from '../../catalog/images';
import { instanceType } from '../../catalog/instance-types';
import type { Context } from '../../kernel/context';
import type { InstanceRow } from './instances';

/**
 * Usage types of an instance, as Cost and Usage Reports name them without the region's prefix. What is recorded is time and quantity;
 * prices come later, from the price list of the rules in force.
 */

/**
 * Starts the meters of a running instance: the machine, the software of a Marketplace image, EBS optimization where a type has it at a price
 * and, when on, detailed monitoring (reference: instances.md §1; AWS Marketplace Buyer Guide, product billing; EBS User Guide, EBS-optimized
 * instances).
 */
export function openInstanceUsage(context: Context, row: InstanceRow): void {
  const usageType = row.spotRequestId ? 'SpotUsage' : row.options.tenancy === 'dedicated' ? 'DedicatedUsage' : 'BoxUsage';
  const image = publicImage(row.region, row.imageId);
  const platform = image?.platformDetails ?? 'Linux/UNIX';
  context.openUsage(row.id, `${usageType}:${row.instanceType}`, 1, { platform, image: row.imageId });
  if (image?.productCode !== undefined) {
    context.openUsage(row.id, `SoftwareUsage:${row.instanceType}`, 1, { product: image.productCode, image: row.imageId });
  }
  if (row.options.ebsOptimized && instanceType(row.instanceType)?.ebsOptimized === 'supported') {
    context.openUsage(row.id, `EBSOptimized:${row.instanceType}`, 1);
  }
  if (row.monitoring === 'enabled') openMonitoringUsage(context, row);
}

const monitoringUsage = 'CW:MetricMonitorUsage';

/** Starts the meter of detailed monitoring: seven metrics (CloudWatch pricing). */
export function openMonitoringUsage(context: Context, row: InstanceRow): void {
  context.openUsage(row.id, monitoringUsage, 7);
}

/** Stops the meter of detailed monitoring. */
export function closeMonitoringUsage(context: Context, row: InstanceRow): void {
  context.closeUsage(row.id, monitoringUsage);
}

/** Stops everything an instance itself is charged for. Its volumes and addresses are resources of their own. */
export function closeInstanceUsage(context: Context, id: string): void {
  context.closeUsage(id);
}
