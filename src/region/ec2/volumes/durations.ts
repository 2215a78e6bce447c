import type { Context } from '../../kernel/context';
import type { VolumeRow } from './volumes';

/** How long the changes of a volume take, in virtual milliseconds (reference: storage.md §1.1, §1.3; AWS publishes none of the short ones). */

/** creating → available: an empty volume 2 to 5 s, one from a snapshot 5 to 10 s, whose data follow as they are asked for. */
export function createDuration(context: Context, fromSnapshot: boolean): number {
  const drawn = context.random('create volume');
  return fromSnapshot ? 5_000 + 5_000 * drawn : 2_000 + 3_000 * drawn;
}

export const attachDuration = 3_000;

export const detachDuration = 5_000;

/** CHOICE: a forced detachment does not wait for the operating system. */
export const forcedDetachDuration = 1_000;

export const deleteDuration = 5_000;

/** modifying → optimizing: the new size can be used from then on. */
export const modifyDuration = 5_000;

const sixHours = 6 * 3_600_000;
const gibPerTib = 1_024;
const leastOptimizing = 60_000;

/**
 * optimizing → completed: six hours for a full TiB, far less when only the size grows. CHOICE: what is written is not known, so a volume counts
 * as full.
 */
export function optimizeDuration(before: Pick<VolumeRow, 'size'>, onlySize: boolean): number {
  return Math.max(leastOptimizing, Math.round(sixHours * (before.size / gibPerTib) * (onlySize ? 0.02 : 1)));
}

/** Volumes are checked every five minutes: until the first time there are no data (EBS User Guide, volume status checks). */
export const statusCheckInterval = 300_000;
