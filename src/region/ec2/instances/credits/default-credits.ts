import type { CpuCredits, InstanceTypeFacts } from '../../../catalog/instance-types';
import type { Context } from '../../../kernel/context';
import { defineTable, type RowKey } from '../../../store/table';

/** Families whose default an account can choose (API, UnlimitedSupportedInstanceFamily). */
export const burstableFamilies = ['t2', 't3', 't3a', 't4g'] as const;

export type BurstableFamily = (typeof burstableFamilies)[number];

/** The default that an account has chosen for a family in a region. The row's id is the family. */
export interface DefaultCreditsRow extends RowKey {
  readonly cpuCredits: CpuCredits;
  /** What was the default before, and still is until the change has taken effect. */
  readonly before: CpuCredits;
  /** Epoch milliseconds. */
  readonly changedAt: number;
}

export const defaultCreditsTable = defineTable<DefaultCreditsRow>({
  name: 'ec2_default_credits',
  columns: { cpuCredits: 'text', before: 'text', changedAt: 'integer' },
  indexes: {},
});

/** A change of the default takes about this long (EC2 User Guide, set the default credit specification; reference: instances.md §4). */
const changeDuration = 300_000;

/** True while the last change of a family's default has not taken effect. */
export function changingDefault(context: Context, family: BurstableFamily): boolean {
  const row = context.get(defaultCreditsTable, family);
  return row !== undefined && context.now - row.changedAt < changeDuration;
}

/** What instances of a family get when a launch does not say (reference: instances.md §4: T2 standard, the others unlimited). */
export function defaultCredits(context: Context, family: BurstableFamily): CpuCredits {
  const row = context.get(defaultCreditsTable, family);
  if (!row) return family === 't2' ? 'standard' : 'unlimited';
  return changingDefault(context, family) ? row.before : row.cpuCredits;
}

/** The credit mode of a launch that does not ask for one; undefined for types without credits. */
export function creditsAtLaunch(context: Context, type: InstanceTypeFacts): CpuCredits | undefined {
  if (!type.burstable) return undefined;
  const family = burstableFamilies.find((each) => each === type.family);
  return family ? defaultCredits(context, family) : type.burst?.defaultMode;
}
