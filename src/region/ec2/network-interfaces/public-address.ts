import type { Context } from '../../kernel/context';
import { randomPublicIp } from '../network/addresses';
import { type NetworkInterfaceRow, networkInterfaceTable } from './network-interfaces';

/** Usage type of a public IPv4 address in use (price list, VPC public IPv4 addresses). */
const inUseAddress = 'PublicIPv4:InUseAddress';

/** Gives an interface that wants one an address out of Amazon's pool (reference: network.md §2, public IPv4 lifecycle). */
export function givePublicAddress(context: Context, nic: NetworkInterfaceRow): void {
  if (!nic.associatePublicIp || nic.publicAddress) return;
  context.update(networkInterfaceTable, nic, { publicAddress: { publicIp: randomPublicIp(context), ownerId: 'amazon' } });
  context.openUsage(nic.id, inUseAddress, 1);
}

/** Puts the address of an interface back into the pool: the next one will be another. */
export function releasePublicAddress(context: Context, nic: NetworkInterfaceRow): void {
  if (!nic.publicAddress) return;
  const { publicAddress: _, ...without } = nic;
  context.put(networkInterfaceTable, without);
  context.closeUsage(nic.id, inUseAddress);
}
