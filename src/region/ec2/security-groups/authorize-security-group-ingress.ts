import { defineAction } from '../../kernel/action';
import { authorize } from './authorize';
import { requestedPermissions, ruleInputs } from './flat-permissions';
import { requestedGroup } from './resolve-groups';

/** AuthorizeSecurityGroupIngress (API; reference: network.md §3). @throws ApiError of `requestedPermissions`, `requestedGroup` and `authorize` */
export const authorizeSecurityGroupIngress = defineAction({
  name: 'ec2:AuthorizeSecurityGroupIngress',
  access: 'write',
  inputs: { ...ruleInputs, GroupName: 'honoured', TagSpecifications: 'honoured' },
  handle(context, input) {
    const group = requestedGroup(context, input);
    return authorize(context, group, false, requestedPermissions(input), input.TagSpecifications);
  },
});
