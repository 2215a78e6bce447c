import { forgetClientTokens, withClientToken } from '../../aws/client-tokens';
import { accountLimit } from '../../aws/quotas';
import { putTags, tagSpecifications } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import type { Dependence } from '../../kernel/dependence';
import { ApiError, invalidValue, missingParameter } from '../../kernel/errors';
import { subnetTable } from '../subnets/subnets';
import { findVpc } from '../vpcs/vpcs';
import { describeNetworkAcl } from './describe-network-acls';
import {
  associateSubnet,
  findNetworkAcl,
  networkAclAssociationTable,
  type NetworkAclRow,
  networkAclTable,
  removeNetworkAcl,
} from './network-acls';

/**
 * CreateNetworkAcl (API): an ACL that lets nothing through until it has entries.
 * @throws ApiError MissingParameter, InvalidVpcID.*, NetworkAclLimitExceeded, IdempotentParameterMismatch, tag errors
 */
export const createNetworkAcl = defineAction({
  name: 'ec2:CreateNetworkAcl',
  access: 'write',
  inputs: { TagSpecifications: 'honoured', ClientToken: 'honoured', DryRun: 'honoured', VpcId: 'honoured' },
  handle(context, input) {
    const answer = (id: string) => ({
      NetworkAcl: describeNetworkAcl(context, findNetworkAcl(context, id)),
      ...(input.ClientToken && { ClientToken: input.ClientToken }),
    });
    return withClientToken(
      context,
      'CreateNetworkAcl',
      input,
      () => {
        if (!input.VpcId) throw missingParameter('vpcId');
        const vpc = findVpc(context, input.VpcId);
        const tags = tagSpecifications(input.TagSpecifications, ['network-acl']).get('network-acl') ?? {};
        if (context.rows(networkAclTable).count('vpc', vpc.id) >= accountLimit(context, 'networkAclsPerVpc')) {
          throw new ApiError('NetworkAclLimitExceeded', 'The maximum number of network ACLs has been reached.');
        }
        const { id } = context.put(networkAclTable, { region: context.region, id: context.newId('acl'), vpcId: vpc.id, isDefault: false });
        putTags(context, id, 'network-acl', 'network-acls', tags);
        context.subjects.push(id);
        return { output: answer(id), result: id };
      },
      answer,
    );
  },
});

/** What has an ACL: subnets (API, DeleteNetworkAcl). */
export const networkAclDependence: Dependence<NetworkAclRow> = {
  action: 'ec2:DeleteNetworkAcl',
  code: 'DependencyViolation',
  of: (context, { id }) => context.by(networkAclAssociationTable, 'acl', id).map(({ subnetId }) => ({ kind: 'subnets', id: subnetId })),
};

/**
 * DeleteNetworkAcl (API): not the default one, nor one that a subnet has.
 * @throws ApiError MissingParameter, InvalidNetworkAclID.NotFound, InvalidParameterValue, DependencyViolation
 */
export const deleteNetworkAcl = defineAction({
  name: 'ec2:DeleteNetworkAcl',
  access: 'write',
  inputs: { DryRun: 'honoured', NetworkAclId: 'honoured' },
  handle(context, input) {
    if (!input.NetworkAclId) throw missingParameter('networkAclId');
    const acl = findNetworkAcl(context, input.NetworkAclId);
    const { id, isDefault } = acl;
    if (isDefault) throw invalidValue(`cannot delete default network ACL ${id}`);
    if (networkAclDependence.of(context, acl).length > 0) {
      throw new ApiError(networkAclDependence.code, `The networkAcl '${id}' has dependencies and cannot be deleted.`);
    }
    removeNetworkAcl(context, id);
    forgetClientTokens(context, id);
    context.subjects.push(id);
    return {};
  },
});

/**
 * ReplaceNetworkAclAssociation (API): another ACL for a subnet; the association gets a new id.
 * @throws ApiError MissingParameter, InvalidAssociationID.NotFound, InvalidNetworkAclID.NotFound, InvalidParameterValue for another VPC's ACL
 */
export const replaceNetworkAclAssociation = defineAction({
  name: 'ec2:ReplaceNetworkAclAssociation',
  access: 'write',
  inputs: { DryRun: 'honoured', AssociationId: 'honoured', NetworkAclId: 'honoured' },
  handle(context, input) {
    if (!input.AssociationId) throw missingParameter('associationId');
    if (!input.NetworkAclId) throw missingParameter('networkAclId');
    const association = context.get(networkAclAssociationTable, input.AssociationId);
    if (!association) throw new ApiError('InvalidAssociationID.NotFound', `The association ID '${input.AssociationId}' does not exist`);
    const acl = findNetworkAcl(context, input.NetworkAclId);
    const { subnetId } = association;
    if (context.get(subnetTable, subnetId)?.vpcId !== acl.vpcId) {
      throw invalidValue(`network ACL ${acl.id} and subnet ${subnetId} belong to different networks`);
    }
    context.delete(networkAclAssociationTable, association.id);
    const next = associateSubnet(context, acl.id, subnetId);
    context.subjects.push(association.networkAclId, acl.id);
    return { NewAssociationId: next.id };
  },
});
