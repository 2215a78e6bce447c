import type { VolumeModification } from '@aws-sdk/client-ec2';
import { defineTable, type RowKey } from '../../store/table';
import type { VolumePerformance } from './volumes';
import { wholeSecond } from '../../aws/whole-second';

/** The last change of a volume that ModifyVolume made. The row's id is the volume's. */
export interface VolumeModificationRow extends RowKey {
  readonly state: 'modifying' | 'optimizing' | 'completed';
  readonly original: VolumePerformance;
  readonly target: VolumePerformance;
  /** Epoch milliseconds. */
  readonly startTime: number;
  /** Epoch milliseconds at which `optimizing` began. */
  readonly optimizingSince?: number;
  /** Epoch milliseconds at which it is, or will be, completed. */
  readonly endTime: number;
  /** Epoch milliseconds of the changes begun within the last day, this one among them. */
  readonly recentStarts: readonly number[];
}

export const volumeModificationTable = defineTable<VolumeModificationRow>({
  name: 'ec2_volume_modifications',
  columns: {
    state: 'text',
    original: 'json',
    target: 'json',
    startTime: 'integer',
    optimizingSince: 'integer',
    endTime: 'integer',
    recentStarts: 'json',
  },
  indexes: {},
  about: (row) => ({ kind: 'volumes', id: row.id }),
});

/** How far a modification is, 0 to 100: linear while optimizing. */
export function modificationProgress({ state, optimizingSince, endTime }: VolumeModificationRow, now: number): number {
  if (state === 'completed') return 100;
  if (optimizingSince === undefined) return 0;
  return Math.min(99, Math.floor((100 * (now - optimizingSince)) / (endTime - optimizingSince)));
}

/** A modification in AWS's shape. */
export function describeModification(row: VolumeModificationRow, now: number): VolumeModification {
  const { id, state, original, target, startTime, endTime } = row;
  return {
    VolumeId: id,
    ModificationState: state,
    TargetSize: target.size,
    ...(target.iops !== undefined && { TargetIops: target.iops }),
    TargetVolumeType: target.volumeType as VolumeModification['TargetVolumeType'],
    ...(target.throughput !== undefined && { TargetThroughput: target.throughput }),
    TargetMultiAttachEnabled: target.multiAttachEnabled ?? false,
    OriginalSize: original.size,
    ...(original.iops !== undefined && { OriginalIops: original.iops }),
    OriginalVolumeType: original.volumeType as VolumeModification['OriginalVolumeType'],
    ...(original.throughput !== undefined && { OriginalThroughput: original.throughput }),
    OriginalMultiAttachEnabled: original.multiAttachEnabled ?? false,
    Progress: modificationProgress(row, now),
    StartTime: wholeSecond(startTime),
    ...(state === 'completed' && { EndTime: wholeSecond(endTime) }),
  };
}
