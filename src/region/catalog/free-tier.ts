import { freeTier } from './data/prices.json';
import { instanceType, offeredIn } from './instance-types';

/** `12-month`: accounts opened before 15 July 2025; `credit`: the plan since then (reference: lessons.md §3). */
export type FreeTierPlan = '12-month' | 'credit';

/** What the 12-month plan gives each calendar month; hours are added up over all instances. */
export interface FreeTierAllowance {
  linuxInstanceHours: number;
  windowsInstanceHours: number;
  /** GB-months of gp2, gp3 and magnetic volumes together. */
  ebsGb: number;
  snapshotGb: number;
  publicIpv4Hours: number;
  dataOutGb: number;
}

/**
 * Whether an instance of the type is covered by the plan in the region. 12-month: t2.micro, or t3.micro where t2.micro is not
 * offered. Credit: the six types AWS lists. Source: AWS Free Tier pages.
 */
export function freeTierEligible(type: string, region: string, plan: FreeTierPlan): boolean {
  if (plan === 'credit') return instanceType(type)?.freeTierEligible ?? false;
  return type === (offeredIn('t2.micro', region) ? 't2.micro' : 't3.micro');
}

/** The monthly allowance of the 12-month plan; undefined for the credit plan, which gives money and no amounts. */
export function freeTierAllowance(plan: FreeTierPlan): FreeTierAllowance | undefined {
  if (plan === 'credit') return undefined;
  const { linuxInstanceHours, windowsInstanceHours, ebsGb, snapshotGb, publicIpv4Hours, dataOutGb } = freeTier.legacy12Month;
  return { linuxInstanceHours, windowsInstanceHours, ebsGb, snapshotGb, publicIpv4Hours, dataOutGb };
}
