import assert from 'node:assert/strict';
import type { IpPermission } from '@aws-sdk/client-ec2';
import { securityGroupTable } from '../../../../src/region/ec2/security-groups/security-groups';
import { accountId, openAccount, seoul, type TestAccount } from '../../support/account';

interface Group extends TestAccount {
  readonly id: string;
  /** Adds inbound rules. */
  allow(...permissions: IpPermission[]): void;
  /** What can't be added. */
  refuses(permission: IpPermission | readonly IpPermission[], code: string, message?: string): void;
  inbound(): IpPermission[];
}

function openGroup(options?: Parameters<typeof openAccount>[0]): Group {
  const account = openAccount(options);
  const id = account.run('ec2:CreateSecurityGroup', { GroupName: 'web', Description: 'for tests' }).GroupId!;
  return {
    ...account,
    id,
    allow: (...IpPermissions) => void account.run('ec2:AuthorizeSecurityGroupIngress', { GroupId: id, IpPermissions }),
    refuses: (permission, code, message) =>
      void account.fails('ec2:AuthorizeSecurityGroupIngress', { GroupId: id, IpPermissions: [permission].flat() }, code, message),
    inbound: () => account.run('ec2:DescribeSecurityGroups', { GroupIds: [id] }).SecurityGroups![0]!.IpPermissions!,
  };
}

const ssh = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '203.0.113.7/24' }] };
const none = { UserIdGroupPairs: [], IpRanges: [], Ipv6Ranges: [], PrefixListIds: [] };

describe('AuthorizeSecurityGroupIngress', () => {
  it('answers with the rules it made, their CIDRs canonical, their tags on', () => {
    const group = openGroup();
    const { Return, SecurityGroupRules } = group.run('ec2:AuthorizeSecurityGroupIngress', {
      GroupId: group.id,
      IpPermissions: [{ ...ssh, IpRanges: [{ CidrIp: '203.0.113.7/24', Description: 'office' }] }],
      TagSpecifications: [{ ResourceType: 'security-group-rule', Tags: [{ Key: 'why', Value: 'ssh' }] }],
    });
    assert.equal(Return, true);
    const [rule, ...others] = SecurityGroupRules!;
    assert.equal(others.length, 0);
    assert.match(rule!.SecurityGroupRuleId!, /^sgr-[0-9a-f]{17}$/);
    assert.deepEqual(rule, {
      SecurityGroupRuleId: rule!.SecurityGroupRuleId,
      GroupId: group.id,
      GroupOwnerId: accountId,
      IsEgress: false,
      IpProtocol: 'tcp',
      FromPort: 22,
      ToPort: 22,
      CidrIpv4: '203.0.113.0/24',
      Description: 'office',
      Tags: [{ Key: 'why', Value: 'ssh' }],
      SecurityGroupRuleArn: `arn:aws:ec2:ap-northeast-2:${accountId}:security-group-rule/${rule!.SecurityGroupRuleId}`,
    });
    assert.deepEqual(group.inbound(), [
      { ...none, IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ Description: 'office', CidrIp: '203.0.113.0/24' }] },
    ]);
  });

  // As recorded of the real service.
  it('leaves the tags out of its answer when there are none, where DescribeSecurityGroupRules has an empty list', () => {
    const group = openGroup();
    const [rule] = group.run('ec2:AuthorizeSecurityGroupIngress', {
      GroupId: group.id,
      IpPermissions: [{ ...ssh, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
    }).SecurityGroupRules!;
    assert.equal('Tags' in rule!, false);
    const ids = { SecurityGroupRuleIds: [rule!.SecurityGroupRuleId!] };
    assert.deepEqual(group.run('ec2:DescribeSecurityGroupRules', ids).SecurityGroupRules, [{ ...rule, Tags: [] }]);
  });

  it('lists rules of one protocol and port range as one permission', () => {
    const group = openGroup();
    group.allow(ssh, { ...ssh, IpRanges: [{ CidrIp: '198.51.100.0/24' }], Ipv6Ranges: [{ CidrIpv6: '2001:DB8::1/32' }] });
    group.allow({ IpProtocol: 'tcp', FromPort: 80, ToPort: 443, UserIdGroupPairs: [{ GroupId: group.id, UserId: accountId }] });
    assert.deepEqual(group.inbound(), [
      {
        ...none,
        IpProtocol: 'tcp',
        FromPort: 22,
        ToPort: 22,
        IpRanges: [{ CidrIp: '203.0.113.0/24' }, { CidrIp: '198.51.100.0/24' }],
        Ipv6Ranges: [{ CidrIpv6: '2001:db8::/32' }],
      },
      { ...none, IpProtocol: 'tcp', FromPort: 80, ToPort: 443, UserIdGroupPairs: [{ UserId: accountId, GroupId: group.id }] },
    ]);
  });

  it('knows protocols by name and number', () => {
    const group = openGroup();
    const IpRanges = [{ CidrIp: '0.0.0.0/0' }];
    const made = (permission: IpPermission): unknown[] => {
      const { IpProtocol, FromPort, ToPort } = group.run('ec2:AuthorizeSecurityGroupIngress', {
        GroupId: group.id,
        IpPermissions: [{ ...permission, IpRanges }],
      }).SecurityGroupRules![0]!;
      return [IpProtocol, FromPort, ToPort];
    };
    assert.deepEqual(made({ IpProtocol: '6', FromPort: 0, ToPort: 65_535 }), ['tcp', 0, 65_535]);
    assert.deepEqual(made({ IpProtocol: '17', FromPort: 53, ToPort: 53 }), ['udp', 53, 53]);
    assert.deepEqual(made({ IpProtocol: '1', FromPort: 8, ToPort: 0 }), ['icmp', 8, 0]);
    assert.deepEqual(made({ IpProtocol: 'icmp', FromPort: -1, ToPort: -1 }), ['icmp', -1, -1]);
    assert.deepEqual(made({ IpProtocol: 'icmpv6' }), ['icmpv6', -1, -1]);
    assert.deepEqual(made({ IpProtocol: '50', FromPort: 5, ToPort: 6 }), ['50', -1, -1]);
    assert.deepEqual(made({ IpProtocol: '-1', FromPort: 22, ToPort: 22 }), ['-1', -1, -1]);
    assert.deepEqual(
      group.inbound().map(({ IpProtocol, FromPort, ToPort }) => [IpProtocol, FromPort, ToPort]),
      [
        ['tcp', 0, 65_535],
        ['udp', 53, 53],
        ['icmp', 8, 0],
        ['icmp', -1, -1],
        ['icmpv6', -1, -1],
        ['50', undefined, undefined],
        ['-1', undefined, undefined],
      ],
    );
  });

  it('takes one rule without IpPermissions, and a group by its name', () => {
    const group = openGroup();
    group.run('ec2:AuthorizeSecurityGroupIngress', { GroupName: 'web', IpProtocol: 'tcp', FromPort: 80, ToPort: 81, CidrIp: '10.1.2.3/8' });
    assert.deepEqual(group.inbound(), [{ ...none, IpProtocol: 'tcp', FromPort: 80, ToPort: 81, IpRanges: [{ CidrIp: '10.0.0.0/8' }] }]);
  });

  it('opens all of ICMP, UDP and TCP to a source group', () => {
    const group = openGroup();
    const defaultId = group.run('ec2:DescribeSecurityGroups', { GroupNames: ['default'] }).SecurityGroups![0]!.GroupId!;
    group.run('ec2:AuthorizeSecurityGroupIngress', {
      GroupId: group.id,
      SourceSecurityGroupName: 'default',
      SourceSecurityGroupOwnerId: accountId,
    });
    const UserIdGroupPairs = [{ UserId: accountId, GroupId: defaultId }];
    assert.deepEqual(group.inbound(), [
      { ...none, IpProtocol: 'icmp', FromPort: -1, ToPort: -1, UserIdGroupPairs },
      { ...none, IpProtocol: 'udp', FromPort: 0, ToPort: 65_535, UserIdGroupPairs },
      { ...none, IpProtocol: 'tcp', FromPort: 0, ToPort: 65_535, UserIdGroupPairs },
    ]);
    const fails = (input: object, code: string): void =>
      void group.fails('ec2:AuthorizeSecurityGroupIngress', { GroupId: group.id, ...input }, code);
    fails({ SourceSecurityGroupName: 'nobody' }, 'InvalidGroup.NotFound');
    fails({ SourceSecurityGroupName: 'default', SourceSecurityGroupOwnerId: '999999999999' }, 'InvalidGroup.NotFound');
    fails({ SourceSecurityGroupOwnerId: accountId }, 'MissingParameter');
    fails({ SourceSecurityGroupName: 'default', IpProtocol: 'tcp' }, 'InvalidParameterCombination');
  });

  it('refuses a rule that is there already, and all that came with it', () => {
    const group = openGroup();
    group.allow(ssh);
    const http = { ...ssh, FromPort: 80, ToPort: 80 };
    group.refuses(
      [http, { ...ssh, IpRanges: [{ CidrIp: '203.0.113.99/24', Description: 'another word for it' }] }],
      'InvalidPermission.Duplicate',
      'the specified rule "peer: 203.0.113.0/24, TCP, from port: 22, to port: 22, ALLOW" already exists',
    );
    assert.equal(group.inbound().length, 1);
    group.refuses([http, http], 'InvalidParameterValue', 'The same permission must not appear multiple times');
    group.allow({ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }, { IpProtocol: '50', IpRanges: [{ CidrIp: '0.0.0.0/0' }] });
    group.refuses(
      { IpProtocol: '-1', FromPort: 1, ToPort: 2, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
      'InvalidPermission.Duplicate',
      'the specified rule "peer: 0.0.0.0/0, ALL, ALLOW" already exists',
    );
    group.refuses(
      { IpProtocol: '50', IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
      'InvalidPermission.Duplicate',
      'the specified rule "peer: 0.0.0.0/0, protocol: 50, ALLOW" already exists',
    );
  });

  it('refuses malformed permissions', () => {
    const group = openGroup();
    const IpRanges = [{ CidrIp: '0.0.0.0/0' }];
    const bothPorts = "Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.";
    const value = 'InvalidParameterValue';
    group.refuses({ IpRanges }, 'MissingParameter', 'The request must contain the parameter ipProtocol');
    group.refuses({ IpProtocol: 'quic', IpRanges }, value, "Invalid value 'quic' for IP protocol. Unknown protocol.");
    group.refuses({ IpProtocol: '256', IpRanges }, value, "Invalid value '256' for IP protocol. Unknown protocol.");
    group.refuses({ IpProtocol: 'tcp', IpRanges }, value, bothPorts);
    group.refuses({ IpProtocol: 'udp', FromPort: 5, IpRanges }, value, bothPorts);
    group.refuses(
      { IpProtocol: 'tcp', FromPort: -1, ToPort: -1, IpRanges },
      'InvalidPermission.Malformed',
      'TCP/UDP port (-1) out of range',
    );
    group.refuses(
      { IpProtocol: 'tcp', FromPort: 1, ToPort: 65_536, IpRanges },
      'InvalidPermission.Malformed',
      'TCP/UDP port (65536) out of range',
    );
    group.refuses({ IpProtocol: 'tcp', FromPort: 443, ToPort: 80, IpRanges }, value, 'Invalid TCP/UDP port range (443:80)');
    group.refuses({ IpProtocol: 'icmp', IpRanges }, value);
    group.refuses({ IpProtocol: 'icmp', FromPort: 256, ToPort: 0, IpRanges }, 'InvalidPermission.Malformed');
    group.refuses({ IpProtocol: 'icmp', FromPort: -1, ToPort: 3, IpRanges }, 'InvalidPermission.Malformed');
    group.refuses({ ...ssh, IpRanges: [{ CidrIp: '300.0.0.0/8' }] }, value, 'CIDR block 300.0.0.0/8 is malformed');
    group.refuses({ ...ssh, IpRanges: [{ CidrIp: '10.0.0.1' }] }, value, 'CIDR block 10.0.0.1 is malformed');
    group.refuses({ ...ssh, IpRanges: [], Ipv6Ranges: [{ CidrIpv6: '10.0.0.0/8' }] }, value, 'CIDR block 10.0.0.0/8 is malformed');
    group.refuses({ ...ssh, IpRanges: [] }, 'InvalidPermission.Malformed');
    group.refuses({ ...ssh, IpRanges: [{ CidrIp: '10.0.0.0/8', Description: 'x'.repeat(256) }] }, value);
    group.refuses({ ...ssh, IpRanges: [{ CidrIp: '10.0.0.0/8', Description: 'a"b' }] }, value);
    assert.deepEqual(group.inbound(), []);
  });

  it('refuses peers that are not there', () => {
    const group = openGroup();
    const tcp = { IpProtocol: 'tcp', FromPort: 1, ToPort: 1 };
    const pair = (UserIdGroupPairs: IpPermission['UserIdGroupPairs']): IpPermission => ({ ...tcp, UserIdGroupPairs });
    group.refuses(
      pair([{ GroupId: 'sg-0123456789abcdef0' }]),
      'InvalidGroup.NotFound',
      "The security group 'sg-0123456789abcdef0' does not exist",
    );
    group.refuses(pair([{ GroupId: 'mine' }]), 'InvalidGroupId.Malformed');
    group.refuses(pair([{ GroupName: 'mine' }]), 'InvalidGroup.NotFound');
    group.refuses(pair([{}]), 'MissingParameter');
    group.refuses(pair([{ GroupId: group.id, GroupName: 'web' }]), 'InvalidParameterCombination');
    group.refuses(pair([{ GroupId: group.id, UserId: '999999999999' }]), 'InvalidGroup.NotFound');
    group.refuses(
      pair([{ GroupId: group.id, VpcId: 'vpc-0123456789abcdef0' }]),
      'InvalidGroup.NotFound',
      'You have specified two resources that belong to different networks.',
    );
    group.refuses(pair([{ GroupId: group.id, VpcPeeringConnectionId: 'pcx-1' }]), 'InvalidVpcPeeringConnectionID.NotFound');
    group.refuses(
      { ...tcp, PrefixListIds: [{ PrefixListId: 'pl-0123456789abcdef0' }] },
      'InvalidPrefixListID.NotFound',
      "The prefix list ID 'pl-0123456789abcdef0' does not exist",
    );
    group.refuses({ ...tcp, PrefixListIds: [{ PrefixListId: 'all' }] }, 'InvalidPrefixListId.Malformed');
    group
      .context()
      .put(securityGroupTable, { region: seoul, id: 'sg-00000000000000001', vpcId: 'vpc-elsewhere', name: 'far', description: 'x' });
    group.refuses(
      pair([{ GroupId: 'sg-00000000000000001' }]),
      'InvalidGroup.NotFound',
      'You have specified two resources that belong to different networks.',
    );
    group.allow(pair([{ GroupName: 'default', Description: 'by name' }]));
    assert.equal(group.inbound()[0]!.UserIdGroupPairs![0]!.Description, 'by name');
  });

  it('wants a group and permissions, said in one way', () => {
    const group = openGroup();
    const fails = (input: object, code: string, message?: string): void =>
      void group.fails('ec2:AuthorizeSecurityGroupIngress', input, code, message);
    fails({ IpPermissions: [ssh] }, 'MissingParameter', 'The request must contain the parameter groupName or groupId');
    fails({ GroupId: group.id, GroupName: 'web', IpPermissions: [ssh] }, 'InvalidParameterCombination');
    fails({ GroupId: group.id }, 'MissingParameter', 'The request must contain the parameter ipPermissions');
    fails(
      { GroupId: group.id, IpProtocol: 'tcp', FromPort: 1, ToPort: 1 },
      'MissingParameter',
      'The request must contain the parameter cidrIp',
    );
    fails(
      { GroupId: group.id, IpPermissions: [ssh], CidrIp: '0.0.0.0/0' },
      'InvalidParameterCombination',
      "The parameter 'cidrIp' may not be used in combination with 'ipPermissions'",
    );
    fails(
      { GroupId: group.id, IpPermissions: [ssh], TagSpecifications: [{ ResourceType: 'security-group', Tags: [{ Key: 'a' }] }] },
      'InvalidParameterValue',
    );
    fails({ GroupId: group.id, IpPermissions: [ssh], DryRun: true }, 'DryRunOperation');
    assert.deepEqual(group.inbound(), []);
  });

  it('keeps to 60 rules a direction and address family; a group counts as one of each', () => {
    const group = openGroup();
    const range = (third: number): IpPermission => ({ ...ssh, IpRanges: [{ CidrIp: `10.0.${third}.0/24` }] });
    group.allow(...Array.from({ length: 59 }, (_, index) => range(index)));
    group.allow({ ...ssh, IpRanges: [], UserIdGroupPairs: [{ GroupId: group.id }] });
    group.refuses(range(200), 'RulesPerSecurityGroupLimitExceeded', 'The maximum number of rules per security group has been reached.');
    const ranges6 = Array.from({ length: 59 }, (_, index) => ({ CidrIpv6: `2001:db8:${index}::/48` }));
    group.allow({ ...ssh, IpRanges: [], Ipv6Ranges: ranges6 });
    group.refuses({ ...ssh, IpRanges: [], Ipv6Ranges: [{ CidrIpv6: '::/0' }] }, 'RulesPerSecurityGroupLimitExceeded');
    group.run('sandbox:PutAccountSettings', { quotas: { 'L-0EA8095F': 61 } });
    group.allow(range(200));
    group.refuses(range(201), 'RulesPerSecurityGroupLimitExceeded');
  });
});

describe('AuthorizeSecurityGroupEgress', () => {
  it('adds outbound rules', () => {
    const group = openGroup();
    const { SecurityGroupRules } = group.run('ec2:AuthorizeSecurityGroupEgress', {
      GroupId: group.id,
      IpPermissions: [ssh],
      TagSpecifications: [{ ResourceType: 'security-group-rule', Tags: [{ Key: 'a', Value: 'b' }] }],
    });
    assert.equal(SecurityGroupRules![0]!.IsEgress, true);
    assert.deepEqual(SecurityGroupRules![0]!.Tags, [{ Key: 'a', Value: 'b' }]);
    assert.deepEqual(group.inbound(), []);
    const out = group.run('ec2:DescribeSecurityGroups', { GroupIds: [group.id] }).SecurityGroups![0]!.IpPermissionsEgress!;
    assert.deepEqual(
      out.map(({ IpProtocol, FromPort }) => [IpProtocol, FromPort]),
      [
        ['-1', undefined],
        ['tcp', 22],
      ],
    );
  });

  it('finds the rule that every group has', () => {
    const group = openGroup();
    group.fails(
      'ec2:AuthorizeSecurityGroupEgress',
      { GroupId: group.id, IpPermissions: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] },
      'InvalidPermission.Duplicate',
      'the specified rule "peer: 0.0.0.0/0, ALL, ALLOW" already exists',
    );
  });

  it('does not know the old parameters', () => {
    const group = openGroup();
    const old = {
      SourceSecurityGroupName: 'default',
      SourceSecurityGroupOwnerId: accountId,
      IpProtocol: 'tcp',
      FromPort: 1,
      ToPort: 1,
      CidrIp: '0.0.0.0/0',
    };
    for (const [name, value] of Object.entries(old)) {
      group.fails(
        'ec2:AuthorizeSecurityGroupEgress',
        { GroupId: group.id, IpPermissions: [ssh], [name]: value },
        'UnsupportedOperation',
        `The parameter ${name} is not supported. Use IP permissions instead.`,
      );
    }
    group.fails('ec2:AuthorizeSecurityGroupEgress', { GroupId: group.id }, 'MissingParameter');
    group.fails('ec2:AuthorizeSecurityGroupEgress', { GroupId: undefined, IpPermissions: [ssh] }, 'MissingParameter');
    group.fails('ec2:AuthorizeSecurityGroupEgress', { GroupId: 'x', IpPermissions: [ssh] }, 'InvalidGroupId.Malformed');
    group.fails('ec2:AuthorizeSecurityGroupEgress', { GroupId: group.id, IpPermissions: [ssh], DryRun: true }, 'DryRunOperation');
  });
});
