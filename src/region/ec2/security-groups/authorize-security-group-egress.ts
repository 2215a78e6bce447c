import { defineAction } from '../../kernel/action';
import { missingParameter } from '../../kernel/errors';
import { authorize } from './authorize';
import { refuseFlatOutbound, ruleInputs } from './flat-permissions';
import { findGroup } from './security-groups';

/** AuthorizeSecurityGroupEgress (API; reference: network.md §3). @throws ApiError MissingParameter, UnsupportedOperation, those of `authorize` */
export const authorizeSecurityGroupEgress = defineAction({
  name: 'ec2:AuthorizeSecurityGroupEgress',
  access: 'write',
  inputs: { ...ruleInputs, TagSpecifications: 'honoured' },
  handle(context, input) {
    if (!input.GroupId) throw missingParameter('groupId');
    const group = findGroup(context, input.GroupId);
    refuseFlatOutbound(input);
    if (!input.IpPermissions || input.IpPermissions.length === 0) throw missingParameter('ipPermissions');
    return authorize(context, group, true, input.IpPermissions, input.TagSpecifications);
  },
});
