import type { ActionDefinition } from '../../kernel/action';
import { createVpcEndpoint } from './create-vpc-endpoint';
import { deleteVpcEndpoints } from './delete-vpc-endpoints';
import { describeVpcEndpointServices } from './describe-vpc-endpoint-services';
import { describeVpcEndpoints } from './describe-vpc-endpoints';
import { modifyVpcEndpoint } from './modify-vpc-endpoint';
import { vpcEndpointTable } from './vpc-endpoints';

/** What can be done with VPC endpoints. */
export const vpcEndpointActions: readonly ActionDefinition[] = [
  createVpcEndpoint,
  deleteVpcEndpoints,
  describeVpcEndpointServices,
  describeVpcEndpoints,
  modifyVpcEndpoint,
];

export const vpcEndpointTables = [vpcEndpointTable] as const;
