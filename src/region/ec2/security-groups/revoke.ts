import type { IpPermission, RevokedSecurityGroupRule, RevokeSecurityGroupIngressResult } from '@aws-sdk/client-ec2';
import { findAll } from '../../aws/ids';
import type { Context } from '../../kernel/context';
import { ApiError, invalidCombination } from '../../kernel/errors';
import { defaultVpc } from '../vpcs/vpcs';
import { type DescribesRules, describesRules } from './flat-permissions';
import { permissionsOfRules } from './permission-shape';
import { rulesFrom } from './permissions';
import {
  deleteRule,
  describeContent,
  type RuleContent,
  ruleLike,
  securityGroupRuleIdForm,
  type SecurityGroupRuleRow,
  securityGroupRuleTable,
} from './rules';
import type { SecurityGroupRow } from './security-groups';

/**
 * Rules of one group and direction by their ids.
 * @throws ApiError InvalidSecurityGroupRuleId.Malformed, .NotFound; a rule of another group or direction is not found either
 */
export function findRules(context: Context, group: SecurityGroupRow, isEgress: boolean, ids: readonly string[]): SecurityGroupRuleRow[] {
  return findAll([...new Set(ids)], securityGroupRuleIdForm, (id) => {
    const rule = context.get(securityGroupRuleTable, id);
    return rule?.groupId === group.id && rule.isEgress === isEgress ? rule : undefined;
  });
}

function describeRevoked(rule: SecurityGroupRuleRow): RevokedSecurityGroupRule {
  return {
    ...describeContent(rule),
    GroupId: rule.groupId,
    ...(rule.referencedGroupId !== undefined && { ReferencedGroupId: rule.referencedGroupId }),
  };
}

/**
 * Takes rules from a group, named by their ids or described; a description need not match. What is described and not there fails, all of it,
 * except in the default VPC, where the answer lists it (API, RevokeSecurityGroupIngress, RevokeSecurityGroupEgress; reference: network.md §3).
 * @param permissions the request's, asked for when it names no ids
 * @throws ApiError MissingParameter, InvalidParameterCombination, InvalidSecurityGroupRuleId.*, InvalidPermission.NotFound, those of `rulesFrom`
 */
export function revoke(
  context: Context,
  group: SecurityGroupRow,
  isEgress: boolean,
  input: DescribesRules & { readonly SecurityGroupRuleIds?: readonly string[] | undefined },
  permissions: () => readonly IpPermission[],
): RevokeSecurityGroupIngressResult {
  const ids = input.SecurityGroupRuleIds ?? [];
  if (ids.length > 0 && describesRules(input)) {
    throw invalidCombination("The parameter 'securityGroupRuleIds' may not be used in combination with 'ipPermissions'");
  }
  if (ids.length === 0 && !describesRules(input))
    throw new ApiError('MissingParameter', "Either 'ipPermissions' or 'securityGroupRuleIds' should be provided.");
  const found = new Map<string, SecurityGroupRuleRow>();
  const unknown: RuleContent[] = [];
  if (ids.length > 0) for (const rule of findRules(context, group, isEgress, ids)) found.set(rule.id, rule);
  else {
    for (const rule of rulesFrom(context, group, isEgress, permissions())) {
      const row = ruleLike(context, group.id, rule);
      if (row) found.set(row.id, row);
      else unknown.push(rule);
    }
  }
  if (unknown.length > 0 && defaultVpc(context)?.id !== group.vpcId) {
    throw new ApiError('InvalidPermission.NotFound', 'The specified rule does not exist in this security group.');
  }
  for (const id of found.keys()) deleteRule(context, id);
  context.subjects.push(group.id, ...found.keys());
  return {
    Return: true,
    ...(unknown.length > 0 && { UnknownIpPermissions: permissionsOfRules(context, unknown) }),
    RevokedSecurityGroupRules: [...found.values()].map(describeRevoked),
  };
}
