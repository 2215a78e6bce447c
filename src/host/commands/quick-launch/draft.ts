import type { InstanceTypeOffer, LaunchOffers } from '../../../shared/launch-offers';

/** An image as the wizard lists it. */
export interface ImageChoice {
  readonly id: string;
  readonly title: string;
  readonly windows: boolean;
}

/** How an instance is to be reached: a key pair of the account, or none. */
export interface KeyChoice {
  /** Absent: without a key pair. */
  readonly name?: string;
}

/** Ports that a new group opens to anyone. */
export type OpenPorts = readonly number[];

/** The security group: one that is there, or one that the launch makes. */
export type GroupChoice = { readonly id: string; readonly name: string } | { readonly create: OpenPorts; readonly name: string };

/** What the wizard has been told so far; a step that is entered again starts from it. */
export interface LaunchDraft {
  image?: ImageChoice;
  /** What can be launched from the image. */
  offers?: LaunchOffers;
  type?: InstanceTypeOffer;
  key?: KeyChoice;
  group?: GroupChoice;
  name: string;
  count: number;
}

const subHour = 4;

/** A price per hour as AWS writes it, without needless zeros: `$0.0116`. */
export function usd(value: number): string {
  return `$${Number(value.toFixed(subHour + 1))}`;
}

/** USD an hour for all instances of a draft: type, root volume, public IPv4 address; undefined when a price is not known. */
export function hourlyCost({ type, offers, count }: LaunchDraft): number | undefined {
  if (type?.hourly === undefined || offers?.rootVolumeHourly === undefined) return undefined;
  return count * (type.hourly + offers.rootVolumeHourly + offers.publicIpv4Hourly);
}
