import type { ActionDefinition } from '../../kernel/action';
import { describeAddressesAttribute, modifyAddressAttribute, resetAddressAttribute } from './address-attributes';
import { allocateAddress } from './allocate-address';
import { associateAddress } from './associate-address';
import { describeAddresses } from './describe-addresses';
import { disassociateAddress } from './disassociate-address';
import { elasticIpTable, releasedAddressTable } from './elastic-ips';
import { releaseAddress } from './release-address';

/** What can be done with Elastic IP addresses. */
export const elasticIpActions: readonly ActionDefinition[] = [
  allocateAddress,
  associateAddress,
  describeAddresses,
  describeAddressesAttribute,
  disassociateAddress,
  modifyAddressAttribute,
  releaseAddress,
  resetAddressAttribute,
];

export const elasticIpTables = [elasticIpTable, releasedAddressTable] as const;
