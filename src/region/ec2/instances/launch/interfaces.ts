import type { InstanceNetworkInterfaceSpecification, RunInstancesRequest } from '@aws-sdk/client-ec2';
import type { InstanceTypeFacts } from '../../../catalog/instance-types';
import type { Context } from '../../../kernel/context';
import { ApiError, invalidCombination, invalidValue, notSimulated } from '../../../kernel/errors';
import { meterAddressesOf } from '../../elastic-ips/association';
import { interfaceRoom } from '../../network-interfaces/quota';
import { addressesPerPrefix, freeAddressCount, freeIpv4Prefix, freeIpv4PrefixCount } from '../../network/addresses';
import { connectionTracking, enaExpress } from '../../network-interfaces/connection-tracking';
import {
  addressCounts,
  type AddressPlan,
  type AddressRequest,
  checkAddressLimits,
  drawAddresses,
  planAddresses,
} from '../../network-interfaces/interface-addresses';
import { newMacAddress } from '../../network-interfaces/mac-address';
import {
  type ConnectionTracking,
  type EnaExpress,
  findNetworkInterface,
  type InterfaceType,
  type NetworkInterfaceRow,
  networkInterfaceTable,
} from '../../network-interfaces/network-interfaces';
import { notOfSubnet, notOfVpc, resolveGroups } from '../../security-groups/resolve-groups';
import { findSubnet, type SubnetRow } from '../../subnets/subnets';
import type { InstanceRow } from '../instances';

/** An interface that each launched instance gets. */
export interface InterfacePlan {
  readonly deviceIndex: number;
  readonly networkCardIndex: number;
  readonly subnet: SubnetRow;
  /** An interface that is there already and is attached instead of a new one. */
  readonly existing?: NetworkInterfaceRow;
  readonly groups: readonly string[];
  readonly description: string;
  readonly deleteOnTermination: boolean;
  readonly associatePublicIp: boolean;
  readonly interfaceType?: InterfaceType;
  readonly connectionTracking?: ConnectionTracking;
  readonly enaExpress?: EnaExpress;
  readonly addresses?: AddressPlan;
  /** Free private addresses of the subnet that it takes, those of its prefixes among them. */
  readonly addressCount: number;
}

/**
 * The interfaces of a launch (API, RunInstances and InstanceNetworkInterfaceSpecification): one in the chosen subnet, or those the request
 * lists. Network parameters of the instance and a list of interfaces exclude each other.
 */
export function planInterfaces(
  context: Context,
  input: RunInstancesRequest,
  type: InstanceTypeFacts,
  subnet: SubnetRow,
  count: number,
): InterfacePlan[] {
  const listed = input.NetworkInterfaces;
  if (!listed || listed.length === 0) {
    const { PrivateIpAddress, Ipv6AddressCount, Ipv6Addresses, EnablePrimaryIpv6: primaryIpv6 } = input;
    const plan = {
      deviceIndex: 0,
      networkCardIndex: 0,
      subnet,
      groups: resolveGroups(context, {
        ids: input.SecurityGroupIds,
        names: input.SecurityGroups,
        vpcId: subnet.vpcId,
        stranger: (id) => (input.SubnetId === undefined ? notOfVpc(id, subnet.vpcId) : notOfSubnet(id, subnet.id)),
      }),
      description: '',
      deleteOnTermination: true,
      associatePublicIp: subnet.mapPublicIpOnLaunch,
      ...planned(context, { PrivateIpAddress, Ipv6AddressCount, Ipv6Addresses, primaryIpv6 }, type, subnet, count),
    };
    return [plan];
  }
  refuseInstanceLevel(input);
  if (listed.length > type.maximumNetworkInterfaces) {
    throw new ApiError('AttachmentLimitExceeded', `Interface count ${listed.length} exceeds the limit for ${type.name}.`);
  }
  const plans = listed.map((specification, index) => planListed(context, specification, index, type, subnet, count, listed.length));
  const named = plans.flatMap(({ subnet: { id }, addresses }) => (addresses?.ipv4.fixed ?? []).map((address) => `${id}/${address}`));
  if (new Set(named).size < named.length) throw invalidValue('A private IP address was given more than once.');
  const existing = plans.flatMap((plan) => (plan.existing ? [plan.existing.id] : []));
  if (new Set(existing).size < existing.length) throw invalidValue('A network interface was given more than once.');
  const slots = new Set(plans.map(({ networkCardIndex, deviceIndex }) => `${networkCardIndex}/${deviceIndex}`));
  if (slots.size < plans.length) throw invalidCombination('Each network interface requires a unique device index.');
  if (!plans.some(({ deviceIndex, networkCardIndex }) => deviceIndex === 0 && networkCardIndex === 0)) {
    throw invalidCombination('A network interface with device index 0 is required.');
  }
  return plans.sort((a, b) => a.networkCardIndex - b.networkCardIndex || a.deviceIndex - b.deviceIndex);
}

/** How many instances with such interfaces the account's quota of interfaces leaves room for. */
export function roomForInterfaces(context: Context, plans: readonly InterfacePlan[]): number {
  const each = plans.filter(({ existing }) => !existing).length;
  return each === 0 ? Infinity : Math.floor(interfaceRoom(context) / each);
}

/** How many instances with such interfaces their subnets have addresses and IPv4 prefixes for, the latter counted up to `most` instances. */
export function roomInSubnets(
  context: Context,
  plans: readonly InterfacePlan[],
  most: number,
): { readonly addresses: number; readonly prefixes: number } {
  const room = { addresses: Infinity, prefixes: Infinity };
  for (const [id, subnet] of new Map(plans.map((plan) => [plan.subnet.id, plan.subnet]))) {
    const here = plans.filter((plan) => plan.subnet.id === id);
    const addresses = here.reduce((sum, { addressCount }) => sum + addressCount, 0);
    const prefixes = here.reduce((sum, plan) => sum + (plan.addresses?.ipv4Prefixes.count ?? 0), 0);
    if (addresses > 0) room.addresses = Math.min(room.addresses, Math.floor(freeAddressCount(context, subnet) / addresses));
    if (prefixes > 0) {
      room.prefixes = Math.min(room.prefixes, Math.floor(freeIpv4PrefixCount(context, subnet, prefixes * most) / prefixes));
    }
  }
  return room;
}

function refuseInstanceLevel(input: RunInstancesRequest): void {
  const nouns = {
    SubnetId: 'subnet ID',
    SecurityGroupIds: 'security groups',
    SecurityGroups: 'security groups',
    PrivateIpAddress: 'private address',
    Ipv6AddressCount: 'IPv6 address count',
    Ipv6Addresses: 'IPv6 addresses',
    EnablePrimaryIpv6: 'primary IPv6 address',
  } as const;
  for (const name of Object.keys(nouns) as (keyof typeof nouns)[]) {
    const value = input[name];
    if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) continue;
    throw invalidCombination(`Network interfaces and an instance-level ${nouns[name]} may not be specified on the same request`);
  }
}

function planned(
  context: Context,
  request: AddressRequest,
  type: InstanceTypeFacts,
  subnet: SubnetRow,
  count: number,
): Pick<InterfacePlan, 'addresses' | 'addressCount'> {
  const addresses = planAddresses(context, request, subnet, count);
  const { ipv4, ipv4Prefixes, ipv6, ipv6Prefixes } = addresses;
  checkAddressLimits(type, ipv4.count + ipv4Prefixes.count, ipv6.count + ipv6Prefixes.count);
  return { addresses, addressCount: ipv4.count + ipv4Prefixes.count * addressesPerPrefix };
}

/** What the sandbox's network does not have is refused, never kept. */
const refusedParts = ['AssociateCarrierIpAddress', 'EnaQueueCount'] as const;

function planListed(
  context: Context,
  specification: InstanceNetworkInterfaceSpecification,
  position: number,
  type: InstanceTypeFacts,
  fallback: SubnetRow,
  count: number,
  interfaces: number,
): InterfacePlan {
  for (const part of refusedParts) {
    if (specification[part] !== undefined) throw notSimulated(`NetworkInterfaces.${part} of RunInstances`);
  }
  const slot = slotOf(specification, position, type);
  const { EnaSrdSpecification } = specification;
  const express = EnaSrdSpecification && { enaExpress: enaExpress(EnaSrdSpecification, type) };
  if (specification.NetworkInterfaceId !== undefined) {
    return { ...planExisting(context, specification, type, fallback, count), ...slot, ...express };
  }
  const subnet = specification.SubnetId === undefined ? fallback : findSubnet(context, specification.SubnetId);
  checkPlace(subnet, fallback);
  if (specification.AssociatePublicIpAddress !== undefined && (interfaces > 1 || slot.deviceIndex !== 0)) {
    throw invalidCombination('The associatePublicIPAddress parameter cannot be specified when launching with multiple network interfaces.');
  }
  const { ConnectionTrackingSpecification: tracking } = specification;
  return {
    ...slot,
    ...express,
    subnet,
    groups: resolveGroups(context, {
      ids: specification.Groups,
      names: undefined,
      vpcId: subnet.vpcId,
      stranger: (id) => (specification.SubnetId === undefined ? notOfVpc(id, subnet.vpcId) : notOfSubnet(id, subnet.id)),
    }),
    description: specification.Description ?? '',
    deleteOnTermination: specification.DeleteOnTermination ?? true,
    associatePublicIp: specification.AssociatePublicIpAddress ?? (interfaces === 1 && subnet.mapPublicIpOnLaunch),
    ...launchType(specification.InterfaceType, type),
    ...(tracking && { connectionTracking: connectionTracking(tracking) }),
    ...planned(context, { ...specification, primaryIpv6: specification.PrimaryIpv6 }, type, subnet, count),
  };
}

function slotOf(
  { DeviceIndex, NetworkCardIndex }: InstanceNetworkInterfaceSpecification,
  position: number,
  type: InstanceTypeFacts,
): Pick<InterfacePlan, 'deviceIndex' | 'networkCardIndex'> {
  const deviceIndex = DeviceIndex ?? position;
  const networkCardIndex = NetworkCardIndex ?? 0;
  checkSlot(type, deviceIndex, networkCardIndex);
  return { deviceIndex, networkCardIndex };
}

/** Refuses places that an instance of the type has not. @throws ApiError InvalidParameterValue */
export function checkSlot(type: InstanceTypeFacts, deviceIndex: number, networkCardIndex: number): void {
  if (!Number.isInteger(deviceIndex) || deviceIndex < 0 || deviceIndex >= type.maximumNetworkInterfaces) {
    throw invalidValue(`Invalid device index ${deviceIndex} for the instance type ${type.name}.`);
  }
  if (!Number.isInteger(networkCardIndex) || networkCardIndex < 0 || networkCardIndex >= Math.max(1, type.networkCards)) {
    throw invalidValue(`Network card index ${networkCardIndex} is not valid for the instance type ${type.name}.`);
  }
}

/** `interface`, or an Elastic Fabric Adapter where the type has them (API, InstanceNetworkInterfaceSpecification). */
function launchType(asked: string | undefined, type: InstanceTypeFacts): Pick<InterfacePlan, 'interfaceType'> {
  if (asked === undefined || asked === 'interface') return {};
  if (asked !== 'efa') throw notSimulated(`network interfaces of type ${asked}`);
  if (!type.efa) throw new ApiError('Unsupported', `EFA interfaces are not supported on ${type.name}.`);
  return { interfaceType: 'efa' };
}

function checkPlace(subnet: SubnetRow, fallback: SubnetRow): void {
  if (subnet.vpcId !== fallback.vpcId) throw invalidCombination('Network interfaces of an instance must be in the same VPC.');
  if (subnet.availabilityZone !== fallback.availabilityZone) {
    throw invalidCombination('Network interfaces of an instance must be in the same Availability Zone.');
  }
}

/** Parameters that belong to the making of an interface, with AWS's words for them. */
const ofNewOnes = [
  ['SubnetId', 'a subnet ID'],
  ['Groups', 'security groups'],
  ['Description', 'a description'],
  ['PrivateIpAddress', 'a private IP address'],
  ['PrivateIpAddresses', 'private IP addresses'],
  ['SecondaryPrivateIpAddressCount', 'a number of private IP addresses'],
  ['AssociatePublicIpAddress', 'a public IP address'],
  ['Ipv6AddressCount', 'a number of IPv6 addresses'],
  ['Ipv6Addresses', 'IPv6 addresses'],
  ['Ipv4Prefixes', 'IPv4 prefixes'],
  ['Ipv4PrefixCount', 'a number of IPv4 prefixes'],
  ['Ipv6Prefixes', 'IPv6 prefixes'],
  ['Ipv6PrefixCount', 'a number of IPv6 prefixes'],
  ['PrimaryIpv6', 'a primary IPv6 address'],
  ['InterfaceType', 'an interface type'],
  ['ConnectionTrackingSpecification', 'connection tracking'],
] as const;

function planExisting(
  context: Context,
  specification: InstanceNetworkInterfaceSpecification,
  type: InstanceTypeFacts,
  fallback: SubnetRow,
  count: number,
): Omit<InterfacePlan, 'deviceIndex' | 'networkCardIndex'> {
  const existing = findNetworkInterface(context, specification.NetworkInterfaceId!);
  for (const [name, noun] of ofNewOnes) {
    if (specification[name] !== undefined) {
      throw invalidCombination(`A network interface may not specify both a network interface ID and ${noun}`);
    }
  }
  if (specification.DeleteOnTermination) {
    throw invalidCombination('A network interface that exists already cannot be deleted on termination from the launch on.');
  }
  if (count > 1) throw invalidCombination('A network interface can be specified only for a single instance.');
  if (existing.status === 'in-use') {
    throw new ApiError('InvalidNetworkInterface.InUse', `Interface: [${existing.id}] in use.`);
  }
  const subnet = findSubnet(context, existing.subnetId);
  checkPlace(subnet, fallback);
  checkAddressLimits(type, ...addressCounts(existing));
  const { groups, description, associatePublicIp } = existing;
  return { subnet, existing, groups, description, deleteOnTermination: false, associatePublicIp, addressCount: 0 };
}

/**
 * Draws the IPv4 prefixes of all instances of a launch, so that no address drawn for one instance lies where another's prefix must be.
 * @returns the interfaces of each instance, with their prefixes by name
 */
export function drawPrefixes(context: Context, plans: readonly InterfacePlan[], count: number): InterfacePlan[][] {
  const taken = new Set(plans.flatMap(({ addresses }) => [...(addresses?.ipv4.fixed ?? []), ...(addresses?.ipv4Prefixes.fixed ?? [])]));
  return Array.from({ length: count }, () =>
    plans.map((plan) => {
      const { addresses } = plan;
      if (!addresses || addresses.ipv4Prefixes.count === 0) return plan;
      const { fixed: named, count: length } = addresses.ipv4Prefixes;
      const fixed = Array.from({ length }, (_, index) => {
        const prefix = named[index] ?? freeIpv4Prefix(context, plan.subnet, taken);
        taken.add(prefix);
        return prefix;
      });
      return { ...plan, addresses: { ...addresses, ipv4Prefixes: { fixed, count: length } } };
    }),
  );
}

/**
 * Makes or takes the interfaces of one instance, attached to it. Their public addresses come when the instance runs.
 * @param prefixes the IPv4 prefixes of the whole launch
 */
export function createInterfaces(
  context: Context,
  instance: InstanceRow,
  plans: readonly InterfacePlan[],
  prefixes: readonly string[],
): NetworkInterfaceRow[] {
  const taken = new Set([...prefixes, ...plans.flatMap(({ addresses }) => addresses?.ipv4.fixed ?? [])]);
  return plans.map((plan) => {
    const id = plan.existing?.id ?? context.newId('eni');
    const attached = {
      status: 'in-use',
      attachment: {
        attachmentId: context.newId('eni-attach'),
        instanceId: instance.id,
        deviceIndex: plan.deviceIndex,
        networkCardIndex: plan.networkCardIndex,
        status: 'attached',
        attachTime: context.now,
        deleteOnTermination: plan.deleteOnTermination,
        ...(plan.enaExpress && { enaExpress: plan.enaExpress }),
      },
    } as const;
    if (plan.existing) {
      context.unschedule(id);
      const row = context.update(networkInterfaceTable, plan.existing, attached);
      meterAddressesOf(context, row);
      return row;
    }
    return context.put<NetworkInterfaceRow>(networkInterfaceTable, {
      region: context.region,
      id,
      vpcId: plan.subnet.vpcId,
      subnetId: plan.subnet.id,
      availabilityZone: plan.subnet.availabilityZone,
      description: plan.description,
      macAddress: newMacAddress(context),
      ...drawAddresses(context, plan.addresses!, plan.subnet, taken),
      associatePublicIp: plan.associatePublicIp,
      groups: plan.groups,
      sourceDestCheck: true,
      ...(plan.interfaceType && { interfaceType: plan.interfaceType }),
      ...(plan.connectionTracking && { connectionTracking: plan.connectionTracking }),
      ...attached,
    });
  });
}
