import type { IpPermission, SecurityGroupRuleDescription } from '@aws-sdk/client-ec2';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { ApiError, invalidCombination, missingParameter } from '../../kernel/errors';
import { descriptionOf, rulesFrom } from './permissions';
import { requestedGroup } from './resolve-groups';
import { findRules } from './revoke';
import { ruleLike, securityGroupRuleTable, type SecurityGroupRuleRow } from './rules';
import type { SecurityGroupRow } from './security-groups';

interface Request {
  readonly IpPermissions?: readonly IpPermission[] | undefined;
  readonly SecurityGroupRuleDescriptions?: readonly SecurityGroupRuleDescription[] | undefined;
}

const inputs = {
  DryRun: 'honoured',
  GroupId: 'honoured',
  GroupName: 'honoured',
  IpPermissions: 'honoured',
  SecurityGroupRuleDescriptions: 'honoured',
} as const;

/**
 * Gives rules that are there another description, or none where it is left out (API, UpdateSecurityGroupRuleDescriptionsIngress).
 * @throws ApiError MissingParameter, InvalidParameterCombination, InvalidParameterValue, InvalidPermission.NotFound, InvalidSecurityGroupRuleId.*
 */
function updateDescriptions(context: Context, group: SecurityGroupRow, isEgress: boolean, request: Request): { Return: true } {
  const { IpPermissions = [], SecurityGroupRuleDescriptions: byId = [] } = request;
  if (IpPermissions.length > 0 && byId.length > 0) {
    throw invalidCombination("The parameter 'ipPermissions' may not be used in combination with 'securityGroupRuleDescriptions'");
  }
  if (IpPermissions.length === 0 && byId.length === 0) throw missingParameter('ipPermissions or securityGroupRuleDescriptions');
  const describe = (rule: SecurityGroupRuleRow, text: string | undefined): void => {
    const { description: _, ...rest } = rule;
    context.put(securityGroupRuleTable, { ...rest, ...descriptionOf(text) });
    context.subjects.push(rule.id);
  };
  context.subjects.push(group.id);
  for (const rule of rulesFrom(context, group, isEgress, IpPermissions)) {
    const row = ruleLike(context, group.id, rule);
    if (!row) throw new ApiError('InvalidPermission.NotFound', 'The specified rule does not exist in this security group.');
    describe(row, rule.description);
  }
  for (const { SecurityGroupRuleId, Description } of byId) {
    if (!SecurityGroupRuleId) throw missingParameter('SecurityGroupRuleId');
    describe(findRules(context, group, isEgress, [SecurityGroupRuleId])[0]!, Description);
  }
  return { Return: true };
}

/** UpdateSecurityGroupRuleDescriptionsIngress (API). @throws ApiError of `requestedGroup` and `updateDescriptions` */
export const updateSecurityGroupRuleDescriptionsIngress = defineAction({
  name: 'ec2:UpdateSecurityGroupRuleDescriptionsIngress',
  access: 'write',
  inputs,
  handle: (context, input) => updateDescriptions(context, requestedGroup(context, input), false, input),
});

/** UpdateSecurityGroupRuleDescriptionsEgress (API). @throws ApiError of `requestedGroup` and `updateDescriptions` */
export const updateSecurityGroupRuleDescriptionsEgress = defineAction({
  name: 'ec2:UpdateSecurityGroupRuleDescriptionsEgress',
  access: 'write',
  inputs,
  handle: (context, input) => updateDescriptions(context, requestedGroup(context, input), true, input),
});
