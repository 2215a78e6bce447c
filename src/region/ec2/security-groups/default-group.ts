import type { Context } from '../../kernel/context';
import { putRule } from './rules';
import { type SecurityGroupRow, securityGroupTable } from './security-groups';

/** Lets everything out to all IPv4 addresses, as every new group of a VPC without IPv6 does. */
export function allowAllOut(context: Context, groupId: string): void {
  putRule(context, groupId, { isEgress: true, ipProtocol: '-1', cidrIpv4: '0.0.0.0/0' });
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
