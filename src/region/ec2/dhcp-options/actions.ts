import type { ActionDefinition } from '../../kernel/action';
import { associateDhcpOptions } from './associate-dhcp-options';
import { createDhcpOptions } from './create-dhcp-options';
import { deleteDhcpOptions } from './delete-dhcp-options';
import { describeDhcpOptions } from './describe-dhcp-options';
import { dhcpOptionsTable } from './dhcp-options';

/** What can be done with DHCP options. */
export const dhcpOptionsActions: readonly ActionDefinition[] = [
  associateDhcpOptions,
  createDhcpOptions,
  deleteDhcpOptions,
  describeDhcpOptions,
];

export const dhcpOptionsTables = [dhcpOptionsTable] as const;
