import { tagsTable } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { ApiError, missingParameter } from '../../kernel/errors';
import { egressOnlyInternetGatewayTable } from '../internet-gateways/egress-only-internet-gateways';
import { attachedGateway } from '../internet-gateways/internet-gateways';
import { deleteDefaultAclWithVpc, hasOwnNetworkAcls } from '../network-acls/default-network-acl';
import { deleteRouteTablesWithVpc, hasOwnRouteTables } from '../route-tables/main-route-table';
import { deleteDefaultGroupWithVpc } from '../security-groups/default-group';
import { securityGroupTable } from '../security-groups/security-groups';
import { subnetTable } from '../subnets/subnets';
import { vpcEndpointTable } from '../vpc-endpoints/vpc-endpoints';
import { type PeeringState, vpcPeeringConnectionTable } from '../vpc-peering/vpc-peering-connections';
import { findVpc, vpcTable } from './vpcs';

/** States in which a peering connection holds on to its VPCs. */
const peered: readonly PeeringState[] = ['initiating-request', 'pending-acceptance', 'provisioning', 'active'];

/** True while something is in the VPC that it wasn't made with. */
function hasDependents(context: Context, vpcId: string): boolean {
  return (
    context.rows(subnetTable).count('vpc', vpcId) > 0 ||
    attachedGateway(context, vpcId) !== undefined ||
    context.rows(egressOnlyInternetGatewayTable).count('vpc', vpcId) > 0 ||
    context.rows(vpcEndpointTable).count('vpc', vpcId) > 0 ||
    context.by(vpcPeeringConnectionTable, 'vpc', vpcId).some(({ state }) => peered.includes(state)) ||
    context.rows(securityGroupTable).count('vpc', vpcId) > 1 ||
    hasOwnRouteTables(context, vpcId) ||
    hasOwnNetworkAcls(context, vpcId)
  );
}

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
    if (hasDependents(context, vpc.id)) {
      throw new ApiError('DependencyViolation', `The vpc '${vpc.id}' has dependencies and cannot be deleted.`);
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
