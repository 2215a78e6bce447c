/** An instance type as the launch wizard lists it. */
export interface InstanceTypeOffer {
  readonly name: string;
  readonly vcpus: number;
  /** GiB, at most three decimals, without the unit. */
  readonly memory: string;
  readonly category: string;
  readonly currentGeneration: boolean;
  /** Covered by the account's free-tier plan. */
  readonly freeTier: boolean;
  /** USD per hour On-Demand with the image's platform and software; absent when it is not known. */
  readonly hourly?: number;
  /** As AWS words it, such as `Up to 5 Gigabit`; absent when it is not known. */
  readonly networkPerformance?: string;
  /** Instance store disks; absent: EBS only. */
  readonly disks?: { readonly count: number; readonly sizeGb: number; readonly type: string };
  /** CPU credits: how they are spent when a launch does not say; absent for types without credits. */
  readonly credits?: 'standard' | 'unlimited';
  readonly hibernation: boolean;
  /** Clusters and partitions are not for every type; absent when it is not known. */
  readonly placementStrategies?: readonly string[];
  /** Maker and chips, in lower case, to search in. */
  readonly words: string;
}

/** What of an instance type a search looks at. */
export type SearchedType = Pick<InstanceTypeOffer, 'name' | 'vcpus' | 'memory' | 'category' | 'currentGeneration' | 'freeTier' | 'words'>;

/** What can be launched from an image, and what it costs. */
export interface LaunchOffers {
  /** Types that boot the image, families by name and sizes from small to large. */
  readonly types: readonly InstanceTypeOffer[];
  /** Types of the region that boot only images of the other architecture, `arm64` or `x86_64`. */
  readonly others: { readonly architecture: string; readonly types: readonly SearchedType[] };
  /** USD per hour of the root volume as the image makes it; absent when it is not known. */
  readonly rootVolumeHourly?: number;
  /** USD per hour of one public IPv4 address. */
  readonly publicIpv4Hourly: number;
  /** USD per hour of the image's software, part of each type's price. */
  readonly softwareHourly: number;
}

/** An image of everybody's as the launch wizard lists it. */
export interface ImageOffer {
  readonly id: string;
  readonly title: string;
  /** The image's own name, with the date of the build. */
  readonly name: string;
  readonly description: string;
  readonly shelf: 'quick-start' | 'marketplace' | 'classic';
  /** The publisher's system, such as `Ubuntu`. */
  readonly distribution: string;
  readonly architecture: string;
  /** `Linux/UNIX`, `Windows`, …: what the price depends on. */
  readonly platformDetails: string;
  readonly windows: boolean;
  readonly rootDevice: string;
  readonly rootGib: number;
  readonly rootType: string;
  readonly freeTier: boolean;
  readonly loginUser: string;
  /** The Marketplace product to subscribe to before a launch. */
  readonly productCode?: string;
  /** USD per instance-hour of the software. */
  readonly softwareHourly: number;
}

/** Prices by amount: each part above `above`, up to the next tier, costs `usd` a month. */
export type PriceTiers = readonly { readonly above: number; readonly usd: number }[];

/** A kind of volume: what it may be and what it costs in a month. Sizes in GiB, throughput in MiB/s. */
export interface VolumeOffer {
  readonly type: string;
  /** In English, as AWS names it. */
  readonly name: string;
  readonly minGib: number;
  readonly maxGib: number;
  /** Present when a launch may say how many IOPS. */
  readonly iops?: { readonly min: number; readonly max: number; readonly default?: number; readonly perGib: number };
  readonly mibps?: { readonly min: number; readonly max: number; readonly default: number; readonly perIops: number };
  readonly bootable: boolean;
  /** IOPS that come with a size, where nobody may say how many. */
  readonly baseline?: { readonly perGib: number; readonly min: number; readonly max: number };
  /** USD per GiB; absent when it is not known, and so below. */
  readonly gibMonthly?: number;
  readonly iopsMonthly?: PriceTiers;
  readonly mibpsMonthly?: PriceTiers;
}

/** What the 12-month plan still gives this month, if all that runs in the account now goes on running. */
export interface FreeTierLeft {
  readonly linuxHours: number;
  readonly windowsHours: number;
  readonly ebsGib: number;
  readonly publicIpv4Hours: number;
  /** What the plan gives in a month altogether. */
  readonly monthly: { readonly instanceHours: number; readonly ebsGib: number };
}

/** What a launch in a region is made of and priced by, whatever the image. */
export interface LaunchTerms {
  readonly images: readonly ImageOffer[];
  readonly volumes: readonly VolumeOffer[];
  readonly publicIpv4Hourly: number;
  readonly detailedMonitoringMonthly: number;
  /** Hours of the present calendar month: 672 to 744. */
  readonly hoursInMonth: number;
  readonly freeTierPlan: '12-month' | 'credit' | 'none';
  /** Only in the 12-month plan. */
  readonly freeTierLeft?: FreeTierLeft;
  /** The user's own public address, for "My IP". */
  readonly userAddress: string;
}
