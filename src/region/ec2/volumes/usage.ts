import { volumeType } from '../../catalog/volume-types';
import type { Context } from '../../kernel/context';
import type { VolumePerformance } from './volumes';

/**
 * Starts the meters of a volume: its size, and what it is provisioned with where its type has that (EBS pricing). Usage types as Cost and Usage
 * Reports name them, without the region's prefix.
 */
export function openVolumeUsage(context: Context, id: string, { size, volumeType: type, iops, throughput }: VolumePerformance): void {
  context.openUsage(id, `EBS:VolumeUsage.${type}`, size);
  if (iops !== undefined && volumeType(type)?.iops) context.openUsage(id, `EBS:VolumeP-IOPS.${type}`, iops);
  if (throughput !== undefined) context.openUsage(id, `EBS:VolumeP-Throughput.${type}`, throughput);
}
