import type { Context } from '../../kernel/context';
import { type NetworkInterfaceRow, networkInterfaceTable } from '../network-interfaces/network-interfaces';
import { inUseAddress, releasePublicAddress } from '../network-interfaces/public-address';
import { type ElasticIpRow, elasticIpTable } from './elastic-ips';

/** Usage type of an Elastic IP address that is mapped to nothing (price list, VPC public IPv4 addresses). */
const idleAddress = 'PublicIPv4:IdleAddress';
/** CHOICE of the name: usage type of mapping an address, which the classic rules charge for above 100 a month (reference: lessons.md §3). */
const remap = 'ElasticIP:Remap';

/**
 * Lets the meter of an address run on as what it is now: in use while it is mapped, whatever its interface does, else idle (VPC User Guide,
 * Elastic IP addresses). The attributes tell what it serves, since the classic rules ask whether that is a running instance.
 */
export function meterAddress(context: Context, address: ElasticIpRow): void {
  context.closeUsage(address.id);
  const nic = address.association && context.get(networkInterfaceTable, address.association.networkInterfaceId);
  if (!nic) {
    context.openUsage(address.id, idleAddress, 1);
    return;
  }
  const instanceId = nic.attachment?.instanceId;
  context.openUsage(address.id, inUseAddress, 1, { networkInterface: nic.id, ...(instanceId !== undefined && { instance: instanceId }) });
}

/** The interface was attached to or detached from an instance: its addresses serve something else from now on. */
export function meterAddressesOf(context: Context, nic: NetworkInterfaceRow): void {
  for (const address of context.by(elasticIpTable, 'interface', nic.id)) meterAddress(context, address);
}

/** Maps an address that is free to a private address that has none, and gives back the one out of Amazon's pool that stood there. */
export function putAssociation(context: Context, address: ElasticIpRow, nic: NetworkInterfaceRow, privateIpAddress: string): string {
  const associationId = context.newId('eipassoc');
  const mapped = context.update(elasticIpTable, address, { association: { associationId, networkInterfaceId: nic.id, privateIpAddress } });
  const primary = nic.privateAddresses[0]!.address === privateIpAddress;
  const target = primary ? releasePublicAddress(context, nic) : nic;
  context.update(networkInterfaceTable, target, {
    privateAddresses: nic.privateAddresses.map((each) =>
      each.address === privateIpAddress
        ? { ...each, elastic: { publicIp: address.publicIp, allocationId: address.id, associationId } }
        : each,
    ),
  });
  meterAddress(context, mapped);
  context.openUsage(address.id, remap, 1);
  context.closeUsage(address.id, remap);
  return associationId;
}

/** Takes the mapping of an address away; it stays allocated. */
export function removeAssociation(context: Context, address: ElasticIpRow): ElasticIpRow {
  if (!address.association) return address;
  const { association, ...free } = address;
  const nic = context.get(networkInterfaceTable, association.networkInterfaceId);
  if (nic) {
    context.update(networkInterfaceTable, nic, {
      privateAddresses: nic.privateAddresses.map(({ elastic, ...each }) =>
        elastic && elastic.allocationId !== address.id ? { ...each, elastic } : each,
      ),
    });
  }
  const row = context.put<ElasticIpRow>(elasticIpTable, free);
  meterAddress(context, row);
  return row;
}

/** Takes the mappings of all addresses of an interface away. */
export function removeAssociations(context: Context, nic: NetworkInterfaceRow): NetworkInterfaceRow {
  for (const address of context.by(elasticIpTable, 'interface', nic.id)) removeAssociation(context, address);
  return context.get(networkInterfaceTable, nic.id)!;
}
