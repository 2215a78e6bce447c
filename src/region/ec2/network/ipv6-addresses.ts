import type { Context } from '../../kernel/context';
import { ApiError, invalidValue } from '../../kernel/errors';
import { networkInterfaceTable } from '../network-interfaces/network-interfaces';
import type { SubnetRow } from '../subnets/subnets';
import { blockHolds } from './block-match';
import { canonicalIpv6Block } from './cidr';

/** The subnet's IPv6 block. @throws ApiError InvalidParameterValue when it has none */
function ipv6BlockOf(subnet: SubnetRow): string {
  const block = subnet.ipv6Block?.ipv6CidrBlock;
  if (block === undefined) throw invalidValue(`The specified subnet '${subnet.id}' does not have an associated IPv6 CIDR block.`);
  return block;
}

/** The network part of a subnet's /64, as it stands before the other four groups: `2600:1f1a:0:1:`. */
function networkOf(block: string): string {
  const [network = ''] = block.split('/');
  const [left = '', right] = network.split('::');
  const groups = left === '' ? [] : left.split(':');
  if (right === undefined) return `${groups.slice(0, 4).join(':')}:`;
  const tail = right === '' ? [] : right.split(':');
  return `${[...groups, ...Array<string>(8 - groups.length - tail.length).fill('0'), ...tail].slice(0, 4).join(':')}:`;
}

function groups(hex: string, count: number): string {
  return Array.from({ length: count }, (_, index) => hex.slice(index * 4, index * 4 + 4)).join(':');
}

function canonicalAddress(text: string): string | undefined {
  return canonicalIpv6Block(`${text}/128`)?.slice(0, -'/128'.length);
}

/**
 * An IPv6 address of the subnet that nobody has (VPC User Guide, IPv6 addresses). @throws ApiError InvalidParameterValue for a subnet without IPv6
 * @param taken addresses that are spoken for although no interface has them yet
 */
export function freeIpv6Address(context: Context, subnet: SubnetRow, taken: ReadonlySet<string>): string {
  const network = networkOf(ipv6BlockOf(subnet));
  for (;;) {
    const address = canonicalAddress(`${network}${groups(context.newHex('ipv6 address'), 4)}`)!;
    if (!taken.has(address) && isFree(context, subnet, address)) return address;
  }
}

/** A /80 of the subnet that no interface has (EC2 User Guide, prefix delegation). @throws ApiError InvalidParameterValue for a subnet without IPv6 */
export function freeIpv6Prefix(context: Context, subnet: SubnetRow, taken: ReadonlySet<string>): string {
  const network = networkOf(ipv6BlockOf(subnet));
  const given = prefixesIn(context, subnet);
  for (;;) {
    const prefix = canonicalIpv6Block(`${network}${groups(context.newHex('ipv6 prefix'), 1)}::/80`)!;
    if (!taken.has(prefix) && !given.includes(prefix)) return prefix;
  }
}

function prefixesIn(context: Context, subnet: SubnetRow): readonly string[] {
  return context.by(networkInterfaceTable, 'prefixes', subnet.id).flatMap(({ ipv6Prefixes = [] }) => ipv6Prefixes);
}

function isFree(context: Context, subnet: SubnetRow, address: string): boolean {
  if (context.rows(networkInterfaceTable).count('ipv6Address', `${subnet.id}/${address}`) > 0) return false;
  return !prefixesIn(context, subnet).some((prefix) => blockHolds(prefix, address));
}

/**
 * The canonical form of an IPv6 address that is to be had in the subnet. The first four and the last of a block are reserved (VPC User Guide,
 * subnet sizing for IPv6).
 * @throws ApiError InvalidParameterValue (no address, outside the block, no block), InvalidIPAddress.InUse
 */
export function checkIpv6Address(context: Context, subnet: SubnetRow, text: string): string {
  const block = ipv6BlockOf(subnet);
  const address = canonicalAddress(text);
  if (address === undefined) throw invalidValue(`Value (${text}) for parameter ipv6Address is invalid. Invalid IPv6 address.`);
  if (!blockHolds(block, address)) throw invalidValue(`Address ${address} does not fall within the subnet's address range`);
  const network = networkOf(block);
  const reserved = ['0', '1', '2', '3'].map((last) => canonicalAddress(`${network}0:0:0:${last}`));
  if ([...reserved, canonicalAddress(`${network}ffff:ffff:ffff:ffff`)].includes(address)) {
    throw invalidValue(`Address ${address} is in subnet's reserved address range`);
  }
  if (!isFree(context, subnet, address)) throw new ApiError('InvalidIPAddress.InUse', `Address ${address} is in use.`);
  return address;
}

/** The canonical form of a /80 that is to be had in the subnet. @throws ApiError InvalidParameterValue, InvalidIPAddress.InUse */
export function checkIpv6Prefix(context: Context, subnet: SubnetRow, text: string): string {
  const block = ipv6BlockOf(subnet);
  const prefix = text.endsWith('/80') ? canonicalIpv6Block(text) : undefined;
  if (prefix === undefined) throw invalidValue(`Value (${text}) for parameter ipv6Prefix is invalid. An IPv6 prefix must be a /80 block.`);
  if (!blockHolds(block, prefix.slice(0, -'/80'.length)))
    throw invalidValue(`Prefix ${prefix} does not fall within the subnet's address range`);
  const taken = context
    .by(networkInterfaceTable, 'subnet', subnet.id)
    .some(({ ipv6Addresses = [] }) => ipv6Addresses.some((address) => blockHolds(prefix, address)));
  if (taken || prefixesIn(context, subnet).includes(prefix)) {
    throw new ApiError('InvalidIPAddress.InUse', `Some addresses of the prefix ${prefix} are in use.`);
  }
  return prefix;
}
