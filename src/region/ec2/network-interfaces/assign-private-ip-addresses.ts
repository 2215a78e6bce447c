import { instanceType } from '../../catalog/instance-types';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { ApiError, invalidCombination, invalidValue, missingParameter } from '../../kernel/errors';
import { elasticIpTable } from '../elastic-ips/elastic-ips';
import { meterAddress, removeAssociation } from '../elastic-ips/association';
import { instanceTable } from '../instances/instances';
import { checkIpv4Prefix, checkPrivateAddress, freeIpv4Prefix, freePrivateAddress } from '../network/addresses';
import { findSubnet, type SubnetRow } from '../subnets/subnets';
import { refuseManaged } from './attachments';
import { addressCounts, checkAddressLimits, namedOrCounted } from './interface-addresses';
import { findNetworkInterface, type NetworkInterfaceRow, networkInterfaceTable, type PrivateAddress } from './network-interfaces';

/** The interface that a request names, which must be the user's own. */
export function ownInterface(context: Context, id: string | undefined): NetworkInterfaceRow {
  if (!id) throw missingParameter('NetworkInterfaceId');
  const nic = findNetworkInterface(context, id);
  refuseManaged(nic);
  context.subjects.push(nic.id);
  return nic;
}

/** Refuses more addresses than the type of the instance it hangs on allows. */
export function checkRoom(context: Context, nic: NetworkInterfaceRow, ipv4: number, ipv6: number): void {
  const instance = nic.attachment && context.get(instanceTable, nic.attachment.instanceId);
  const type = instance && instanceType(instance.instanceType);
  if (!type) return;
  const [ipv4Present, ipv6Present] = addressCounts(nic);
  checkAddressLimits(type, ipv4Present + ipv4, ipv6 === 0 ? 0 : ipv6Present + ipv6);
}

/**
 * AssignPrivateIpAddresses (API): secondary addresses or prefixes, named or drawn. With AllowReassignment a secondary address of another interface
 * moves here, and an Elastic IP address on it moves along.
 * @throws ApiError PrivateIpAddressLimitExceeded, InvalidIPAddress.InUse, InvalidParameterCombination, InvalidParameterValue
 */
export const assignPrivateIpAddresses = defineAction({
  name: 'ec2:AssignPrivateIpAddresses',
  access: 'write',
  inputs: {
    Ipv4Prefixes: 'honoured',
    Ipv4PrefixCount: 'honoured',
    NetworkInterfaceId: 'honoured',
    PrivateIpAddresses: 'honoured',
    SecondaryPrivateIpAddressCount: 'honoured',
    AllowReassignment: 'honoured',
  },
  handle(context, input) {
    const nic = ownInterface(context, input.NetworkInterfaceId);
    const subnet = findSubnet(context, nic.subnetId);
    const { PrivateIpAddresses = [], SecondaryPrivateIpAddressCount } = input;
    const wanted = namedOrCounted(
      PrivateIpAddresses,
      SecondaryPrivateIpAddressCount,
      'privateIpAddresses',
      'secondaryPrivateIpAddressCount',
    );
    const prefixes = namedOrCounted(input.Ipv4Prefixes ?? [], input.Ipv4PrefixCount, 'ipv4Prefixes', 'ipv4PrefixCount');
    if (wanted.count + prefixes.count === 0) throw missingParameter('secondaryPrivateIpAddressCount or privateIpAddresses');
    if (wanted.count > 0 && prefixes.count > 0) throw invalidCombination('IPv4 prefixes and private IP addresses cannot be used together.');
    const own = new Set(nic.privateAddresses.map(({ address }) => address));
    const missing = wanted.fixed.filter((address) => !own.has(address));
    checkRoom(context, nic, wanted.fixed.length > 0 ? missing.length : wanted.count + prefixes.count, 0);
    const taken = new Set<string>();
    const added: PrivateAddress[] = [];
    for (let index = 0; index < wanted.count; index++) {
      const address = wanted.fixed[index];
      if (address === undefined) {
        const drawn = freePrivateAddress(context, subnet, taken);
        taken.add(drawn);
        added.push({ address: drawn, primary: false });
      } else if (!own.has(address)) {
        added.push(input.AllowReassignment ? takeOver(context, subnet, address) : fresh(context, subnet, address));
      }
    }
    const newPrefixes = Array.from({ length: prefixes.count }, (_, index) => {
      const prefix = prefixes.fixed[index] ?? freeIpv4Prefix(context, subnet, taken);
      if (prefixes.fixed[index] !== undefined) checkIpv4Prefix(context, subnet, prefix);
      taken.add(prefix);
      return prefix;
    });
    const row = context.update(networkInterfaceTable, nic, {
      privateAddresses: [...nic.privateAddresses, ...added],
      ...(newPrefixes.length > 0 && { ipv4Prefixes: [...(nic.ipv4Prefixes ?? []), ...newPrefixes] }),
    });
    for (const { elastic } of added) if (elastic) moveMapping(context, elastic.allocationId, row);
    return {
      NetworkInterfaceId: nic.id,
      AssignedPrivateIpAddresses: (wanted.fixed.length > 0 ? wanted.fixed : added.map(({ address }) => address)).map(
        (PrivateIpAddress) => ({
          PrivateIpAddress,
        }),
      ),
      ...(newPrefixes.length > 0 && { AssignedIpv4Prefixes: newPrefixes.map((Ipv4Prefix) => ({ Ipv4Prefix })) }),
    };
  },
});

function fresh(context: Context, subnet: SubnetRow, address: string): PrivateAddress {
  checkPrivateAddress(context, subnet, address);
  return { address, primary: false };
}

/** A secondary address of another interface, or a free one. */
function takeOver(context: Context, subnet: SubnetRow, address: string): PrivateAddress {
  const holder = context.by(networkInterfaceTable, 'address', `${subnet.id}/${address}`)[0];
  if (!holder) return fresh(context, subnet, address);
  const found = holder.privateAddresses.find((each) => each.address === address)!;
  if (found.primary || holder.managedBy !== undefined) {
    throw new ApiError(
      'InvalidIPAddress.InUse',
      `Address ${address} is the primary address of another network interface and cannot be reassigned.`,
    );
  }
  context.subjects.push(holder.id);
  context.update(networkInterfaceTable, holder, { privateAddresses: holder.privateAddresses.filter((each) => each !== found) });
  return found;
}

function moveMapping(context: Context, allocationId: string, nic: NetworkInterfaceRow): void {
  const address = context.get(elasticIpTable, allocationId)!;
  meterAddress(context, context.update(elasticIpTable, address, { association: { ...address.association!, networkInterfaceId: nic.id } }));
}

/**
 * UnassignPrivateIpAddresses (API): secondary addresses and prefixes; an Elastic IP address on one stays allocated.
 * @throws ApiError InvalidParameterValue for one that is not there or is the primary one
 */
export const unassignPrivateIpAddresses = defineAction({
  name: 'ec2:UnassignPrivateIpAddresses',
  access: 'write',
  inputs: { Ipv4Prefixes: 'honoured', NetworkInterfaceId: 'honoured', PrivateIpAddresses: 'honoured' },
  handle(context, { NetworkInterfaceId, PrivateIpAddresses = [], Ipv4Prefixes = [] }) {
    const nic = ownInterface(context, NetworkInterfaceId);
    if (PrivateIpAddresses.length + Ipv4Prefixes.length === 0) throw missingParameter('PrivateIpAddress');
    if (PrivateIpAddresses.includes(nic.privateAddresses[0]!.address)) {
      throw invalidValue(`The primary private IP address of the network interface '${nic.id}' cannot be unassigned.`);
    }
    const going = nic.privateAddresses.filter(({ address }) => PrivateIpAddresses.includes(address));
    checkAllThere(
      nic,
      PrivateIpAddresses,
      going.map(({ address }) => address),
    );
    checkAllThere(nic, Ipv4Prefixes, nic.ipv4Prefixes ?? []);
    for (const { elastic } of going) if (elastic) removeAssociation(context, context.get(elasticIpTable, elastic.allocationId)!);
    const { ipv4Prefixes = [], ...row } = findNetworkInterface(context, nic.id);
    const left = ipv4Prefixes.filter((prefix) => !Ipv4Prefixes.includes(prefix));
    context.put<NetworkInterfaceRow>(networkInterfaceTable, {
      ...row,
      privateAddresses: row.privateAddresses.filter(({ address }) => !PrivateIpAddresses.includes(address)),
      ...(left.length > 0 && { ipv4Prefixes: left }),
    });
    return {};
  },
});

/** @throws ApiError InvalidParameterValue naming what the interface has not */
export function checkAllThere(nic: NetworkInterfaceRow, asked: readonly string[], present: readonly string[]): void {
  const absent = asked.filter((address) => !present.includes(address));
  if (absent.length > 0) throw invalidValue(`Some of [${absent.join(', ')}] are not assigned to interface ${nic.id}`);
}
