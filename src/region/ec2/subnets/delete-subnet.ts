import { tagsTable } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import { ApiError, missingParameter } from '../../kernel/errors';
import { forgetSubnetAclAssociation } from '../network-acls/default-network-acl';
import { networkInterfaceTable } from '../network-interfaces/network-interfaces';
import { forgetSubnetRouteAssociation } from '../route-tables/main-route-table';
import { findSubnet, subnetTable } from './subnets';

/** DeleteSubnet (API): once no interface is in it. @throws ApiError InvalidSubnetID.*, DependencyViolation */
export const deleteSubnet = defineAction({
  name: 'ec2:DeleteSubnet',
  access: 'write',
  inputs: { SubnetId: 'honoured', DryRun: 'honoured' },
  handle(context, { SubnetId }) {
    if (!SubnetId) throw missingParameter('subnetId');
    const subnet = findSubnet(context, SubnetId);
    if (context.rows(networkInterfaceTable).count('subnet', subnet.id) > 0) {
      throw new ApiError('DependencyViolation', `The subnet '${subnet.id}' has dependencies and cannot be deleted.`);
    }
    forgetSubnetRouteAssociation(context, subnet.id);
    forgetSubnetAclAssociation(context, subnet.id);
    context.delete(tagsTable, subnet.id);
    context.delete(subnetTable, subnet.id);
    context.subjects.push(subnet.id);
    return {};
  },
});
