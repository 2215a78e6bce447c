import type { Context } from '../../kernel/context';
import { instanceTable } from '../instances/instances';
import { randomPublicIp } from '../network/addresses';
import { interfacesOf, type NetworkInterfaceRow, networkInterfaceTable } from './network-interfaces';

/** Usage type of a public IPv4 address in use (price list, VPC public IPv4 addresses). */
export const inUseAddress = 'PublicIPv4:InUseAddress';

/** The public address under which the world knows an interface's primary address: the Elastic IP address, else the one out of Amazon's pool. */
export function publicIpOf(nic: NetworkInterfaceRow | undefined): string | undefined {
  return nic?.privateAddresses[0]?.elastic?.publicIp ?? nic?.publicAddress?.publicIp;
}

/** True when the interface or one of its addresses is known to the world. */
export function hasPublicAddress(nic: NetworkInterfaceRow): boolean {
  return nic.publicAddress !== undefined || nic.privateAddresses.some(({ elastic }) => elastic);
}

/**
 * Gives the interface of a running instance that wants one an address out of Amazon's pool (EC2 User Guide, instance addressing; reference:
 * network.md §2, public IPv4 lifecycle): not when the instance has more than one interface, nor while an Elastic IP address is on the interface.
 */
export function givePublicAddress(context: Context, instanceId: string): void {
  const nics = interfacesOf(context, instanceId);
  const nic = nics[0];
  if (!nic?.associatePublicIp || nics.length > 1 || hasPublicAddress(nic)) return;
  if (context.get(instanceTable, instanceId)?.state !== 'running') return;
  context.update(networkInterfaceTable, nic, { publicAddress: { publicIp: randomPublicIp(context), ownerId: 'amazon' } });
  context.openUsage(nic.id, inUseAddress, 1);
}

/** Puts the address of an interface back into the pool: the next one will be another. */
export function releasePublicAddress(context: Context, nic: NetworkInterfaceRow): NetworkInterfaceRow {
  if (!nic.publicAddress) return nic;
  const { publicAddress: _, ...without } = nic;
  context.closeUsage(nic.id, inUseAddress);
  return context.put<NetworkInterfaceRow>(networkInterfaceTable, without);
}
