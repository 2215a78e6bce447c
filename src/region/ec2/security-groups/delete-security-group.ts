import { tagsTable } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { ApiError } from '../../kernel/errors';
import { networkInterfaceTable } from '../network-interfaces/network-interfaces';
import { requestedGroup } from './resolve-groups';
import { deleteRule, securityGroupRuleTable } from './rules';
import { type SecurityGroupRow, securityGroupTable } from './security-groups';

/** True while an interface has the group or another group's rule names it. */
function inUse(context: Context, { id }: SecurityGroupRow): boolean {
  if (context.rows(networkInterfaceTable).count('group', id) > 0) return true;
  return context.by(securityGroupRuleTable, 'referenced', id).some(({ groupId }) => groupId !== id);
}

/** DeleteSecurityGroup (API; reference: network.md §3). @throws ApiError CannotDelete, DependencyViolation, and those of `requestedGroup` */
export const deleteSecurityGroup = defineAction({
  name: 'ec2:DeleteSecurityGroup',
  access: 'write',
  inputs: { GroupId: 'honoured', GroupName: 'honoured', DryRun: 'honoured' },
  handle(context, input) {
    const group = requestedGroup(context, input);
    if (group.name === 'default') {
      throw new ApiError('CannotDelete', `the specified group: "${group.id}" name: "default" cannot be deleted by a user`);
    }
    if (inUse(context, group)) throw new ApiError('DependencyViolation', `resource ${group.id} has a dependent object`);
    for (const rule of context.by(securityGroupRuleTable, 'group', group.id)) deleteRule(context, rule.id);
    context.delete(tagsTable, group.id);
    context.delete(securityGroupTable, group.id);
    context.subjects.push(group.id);
    return { Return: true, GroupId: group.id };
  },
});
