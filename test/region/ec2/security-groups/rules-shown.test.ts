import assert from 'node:assert/strict';
import type { IpPermission } from '@aws-sdk/client-ec2';
import { securityGroupRuleTable } from '../../../../src/region/ec2/security-groups/rules';
import { securityGroupRulesKind } from '../../../../src/region/ec2/security-groups/security-group-rules-kind';
import { anywhere, none, openGroup, ssh } from './support';

describe('rules of prefix lists', () => {
  it('are made, shown, found and revoked as others are, and count as many as the list may have entries', () => {
    const group = openGroup();
    const lists = group.run('ec2:DescribeManagedPrefixLists', {}).PrefixLists!;
    const id = (name: RegExp): string => lists.find(({ PrefixListName }) => name.test(PrefixListName!))!.PrefixListId!;
    const cloudfront = id(/cloudfront/);
    const https = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443 };
    const permission = { ...https, PrefixListIds: [{ PrefixListId: cloudfront, Description: 'edge' }] };
    const [rule] = group.allow(permission);
    const shown = group.run('ec2:DescribeSecurityGroups', { Filters: [{ Name: 'ip-permission.prefix-list-id', Values: [cloudfront] }] });
    assert.deepEqual(
      shown.SecurityGroups!.map(({ GroupId, IpPermissions }) => [GroupId, IpPermissions]),
      [[group.id, [{ ...none, ...permission }]]],
    );
    assert.equal(
      group.run('ec2:DescribeSecurityGroupRules', { SecurityGroupRuleIds: [rule!] }).SecurityGroupRules![0]!.PrefixListId,
      cloudfront,
    );
    // 55 entries: 5 more of IPv4 fit, and 60 of IPv6.
    const range = (third: number): IpPermission => ({ ...https, IpRanges: [{ CidrIp: `10.0.${third}.0/24` }] });
    group.allow(...[1, 2, 3, 4, 5].map(range), {
      ...https,
      Ipv6Ranges: Array.from({ length: 60 }, (_, index) => ({ CidrIpv6: `2001:db8:${index}::/48` })),
    });
    for (const one of [range(6), { ...https, PrefixListIds: [{ PrefixListId: id(/s3$/) }] }]) {
      group.fails('ec2:AuthorizeSecurityGroupIngress', { GroupId: group.id, IpPermissions: [one] }, 'RulesPerSecurityGroupLimitExceeded');
    }
    group.fails('ec2:AuthorizeSecurityGroupIngress', { GroupId: group.id, IpPermissions: [permission] }, 'InvalidPermission.Duplicate');
    const change = { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, PrefixListId: id(/s3$/) };
    group.run('ec2:ModifySecurityGroupRules', {
      GroupId: group.id,
      SecurityGroupRules: [{ SecurityGroupRuleId: rule!, SecurityGroupRule: change }],
    });
    const revoked = group.run('ec2:RevokeSecurityGroupIngress', {
      GroupId: group.id,
      IpPermissions: [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, PrefixListIds: [{ PrefixListId: id(/s3$/) }] }],
    }).RevokedSecurityGroupRules!;
    assert.deepEqual(
      revoked.map(({ SecurityGroupRuleId, PrefixListId }) => [SecurityGroupRuleId, PrefixListId]),
      [[rule, id(/s3$/)]],
    );
  });
});

describe('security group rules in the sidebar', () => {
  it('say what they let through, and warn of logins that are open to the world', () => {
    const group = openGroup();
    group.allow(
      { ...ssh, IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'anybody' }] },
      { ...ssh, IpRanges: [{ CidrIp: '203.0.113.7/32' }] },
      { IpProtocol: 'tcp', FromPort: 3_000, ToPort: 4_000, Ipv6Ranges: [{ CidrIpv6: '::/0' }] },
      { IpProtocol: 'icmp', FromPort: 8, ToPort: 0, IpRanges: anywhere },
      { IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: group.id }] },
    );
    const context = group.context();
    const faces = context.by(securityGroupRuleTable, 'group', group.id).map((row) => {
      const { label, description, icon, color, flags } = securityGroupRulesKind.face(context, row);
      return [label, description.map(({ text, args }) => args?.[0] ?? text).join(' '), icon, color, flags.join(' ')];
    });
    const warning = ['warning', 'problemsWarningIcon.foreground', 'inbound open-to-world'];
    assert.deepEqual(faces, [
      ['ALL → 0.0.0.0/0', 'Outbound', 'arrow-up', undefined, 'outbound'],
      ['SSH 22 ← 0.0.0.0/0', 'Inbound anybody', ...warning],
      ['SSH 22 ← 203.0.113.7/32', 'Inbound', 'arrow-down', undefined, 'inbound'],
      ['TCP 3000-4000 ← ::/0', 'Inbound', ...warning],
      ['ICMP 8/0 ← 0.0.0.0/0', 'Inbound', 'arrow-down', undefined, 'inbound'],
      [`ALL ← web (${group.id})`, 'Inbound', 'arrow-down', undefined, 'inbound'],
    ]);
    const [, second] = context.by(securityGroupRuleTable, 'group', group.id);
    group.run('ec2:CreateTags', { Resources: [second!.id], Tags: [{ Key: 'Name', Value: 'office' }] });
    assert.equal(securityGroupRulesKind.face(context, second!).label, 'office');
    assert.deepEqual(
      securityGroupRulesKind.menu.map(({ id, asks, key }) => [id, asks, key]),
      [
        ['edit', 'cloudSandbox.editRule', undefined],
        ['delete', 'cloudSandbox.revokeRule', 'delete'],
      ],
    );
  });
});
