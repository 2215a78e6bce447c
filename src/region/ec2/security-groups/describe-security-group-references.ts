import { defineAction } from '../../kernel/action';
import { missingParameter } from '../../kernel/errors';
import { findGroup } from './security-groups';

/**
 * DescribeSecurityGroupReferences (API): the VPCs on the other side of a peering whose groups name the given ones. Rules name groups of their own
 * VPC only, so there are none; references inside a VPC are not listed on AWS either.
 * @throws ApiError MissingParameter, InvalidGroupId.Malformed, InvalidGroup.NotFound
 */
export const describeSecurityGroupReferences = defineAction({
  name: 'ec2:DescribeSecurityGroupReferences',
  access: 'read',
  inputs: { DryRun: 'honoured', GroupId: 'honoured' },
  handle(context, { GroupId: ids = [] }) {
    if (ids.length === 0) throw missingParameter('groupId');
    for (const id of ids) findGroup(context, id);
    return { SecurityGroupReferenceSet: [] };
  },
});
