import { regions } from '../../catalog/regions';
import type { Context } from '../../kernel/context';
import { ApiError, invalidValue } from '../../kernel/errors';
import { networkInterfaceTable } from '../network-interfaces/network-interfaces';
import { blockSize, contains, formatIpv4, type Ipv4Block, parseIpv4, parseIpv4Block } from './cidr';
import type { SubnetRow } from '../subnets/subnets';

/** The first four addresses of a subnet (network, router, DNS, future use) and the last (VPC User Guide, subnet sizing). */
const reservedFirst = 4;
const reserved = reservedFirst + 1;

function blockOf(subnet: SubnetRow): Ipv4Block {
  return parseIpv4Block(subnet.cidrBlock)!;
}

/** Addresses of a subnet that nobody has: stopped instances keep theirs (reference: network.md §2). */
export function freeAddressCount(context: Context, subnet: SubnetRow): number {
  const interfaces = context.rows(networkInterfaceTable);
  let used = interfaces.count('subnet', subnet.id);
  for (const { row } of interfaces.by('severalAddresses', subnet.id)) used += row.privateAddresses.length - 1;
  return blockSize(blockOf(subnet).prefix) - reserved - used;
}

/**
 * An address of the subnet that nobody has, near a drawn one (reference: network.md §2; which one EC2 takes is not documented).
 * @param taken addresses that are spoken for although no interface has them yet
 * @throws ApiError InsufficientFreeAddressesInSubnet
 */
export function freePrivateAddress(context: Context, subnet: SubnetRow, taken?: ReadonlySet<string>): string {
  const block = blockOf(subnet);
  const usable = blockSize(block.prefix) - reserved;
  const start = Math.floor(context.random('private address') * usable);
  const interfaces = context.rows(networkInterfaceTable);
  for (let step = 0; step < usable; step++) {
    const address = formatIpv4(block.first + reservedFirst + ((start + step) % usable));
    if (interfaces.count('address', `${subnet.id}/${address}`) === 0 && !taken?.has(address)) return address;
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
  if (context.rows(networkInterfaceTable).count('address', `${subnet.id}/${address}`) > 0) {
    throw new ApiError('InvalidIPAddress.InUse', `Address ${address} is in use.`);
  }
}

/** First octets under which Amazon has public addresses for EC2 (AWS IP address ranges). */
const publicOctets = [3, 13, 15, 18, 35, 43, 44, 50, 52, 54];
/** CHOICE: second octets a region has to itself, so that no two regions can give out the same address. */
const octetsPerRegion = 7;

/** A public IPv4 address of Amazon's that no interface has. */
export function randomPublicIp(context: Context): string {
  const place = regions().findIndex(({ code }) => code === context.region);
  for (;;) {
    const drawn = context.newHex('public address');
    const pick = (position: number, choices: number): number => Number.parseInt(drawn.slice(position, position + 6), 16) % choices;
    const second = place * octetsPerRegion + pick(6, octetsPerRegion);
    const address = [publicOctets[pick(0, publicOctets.length)]!, second, pick(12, 256), 1 + pick(18, 254)].join('.');
    if (context.rows(networkInterfaceTable).count('publicIp', address) === 0) return address;
  }
}
