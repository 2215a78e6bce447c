import type { ActionDefinition } from '../../kernel/action';
import { assignIpv6Addresses, unassignIpv6Addresses } from './assign-ipv6-addresses';
import { assignPrivateIpAddresses, unassignPrivateIpAddresses } from './assign-private-ip-addresses';
import { attachNetworkInterface } from './attach-network-interface';
import { createNetworkInterface } from './create-network-interface';
import { deleteNetworkInterface } from './delete-network-interface';
import { describeNetworkInterfaces } from './describe-network-interfaces';
import { detachNetworkInterface } from './detach-network-interface';
import { describeNetworkInterfaceAttribute, modifyNetworkInterfaceAttribute, resetNetworkInterfaceAttribute } from './interface-attributes';

/** What can be done with network interfaces. */
export const networkInterfaceActions: readonly ActionDefinition[] = [
  assignIpv6Addresses,
  assignPrivateIpAddresses,
  attachNetworkInterface,
  createNetworkInterface,
  deleteNetworkInterface,
  describeNetworkInterfaceAttribute,
  describeNetworkInterfaces,
  detachNetworkInterface,
  modifyNetworkInterfaceAttribute,
  resetNetworkInterfaceAttribute,
  unassignIpv6Addresses,
  unassignPrivateIpAddresses,
];
