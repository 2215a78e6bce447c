import { tagsTable } from '../../aws/tags';
import type { Context } from '../../kernel/context';
import { vpcTable } from '../vpcs/vpcs';
import { putRule, type RuleContent, rulesOf, securityGroupRuleTable } from './rules';
import { groupNamed, type SecurityGroupRow, securityGroupTable } from './security-groups';

const allIpv4Out: RuleContent = { isEgress: true, ipProtocol: '-1', cidrIpv4: '0.0.0.0/0' };
const allIpv6Out: RuleContent = { isEgress: true, ipProtocol: '-1', cidrIpv6: '::/0' };

/** Lets everything out, as every new group does: to all IPv4 addresses and, in a VPC that has IPv6, to all of its addresses. */
export function allowAllOut(context: Context, groupId: string): void {
  const vpcId = context.get(securityGroupTable, groupId)!.vpcId;
  putRule(context, groupId, allIpv4Out);
  if (context.get(vpcTable, vpcId)?.ipv6Blocks) putRule(context, groupId, allIpv6Out);
}

/** The VPC got its first IPv6 block: its default group lets IPv6 out, unless its outbound rules were changed (VPC User Guide, security groups). */
export function allowIpv6InDefaultGroup(context: Context, vpcId: string): void {
  const group = groupNamed(context, vpcId, 'default');
  const outbound = group ? rulesOf(context, group.id, true) : [];
  if (group && outbound.length === 1 && outbound[0]!.cidrIpv4 === '0.0.0.0/0' && outbound[0]!.ipProtocol === '-1') {
    putRule(context, group.id, allIpv6Out);
  }
}

/** The VPC is deleted: its default group goes with it. */
export function deleteDefaultGroupWithVpc(context: Context, vpcId: string): void {
  const group = groupNamed(context, vpcId, 'default');
  if (!group) return;
  for (const rule of context.by(securityGroupRuleTable, 'group', group.id)) {
    context.delete(securityGroupRuleTable, rule.id);
    context.delete(tagsTable, rule.id);
  }
  context.delete(tagsTable, group.id);
  context.delete(securityGroupTable, group.id);
}

/** The group each VPC is made with: all in from itself, all out (VPC User Guide, default security groups; reference: network.md §3). */
export function createDefaultGroup(context: Context, vpcId: string): SecurityGroupRow {
  const group = context.put(securityGroupTable, {
    region: context.region,
    id: context.newId('sg'),
    vpcId,
    name: 'default',
    description: 'default VPC security group',
  });
  putRule(context, group.id, { isEgress: false, ipProtocol: '-1', referencedGroupId: group.id });
  allowAllOut(context, group.id);
  return group;
}
