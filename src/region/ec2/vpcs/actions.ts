import type { ActionDefinition } from '../../kernel/action';
import { createDefaultVpc } from './create-default-vpc';
import { createVpc } from './create-vpc';
import { deleteVpc } from './delete-vpc';
import { describeVpcs } from './describe-vpcs';
import { describeVpcAttribute, modifyVpcAttribute, modifyVpcTenancy } from './vpc-attributes';
import { associateVpcCidrBlock, disassociateVpcCidrBlock } from './vpc-cidr-blocks';
import { vpcTable } from './vpcs';

/** What can be done with VPCs. */
export const vpcActions: readonly ActionDefinition[] = [
  associateVpcCidrBlock,
  createDefaultVpc,
  createVpc,
  deleteVpc,
  describeVpcAttribute,
  describeVpcs,
  disassociateVpcCidrBlock,
  modifyVpcAttribute,
  modifyVpcTenancy,
];

export const vpcTables = [vpcTable] as const;
