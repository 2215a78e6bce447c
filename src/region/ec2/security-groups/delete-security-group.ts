import { tagsTable } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import { type Dependence, distinct } from '../../kernel/dependence';
import { ApiError } from '../../kernel/errors';
import { interfaceHolder } from '../network-interfaces/interface-holder';
import { networkInterfaceTable } from '../network-interfaces/network-interfaces';
import { requestedGroup } from './resolve-groups';
import { deleteRule, securityGroupRuleTable } from './rules';
import { type SecurityGroupRow, securityGroupTable } from './security-groups';

/** What has a group: interfaces, and other groups whose rules name it (API, DeleteSecurityGroup; reference: network.md §3). */
export const groupDependence: Dependence<SecurityGroupRow> = {
  action: 'ec2:DeleteSecurityGroup',
  code: 'DependencyViolation',
  of: (context, { id }) =>
    distinct([
      ...context.by(networkInterfaceTable, 'group', id).map(interfaceHolder),
      ...context
        .by(securityGroupRuleTable, 'referenced', id)
        .filter(({ groupId }) => groupId !== id)
        .map(({ groupId }) => ({ kind: 'security-groups', id: groupId })),
    ]),
};

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
    if (groupDependence.of(context, group).length > 0)
      throw new ApiError(groupDependence.code, `resource ${group.id} has a dependent object`);
    for (const rule of context.by(securityGroupRuleTable, 'group', group.id)) deleteRule(context, rule.id);
    context.delete(tagsTable, group.id);
    context.delete(securityGroupTable, group.id);
    context.subjects.push(group.id);
    return { Return: true, GroupId: group.id };
  },
});
