import type { InstanceNetworkInterfaceSpecification, RunInstancesRequest } from '@aws-sdk/client-ec2';
import type { InstanceTypeFacts } from '../../../catalog/instance-types';
import type { Context } from '../../../kernel/context';
import { ApiError, invalidCombination, invalidValue, notSimulated } from '../../../kernel/errors';
import { freePrivateAddress, checkPrivateAddress } from '../../network/addresses';
import { findSubnet, type SubnetRow } from '../../subnets/subnets';
import { resolveGroups } from '../../security-groups/resolve-groups';
import { type NetworkInterfaceRow, networkInterfaceTable, type PrivateAddress } from '../../network-interfaces/network-interfaces';
import type { InstanceRow } from '../instances';

/** An interface that each launched instance gets. */
export interface InterfacePlan {
  readonly deviceIndex: number;
  readonly networkCardIndex: number;
  readonly subnet: SubnetRow;
  readonly groups: readonly string[];
  readonly description: string;
  readonly deleteOnTermination: boolean;
  readonly associatePublicIp: boolean;
  /** Addresses asked for; the first is the primary one. Others are drawn. */
  readonly fixedAddresses: readonly string[];
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
  refuseIpv6(input, subnet);
  const listed = input.NetworkInterfaces;
  if (!listed || listed.length === 0) {
    const fixed = input.PrivateIpAddress === undefined ? [] : [input.PrivateIpAddress];
    checkAddresses(context, subnet, fixed, count);
    return [
      {
        deviceIndex: 0,
        networkCardIndex: 0,
        subnet,
        groups: resolveGroups(context, { ids: input.SecurityGroupIds, names: input.SecurityGroups, vpcId: subnet.vpcId }),
        description: '',
        deleteOnTermination: true,
        associatePublicIp: subnet.mapPublicIpOnLaunch,
        fixedAddresses: fixed,
        addressCount: 1,
      },
    ];
  }
  for (const name of ['SubnetId', 'SecurityGroupIds', 'SecurityGroups', 'PrivateIpAddress'] as const) {
    const value = input[name];
    if (value !== undefined && value.length > 0) {
      throw invalidCombination(
        `Network interfaces and an instance-level ${name === 'SubnetId' ? 'subnet ID' : name === 'PrivateIpAddress' ? 'private address' : 'security groups'} may not be specified on the same request`,
      );
    }
  }
  if (listed.length > type.maximumNetworkInterfaces) {
    throw new ApiError('AttachmentLimitExceeded', `Interface count ${listed.length} exceeds the limit for ${type.name}.`);
  }
  const plans = listed.map((specification, index) => planListed(context, specification, index, type, subnet, count, listed.length));
  const fixed = plans.flatMap(({ subnet: { id }, fixedAddresses }) => fixedAddresses.map((address) => `${id}/${address}`));
  if (new Set(fixed).size < fixed.length) throw invalidValue('A private IP address was given more than once.');
  const slots = new Set(plans.map(({ networkCardIndex, deviceIndex }) => `${networkCardIndex}/${deviceIndex}`));
  if (slots.size < plans.length) throw invalidCombination('Each network interface requires a unique device index.');
  if (!plans.some(({ deviceIndex, networkCardIndex }) => deviceIndex === 0 && networkCardIndex === 0)) {
    throw invalidCombination('A network interface with device index 0 is required.');
  }
  return plans.sort((a, b) => a.networkCardIndex - b.networkCardIndex || a.deviceIndex - b.deviceIndex);
}

/** What the sandbox's network does not have is refused, never kept. */
const refusedParts = [
  'AssociateCarrierIpAddress',
  'InterfaceType',
  'Ipv4Prefixes',
  'Ipv4PrefixCount',
  'Ipv6Prefixes',
  'Ipv6PrefixCount',
  'EnaSrdSpecification',
  'ConnectionTrackingSpecification',
  'EnaQueueCount',
] as const;

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
    if (specification[part] === undefined || (part === 'InterfaceType' && specification[part] === 'interface')) continue;
    throw notSimulated(`NetworkInterfaces.${part} of RunInstances`);
  }
  if (specification.NetworkInterfaceId !== undefined) {
    throw new ApiError(
      'InvalidNetworkInterfaceID.NotFound',
      `The networkInterface ID '${specification.NetworkInterfaceId}' does not exist`,
    );
  }
  const subnet = specification.SubnetId === undefined ? fallback : findSubnet(context, specification.SubnetId);
  if (subnet.availabilityZone !== fallback.availabilityZone) {
    throw invalidCombination('Network interfaces of an instance must be in the same Availability Zone.');
  }
  refuseIpv6(specification, subnet);
  if (specification.AssociatePublicIpAddress !== undefined && (interfaces > 1 || (specification.DeviceIndex ?? position) !== 0)) {
    throw invalidCombination('The associatePublicIPAddress parameter cannot be specified when launching with multiple network interfaces.');
  }
  const secondary = (specification.PrivateIpAddresses ?? [])
    .filter(({ Primary }) => !Primary)
    .map(({ PrivateIpAddress }) => PrivateIpAddress ?? '');
  const primaries = [
    ...(specification.PrivateIpAddress === undefined ? [] : [specification.PrivateIpAddress]),
    ...(specification.PrivateIpAddresses ?? []).filter(({ Primary }) => Primary).map(({ PrivateIpAddress }) => PrivateIpAddress ?? ''),
  ];
  if (primaries.length > 1) throw invalidCombination('Only one primary private IP address can be specified.');
  if (specification.SecondaryPrivateIpAddressCount !== undefined && secondary.length > 0) {
    throw invalidCombination('secondaryPrivateIpAddressCount and privateIpAddresses cannot be used together.');
  }
  const fixedAddresses = primaries.length > 0 ? [...primaries, ...secondary] : [];
  if (primaries.length === 0 && secondary.length > 0)
    throw invalidCombination('A primary private IP address is required with secondary ones.');
  const addressCount = 1 + Math.max(secondary.length, specification.SecondaryPrivateIpAddressCount ?? 0);
  if (addressCount > type.ipv4AddressesPerInterface) {
    throw new ApiError(
      'PrivateIpAddressLimitExceeded',
      `Number of private addresses will exceed limit. Max allowed for ${type.name}: ${type.ipv4AddressesPerInterface}.`,
    );
  }
  checkAddresses(context, subnet, fixedAddresses, count);
  const deviceIndex = specification.DeviceIndex ?? position;
  if (!Number.isInteger(deviceIndex) || deviceIndex < 0 || deviceIndex >= type.maximumNetworkInterfaces) {
    throw invalidValue(`Invalid device index ${deviceIndex} for the instance type ${type.name}.`);
  }
  const networkCardIndex = specification.NetworkCardIndex ?? 0;
  if (networkCardIndex < 0 || networkCardIndex >= Math.max(1, type.networkCards)) {
    throw invalidValue(`Network card index ${networkCardIndex} is not valid for the instance type ${type.name}.`);
  }
  return {
    deviceIndex,
    networkCardIndex,
    subnet,
    groups: resolveGroups(context, { ids: specification.Groups, names: undefined, vpcId: subnet.vpcId }),
    description: specification.Description ?? '',
    deleteOnTermination: specification.DeleteOnTermination ?? true,
    associatePublicIp: specification.AssociatePublicIpAddress ?? (interfaces === 1 && subnet.mapPublicIpOnLaunch),
    fixedAddresses,
    addressCount,
  };
}

/** No subnet of the account has an IPv6 range: EC2 refuses IPv6 addresses there. */
function refuseIpv6(
  asked: {
    Ipv6AddressCount?: number | undefined;
    Ipv6Addresses?: readonly object[] | undefined;
    EnablePrimaryIpv6?: boolean | undefined;
    PrimaryIpv6?: boolean | undefined;
  },
  subnet: SubnetRow,
): void {
  if ((asked.Ipv6AddressCount ?? 0) > 0 || (asked.Ipv6Addresses ?? []).length > 0 || asked.EnablePrimaryIpv6 || asked.PrimaryIpv6) {
    throw invalidValue(`The specified subnet '${subnet.id}' does not have an associated IPv6 CIDR block.`);
  }
}

function checkAddresses(context: Context, subnet: SubnetRow, addresses: readonly string[], count: number): void {
  if (addresses.length === 0) return;
  if (count > 1) throw invalidCombination('A private IP address can be specified only for a single instance.');
  if (new Set(addresses).size < addresses.length) throw invalidValue('A private IP address was given more than once.');
  for (const address of addresses) checkPrivateAddress(context, subnet, address);
}

/** Makes the interfaces of one instance, attached to it. Their public addresses come when the instance runs. */
export function createInterfaces(context: Context, instance: InstanceRow, plans: readonly InterfacePlan[]): NetworkInterfaceRow[] {
  const taken = new Set(plans.flatMap(({ fixedAddresses }) => fixedAddresses));
  return plans.map((plan) => {
    const id = context.newId('eni');
    const privateAddresses: PrivateAddress[] = [];
    const row: NetworkInterfaceRow = {
      region: context.region,
      id,
      vpcId: plan.subnet.vpcId,
      subnetId: plan.subnet.id,
      availabilityZone: plan.subnet.availabilityZone,
      description: plan.description,
      macAddress: macAddress(context.newHex('mac')),
      privateAddresses,
      associatePublicIp: plan.associatePublicIp,
      groups: plan.groups,
      status: 'in-use',
      sourceDestCheck: true,
      attachment: {
        attachmentId: context.newId('eni-attach'),
        instanceId: instance.id,
        deviceIndex: plan.deviceIndex,
        networkCardIndex: plan.networkCardIndex,
        status: 'attached',
        attachTime: context.now,
        deleteOnTermination: plan.deleteOnTermination,
      },
    };
    for (let index = 0; index < plan.addressCount; index++) {
      const address = plan.fixedAddresses[index] ?? freePrivateAddress(context, plan.subnet, taken);
      taken.add(address);
      privateAddresses.push({ address, primary: index === 0 });
    }
    return context.put(networkInterfaceTable, row);
  });
}

/** A locally administered unicast address (reference: network.md §6). */
function macAddress(hex: string): string {
  const first = ['02', '06', '0a', '0e'][Number.parseInt(hex[0]!, 16) % 4]!;
  return [first, ...[1, 2, 3, 4, 5].map((byte) => hex.slice(byte * 2, byte * 2 + 2))].join(':');
}
