import assert from 'node:assert/strict';
import type { ActionName } from '../../../../src/region/aws/action-names';
import { createDefaultGroup } from '../../../../src/region/ec2/security-groups/default-group';
import { tagsTable } from '../../../../src/region/aws/tags';
import { accountId, openAccount, type TestAccount } from '../../support/account';
import { anywhere, http, missing, none, openGroup, ssh } from './support';

/** A group of a VPC that is not the default one. */
function otherGroup(account: TestAccount): string {
  return createDefaultGroup(account.context(), 'vpc-00000000000000001').id;
}

describe('DescribeSecurityGroupRules', () => {
  it('finds rules by id, group, tag and page', () => {
    const group = openGroup();
    const [first, second] = group.allow(ssh, http);
    group.run('ec2:CreateTags', { Resources: [second!], Tags: [{ Key: 'why', Value: 'web' }] });
    const ids = (input: object): string[] =>
      group.run('ec2:DescribeSecurityGroupRules', input).SecurityGroupRules!.map(({ SecurityGroupRuleId }) => SecurityGroupRuleId!);
    assert.deepEqual(ids({ SecurityGroupRuleIds: [second, first] }), [first, second]);
    assert.deepEqual(ids({ Filters: [{ Name: 'security-group-rule-id', Values: [first] }] }), [first]);
    assert.deepEqual(ids({ Filters: [{ Name: 'tag:why', Values: ['web'] }] }), [second]);
    assert.equal(ids({ Filters: [{ Name: 'group-id', Values: [group.id] }] }).length, 3);
    const page = group.run('ec2:DescribeSecurityGroupRules', { MaxResults: 5 });
    assert.equal(page.SecurityGroupRules!.length, 5);
    assert.equal(page.NextToken, undefined);
    group.allow({ ...ssh, FromPort: 1, ToPort: 1 });
    const { NextToken } = group.run('ec2:DescribeSecurityGroupRules', { MaxResults: 5 });
    assert.equal(ids({ MaxResults: 5, NextToken }).length, 1);
  });

  it('refuses ids that are none or not there', () => {
    const group = openGroup();
    const fails = (id: string, code: string, words?: string): void =>
      void group.fails('ec2:DescribeSecurityGroupRules', { SecurityGroupRuleIds: [id] }, code, words);
    fails('sg-1', 'InvalidSecurityGroupRuleId.Malformed');
    fails(missing, 'InvalidSecurityGroupRuleId.NotFound', `The security group rule ID '${missing}' does not exist`);
    group.fails('ec2:DescribeSecurityGroupRules', { DryRun: true }, 'DryRunOperation');
  });
});

describe('RevokeSecurityGroupIngress', () => {
  it('takes rules by their content, whatever their description, and tells which', () => {
    const group = openGroup();
    const [id] = group.allow({ ...ssh, IpRanges: [{ CidrIp: '10.0.0.0/8', Description: 'office' }] }, http);
    group.run('ec2:CreateTags', { Resources: [id!], Tags: [{ Key: 'a', Value: 'b' }] });
    const { Return, UnknownIpPermissions, RevokedSecurityGroupRules } = group.run('ec2:RevokeSecurityGroupIngress', {
      GroupName: 'web',
      IpPermissions: [{ ...ssh, IpRanges: [{ CidrIp: '10.1.2.3/8' }] }],
    });
    assert.deepEqual([Return, UnknownIpPermissions], [true, undefined]);
    assert.deepEqual(RevokedSecurityGroupRules, [
      {
        SecurityGroupRuleId: id,
        GroupId: group.id,
        IsEgress: false,
        IpProtocol: 'tcp',
        FromPort: 22,
        ToPort: 22,
        CidrIpv4: '10.0.0.0/8',
        Description: 'office',
      },
    ]);
    assert.deepEqual(group.shown(), [['tcp', 80, 80, '0.0.0.0/0']]);
    assert.equal(group.context().get(tagsTable, id!), undefined);
  });

  it('takes rules by their ids, all or none', () => {
    const group = openGroup();
    const [first, second] = group.allow(ssh, http);
    const outbound = group
      .run('ec2:DescribeSecurityGroupRules', {})
      .SecurityGroupRules!.find(({ GroupId, IsEgress }) => GroupId === group.id && IsEgress)!.SecurityGroupRuleId!;
    for (const other of [missing, outbound]) {
      group.fails(
        'ec2:RevokeSecurityGroupIngress',
        { GroupId: group.id, SecurityGroupRuleIds: [first!, other] },
        'InvalidSecurityGroupRuleId.NotFound',
      );
    }
    group.run('ec2:RevokeSecurityGroupIngress', { GroupId: group.id, SecurityGroupRuleIds: [first!] });
    assert.deepEqual(group.shown(), [['tcp', 80, 80, '0.0.0.0/0']]);
    group.fails(
      'ec2:RevokeSecurityGroupIngress',
      { GroupId: group.id, SecurityGroupRuleIds: [second!], IpPermissions: [http] },
      'InvalidParameterCombination',
    );
  });

  it('lists what is not there in the default VPC and revokes the rest', () => {
    const group = openGroup();
    group.allow(ssh);
    const { Return, UnknownIpPermissions, RevokedSecurityGroupRules } = group.run('ec2:RevokeSecurityGroupIngress', {
      GroupId: group.id,
      IpPermissions: [ssh, http],
    });
    assert.equal(Return, true);
    assert.deepEqual(UnknownIpPermissions, [{ ...none, ...http }]);
    assert.equal(RevokedSecurityGroupRules!.length, 1);
    assert.deepEqual(group.shown(), []);
  });

  it('refuses what is not there in another VPC, and then revokes nothing', () => {
    const account = openAccount();
    const GroupId = otherGroup(account);
    account.run('ec2:AuthorizeSecurityGroupIngress', { GroupId, IpPermissions: [ssh] });
    account.fails(
      'ec2:RevokeSecurityGroupIngress',
      { GroupId, IpPermissions: [ssh, http] },
      'InvalidPermission.NotFound',
      'The specified rule does not exist in this security group.',
    );
    account.run('ec2:RevokeSecurityGroupIngress', { GroupId, IpPermissions: [ssh] });
  });

  it('understands one rule without IpPermissions', () => {
    const group = openGroup();
    group.allow(http);
    group.run('ec2:RevokeSecurityGroupIngress', { GroupId: group.id, IpProtocol: 'tcp', FromPort: 80, ToPort: 80, CidrIp: '0.0.0.0/0' });
    assert.deepEqual(group.shown(), []);
    const source = { SourceSecurityGroupName: 'default', SourceSecurityGroupOwnerId: accountId };
    group.run('ec2:AuthorizeSecurityGroupIngress', { GroupId: group.id, ...source });
    assert.equal(group.shown().length, 3);
    group.run('ec2:RevokeSecurityGroupIngress', { GroupId: group.id, ...source });
    assert.deepEqual(group.shown(), []);
    group.fails(
      'ec2:RevokeSecurityGroupIngress',
      { GroupId: group.id },
      'MissingParameter',
      "Either 'ipPermissions' or 'securityGroupRuleIds' should be provided.",
    );
    group.fails('ec2:RevokeSecurityGroupIngress', { IpPermissions: [ssh] }, 'MissingParameter');
    group.fails('ec2:RevokeSecurityGroupIngress', { GroupId: group.id, IpPermissions: [ssh], DryRun: true }, 'DryRunOperation');
  });
});

describe('RevokeSecurityGroupEgress', () => {
  it('takes outbound rules by content and by id', () => {
    const group = openGroup();
    group.run('ec2:RevokeSecurityGroupEgress', { GroupId: group.id, IpPermissions: [{ IpProtocol: '-1', IpRanges: anywhere }] });
    assert.deepEqual(group.shown(true), []);
    const rule = group.run('ec2:AuthorizeSecurityGroupEgress', { GroupId: group.id, IpPermissions: [http] }).SecurityGroupRules![0]!;
    const revoked = group.run('ec2:RevokeSecurityGroupEgress', { GroupId: group.id, SecurityGroupRuleIds: [rule.SecurityGroupRuleId!] });
    assert.deepEqual(
      revoked.RevokedSecurityGroupRules!.map(({ IsEgress, CidrIpv4 }) => [IsEgress, CidrIpv4]),
      [[true, '0.0.0.0/0']],
    );
  });

  it('does not have the parameters of one rule', () => {
    const group = openGroup();
    for (const input of [
      { CidrIp: '0.0.0.0/0' },
      { IpProtocol: 'tcp' },
      { FromPort: 1 },
      { ToPort: 1 },
      { SourceSecurityGroupName: 'default' },
      { SourceSecurityGroupOwnerId: accountId },
    ]) {
      group.fails('ec2:RevokeSecurityGroupEgress', { GroupId: group.id, ...input }, 'UnsupportedOperation');
    }
    group.fails('ec2:RevokeSecurityGroupEgress', { GroupId: '' }, 'MissingParameter');
    group.fails(
      'ec2:RevokeSecurityGroupEgress',
      { GroupId: group.id, SecurityGroupRuleIds: [missing], DryRun: true },
      'InvalidSecurityGroupRuleId.NotFound',
    );
  });
});

describe('ModifySecurityGroupRules', () => {
  it('replaces the content of rules and keeps ids, direction and tags', () => {
    const group = openGroup();
    const [id] = group.allow({ ...ssh, IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'too wide' }] });
    group.run('ec2:CreateTags', { Resources: [id!], Tags: [{ Key: 'a', Value: 'b' }] });
    group.run('ec2:ModifySecurityGroupRules', {
      GroupId: group.id,
      SecurityGroupRules: [
        { SecurityGroupRuleId: id!, SecurityGroupRule: { IpProtocol: 'udp', FromPort: 53, ToPort: 54, CidrIpv4: '10.0.0.9/24' } },
      ],
    });
    const [rule] = group.run('ec2:DescribeSecurityGroupRules', { SecurityGroupRuleIds: [id!] }).SecurityGroupRules!;
    assert.deepEqual(
      [rule!.IsEgress, rule!.IpProtocol, rule!.FromPort, rule!.ToPort, rule!.CidrIpv4, rule!.Description, rule!.Tags],
      [false, 'udp', 53, 54, '10.0.0.0/24', undefined, [{ Key: 'a', Value: 'b' }]],
    );
    const web = group.allow(
      { IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: group.id }] },
      { ...http, IpRanges: [], Ipv6Ranges: [{ CidrIpv6: '::/0' }] },
    );
    const other = group.run('ec2:CreateSecurityGroup', { GroupName: 'db', Description: 'x' }).GroupId!;
    group.run('ec2:ModifySecurityGroupRules', {
      GroupId: group.id,
      SecurityGroupRules: [
        { SecurityGroupRuleId: web[0]!, SecurityGroupRule: { IpProtocol: '-1', ReferencedGroupId: other, Description: 'from db' } },
        { SecurityGroupRuleId: web[1]!, SecurityGroupRule: { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIpv6: '2001:db8::/32' } },
      ],
    });
    assert.deepEqual(group.shown().slice(1), [
      ['-1', -1, -1, other],
      ['tcp', 443, 443, '2001:db8::/32'],
    ]);
  });

  it('swaps rules, but leaves no two the same', () => {
    const group = openGroup();
    const [first, second] = group.allow(ssh, http);
    const change = (id: string, port: number): object => ({
      SecurityGroupRuleId: id,
      SecurityGroupRule: { IpProtocol: 'tcp', FromPort: port, ToPort: port, CidrIpv4: '0.0.0.0/0' },
    });
    group.fails(
      'ec2:ModifySecurityGroupRules',
      { GroupId: group.id, SecurityGroupRules: [change(first!, 80) as never] },
      'InvalidPermission.Duplicate',
      'the specified rule "peer: 0.0.0.0/0, TCP, from port: 80, to port: 80, ALLOW" already exists',
    );
    group.run('ec2:ModifySecurityGroupRules', {
      GroupId: group.id,
      SecurityGroupRules: [change(first!, 80), change(second!, 22)] as never[],
    });
    assert.deepEqual(
      group.shown().map((rule) => (rule as unknown[])[1]),
      [80, 22],
    );
  });

  it('refuses what is incomplete, unknown or of another kind', () => {
    const group = openGroup();
    const [id] = group.allow(ssh);
    const tcp = { IpProtocol: 'tcp', FromPort: 1, ToPort: 1 };
    const cases: readonly [object, string][] = [
      [{ SecurityGroupRules: [] }, 'MissingParameter'],
      [{ SecurityGroupRules: [{ SecurityGroupRule: tcp }] }, 'MissingParameter'],
      [{ SecurityGroupRules: [{ SecurityGroupRuleId: id }] }, 'MissingParameter'],
      [{ SecurityGroupRules: [{ SecurityGroupRuleId: id, SecurityGroupRule: tcp }] }, 'MissingParameter'],
      [
        { SecurityGroupRules: [{ SecurityGroupRuleId: missing, SecurityGroupRule: { ...tcp, CidrIpv4: '0.0.0.0/0' } }] },
        'InvalidSecurityGroupRuleId.NotFound',
      ],
      [
        { SecurityGroupRules: [{ SecurityGroupRuleId: id, SecurityGroupRule: { ...tcp, CidrIpv4: '0.0.0.0/0', CidrIpv6: '::/0' } }] },
        'InvalidParameterCombination',
      ],
      [{ SecurityGroupRules: [{ SecurityGroupRuleId: id, SecurityGroupRule: { ...tcp, CidrIpv6: '::/0' } }] }, 'InvalidParameterValue'],
      [{ SecurityGroupRules: [{ SecurityGroupRuleId: id, SecurityGroupRule: { ...tcp, CidrIpv4: '1.2.3.4' } }] }, 'InvalidParameterValue'],
      [{ GroupId: '' }, 'MissingParameter'],
      [{ GroupId: 'sg-0123456789abcdef0' }, 'InvalidGroup.NotFound'],
      [{ DryRun: true }, 'DryRunOperation'],
    ];
    const good = { SecurityGroupRuleId: id!, SecurityGroupRule: { ...tcp, CidrIpv4: '0.0.0.0/0' } };
    for (const [input, code] of cases) {
      group.fails('ec2:ModifySecurityGroupRules', { GroupId: group.id, SecurityGroupRules: [good], ...input }, code);
    }
    group.fails('ec2:ModifySecurityGroupRules', { GroupId: group.id, SecurityGroupRules: [good, good] }, 'InvalidParameterValue');
  });
});

describe('UpdateSecurityGroupRuleDescriptions', () => {
  for (const direction of ['Ingress', 'Egress'] as const) {
    const action = `ec2:UpdateSecurityGroupRuleDescriptions${direction}` as ActionName;
    const authorize = `ec2:AuthorizeSecurityGroup${direction}` as 'ec2:AuthorizeSecurityGroupIngress';

    it(`${direction}: changes and removes descriptions, by content and by id`, () => {
      const group = openGroup();
      const id = group.run(authorize, { GroupId: group.id, IpPermissions: [ssh] }).SecurityGroupRules![0]!.SecurityGroupRuleId!;
      const said = (): string | undefined =>
        group.run('ec2:DescribeSecurityGroupRules', { SecurityGroupRuleIds: [id] }).SecurityGroupRules![0]!.Description;
      assert.deepEqual(
        group.run(action, { GroupId: group.id, IpPermissions: [{ ...ssh, IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'one' }] }] }),
        { Return: true },
      );
      assert.equal(said(), 'one');
      group.run(action, { GroupName: 'web', SecurityGroupRuleDescriptions: [{ SecurityGroupRuleId: id, Description: 'two' }] });
      assert.equal(said(), 'two');
      group.run(action, { GroupId: group.id, IpPermissions: [ssh] });
      assert.equal(said(), undefined);
    });

    it(`${direction}: refuses rules that are not there`, () => {
      const group = openGroup();
      const id = group.run(authorize, { GroupId: group.id, IpPermissions: [ssh] }).SecurityGroupRules![0]!.SecurityGroupRuleId!;
      const byId = [{ SecurityGroupRuleId: id, Description: 'x' }];
      const cases: readonly [object, string][] = [
        [{}, 'MissingParameter'],
        [{ IpPermissions: [http] }, 'InvalidPermission.NotFound'],
        [{ SecurityGroupRuleDescriptions: [{ SecurityGroupRuleId: missing }] }, 'InvalidSecurityGroupRuleId.NotFound'],
        [{ SecurityGroupRuleDescriptions: [{ Description: 'x' }] }, 'MissingParameter'],
        [{ SecurityGroupRuleDescriptions: [{ SecurityGroupRuleId: id, Description: 'a"b' }] }, 'InvalidParameterValue'],
        [{ IpPermissions: [ssh], SecurityGroupRuleDescriptions: byId }, 'InvalidParameterCombination'],
        [{ SecurityGroupRuleDescriptions: byId, DryRun: true }, 'DryRunOperation'],
      ];
      for (const [input, code] of cases) group.fails(action, { GroupId: group.id, ...input }, code);
    });
  }
});

describe('DescribeSecurityGroupReferences', () => {
  it('knows no groups of other VPCs that refer to one', () => {
    const group = openGroup();
    group.allow({ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: group.id }] });
    assert.deepEqual(group.run('ec2:DescribeSecurityGroupReferences', { GroupId: [group.id] }), { SecurityGroupReferenceSet: [] });
    group.fails('ec2:DescribeSecurityGroupReferences', { GroupId: ['sg-0123456789abcdef0'] }, 'InvalidGroup.NotFound');
    group.fails('ec2:DescribeSecurityGroupReferences', { GroupId: ['web'] }, 'InvalidGroupId.Malformed');
    group.fails('ec2:DescribeSecurityGroupReferences', { GroupId: [] }, 'MissingParameter');
    group.fails('ec2:DescribeSecurityGroupReferences', { GroupId: [group.id], DryRun: true }, 'DryRunOperation');
  });
});
