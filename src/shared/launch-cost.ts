import type { FreeTierLeft, LaunchTerms, PriceTiers, VolumeOffer } from './launch-offers';

/** A volume of a launch, for its price. GiB and MiB/s. */
export interface PricedVolume {
  readonly type: string;
  readonly gib: number;
  readonly iops?: number;
  readonly mibps?: number;
}

/** What a launch is priced by. */
export interface PricedLaunch {
  readonly count: number;
  /** USD an hour with platform and software; absent when it is not known. */
  readonly typeHourly?: number;
  readonly softwareHourly: number;
  /** Type and image are covered by the account's free-tier plan. */
  readonly freeTier: boolean;
  readonly windows: boolean;
  readonly volumes: readonly PricedVolume[];
  readonly publicIp: boolean;
  readonly monitoring: boolean;
}

export type CostItem = 'instance' | 'software' | 'storage' | 'public-ipv4' | 'monitoring';

/** One line of what a launch costs, USD. `monthly` is what is left after the free tier; absent prices are not known. */
export interface CostLine {
  readonly item: CostItem;
  readonly listHourly?: number;
  readonly monthly?: number;
  /** The free tier takes something off. */
  readonly reduced: boolean;
}

export interface LaunchCost {
  readonly lines: readonly CostLine[];
  /** USD an hour before the free tier; absent when a price is not known. */
  readonly listHourly?: number;
  /** USD in the present month after the free tier, if the instances run all of it. */
  readonly monthly?: number;
  /** The free tier pays for everything. */
  readonly free: boolean;
  /** GiB beyond what the free tier still gives; 0 without such a plan. */
  readonly paidGib: number;
}

/** USD a month for an amount priced in tiers. */
export function tieredMonthly(amount: number, tiers: PriceTiers): number {
  return tiers.reduce((sum, { above, usd }, index) => {
    const upTo = Math.min(amount, tiers[index + 1]?.above ?? Infinity);
    return sum + Math.max(0, upTo - above) * usd;
  }, 0);
}

/** USD a month of one volume before the free tier; undefined when a price is not known. */
function volumeMonthly(volume: PricedVolume, offer: VolumeOffer | undefined): number | undefined {
  if (offer?.gibMonthly === undefined) return undefined;
  let monthly = volume.gib * offer.gibMonthly;
  for (const [amount, can, tiers] of [
    [volume.iops, offer.iops, offer.iopsMonthly],
    [volume.mibps, offer.mibps, offer.mibpsMonthly],
  ] as const) {
    if (amount === undefined || !can) continue;
    if (!tiers) return undefined;
    monthly += tieredMonthly(amount, tiers);
  }
  return monthly;
}

/** Types whose size counts against the 12-month plan's GB-months (AWS Free Tier, EBS). */
const freeVolumeTypes = /^(gp2|gp3|standard)$/;

function storage(launch: PricedLaunch, terms: LaunchTerms, left: number): { line: CostLine; paidGib: number } {
  let list: number | undefined = 0;
  let off = 0;
  let freeGib = left;
  let paidGib = 0;
  for (const volume of launch.volumes) {
    const offer = terms.volumes.find(({ type }) => type === volume.type);
    const monthly = volumeMonthly(volume, offer);
    list = list === undefined || monthly === undefined ? undefined : list + monthly * launch.count;
    const gib = volume.gib * launch.count;
    const covered = freeVolumeTypes.test(volume.type) ? Math.min(gib, freeGib) : 0;
    freeGib -= covered;
    paidGib += gib - covered;
    off += covered * (offer?.gibMonthly ?? 0);
  }
  const prices = list === undefined ? {} : { listHourly: list / terms.hoursInMonth, monthly: list - off };
  return { line: { item: 'storage', ...prices, reduced: off > 0 }, paidGib };
}

/** A line for something billed by the hour, of which the free tier still gives `freeHours`. */
function hourly(item: CostItem, each: number | undefined, count: number, hours: number, freeHours: number): CostLine {
  if (each === undefined) return { item, reduced: false };
  const billed = Math.max(0, count * hours - freeHours);
  return { item, listHourly: each * count, monthly: billed * each, reduced: freeHours > 0 };
}

const nothingLeft: FreeTierLeft = {
  linuxHours: 0,
  windowsHours: 0,
  ebsGib: 0,
  publicIpv4Hours: 0,
  monthly: { instanceHours: 0, ebsGib: 0 },
};

const total = (values: readonly (number | undefined)[]): number | undefined =>
  values.reduce((sum, value) => (sum === undefined || value === undefined ? undefined : sum + value), 0);

/** What a launch costs by the hour and, running all of the present calendar month, in that month after the free tier. */
export function launchCost(launch: PricedLaunch, terms: LaunchTerms): LaunchCost {
  const left = terms.freeTierLeft ?? nothingLeft;
  const { hoursInMonth: hours } = terms;
  const freeHours = launch.freeTier ? (launch.windows ? left.windowsHours : left.linuxHours) : 0;
  const compute = launch.typeHourly === undefined ? undefined : launch.typeHourly - launch.softwareHourly;
  const { line: volumes, paidGib } = storage(launch, terms, left.ebsGib);
  const lines: CostLine[] = [
    hourly('instance', compute, launch.count, hours, freeHours),
    ...(launch.softwareHourly > 0 ? [hourly('software', launch.softwareHourly, launch.count, hours, 0)] : []),
    volumes,
    ...(launch.publicIp ? [hourly('public-ipv4', terms.publicIpv4Hourly, launch.count, hours, left.publicIpv4Hours)] : []),
    ...(launch.monitoring ? [hourly('monitoring', terms.detailedMonitoringMonthly / hours, launch.count, hours, 0)] : []),
  ];
  const listHourly = total(lines.map((line) => line.listHourly));
  const monthly = total(lines.map((line) => line.monthly));
  return {
    lines,
    ...(listHourly !== undefined && { listHourly }),
    ...(monthly !== undefined && { monthly }),
    free: monthly !== undefined && monthly < 0.005 && lines.some(({ reduced }) => reduced),
    paidGib: terms.freeTierLeft ? paidGib : 0,
  };
}
