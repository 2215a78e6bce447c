import type { ActionDefinition } from '../../kernel/action';
import { createDefaultSubnet } from './create-default-subnet';
import { createSubnet } from './create-subnet';
import { deleteSubnet } from './delete-subnet';
import { describeSubnets } from './describe-subnets';
import { modifySubnetAttribute } from './modify-subnet-attribute';
import { associateSubnetCidrBlock, disassociateSubnetCidrBlock } from './subnet-cidr-blocks';
import { subnetTable } from './subnets';

/** What can be done with subnets. */
export const subnetActions: readonly ActionDefinition[] = [
  associateSubnetCidrBlock,
  createDefaultSubnet,
  createSubnet,
  deleteSubnet,
  describeSubnets,
  disassociateSubnetCidrBlock,
  modifySubnetAttribute,
];

export const subnetTables = [subnetTable] as const;
