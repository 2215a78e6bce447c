import { defineAction } from '../../kernel/action';
import { ApiError, invalidCombination, missingParameter } from '../../kernel/errors';
import { checkIpv6Address, checkIpv6Prefix, freeIpv6Address, freeIpv6Prefix } from '../network/ipv6-addresses';
import { canonicalIpv6Block } from '../network/cidr';
import { findSubnet } from '../subnets/subnets';
import { checkAllThere, checkRoom, ownInterface } from './assign-private-ip-addresses';
import { namedOrCounted } from './interface-addresses';
import { type NetworkInterfaceRow, networkInterfaceTable } from './network-interfaces';

/**
 * AssignIpv6Addresses (API): addresses or prefixes out of the subnet's IPv6 block, named or drawn.
 * @throws ApiError InvalidParameterValue for a subnet without IPv6, above the type's limit or outside the block, InvalidIPAddress.InUse
 */
export const assignIpv6Addresses = defineAction({
  name: 'ec2:AssignIpv6Addresses',
  access: 'write',
  inputs: {
    Ipv6PrefixCount: 'honoured',
    Ipv6Prefixes: 'honoured',
    NetworkInterfaceId: 'honoured',
    Ipv6Addresses: 'honoured',
    Ipv6AddressCount: 'honoured',
  },
  handle(context, input) {
    const nic = ownInterface(context, input.NetworkInterfaceId);
    const subnet = findSubnet(context, nic.subnetId);
    const wanted = namedOrCounted(input.Ipv6Addresses ?? [], input.Ipv6AddressCount, 'ipv6Addresses', 'ipv6AddressCount');
    const prefixes = namedOrCounted(input.Ipv6Prefixes ?? [], input.Ipv6PrefixCount, 'ipv6Prefixes', 'ipv6PrefixCount');
    if (wanted.count + prefixes.count === 0) throw missingParameter('ipv6AddressCount or ipv6Addresses');
    if (wanted.count > 0 && prefixes.count > 0) throw invalidCombination('IPv6 prefixes and IPv6 addresses cannot be used together.');
    checkRoom(context, nic, 0, wanted.count + prefixes.count);
    const taken = new Set<string>();
    const take = (count: number, one: (index: number) => string): string[] =>
      Array.from({ length: count }, (_, index) => {
        const address = one(index);
        taken.add(address);
        return address;
      });
    const { fixed } = wanted;
    const addresses = take(wanted.count, (index) =>
      fixed[index] === undefined ? freeIpv6Address(context, subnet, taken) : checkIpv6Address(context, subnet, fixed[index]),
    );
    const newPrefixes = take(prefixes.count, (index) => {
      const prefix = prefixes.fixed[index];
      return prefix === undefined ? freeIpv6Prefix(context, subnet, taken) : checkIpv6Prefix(context, subnet, prefix);
    });
    context.update(networkInterfaceTable, nic, {
      ...(addresses.length > 0 && { ipv6Addresses: [...(nic.ipv6Addresses ?? []), ...addresses] }),
      ...(newPrefixes.length > 0 && { ipv6Prefixes: [...(nic.ipv6Prefixes ?? []), ...newPrefixes] }),
    });
    return {
      NetworkInterfaceId: nic.id,
      ...(addresses.length > 0 && { AssignedIpv6Addresses: addresses }),
      ...(newPrefixes.length > 0 && { AssignedIpv6Prefixes: newPrefixes }),
    };
  },
});

/** UnassignIpv6Addresses (API). @throws ApiError InvalidParameterValue for one that is not there, OperationNotPermitted for the primary one */
export const unassignIpv6Addresses = defineAction({
  name: 'ec2:UnassignIpv6Addresses',
  access: 'write',
  inputs: { Ipv6Prefixes: 'honoured', NetworkInterfaceId: 'honoured', Ipv6Addresses: 'honoured' },
  handle(context, { NetworkInterfaceId, Ipv6Addresses = [], Ipv6Prefixes = [] }) {
    const nic = ownInterface(context, NetworkInterfaceId);
    if (Ipv6Addresses.length + Ipv6Prefixes.length === 0) throw missingParameter('Ipv6Addresses');
    const { ipv6Addresses = [], ipv6Prefixes = [], ...others } = nic;
    const addresses = Ipv6Addresses.map((address) => canonicalIpv6Block(`${address}/128`)?.slice(0, -'/128'.length) ?? address);
    const prefixes = Ipv6Prefixes.map((prefix) => canonicalIpv6Block(prefix) ?? prefix);
    checkAllThere(nic, addresses, ipv6Addresses);
    checkAllThere(nic, prefixes, ipv6Prefixes);
    if (nic.primaryIpv6 && addresses.includes(ipv6Addresses[0]!)) {
      throw new ApiError('OperationNotPermitted', `The primary IPv6 address of the network interface '${nic.id}' cannot be unassigned.`);
    }
    const left = ipv6Addresses.filter((address) => !addresses.includes(address));
    const leftPrefixes = ipv6Prefixes.filter((prefix) => !prefixes.includes(prefix));
    context.put<NetworkInterfaceRow>(networkInterfaceTable, {
      ...others,
      ...(left.length > 0 && { ipv6Addresses: left }),
      ...(leftPrefixes.length > 0 && { ipv6Prefixes: leftPrefixes }),
    });
    return {
      NetworkInterfaceId: nic.id,
      ...(addresses.length > 0 && { UnassignedIpv6Addresses: addresses }),
      ...(prefixes.length > 0 && { UnassignedIpv6Prefixes: prefixes }),
    };
  },
});
