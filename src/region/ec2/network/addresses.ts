import { regions } from '../../catalog/regions';
import type { Context } from '../../kernel/context';
import { ApiError, invalidValue } from '../../kernel/errors';
import { elasticIpTable, releasedAddressTable } from '../elastic-ips/elastic-ips';
import { networkInterfaceTable } from '../network-interfaces/network-interfaces';
import { blockSize, contains, formatIpv4, formatIpv4Block, type Ipv4Block, parseIpv4, parseIpv4Block } from './cidr';
import type { SubnetRow } from '../subnets/subnets';

/** The first four addresses of a subnet (network, router, DNS, future use) and the last (VPC User Guide, subnet sizing). */
const reservedFirst = 4;
const reserved = reservedFirst + 1;
/** An IPv4 prefix of an interface is a /28 (EC2 User Guide, prefix delegation). */
const prefixBits = 28;
/** How many addresses a prefix takes. */
export const addressesPerPrefix = blockSize(prefixBits);

function blockOf(subnet: SubnetRow): Ipv4Block {
  return parseIpv4Block(subnet.cidrBlock)!;
}

/** Addresses of a subnet that nobody has: stopped instances keep theirs (reference: network.md §2). */
export function freeAddressCount(context: Context, subnet: SubnetRow): number {
  const interfaces = context.rows(networkInterfaceTable);
  let used = interfaces.count('subnet', subnet.id);
  for (const { row } of interfaces.by('severalAddresses', subnet.id)) {
    used += row.privateAddresses.length - 1 + (row.ipv4Prefixes?.length ?? 0) * addressesPerPrefix;
  }
  return blockSize(blockOf(subnet).prefix) - reserved - used;
}

/**
 * An address of the subnet that nobody has, near a drawn one (reference: network.md §2; which one EC2 takes is not documented).
 * @param taken addresses that are spoken for although no interface has them yet
 * @param takenPrefixes likewise prefixes
 * @throws ApiError InsufficientFreeAddressesInSubnet
 */
export function freePrivateAddress(
  context: Context,
  subnet: SubnetRow,
  taken?: ReadonlySet<string>,
  takenPrefixes: readonly string[] = [],
): string {
  const block = blockOf(subnet);
  const usable = blockSize(block.prefix) - reserved;
  const start = Math.floor(context.random('private address') * usable);
  const interfaces = context.rows(networkInterfaceTable);
  const prefixes = [...prefixesIn(context, subnet), ...takenPrefixes.map((prefix) => parseIpv4Block(prefix)!)];
  for (let step = 0; step < usable; step++) {
    const number = block.first + reservedFirst + ((start + step) % usable);
    const address = formatIpv4(number);
    if (interfaces.count('address', `${subnet.id}/${address}`) > 0 || taken?.has(address)) continue;
    if (!prefixes.some((prefix) => contains(prefix, number))) return address;
  }
  throw new ApiError(
    'InsufficientFreeAddressesInSubnet',
    `There are not enough free addresses in subnet '${subnet.id}' to satisfy the requested number of instances.`,
  );
}

/**
 * Refuses an address that cannot be had in the subnet.
 * @throws ApiError InvalidParameterValue (no address, outside the range, reserved), InvalidIPAddress.InUse
 */
export function checkPrivateAddress(context: Context, subnet: SubnetRow, address: string): void {
  const number = parseIpv4(address);
  if (number === undefined) throw invalidValue(`Value (${address}) for parameter privateIpAddress is invalid. Invalid IPv4 address.`);
  const block = blockOf(subnet);
  if (!contains(block, number)) throw invalidValue(`Address ${address} does not fall within the subnet's address range`);
  const position = number - block.first;
  if (position < reservedFirst || position === blockSize(block.prefix) - 1) {
    throw invalidValue(`Address ${address} is in subnet's reserved address range`);
  }
  const inPrefix = prefixesIn(context, subnet).some((prefix) => contains(prefix, number));
  if (inPrefix || context.rows(networkInterfaceTable).count('address', `${subnet.id}/${address}`) > 0) {
    throw new ApiError('InvalidIPAddress.InUse', `Address ${address} is in use.`);
  }
}

/** The IPv4 prefixes that interfaces of a subnet have. */
function prefixesIn(context: Context, subnet: SubnetRow): Ipv4Block[] {
  return context
    .by(networkInterfaceTable, 'prefixes', subnet.id)
    .flatMap(({ ipv4Prefixes = [] }) => ipv4Prefixes.map((prefix) => parseIpv4Block(prefix)!));
}

/** True when nobody has an address of the /28, and none of them is reserved or spoken for. */
function prefixFree(context: Context, subnet: SubnetRow, prefix: Ipv4Block, taken?: ReadonlySet<string>): boolean {
  const block = blockOf(subnet);
  if (prefix.first < block.first + reservedFirst || prefix.first + addressesPerPrefix > block.first + blockSize(block.prefix) - 1)
    return false;
  if (prefixesIn(context, subnet).some(({ first }) => first === prefix.first)) return false;
  const interfaces = context.rows(networkInterfaceTable);
  for (let step = 0; step < addressesPerPrefix; step++) {
    const address = formatIpv4(prefix.first + step);
    if (taken?.has(address) || interfaces.count('address', `${subnet.id}/${address}`) > 0) return false;
  }
  return true;
}

/**
 * A /28 of the subnet that nobody has an address of, near a drawn one (EC2 User Guide, prefix delegation).
 * @param taken prefixes and addresses that are spoken for although no interface has them yet
 * @throws ApiError InsufficientCidrBlocks
 */
export function freeIpv4Prefix(context: Context, subnet: SubnetRow, taken: ReadonlySet<string>): string {
  const block = blockOf(subnet);
  const places = blockSize(block.prefix) / addressesPerPrefix;
  const start = Math.floor(context.random('ipv4 prefix') * places);
  for (let step = 0; step < places; step++) {
    const prefix = { first: block.first + ((start + step) % places) * addressesPerPrefix, prefix: prefixBits };
    const text = formatIpv4Block(prefix);
    if (!taken.has(text) && prefixFree(context, subnet, prefix, taken)) return text;
  }
  throw insufficientCidrBlocks(subnet.id);
}

/** A subnet has fewer free prefixes than asked for (API, error codes). */
export function insufficientCidrBlocks(subnetId: string): ApiError {
  return new ApiError(
    'InsufficientCidrBlocks',
    `The specified subnet '${subnetId}' does not have enough free cidr blocks to satisfy the request.`,
  );
}

/** How many IPv4 prefixes can be drawn in a subnet, counted up to `most`. */
export function freeIpv4PrefixCount(context: Context, subnet: SubnetRow, most: number): number {
  const block = blockOf(subnet);
  let found = 0;
  for (let place = 0; place < blockSize(block.prefix) / addressesPerPrefix && found < most; place++) {
    if (prefixFree(context, subnet, { first: block.first + place * addressesPerPrefix, prefix: prefixBits })) found++;
  }
  return found;
}

/** True for the text of an IPv4 prefix, false for that of an address or of an IPv6 prefix. */
export function isIpv4Prefix(text: string): boolean {
  return text.endsWith(`/${prefixBits}`);
}

/** Refuses a prefix that can't be had in the subnet. @throws ApiError InvalidParameterValue, InvalidIPAddress.InUse */
export function checkIpv4Prefix(context: Context, subnet: SubnetRow, text: string): void {
  const prefix = parseIpv4Block(text);
  if (prefix?.prefix !== prefixBits || formatIpv4Block(prefix) !== text) {
    throw invalidValue(`Value (${text}) for parameter ipv4Prefix is invalid. An IPv4 prefix must be a /28 block.`);
  }
  if (!contains(blockOf(subnet), prefix.first)) throw invalidValue(`Prefix ${text} does not fall within the subnet's address range`);
  if (!prefixFree(context, subnet, prefix))
    throw new ApiError('InvalidIPAddress.InUse', `Some addresses of the prefix ${text} are in use.`);
}

/** First octets under which Amazon has public addresses for EC2 (AWS IP address ranges). */
const publicOctets = [3, 13, 15, 18, 35, 43, 44, 50, 52, 54];
/** CHOICE: second octets a region has to itself, so that no two regions can give out the same address. */
const octetsPerRegion = 7;

/** A public IPv4 address of Amazon's that neither an interface nor the account has, nor the account can recover. */
export function randomPublicIp(context: Context): string {
  const place = regions().findIndex(({ code }) => code === context.region);
  for (;;) {
    const drawn = context.newHex('public address');
    const pick = (position: number, choices: number): number => Number.parseInt(drawn.slice(position, position + 6), 16) % choices;
    const second = place * octetsPerRegion + pick(6, octetsPerRegion);
    const address = [publicOctets[pick(0, publicOctets.length)]!, second, pick(12, 256), 1 + pick(18, 254)].join('.');
    const given =
      context.rows(networkInterfaceTable).count('publicIp', address) > 0 ||
      context.rows(elasticIpTable).count('publicIp', address) > 0 ||
      context.get(releasedAddressTable, address) !== undefined;
    if (!given) return address;
  }
}
