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
}

/** What can be launched from an image, and what it costs. */
export interface LaunchOffers {
  /** Types that boot the image, families by name and sizes from small to large. */
  readonly types: readonly InstanceTypeOffer[];
  /** USD per hour of the root volume as the image makes it; absent when it is not known. */
  readonly rootVolumeHourly?: number;
  /** USD per hour of one public IPv4 address. */
  readonly publicIpv4Hourly: number;
}
