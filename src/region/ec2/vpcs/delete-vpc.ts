import { tagsTable } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import type { Dependence, Dependent } from '../../kernel/dependence';
import { ApiError, missingParameter } from '../../kernel/errors';
import { egressOnlyInternetGatewayTable } from '../internet-gateways/egress-only-internet-gateways';
import { attachedGateway } from '../internet-gateways/internet-gateways';
import { deleteDefaultAclWithVpc, ownNetworkAcls } from '../network-acls/default-network-acl';
import { deleteRouteTablesWithVpc, ownRouteTables } from '../route-tables/main-route-table';
import { deleteDefaultGroupWithVpc } from '../security-groups/default-group';
import { securityGroupTable } from '../security-groups/security-groups';
import { subnetTable } from '../subnets/subnets';
import { vpcEndpointTable } from '../vpc-endpoints/vpc-endpoints';
import { type PeeringState, vpcPeeringConnectionTable } from '../vpc-peering/vpc-peering-connections';
import { findVpc, type VpcRow, vpcTable } from './vpcs';

/** States in which a peering connection holds on to its VPCs. */
const peered: readonly PeeringState[] = ['initiating-request', 'pending-acceptance', 'provisioning', 'active'];

/** What is in a VPC that it wasn't made with (API, DeleteVpc; reference: network.md §6). */
export const vpcDependence: Dependence<VpcRow> = {
  action: 'ec2:DeleteVpc',
  code: 'DependencyViolation',
  of(context, { id: vpcId }) {
    const each = (kind: string, rows: readonly { readonly id: string }[]): Dependent[] => rows.map(({ id }) => ({ kind, id }));
    const gateway = attachedGateway(context, vpcId);
    const peerings = context.by(vpcPeeringConnectionTable, 'vpc', vpcId).filter(({ state }) => peered.includes(state));
    const groups = context.by(securityGroupTable, 'vpc', vpcId).filter(({ name }) => name !== 'default');
    return [
      ...each('subnets', context.by(subnetTable, 'vpc', vpcId)),
      ...each('internet-gateways', gateway ? [gateway] : []),
      ...each('egress-only-internet-gateway', context.by(egressOnlyInternetGatewayTable, 'vpc', vpcId)),
      ...each('vpc-endpoints', context.by(vpcEndpointTable, 'vpc', vpcId)),
      ...each('vpc-peering-connections', peerings),
      ...each('security-groups', groups),
      ...each('route-tables', ownRouteTables(context, vpcId)),
      ...each('network-acls', ownNetworkAcls(context, vpcId)),
    ];
  },
};

/**
 * DeleteVpc (API; reference: network.md §6): with its default security group, main route table and default network ACL, once nothing else is
 * in it.
 * @throws ApiError InvalidVpcID.*, DependencyViolation
 */
export const deleteVpc = defineAction({
  name: 'ec2:DeleteVpc',
  access: 'write',
  inputs: { VpcId: 'honoured', DryRun: 'honoured' },
  handle(context, { VpcId }) {
    if (!VpcId) throw missingParameter('vpcId');
    const vpc = findVpc(context, VpcId);
    if (vpcDependence.of(context, vpc).length > 0) {
      throw new ApiError(vpcDependence.code, `The vpc '${vpc.id}' has dependencies and cannot be deleted.`);
    }
    deleteDefaultGroupWithVpc(context, vpc.id);
    deleteRouteTablesWithVpc(context, vpc.id);
    deleteDefaultAclWithVpc(context, vpc.id);
    context.delete(tagsTable, vpc.id);
    context.delete(vpcTable, vpc.id);
    context.subjects.push(vpc.id);
    return {};
  },
});
