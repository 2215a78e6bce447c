import type { ActionDefinition } from '../../kernel/action';
import {
  acceptVpcPeeringConnection,
  deleteVpcPeeringConnection,
  modifyVpcPeeringConnectionOptions,
  rejectVpcPeeringConnection,
} from './change-peering';
import { createVpcPeeringConnection } from './create-vpc-peering-connection';
import { describeVpcPeeringConnections } from './describe-vpc-peering-connections';
import { vpcPeeringConnectionTable } from './vpc-peering-connections';

/** What can be done with VPC peering connections. */
export const vpcPeeringActions: readonly ActionDefinition[] = [
  acceptVpcPeeringConnection,
  createVpcPeeringConnection,
  deleteVpcPeeringConnection,
  describeVpcPeeringConnections,
  modifyVpcPeeringConnectionOptions,
  rejectVpcPeeringConnection,
];

export const vpcPeeringTables = [vpcPeeringConnectionTable] as const;
