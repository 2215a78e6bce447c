import { limits, tags, vcpus } from './data/quotas.json';
import type { VcpuQuotaFamily } from './instance-types';

/** What AWS has granted the account: one in use for years, or one opened today (reference: lessons.md §3). */
export type QuotaProfile = 'established' | 'new';

export type LimitKey = keyof typeof limits;

/** One service quota of an account. */
export interface Limit {
  /** As AWS names it. */
  name: string;
  value: number;
  adjustable: boolean;
  /** What it counts within: `region`, `vpc`, `security group`, … */
  scope: string;
  /** The Service Quotas code (`L-…`); absent where AWS publishes none. */
  code?: string;
}

/** Limits on tags (EC2 User Guide, tag restrictions). */
export interface TagLimits {
  perResource: number;
  keyLength: number;
  valueLength: number;
  reservedPrefix: string;
}

/**
 * CHOICE: an established account may run 2,000 standard vCPUs, hold 100 addresses, and give 10,000 machines a root volume; all else is as AWS
 * gives it to everyone.
 */
const ESTABLISHED: Partial<Record<LimitKey, number>> = { elasticIps: 100, ebsStorageGp2: 500, ebsStorageGp3: 500 };

/**
 * CHOICE: AWS publishes no figures for accounts in long use. Standard is 2,000; of each other family four machines of its
 * largest size may run (768 = 4 x 192 vCPUs of g5.48xlarge, and so on), so that every type can be tried.
 */
const ESTABLISHED_VCPUS: Record<VcpuQuotaFamily, number> = {
  Standard: 2000,
  F: 768,
  'G and VT': 768,
  P: 768,
  X: 1536,
  Inf: 768,
  Trn: 768,
  DL: 384,
  HPC: 768,
  'High Memory': 3584,
};

/** One limit of an account with that profile. Source: EC2 and VPC User Guides, quotas. */
export function limit(profile: QuotaProfile, key: LimitKey): Limit {
  const [name, value, adjustable, scope, code] = limits[key] as [string, number, boolean, string, string | null];
  const raised = profile === 'established' ? ESTABLISHED[key] : undefined;
  return { name, value: raised ?? value, adjustable, scope, code: code ?? undefined };
}

/** All limit keys, in the order of the data. */
export function limitKeys(): readonly LimitKey[] {
  return Object.keys(limits) as LimitKey[];
}

/**
 * How many vCPUs of a family may run at once. On-Demand counts running instances (pending, stopping and stopped ones do not
 * count); Spot counts running instances and open requests. Undefined for Spot of HPC and High Memory, which have none.
 * Source: EC2 User Guide, On-Demand Instance quotas and Spot Instance quotas; exceeded → VcpuLimitExceeded, MaxSpotInstanceCountExceeded.
 */
export function vcpuLimit(profile: QuotaProfile, family: VcpuQuotaFamily, purchase: 'on-demand' | 'spot'): Limit | undefined {
  const [newAccount, onDemandCode, spotCode] = vcpus[family] as [number, string, string | null];
  const code = purchase === 'on-demand' ? onDemandCode : spotCode;
  if (code === null) return undefined;
  const families = family === 'Standard' ? 'Standard (A, C, D, H, I, M, R, T, Z)' : family;
  return {
    name: purchase === 'on-demand' ? `Running On-Demand ${families} instances` : `All ${families} Spot Instance Requests`,
    value: profile === 'established' ? ESTABLISHED_VCPUS[family] : newAccount,
    adjustable: true,
    scope: 'region',
    code,
  };
}

/** The limits on tags, the same in every account. */
export function tagLimits(): TagLimits {
  return { perResource: tags.perResource, keyLength: tags.keyMax, valueLength: tags.valueMax, reservedPrefix: tags.keyPrefixReserved };
}

/** The quota family of a type name or family name (`m5`, `u-6tb1`); undefined for Mac. Source: EC2 User Guide, On-Demand Instance quotas. */
export function vcpuQuotaFamily(family: string): VcpuQuotaFamily | undefined {
  const letters = /^[a-z]+/.exec(family)?.[0] ?? '';
  if (letters === 'mac') return undefined;
  if (letters === 'hpc') return 'HPC';
  if (letters === 'inf') return 'Inf';
  if (letters === 'trn') return 'Trn';
  if (letters === 'dl') return 'DL';
  if (letters === 'f') return 'F';
  if (letters === 'g' || letters === 'gr' || letters === 'vt') return 'G and VT';
  if (letters === 'p') return 'P';
  if (letters === 'x') return 'X';
  if (letters === 'u') return 'High Memory';
  return 'Standard';
}
