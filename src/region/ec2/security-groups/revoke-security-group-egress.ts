import { defineAction } from '../../kernel/action';
import { missingParameter } from '../../kernel/errors';
import { refuseFlatOutbound, ruleInputs } from './flat-permissions';
import { revoke } from './revoke';
import { findGroup } from './security-groups';

/** RevokeSecurityGroupEgress (API; reference: network.md §3). @throws ApiError MissingParameter, UnsupportedOperation, those of `revoke` */
export const revokeSecurityGroupEgress = defineAction({
  name: 'ec2:RevokeSecurityGroupEgress',
  access: 'write',
  inputs: { ...ruleInputs, SecurityGroupRuleIds: 'honoured' },
  handle(context, input) {
    if (!input.GroupId) throw missingParameter('groupId');
    const group = findGroup(context, input.GroupId);
    refuseFlatOutbound(input);
    return revoke(context, group, true, input, () => input.IpPermissions ?? []);
  },
});
