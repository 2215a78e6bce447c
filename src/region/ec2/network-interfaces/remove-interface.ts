import { forgetClientTokens } from '../../aws/client-tokens';
import { tagsTable } from '../../aws/tags';
import type { Context } from '../../kernel/context';
import { historyTable } from '../../kernel/tables';
import { meterAddressesOf, removeAssociations } from '../elastic-ips/association';
import { interfaceState, type NetworkInterfaceRow, networkInterfaceTable } from './network-interfaces';
import { releasePublicAddress } from './public-address';

/** Takes an interface out, with its tags; its Elastic IP addresses stay allocated (reference: network.md §5). */
export function removeInterface(context: Context, nic: NetworkInterfaceRow): void {
  releasePublicAddress(context, removeAssociations(context, nic));
  context.unschedule(nic.id);
  context.delete(networkInterfaceTable, nic.id);
  context.delete(tagsTable, nic.id);
  context.delete(historyTable, nic.id);
  forgetClientTokens(context, nic.id);
}

/** The instance is gone, the interface stays: what is mapped to its addresses stays mapped, an address out of Amazon's pool does not. */
export function detachInterface(context: Context, nic: NetworkInterfaceRow): NetworkInterfaceRow {
  // A primary IPv6 address is one until the interface is detached (API, ModifyNetworkInterfaceAttribute).
  const { attachment: _, primaryIpv6: __, ...detached } = releasePublicAddress(context, nic);
  context.unschedule(nic.id);
  const row = context.put<NetworkInterfaceRow>(networkInterfaceTable, { ...detached, status: 'available' });
  context.transition(nic.id, interfaceState(nic), 'available');
  meterAddressesOf(context, row);
  return row;
}
