import type { IpPermission, SecurityGroupRule, TagSpecification } from '@aws-sdk/client-ec2';
import { accountLimit } from '../../aws/quotas';
import { putTags, tagSpecifications } from '../../aws/tags';
import type { Context } from '../../kernel/context';
import { ApiError, invalidValue } from '../../kernel/errors';
import { rulesFrom } from './permissions';
import { describeRule, hasRule, putRule, type RuleContent, rulesOf, sameRuleKey } from './rules';
import type { SecurityGroupRow } from './security-groups';

/** A rule as EC2 names it in errors: `peer: 0.0.0.0/0, TCP, from port: 22, to port: 22, ALLOW`. */
function words(rule: RuleContent): string {
  const named = /^(tcp|udp|icmp|icmpv6)$/.test(rule.ipProtocol);
  const protocol = rule.ipProtocol === '-1' ? 'ALL' : named ? rule.ipProtocol.toUpperCase() : `protocol: ${rule.ipProtocol}`;
  const icmp = rule.ipProtocol.startsWith('icmp');
  return [
    `peer: ${rule.cidrIpv4 ?? rule.cidrIpv6 ?? rule.referencedGroupId}`,
    protocol,
    ...(rule.fromPort === undefined
      ? []
      : [`${icmp ? 'type' : 'from port'}: ${rule.fromPort}`, `${icmp ? 'code' : 'to port'}: ${rule.toPort}`]),
    'ALLOW',
  ].join(', ');
}

/** Rules of IPv4 and of IPv6 are counted apart, and a rule that names a group counts as one of each (VPC User Guide, quotas). */
function checkQuota(context: Context, group: SecurityGroupRow, isEgress: boolean): void {
  const rules = rulesOf(context, group.id, isEgress);
  const ipv4 = rules.filter(({ cidrIpv6 }) => cidrIpv6 === undefined).length;
  const ipv6 = rules.filter(({ cidrIpv4 }) => cidrIpv4 === undefined).length;
  if (Math.max(ipv4, ipv6) > accountLimit(context, 'rulesPerSecurityGroup')) {
    throw new ApiError('RulesPerSecurityGroupLimitExceeded', 'The maximum number of rules per security group has been reached.');
  }
}

/**
 * Adds rules to a group, all or none (API, AuthorizeSecurityGroupIngress, AuthorizeSecurityGroupEgress).
 * @throws ApiError InvalidPermission.Duplicate, InvalidParameterValue for a rule given twice, RulesPerSecurityGroupLimitExceeded, and those of `rulesFrom`
 */
export function authorize(
  context: Context,
  group: SecurityGroupRow,
  isEgress: boolean,
  permissions: readonly IpPermission[],
  tagging: readonly TagSpecification[] | undefined,
): { Return: true; SecurityGroupRules: SecurityGroupRule[] } {
  const tags = tagSpecifications(tagging, ['security-group-rule']).get('security-group-rule') ?? {};
  const rules = rulesFrom(context, group, isEgress, permissions);
  if (new Set(rules.map((rule) => sameRuleKey(group.id, rule))).size < rules.length) {
    throw invalidValue('The same permission must not appear multiple times');
  }
  const rows = rules.map((rule) => {
    if (hasRule(context, group.id, rule)) {
      throw new ApiError('InvalidPermission.Duplicate', `the specified rule "${words(rule)}" already exists`);
    }
    const row = putRule(context, group.id, rule);
    putTags(context, row.id, 'security-group-rule', 'security-group-rules', tags);
    return row;
  });
  checkQuota(context, group, isEgress);
  context.subjects.push(group.id, ...rows.map(({ id }) => id));
  return { Return: true, SecurityGroupRules: rows.map((row) => describeRule(context, row)) };
}
