import type { IpPermission } from '@aws-sdk/client-ec2';
import type { Context } from '../../kernel/context';
import type { RuleContent } from './rules';

/** Rules as EC2 lists them: those of one protocol and port range are one permission with several peers. */
export function permissionsOfRules(context: Context, rules: readonly RuleContent[]): IpPermission[] {
  const grouped = new Map<
    string,
    Required<Pick<IpPermission, 'IpRanges' | 'Ipv6Ranges' | 'PrefixListIds' | 'UserIdGroupPairs'>> & IpPermission
  >();
  for (const rule of rules) {
    const key = `${rule.ipProtocol}/${rule.fromPort}/${rule.toPort}`;
    let permission = grouped.get(key);
    if (!permission) {
      permission = {
        IpProtocol: rule.ipProtocol,
        ...(rule.fromPort !== undefined && { FromPort: rule.fromPort, ToPort: rule.toPort }),
        UserIdGroupPairs: [],
        IpRanges: [],
        Ipv6Ranges: [],
        PrefixListIds: [],
      };
      grouped.set(key, permission);
    }
    const described = rule.description !== undefined && { Description: rule.description };
    if (rule.cidrIpv4 !== undefined) permission.IpRanges.push({ ...described, CidrIp: rule.cidrIpv4 });
    if (rule.cidrIpv6 !== undefined) permission.Ipv6Ranges.push({ ...described, CidrIpv6: rule.cidrIpv6 });
    if (rule.prefixListId !== undefined) permission.PrefixListIds.push({ ...described, PrefixListId: rule.prefixListId });
    if (rule.referencedGroupId !== undefined) {
      permission.UserIdGroupPairs.push({ ...described, UserId: context.account.accountId, GroupId: rule.referencedGroupId });
    }
  }
  return [...grouped.values()];
}
