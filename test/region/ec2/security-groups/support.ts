import type { IpPermission } from '@aws-sdk/client-ec2';
import { openAccount, type TestAccount } from '../../support/account';

export const anywhere = [{ CidrIp: '0.0.0.0/0' }];
export const ssh = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: anywhere };
export const http = { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: anywhere };
/** The lists of a permission without peers. */
export const none = { UserIdGroupPairs: [], IpRanges: [], Ipv6Ranges: [], PrefixListIds: [] };
/** An id of no rule. */
export const missing = 'sgr-0123456789abcdef0';

/** A group under test. */
export interface Group extends TestAccount {
  readonly id: string;
  /** Adds inbound rules and answers with their ids. */
  allow(...permissions: IpPermission[]): string[];
  /** Protocol, ports and peers of the group's rules in one direction. */
  shown(egress?: boolean): unknown[];
}

/** An account with a group in its default VPC. */
export function openGroup(): Group {
  const account = openAccount();
  const id = account.run('ec2:CreateSecurityGroup', { GroupName: 'web', Description: 'for tests' }).GroupId!;
  return {
    ...account,
    id,
    allow: (...IpPermissions) =>
      account
        .run('ec2:AuthorizeSecurityGroupIngress', { GroupId: id, IpPermissions })
        .SecurityGroupRules!.map(({ SecurityGroupRuleId }) => SecurityGroupRuleId!),
    shown: (egress = false) =>
      account
        .run('ec2:DescribeSecurityGroupRules', { Filters: [{ Name: 'group-id', Values: [id] }] })
        .SecurityGroupRules!.filter(({ IsEgress }) => IsEgress === egress)
        .map((rule) => [rule.IpProtocol, rule.FromPort, rule.ToPort, rule.CidrIpv4 ?? rule.CidrIpv6 ?? rule.ReferencedGroupInfo?.GroupId]),
  };
}
