import type { SecurityGroupRule } from '@aws-sdk/client-ec2';
import { tagList, tagsMember, tagsTable } from '../../aws/tags';
import type { Context } from '../../kernel/context';
import type { IdForm } from '../../aws/ids';
import { defineTable, type RowKey } from '../../store/table';

/** What a rule lets through, apart from the group it belongs to. Exactly one of the four peers is there. */
export interface RuleContent {
  readonly isEgress: boolean;
  /** `tcp`, `udp`, `icmp`, `icmpv6`, `-1` for all, or another protocol's number. */
  readonly ipProtocol: string;
  /** First port, or ICMP type; -1 is all. Absent for protocols without ports. */
  readonly fromPort?: number;
  /** Last port, or ICMP code; -1 is all. */
  readonly toPort?: number;
  readonly cidrIpv4?: string;
  readonly cidrIpv6?: string;
  readonly referencedGroupId?: string;
  readonly prefixListId?: string;
  readonly description?: string;
}

/** One rule of a security group. The row's id is `sgr-…`. */
export interface SecurityGroupRuleRow extends RowKey, RuleContent {
  readonly groupId: string;
}

/** Two rules that are the same: description and tags do not count (reference: network.md §3). */
export function sameRuleKey(groupId: string, rule: RuleContent): string {
  return [groupId, rule.isEgress, rule.ipProtocol, rule.fromPort, rule.toPort, peerOf(rule)].join('/');
}

/** The block, group or prefix list a rule is about. */
export function peerOf(rule: RuleContent): string {
  return (rule.cidrIpv4 ?? rule.cidrIpv6 ?? rule.referencedGroupId ?? rule.prefixListId)!;
}

export const securityGroupRuleTable = defineTable<SecurityGroupRuleRow, 'group' | 'referenced' | 'prefixList' | 'same'>({
  name: 'ec2_security_group_rules',
  kind: 'security-group-rules',
  columns: {
    groupId: 'text',
    isEgress: 'boolean',
    ipProtocol: 'text',
    fromPort: 'integer',
    toPort: 'integer',
    cidrIpv4: 'text',
    cidrIpv6: 'text',
    referencedGroupId: 'text',
    prefixListId: 'text',
    description: 'text',
  },
  indexes: {
    group: (row) => row.groupId,
    referenced: (row) => row.referencedGroupId,
    prefixList: (row) => row.prefixListId,
    same: (row) => sameRuleKey(row.groupId, row),
  },
  about: (row) => ({ kind: 'security-groups', id: row.groupId }),
});

export const securityGroupRuleIdForm: IdForm = {
  prefix: 'sgr',
  errorPrefix: 'InvalidSecurityGroupRuleId',
  noun: 'security group rule',
};

/** The rule of the group that is the same as this one. */
export function ruleLike(context: Context, groupId: string, rule: RuleContent): SecurityGroupRuleRow | undefined {
  return context.by(securityGroupRuleTable, 'same', sameRuleKey(groupId, rule))[0];
}

/** Adds a rule to a group. */
export function putRule(context: Context, groupId: string, rule: RuleContent): SecurityGroupRuleRow {
  return context.put(securityGroupRuleTable, { region: context.region, id: context.newId('sgr'), groupId, ...rule });
}

/** Takes a rule away, and its tags with it. */
export function deleteRule(context: Context, id: string): void {
  context.delete(securityGroupRuleTable, id);
  context.delete(tagsTable, id);
}

/** The rules of a group in one direction, in the order they were made. */
export function rulesOf(context: Context, groupId: string, isEgress: boolean): SecurityGroupRuleRow[] {
  return context.by(securityGroupRuleTable, 'group', groupId).filter((rule) => rule.isEgress === isEgress);
}

/** A rule as the answer that made it says: without tags it does not speak of them (seen in answers of the real service). */
export function describeNewRule(context: Context, rule: SecurityGroupRuleRow): SecurityGroupRule {
  const { Tags: _, ...shape } = describeRule(context, rule);
  return { ...shape, ...tagsMember(context, rule.id) };
}

/** What rules say in each of AWS's shapes for them: without ports -1 for both (API, SecurityGroupRule, RevokedSecurityGroupRule). */
export function describeContent(rule: SecurityGroupRuleRow) {
  return {
    SecurityGroupRuleId: rule.id,
    IsEgress: rule.isEgress,
    IpProtocol: rule.ipProtocol,
    FromPort: rule.fromPort ?? -1,
    ToPort: rule.toPort ?? -1,
    ...(rule.cidrIpv4 !== undefined && { CidrIpv4: rule.cidrIpv4 }),
    ...(rule.cidrIpv6 !== undefined && { CidrIpv6: rule.cidrIpv6 }),
    ...(rule.prefixListId !== undefined && { PrefixListId: rule.prefixListId }),
    ...(rule.description !== undefined && { Description: rule.description }),
  };
}

/** A rule in AWS's shape (API, SecurityGroupRule). */
export function describeRule(context: Context, rule: SecurityGroupRuleRow): SecurityGroupRule {
  const { accountId } = context.account;
  return {
    ...describeContent(rule),
    GroupId: rule.groupId,
    GroupOwnerId: accountId,
    ...(rule.referencedGroupId !== undefined && { ReferencedGroupInfo: { GroupId: rule.referencedGroupId, UserId: accountId } }),
    Tags: tagList(context, rule.id),
    SecurityGroupRuleArn: `arn:aws:ec2:${context.region}:${accountId}:security-group-rule/${rule.id}`,
  };
}
