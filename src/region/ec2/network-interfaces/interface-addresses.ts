import type {
  InstanceIpv6Address,
  Ipv4PrefixSpecificationRequest,
  Ipv6PrefixSpecificationRequest,
  PrivateIpAddressSpecification,
} from '@aws-sdk/client-ec2';
import type { InstanceTypeFacts } from '../../catalog/instance-types';
import type { Context } from '../../kernel/context';
import { ApiError, invalidCombination, invalidValue } from '../../kernel/errors';
import { checkIpv4Prefix, checkPrivateAddress, freeIpv4Prefix, freePrivateAddress, isIpv4Prefix } from '../network/addresses';
import { checkIpv6Address, checkIpv6Prefix, freeIpv6Address, freeIpv6Prefix } from '../network/ipv6-addresses';
import type { SubnetRow } from '../subnets/subnets';
import type { NetworkInterfaceRow, PrivateAddress } from './network-interfaces';

/** What a request says of a new interface's addresses (API, CreateNetworkInterface, InstanceNetworkInterfaceSpecification). */
export interface AddressRequest {
  readonly PrivateIpAddress?: string | undefined;
  readonly PrivateIpAddresses?: readonly PrivateIpAddressSpecification[] | undefined;
  readonly SecondaryPrivateIpAddressCount?: number | undefined;
  readonly Ipv4Prefixes?: readonly Ipv4PrefixSpecificationRequest[] | undefined;
  readonly Ipv4PrefixCount?: number | undefined;
  readonly Ipv6Addresses?: readonly InstanceIpv6Address[] | undefined;
  readonly Ipv6AddressCount?: number | undefined;
  readonly Ipv6Prefixes?: readonly Ipv6PrefixSpecificationRequest[] | undefined;
  readonly Ipv6PrefixCount?: number | undefined;
  /** `EnablePrimaryIpv6` of actions, `PrimaryIpv6` of launch specifications. */
  readonly primaryIpv6?: boolean | undefined;
}

/** Addresses asked for by name, and how many are to be drawn in all. */
interface Wanted {
  readonly fixed: readonly string[];
  readonly count: number;
}

/** The addresses that an interface is to get. */
export interface AddressPlan {
  /** The first is the primary one. */
  readonly ipv4: Wanted;
  readonly ipv4Prefixes: Wanted;
  readonly ipv6: Wanted;
  readonly ipv6Prefixes: Wanted;
  readonly primaryIpv6: boolean;
}

/** Those named, or a number of them, not both. @throws ApiError InvalidParameterCombination, InvalidParameterValue */
export function namedOrCounted(fixed: readonly string[], count: number | undefined, name: string, countName: string): Wanted {
  if (count !== undefined && fixed.length > 0) throw invalidCombination(`${countName} and ${name} cannot be used together.`);
  if (count !== undefined && (!Number.isInteger(count) || count < 0))
    throw invalidValue(`Value (${count}) for parameter ${countName} is invalid.`);
  if (new Set(fixed).size < fixed.length) throw invalidValue(`An address of ${name} was given more than once.`);
  return { fixed, count: Math.max(fixed.length, count ?? 0) };
}

/**
 * What a new interface in the subnet is to have. It draws nothing.
 * @param copies how many interfaces are made alike: addresses can be named for one only
 * @throws ApiError InvalidParameterCombination, InvalidParameterValue, InvalidIPAddress.InUse
 */
export function planAddresses(context: Context, request: AddressRequest, subnet: SubnetRow, copies = 1): AddressPlan {
  const ipv4 = planIpv4(request);
  const ipv4Prefixes = namedOrCounted(
    (request.Ipv4Prefixes ?? []).map(({ Ipv4Prefix }) => Ipv4Prefix ?? ''),
    request.Ipv4PrefixCount,
    'ipv4Prefixes',
    'ipv4PrefixCount',
  );
  if (ipv4.count > 1 && ipv4Prefixes.count > 0)
    throw invalidCombination('IPv4 prefixes and secondary private IP addresses cannot be used together.');
  const ipv6Prefixes = namedOrCounted(
    (request.Ipv6Prefixes ?? []).map(({ Ipv6Prefix }) => Ipv6Prefix ?? ''),
    request.Ipv6PrefixCount,
    'ipv6Prefixes',
    'ipv6PrefixCount',
  );
  const asked = namedOrCounted(
    (request.Ipv6Addresses ?? []).map(({ Ipv6Address }) => Ipv6Address ?? ''),
    request.Ipv6AddressCount,
    'ipv6Addresses',
    'ipv6AddressCount',
  );
  if (asked.count > 0 && ipv6Prefixes.count > 0) throw invalidCombination('IPv6 prefixes and IPv6 addresses cannot be used together.');
  const primaryIpv6 = request.primaryIpv6 ?? false;
  const silent = request.Ipv6AddressCount === undefined && asked.count === 0 && ipv6Prefixes.count === 0;
  const onCreation = silent && (primaryIpv6 || subnet.assignIpv6AddressOnCreation === true);
  const named = [...ipv4.fixed, ...ipv4Prefixes.fixed, ...asked.fixed, ...ipv6Prefixes.fixed];
  if (named.length > 0 && copies > 1) throw invalidCombination('A private IP address can be specified only for a single instance.');
  for (const address of ipv4.fixed) checkPrivateAddress(context, subnet, address);
  for (const prefix of ipv4Prefixes.fixed) checkIpv4Prefix(context, subnet, prefix);
  const ipv6 = { fixed: asked.fixed.map((address) => checkIpv6Address(context, subnet, address)), count: onCreation ? 1 : asked.count };
  const prefixes = { ...ipv6Prefixes, fixed: ipv6Prefixes.fixed.map((prefix) => checkIpv6Prefix(context, subnet, prefix)) };
  if (ipv6.count + prefixes.count > 0 && !subnet.ipv6Block) {
    throw invalidValue(`The specified subnet '${subnet.id}' does not have an associated IPv6 CIDR block.`);
  }
  if (primaryIpv6 && ipv6.count === 0) throw invalidCombination('A primary IPv6 address requires an IPv6 address.');
  return { ipv4, ipv4Prefixes, ipv6, ipv6Prefixes: prefixes, primaryIpv6 };
}

function planIpv4({ PrivateIpAddress, PrivateIpAddresses = [], SecondaryPrivateIpAddressCount }: AddressRequest): Wanted {
  const secondary = PrivateIpAddresses.filter(({ Primary }) => !Primary).map((each) => each.PrivateIpAddress ?? '');
  const primaries = [
    ...(PrivateIpAddress === undefined ? [] : [PrivateIpAddress]),
    ...PrivateIpAddresses.filter(({ Primary }) => Primary).map((each) => each.PrivateIpAddress ?? ''),
  ];
  if (primaries.length > 1) throw invalidCombination('Only one primary private IP address can be specified.');
  if (primaries.length === 0 && secondary.length > 0) {
    throw invalidCombination('A primary private IP address is required with secondary ones.');
  }
  const { count } = namedOrCounted(secondary, SecondaryPrivateIpAddressCount, 'privateIpAddresses', 'secondaryPrivateIpAddressCount');
  const fixed = [...primaries, ...secondary];
  if (new Set(fixed).size < fixed.length) throw invalidValue('A private IP address was given more than once.');
  return { fixed, count: count + 1 };
}

/** An interface's addresses as its row keeps them. */
export type InterfaceAddresses = Pick<
  NetworkInterfaceRow,
  'privateAddresses' | 'ipv6Addresses' | 'primaryIpv6' | 'ipv4Prefixes' | 'ipv6Prefixes'
>;

/**
 * Takes what a plan asks for, drawing what it does not name.
 * @param taken addresses and prefixes spoken for although no interface has them yet; those taken are added
 */
export function drawAddresses(context: Context, plan: AddressPlan, subnet: SubnetRow, taken: Set<string>): InterfaceAddresses {
  const take = ({ fixed, count }: Wanted, draw: (context: Context, subnet: SubnetRow, taken: ReadonlySet<string>) => string): string[] =>
    Array.from({ length: count }, (_, index) => {
      const address = fixed[index] ?? draw(context, subnet, taken);
      taken.add(address);
      return address;
    });
  for (const address of plan.ipv4.fixed) taken.add(address);
  // Prefixes first: an address drawn before them could lie in one.
  const ipv4Prefixes = take(plan.ipv4Prefixes, freeIpv4Prefix);
  const privateAddresses = drawOutside(context, plan.ipv4, subnet, taken);
  const ipv6Prefixes = take(plan.ipv6Prefixes, freeIpv6Prefix);
  const ipv6Addresses = take(plan.ipv6, freeIpv6Address);
  return {
    privateAddresses,
    ...(ipv6Addresses.length > 0 && { ipv6Addresses }),
    ...(plan.primaryIpv6 && { primaryIpv6: true }),
    ...(ipv4Prefixes.length > 0 && { ipv4Prefixes }),
    ...(ipv6Prefixes.length > 0 && { ipv6Prefixes }),
  };
}

function drawOutside(context: Context, { fixed, count }: Wanted, subnet: SubnetRow, taken: Set<string>): PrivateAddress[] {
  const prefixes = [...taken].filter(isIpv4Prefix);
  return Array.from({ length: count }, (_, index) => {
    const address = fixed[index] ?? freePrivateAddress(context, subnet, taken, prefixes);
    taken.add(address);
    return { address, primary: index === 0 };
  });
}

/**
 * Refuses more addresses than an interface of the type can have (EC2 User Guide, IP addresses per network interface); a prefix counts as one.
 * @throws ApiError PrivateIpAddressLimitExceeded, InvalidParameterValue for IPv6 on a type without it
 */
export function checkAddressLimits(type: InstanceTypeFacts, ipv4: number, ipv6: number): void {
  if (ipv4 > type.ipv4AddressesPerInterface) {
    throw new ApiError(
      'PrivateIpAddressLimitExceeded',
      `Number of private addresses will exceed limit. Max allowed for ${type.name}: ${type.ipv4AddressesPerInterface}.`,
    );
  }
  if (ipv6 === 0) return;
  if (!type.ipv6) throw invalidValue(`The instance type ${type.name} does not support IPv6 addresses.`);
  if (ipv6 > type.ipv4AddressesPerInterface) {
    throw invalidValue(`Number of IPv6 addresses will exceed limit. Max allowed for ${type.name}: ${type.ipv4AddressesPerInterface}.`);
  }
}

/** The addresses of an interface that is there, as `checkAddressLimits` counts them. */
export function addressCounts(row: InterfaceAddresses): readonly [ipv4: number, ipv6: number] {
  return [
    row.privateAddresses.length + (row.ipv4Prefixes?.length ?? 0),
    (row.ipv6Addresses?.length ?? 0) + (row.ipv6Prefixes?.length ?? 0),
  ];
}
