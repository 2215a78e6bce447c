import { defineAction } from '../../kernel/action';
import { requestedPermissions, ruleInputs } from './flat-permissions';
import { requestedGroup } from './resolve-groups';
import { revoke } from './revoke';

/** RevokeSecurityGroupIngress (API; reference: network.md §3). @throws ApiError of `requestedGroup`, `requestedPermissions` and `revoke` */
export const revokeSecurityGroupIngress = defineAction({
  name: 'ec2:RevokeSecurityGroupIngress',
  access: 'write',
  inputs: { ...ruleInputs, GroupName: 'honoured', SecurityGroupRuleIds: 'honoured' },
  handle(context, input) {
    return revoke(context, requestedGroup(context, input), false, input, () => requestedPermissions(input));
  },
});
