import type { IpPermission, SecurityGroupRule, TagSpecification } from '@aws-sdk/client-ec2';
import { accountLimit } from '../../aws/quotas';
import { putTags, tagSpecifications } from '../../aws/tags';
import type { Context } from '../../kernel/context';
import { ApiError, invalidValue } from '../../kernel/errors';
import { rulesFrom } from './permissions';
import { prefixListPeer } from './prefix-list-peer';
import { describeNewRule, peerOf, putRule, type RuleContent, ruleLike, rulesOf, sameRuleKey } from './rules';
import type { SecurityGroupRow } from './security-groups';

/** A rule as EC2 names it in errors: `peer: 0.0.0.0/0, TCP, from port: 22, to port: 22, ALLOW`. */
export function ruleWords(rule: RuleContent): string {
  const named = /^(tcp|udp|icmp|icmpv6)$/.test(rule.ipProtocol);
  const protocol = rule.ipProtocol === '-1' ? 'ALL' : named ? rule.ipProtocol.toUpperCase() : `protocol: ${rule.ipProtocol}`;
  const icmp = rule.ipProtocol.startsWith('icmp');
  return [
    `peer: ${peerOf(rule)}`,
    protocol,
    ...(rule.fromPort === undefined
      ? []
      : [`${icmp ? 'type' : 'from port'}: ${rule.fromPort}`, `${icmp ? 'code' : 'to port'}: ${rule.toPort}`]),
    'ALLOW',
  ].join(', ');
}

/**
 * Rules of IPv4 and of IPv6 are counted apart; a rule that names a group counts as one of each, one that names a prefix list as many as the list
 * may have entries (VPC User Guide, quotas).
 * @throws ApiError RulesPerSecurityGroupLimitExceeded
 */
export function checkQuota(context: Context, group: SecurityGroupRow, isEgress: boolean): void {
  let ipv4 = 0;
  let ipv6 = 0;
  for (const rule of rulesOf(context, group.id, isEgress)) {
    const list = rule.prefixListId === undefined ? undefined : prefixListPeer(context, rule.prefixListId);
    const weight = list?.maxEntries ?? 1;
    if (rule.cidrIpv6 === undefined && list?.addressFamily !== 'IPv6') ipv4 += weight;
    if (rule.cidrIpv4 === undefined && list?.addressFamily !== 'IPv4') ipv6 += weight;
  }
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
    if (ruleLike(context, group.id, rule)) {
      throw new ApiError('InvalidPermission.Duplicate', `the specified rule "${ruleWords(rule)}" already exists`);
    }
    const row = putRule(context, group.id, rule);
    putTags(context, row.id, 'security-group-rule', 'security-group-rules', tags);
    return row;
  });
  checkQuota(context, group, isEgress);
  context.subjects.push(group.id, ...rows.map(({ id }) => id));
  return { Return: true, SecurityGroupRules: rows.map((row) => describeNewRule(context, row)) };
}
