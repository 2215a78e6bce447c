import { detailedMonitoringMonth, ebs, osUplift, publicIpv4Hour, regions, types } from './data/prices.json';
import { instanceType, type InstanceTypeFacts } from './instance-types';
import type { VolumeType } from './volume-types';

const linux: Record<string, readonly (number | null)[]> = types;

/** Families before the fifth generation pay one price for SUSE. */
const GENERATION_5 = 5;

/** SQL Server is licensed for at least four vCPUs of a machine (EC2 pricing; m5.large with Standard costs 0.668 USD/h in us-east-1). */
const SQL_SERVER_MINIMUM_VCPUS = 4;

/** Old families whose Windows price in Seoul follows the rule per vCPU, other than in us-east-1 where the exceptions were read. */
const SEOUL_BY_RULE = new Set(['c3', 'd2', 'i2', 'm3']);

/**
 * USD per hour of a running On-Demand instance with shared tenancy, by the image's PlatformDetails. Undefined when it is not
 * known: no price is ever guessed, so outside us-east-1, ap-northeast-2, ap-northeast-1, eu-west-1 and us-west-2 there is none.
 * Marketplace software (`softwareUsdPerHour` of the image) comes on top.
 */
export function onDemandHourly(type: string, region: string, platformDetails: string): number | undefined {
  const base = linuxHourly(type, region);
  const facts = instanceType(type);
  if (base === undefined || !facts) return undefined;
  const uplift = platformHourly(facts, region, platformDetails);
  return uplift === undefined ? undefined : usd(base + uplift);
}

/** USD per GB-month of a volume's size (a GB here is a GiB); undefined when not known. Source: EBS pricing. */
export function volumeMonthly(type: VolumeType, region: string): number | undefined {
  return at(ebs.perGbMonth[type], region);
}

/**
 * USD a month for what a volume has beyond what its size includes: gp3 above 3,000 IOPS and 125 MiB/s, every IOPS of io1
 * and io2 (io2 in three tiers). 0 for the other types; undefined when not known.
 */
export function provisionedMonthly(type: VolumeType, region: string, provisioned: { iops?: number; mibps?: number }): number | undefined {
  const { iops = 0, mibps = 0 } = provisioned;
  if (type === 'gp3') {
    const perIops = at(ebs.gp3IopsMonth, region);
    const perMibps = at(ebs.gp3MibpsMonth, region);
    if (perIops === undefined || perMibps === undefined) return undefined;
    return usd(Math.max(0, iops - ebs.gp3Free.iops) * perIops + Math.max(0, mibps - ebs.gp3Free.mibps) * perMibps);
  }
  if (type === 'io1') return times(iops, at(ebs.io1IopsMonth, region));
  if (type === 'io2') return io2IopsMonthly(iops, region);
  return 0;
}

/** One tier of a price by amount: what lies above `above`, up to the next tier, costs `usd` a unit and month. */
export interface PriceTier {
  readonly above: number;
  readonly usd: number;
}

/** The tiers that `provisionedMonthly` adds up, for views that reckon as the user types; a member is absent when its price is not known. */
export function provisionedPrices(
  type: VolumeType,
  region: string,
): { readonly iops?: readonly PriceTier[]; readonly mibps?: readonly PriceTier[] } {
  const tiers = (above: readonly number[], prices: readonly (number | undefined)[]): readonly PriceTier[] | undefined => {
    const known = prices.flatMap((usdEach, index) => (usdEach === undefined ? [] : [{ above: above[index] ?? 0, usd: usdEach }]));
    return known.length === prices.length ? known : undefined;
  };
  if (type === 'gp3') {
    return {
      iops: tiers([ebs.gp3Free.iops], [at(ebs.gp3IopsMonth, region)]),
      mibps: tiers([ebs.gp3Free.mibps], [at(ebs.gp3MibpsMonth, region)]),
    };
  }
  if (type === 'io1') return { iops: tiers([0], [at(ebs.io1IopsMonth, region)]) };
  if (type === 'io2') {
    return {
      iops: tiers(
        [0, ...ebs.io2TierBorders],
        ebs.io2IopsMonth.map((tier) => at(tier, region)),
      ),
    };
  }
  return {};
}

/** USD per hour of each public IPv4 address, in use or idle, since February 2024. Source: VPC pricing. */
export function publicIpv4Hourly(): number {
  return publicIpv4Hour;
}

/** USD a month for detailed (1-minute) monitoring of one instance: 7 metrics of 0.30. Source: CloudWatch pricing. */
export function detailedMonitoringMonthly(): number {
  return detailedMonitoringMonth;
}

function linuxHourly(type: string, region: string): number | undefined {
  const row = linux[type];
  const index = regions.indexOf(region);
  if (!row || index < 0) return undefined;
  return (index < row.length ? row[index] : row[0]) ?? undefined;
}

/** What the operating system adds to the Linux price. */
function platformHourly(facts: InstanceTypeFacts, region: string, platformDetails: string): number | undefined {
  const sql = /^(Linux|Windows) with SQL Server (Web|Standard|Enterprise)$/.exec(platformDetails);
  if (sql) {
    const system = sql[1] === 'Windows' ? windowsHourly(facts, region) : 0;
    const edition = sql[2]?.toLowerCase() as keyof typeof osUplift.sqlServerPerVcpu;
    const licence = osUplift.sqlServerPerVcpu[edition] * Math.max(SQL_SERVER_MINIMUM_VCPUS, facts.vcpus);
    return system === undefined ? undefined : system + licence;
  }
  switch (platformDetails) {
    case 'Linux/UNIX':
      return 0;
    case 'Windows':
      return windowsHourly(facts, region);
    case 'Red Hat Enterprise Linux':
      return facts.vcpus * fromVcpus(osUplift.rhelPerVcpuFrom, facts.vcpus);
    case 'SUSE Linux':
      return suseHourly(facts);
    case 'Ubuntu Pro':
      return facts.vcpus * osUplift.ubuntuProPerVcpu;
    default:
      return undefined;
  }
}

/** Undefined where Windows does not run. */
function windowsHourly(facts: InstanceTypeFacts, region: string): number | undefined {
  if (!facts.architectures.includes('x86_64')) return undefined;
  const exception = (osUplift.windowsByType as Record<string, number>)[facts.name];
  if (exception !== undefined && !(region === 'ap-northeast-2' && SEOUL_BY_RULE.has(facts.family))) return exception;
  return facts.vcpus * (facts.flex ? osUplift.windowsFlexPerVcpu : osUplift.windowsPerVcpu);
}

function suseHourly(facts: InstanceTypeFacts): number {
  const small = (osUplift.suseBurstable as Record<string, number>)[facts.size];
  if (facts.burstable && small !== undefined) return small;
  const generation = Number(/\d+/.exec(facts.family)?.[0]);
  if (!facts.burstable && generation < GENERATION_5) return osUplift.suseOldFamilies;
  return fromVcpus(osUplift.suseFromVcpus, facts.vcpus);
}

/** The value of the last tier that starts at or below the vCPU count. */
function fromVcpus(tiers: readonly (readonly number[])[], vcpus: number): number {
  let value = 0;
  for (const [from = 0, price = 0] of tiers) if (vcpus >= from) value = price;
  return value;
}

function io2IopsMonthly(iops: number, region: string): number | undefined {
  const [first = 0, second = 0] = ebs.io2TierBorders;
  const [price1, price2, price3] = ebs.io2IopsMonth.map((tier) => at(tier, region));
  if (price1 === undefined || price2 === undefined || price3 === undefined) return undefined;
  const tier2 = Math.max(0, Math.min(iops, second) - first);
  return usd(Math.min(iops, first) * price1 + tier2 * price2 + Math.max(0, iops - second) * price3);
}

function at(row: readonly (number | null)[], region: string): number | undefined {
  return row[regions.indexOf(region)] ?? undefined;
}

function times(count: number, price: number | undefined): number | undefined {
  return price === undefined ? undefined : usd(count * price);
}

/** Sums of decimal prices without the tail of binary fractions. */
const usd = (value: number): number => Math.round(value * 1e6) / 1e6;
