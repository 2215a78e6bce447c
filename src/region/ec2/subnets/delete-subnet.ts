import { tagsTable } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import { type Dependence, distinct } from '../../kernel/dependence';
import { ApiError, missingParameter } from '../../kernel/errors';
import { forgetSubnetAclAssociation } from '../network-acls/default-network-acl';
import { interfaceHolder } from '../network-interfaces/interface-holder';
import { networkInterfaceTable } from '../network-interfaces/network-interfaces';
import { forgetSubnetRouteAssociation } from '../route-tables/main-route-table';
import { findSubnet, type SubnetRow, subnetTable } from './subnets';

/** What is in a subnet: its interfaces (API, DeleteSubnet). */
export const subnetDependence: Dependence<SubnetRow> = {
  action: 'ec2:DeleteSubnet',
  code: 'DependencyViolation',
  of: (context, { id }) => distinct(context.by(networkInterfaceTable, 'subnet', id).map(interfaceHolder)),
};

/** DeleteSubnet (API): once no interface is in it. @throws ApiError InvalidSubnetID.*, DependencyViolation */
export const deleteSubnet = defineAction({
  name: 'ec2:DeleteSubnet',
  access: 'write',
  inputs: { SubnetId: 'honoured', DryRun: 'honoured' },
  handle(context, { SubnetId }) {
    if (!SubnetId) throw missingParameter('subnetId');
    const subnet = findSubnet(context, SubnetId);
    if (subnetDependence.of(context, subnet).length > 0) {
      throw new ApiError(subnetDependence.code, `The subnet '${subnet.id}' has dependencies and cannot be deleted.`);
    }
    forgetSubnetRouteAssociation(context, subnet.id);
    forgetSubnetAclAssociation(context, subnet.id);
    context.delete(tagsTable, subnet.id);
    context.delete(subnetTable, subnet.id);
    context.subjects.push(subnet.id);
    return {};
  },
});
