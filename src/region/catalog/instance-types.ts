import { azs, dicts, regions as offeredRegions, types } from './data/instance-types.json';
import { FLAG, decodeInstanceType, type InstanceTypeRow } from './decode-instance-type';
import { region as regionNamed, zones } from './regions';

/** Groups of the instance type list in the console. */
export type InstanceCategory = 'general' | 'compute' | 'memory' | 'storage' | 'accelerated' | 'hpc';

/** Families that share one vCPU quota (reference: instances.md §2). */
export type VcpuQuotaFamily = 'Standard' | 'F' | 'G and VT' | 'P' | 'X' | 'Inf' | 'Trn' | 'DL' | 'HPC' | 'High Memory';

/** `standard` holds the CPU to its baseline when the credits are gone, `unlimited` charges for the surplus. */
export type CpuCredits = 'standard' | 'unlimited';

/** CPU credits of a burstable type. One credit is one vCPU at 100 % for one minute (reference: instances.md §4). */
export interface BurstFacts {
  creditsPerHour: number;
  /** The most that earning can fill: 24 hours of it. */
  maxEarnedCredits: number;
  /** Percent of one vCPU that the earned credits sustain. */
  baselinePercent: number;
  /** Given at each launch and start in standard mode (T2 only), on top of the maximum. */
  launchCredits: number;
  defaultMode: CpuCredits;
}

/** Mbps are megabits a second; baseline holds for ever, maximum for 30 minutes a day on small types. */
export interface EbsPerformance {
  baselineMbps: number;
  maximumMbps: number;
  baselineIops: number;
  maximumIops: number;
}

export interface InstanceStoreDisk {
  count: number;
  /** GB of 10^9 bytes. */
  sizeGb: number;
  type: 'hdd' | 'ssd';
}

export interface Accelerator {
  kind: 'gpu' | 'fpga' | 'inference' | 'neuron' | 'media';
  /** Below 1: the type has a part of one GPU. */
  count: number;
  manufacturer: string;
  name: string;
  /** MiB of one device (of the part, where count is below 1). */
  memoryMib: number;
  cores?: number;
}

/** What is known of one EC2 instance type. Absent means unknown. Source: the stored DescribeInstanceTypes answers named in the data. */
export interface InstanceTypeFacts {
  name: string;
  /** `t3` of `t3.micro`. */
  family: string;
  /** `micro` of `t3.micro`. */
  size: string;
  category: InstanceCategory;
  /** Undefined for Mac, which runs on Dedicated Hosts only and is counted in hosts. */
  quotaFamily: VcpuQuotaFamily | undefined;
  vcpus: number;
  cores?: number;
  threadsPerCore?: number;
  /** Core counts a launch may ask for; absent where CPU options cannot be set. */
  validCores?: readonly number[];
  memoryMib: number;
  architectures: readonly string[];
  manufacturer?: string;
  clockGhz?: number;
  /** Absent for bare metal. */
  hypervisor?: 'nitro' | 'xen';
  networkPerformance?: string;
  /** Gigabit/s, summed over the network cards. */
  networkBaselineGbps?: number;
  networkPeakGbps?: number;
  networkCards: number;
  maximumNetworkInterfaces: number;
  /** Also the number of IPv6 addresses, where IPv6 is supported. */
  ipv4AddressesPerInterface: number;
  ebs?: EbsPerformance;
  ebsOptimized?: 'default' | 'supported' | 'unsupported';
  maximumEbsAttachments?: number;
  /** `shared`: network interfaces and instance store disks use up the same slots. */
  attachmentLimit?: 'shared' | 'dedicated';
  instanceStore: readonly InstanceStoreDisk[];
  accelerators: readonly Accelerator[];
  usageClasses?: readonly string[];
  placementStrategies?: readonly string[];
  bootModes?: readonly string[];
  rootDeviceTypes?: readonly string[];
  virtualizationTypes?: readonly string[];
  currentGeneration: boolean;
  /** Eligible under the credit plan (accounts opened since 15 July 2025); the API's own flag. See free-tier.ts for both plans. */
  freeTierEligible: boolean;
  burstable: boolean;
  burst?: BurstFacts;
  bareMetal: boolean;
  hibernation: boolean;
  dedicatedHosts: boolean;
  autoRecovery: boolean;
  enaSupported: boolean;
  efa: boolean;
  ipv6: boolean;
  ebsNvme: boolean;
  encryptionInTransit: boolean;
  nitroEnclaves: boolean;
  nitroTpm: boolean;
  instanceStoreNvme: boolean;
  /** A flex type: 40 % of the CPU always, all of it 95 % of a day. */
  flex: boolean;
  /** Day (YYYY-MM-DD) of the last list that held the type, when it is no longer offered anywhere. */
  retiredSince?: string;
}

const rows = types as unknown as readonly InstanceTypeRow[];
const OFFERED = 28;

const rowOf = lazy(() => new Map(rows.map((row) => [row[0], row])));
const decoded = new Map<string, InstanceTypeFacts>();
const names = lazy(() => rows.map((row) => row[0]));

/** All 1,396 type names: 1,373 that are listed today and 23 retired ones; families in order of name, sizes from small to large. */
export function instanceTypeNames(): readonly string[] {
  return names();
}

/** The facts of a type by its name (`t3.micro`), decoded at the first call; undefined for a name AWS never had. */
export function instanceType(name: string): InstanceTypeFacts | undefined {
  const known = decoded.get(name);
  if (known) return known;
  const row = rowOf().get(name);
  if (!row) return undefined;
  const facts = decodeInstanceType(row);
  decoded.set(name, facts);
  return facts;
}

/**
 * Whether the type can be launched in the region. The lists of 30 regions are known. CHOICE for a region without one (opened
 * after the list was made): current types that at least 25 of the 30 offer, which is what a new region starts with.
 */
export function offeredIn(name: string, region: string): boolean {
  const row = rowOf().get(name);
  if (!row || !regionNamed(region)) return false;
  const [mask] = offering(row);
  const index = offeredRegions.indexOf(region);
  if (index >= 0) return bit(mask, index);
  return bit(row[20], FLAG.currentGeneration) && bitCount(mask) >= 25;
}

/**
 * Whether the type can be launched in the zone, given by its id (`apne2-az1`). Zones are known for us-east-1, ap-northeast-2,
 * ap-northeast-1, eu-west-1 and us-west-2; elsewhere every zone of a region offers what the region offers.
 */
export function offeredInZone(name: string, region: string, zoneId: string): boolean {
  if (!offeredIn(name, region)) return false;
  if (!zones(region).some((zone) => zone.zoneId === zoneId)) return false;
  const index = azs.indexOf(zoneId);
  const row = rowOf().get(name);
  return index < 0 || (row !== undefined && bit(offering(row)[1], index));
}

const offering = (row: InstanceTypeRow): readonly [regions: number, zones: number] =>
  (dicts.offered[row[OFFERED]] ?? [0, 0]) as [number, number];

const bit = (mask: number, index: number): boolean => ((mask >>> index) & 1) === 1;

function bitCount(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}

function lazy<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
