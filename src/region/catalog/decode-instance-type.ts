import { burst, dicts, families } from './data/instance-types.json';
import type {
  Accelerator,
  BurstFacts,
  CpuCredits,
  EbsPerformance,
  InstanceCategory,
  InstanceStoreDisk,
  InstanceTypeFacts,
} from './instance-types';
import { vcpuQuotaFamily } from './quotas';

/** One row of the data; numbers in place of words are indexes into its dictionaries. */
export type InstanceTypeRow = readonly [
  name: string,
  vcpus: number,
  cores: number | null,
  threadsPerCore: number | null,
  memoryMib: number,
  architectures: number,
  hypervisor: number,
  networkPerformance: number | null,
  networkBaselineGbps: number | null,
  networkPeakGbps: number | null,
  networkCards: number | null,
  maximumNetworkInterfaces: number,
  ipv4AddressesPerInterface: number,
  ebs: number | null,
  ebsOptimized: number | null,
  maximumEbsAttachments: number | null,
  attachmentLimit: number | null,
  instanceStore: number | null,
  accelerators: number | null,
  manufacturer: number,
  flags: number,
  clockGhz: number | null,
  usageClasses: number | null,
  placement: number | null,
  bootModes: number | null,
  rootDeviceTypes: number | null,
  virtualization: number | null,
  validCores: number | null,
  offered: number,
  retiredSince: string | 0,
];

const categories = families as Record<string, InstanceCategory>;
/** Bit numbers of a row's flags, in the order of `flagBits` in the data. */
export const FLAG = {
  currentGeneration: 0,
  freeTierEligible: 1,
  burstable: 2,
  bareMetal: 3,
  hibernation: 4,
  dedicatedHosts: 5,
  autoRecovery: 6,
  enaSupported: 7,
  efa: 8,
  ipv6: 9,
  ebsNvme: 10,
  encryptionInTransit: 11,
  nitroEnclaves: 12,
  nitroTpm: 13,
  instanceStoreNvme: 14,
  legacyFreeTierEligible: 15,
  flex: 16,
} as const;

/** The facts a row holds. What many rows share (disks, chips, EBS figures) is one object for all of them. */
export function decodeInstanceType(row: InstanceTypeRow): InstanceTypeFacts {
  const name = row[0];
  const dot = name.indexOf('.');
  const family = name.slice(0, dot);
  const flags = row[20];
  return {
    name,
    family,
    size: name.slice(dot + 1),
    category: categories[family] ?? 'general',
    quotaFamily: vcpuQuotaFamily(family),
    vcpus: row[1],
    cores: row[2] ?? undefined,
    threadsPerCore: row[3] ?? undefined,
    validCores: pick(dicts.validCores, row[27]),
    memoryMib: row[4],
    architectures: dicts.arch[row[5]] ?? [],
    manufacturer: pick(dicts.cpuMaker, row[19]),
    clockGhz: row[21] ?? undefined,
    hypervisor: pick(dicts.hypervisor as readonly ('nitro' | 'xen' | null)[], row[6]),
    networkPerformance: pick(dicts.netPerf, row[7]),
    networkBaselineGbps: row[8] ?? undefined,
    networkPeakGbps: row[9] ?? undefined,
    networkCards: row[10] ?? 1,
    maximumNetworkInterfaces: row[11],
    ipv4AddressesPerInterface: row[12],
    ebs: pick(shared().ebs, row[13]),
    ebsOptimized: pick(dicts.ebsOpt as readonly ('default' | 'supported' | 'unsupported')[], row[14]),
    maximumEbsAttachments: row[15] ?? undefined,
    attachmentLimit: row[16] === null ? undefined : row[16] === 1 ? 'dedicated' : 'shared',
    instanceStore: pick(shared().instanceStore, row[17]) ?? [],
    accelerators: pick(shared().accelerators, row[18]) ?? [],
    usageClasses: pick(dicts.usage, row[22]),
    placementStrategies: pick(dicts.placement, row[23]),
    bootModes: pick(dicts.boot, row[24]),
    rootDeviceTypes: pick(dicts.rootDev, row[25]),
    virtualizationTypes: pick(dicts.virt, row[26]),
    currentGeneration: bit(flags, FLAG.currentGeneration),
    freeTierEligible: bit(flags, FLAG.freeTierEligible),
    burstable: bit(flags, FLAG.burstable),
    burst: burstFacts(name, family),
    bareMetal: bit(flags, FLAG.bareMetal),
    hibernation: bit(flags, FLAG.hibernation),
    dedicatedHosts: bit(flags, FLAG.dedicatedHosts),
    autoRecovery: bit(flags, FLAG.autoRecovery),
    enaSupported: bit(flags, FLAG.enaSupported),
    efa: bit(flags, FLAG.efa),
    ipv6: bit(flags, FLAG.ipv6),
    ebsNvme: bit(flags, FLAG.ebsNvme),
    encryptionInTransit: bit(flags, FLAG.encryptionInTransit),
    nitroEnclaves: bit(flags, FLAG.nitroEnclaves),
    nitroTpm: bit(flags, FLAG.nitroTpm),
    instanceStoreNvme: bit(flags, FLAG.instanceStoreNvme),
    flex: bit(flags, FLAG.flex),
    retiredSince: row[29] === 0 ? undefined : row[29],
  };
}

interface Shared {
  ebs: readonly EbsPerformance[];
  instanceStore: readonly (readonly InstanceStoreDisk[])[];
  accelerators: readonly (readonly Accelerator[])[];
}

const shared = lazy((): Shared => ({
  ebs: dicts.ebs.map(([baselineMbps = 0, maximumMbps = 0, baselineIops = 0, maximumIops = 0]) => ({
    baselineMbps,
    maximumMbps,
    baselineIops,
    maximumIops,
  })),
  instanceStore: (dicts.instanceStore as [number, number, 'hdd' | 'ssd'][][]).map((disks) =>
    disks.map(([count, sizeGb, type]) => ({ count, sizeGb, type })),
  ),
  accelerators: (dicts.accelerators as [Accelerator['kind'], number, string, string, number, number?][][]).map((chips) =>
    chips.map(([kind, count, manufacturer, name, memoryMib, cores]) => ({ kind, count, manufacturer, name, memoryMib, cores })),
  ),
}));

function burstFacts(name: string, family: string): BurstFacts | undefined {
  const values = (burst.types as Record<string, readonly number[]>)[name];
  if (!values) return undefined;
  const [creditsPerHour = 0, maxEarnedCredits = 0, baselinePercent = 0, launchCredits = 0] = values;
  const defaultMode = (burst.defaultMode as Record<string, CpuCredits>)[family] ?? 'standard';
  return { creditsPerHour, maxEarnedCredits, baselinePercent, launchCredits, defaultMode };
}

function pick<T>(list: readonly (T | null)[], index: number | null): T | undefined {
  return index === null ? undefined : (list[index] ?? undefined);
}

const bit = (mask: number, index: number): boolean => ((mask >>> index) & 1) === 1;

function lazy<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
