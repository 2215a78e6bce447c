import assert from 'node:assert/strict';
import { defaultVpc, vpcTable } from '../../../../src/region/ec2/vpcs/vpcs';
import { accountId, openAccount, seoul, type TestAccount } from '../../support/account';

function vpcOf(account: TestAccount): string {
  return account.run('ec2:DescribeVpcs', {}).Vpcs![0]!.VpcId!;
}

/** A group for tests: its id. */
function create(account: TestAccount, GroupName = 'web'): string {
  return account.run('ec2:CreateSecurityGroup', { GroupName, Description: 'for tests' }).GroupId!;
}

describe('the default security group', () => {
  it('lets everything in from itself and everything out', () => {
    const account = openAccount();
    const [group, ...others] = account.run('ec2:DescribeSecurityGroups', {}).SecurityGroups!;
    assert.equal(others.length, 0);
    assert.match(group!.GroupId!, /^sg-[0-9a-f]{17}$/);
    assert.deepEqual(group, {
      GroupId: group!.GroupId,
      IpPermissionsEgress: [
        { IpProtocol: '-1', UserIdGroupPairs: [], IpRanges: [{ CidrIp: '0.0.0.0/0' }], Ipv6Ranges: [], PrefixListIds: [] },
      ],
      VpcId: vpcOf(account),
      SecurityGroupArn: `arn:aws:ec2:ap-northeast-2:${accountId}:security-group/${group!.GroupId}`,
      OwnerId: accountId,
      GroupName: 'default',
      Description: 'default VPC security group',
      IpPermissions: [
        {
          IpProtocol: '-1',
          UserIdGroupPairs: [{ UserId: accountId, GroupId: group!.GroupId }],
          IpRanges: [],
          Ipv6Ranges: [],
          PrefixListIds: [],
        },
      ],
    });
  });
});

describe('CreateSecurityGroup', () => {
  it('makes a group that lets nothing in and everything out', () => {
    const account = openAccount();
    const { GroupId, SecurityGroupArn, Tags } = account.run('ec2:CreateSecurityGroup', {
      GroupName: 'web  ',
      Description: 'Web servers (front)',
      VpcId: vpcOf(account),
      TagSpecifications: [{ ResourceType: 'security-group', Tags: [{ Key: 'Name', Value: 'front' }] }],
    });
    assert.equal(SecurityGroupArn, `arn:aws:ec2:ap-northeast-2:${accountId}:security-group/${GroupId}`);
    assert.deepEqual(Tags, [{ Key: 'Name', Value: 'front' }]);
    const [group] = account.run('ec2:DescribeSecurityGroups', { GroupIds: [GroupId!] }).SecurityGroups!;
    assert.equal(group!.GroupName, 'web');
    assert.equal(group!.Description, 'Web servers (front)');
    assert.deepEqual(group!.IpPermissions, []);
    assert.deepEqual(
      group!.IpPermissionsEgress!.map(({ IpProtocol, FromPort, IpRanges }) => [IpProtocol, FromPort, IpRanges]),
      [['-1', undefined, [{ CidrIp: '0.0.0.0/0' }]]],
    );
    assert.deepEqual(group!.Tags, Tags);
  });

  it('refuses names and descriptions that EC2 refuses', () => {
    const account = openAccount();
    const vpcId = vpcOf(account);
    create(account);
    const fails = (input: object, code: string, message?: string): void =>
      void account.fails('ec2:CreateSecurityGroup', { GroupName: 'other', Description: 'x', ...input }, code, message);
    fails({ GroupName: undefined }, 'MissingParameter', 'The request must contain the parameter GroupName');
    fails({ GroupName: '   ' }, 'MissingParameter');
    fails({ Description: undefined }, 'MissingParameter', 'The request must contain the parameter GroupDescription');
    fails(
      { GroupName: 'sg-mine' },
      'InvalidParameterValue',
      'Value (sg-mine) for parameter GroupName is invalid. Group names may not be in the format sg-*.',
    );
    fails({ GroupName: 'x'.repeat(256) }, 'InvalidParameterValue');
    fails({ GroupName: '웹' }, 'InvalidParameterValue');
    fails(
      { Description: '웹' },
      'InvalidParameterValue',
      'Invalid security group description. Valid descriptions are strings less than 256 characters from the following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*',
    );
    fails({ Description: 'x'.repeat(256) }, 'InvalidParameterValue');
    fails({ GroupName: 'default' }, 'InvalidParameterValue', 'Cannot use reserved security group name: default');
    fails({ GroupName: 'web' }, 'InvalidGroup.Duplicate', `The security group 'web' already exists for VPC '${vpcId}'`);
    fails({ GroupName: 'WEB' }, 'InvalidGroup.Duplicate');
    fails({ VpcId: 'vpc-x' }, 'InvalidVpcID.Malformed');
    fails({ VpcId: 'vpc-0123456789abcdef0' }, 'InvalidVpcID.NotFound', "The vpc ID 'vpc-0123456789abcdef0' does not exist");
    fails({ TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'a' }] }] }, 'InvalidParameterValue');
    fails({ DryRun: true }, 'DryRunOperation');
    account.run('ec2:CreateSecurityGroup', { GroupName: 'x'.repeat(255), Description: 'x'.repeat(255) });
  });

  it('wants a VPC where there is no default one', () => {
    const account = openAccount();
    const context = account.context();
    account.run('ec2:DescribeVpcs', {});
    context.update(vpcTable, defaultVpc(context)!, { isDefault: false });
    account.fails('ec2:CreateSecurityGroup', { GroupName: 'web', Description: 'x' }, 'VPCIdNotSpecified', 'No default VPC for this user');
    account.run('ec2:CreateSecurityGroup', { GroupName: 'web', Description: 'x', VpcId: vpcOf(account) });
  });

  it('keeps to the quota of groups in a Region', () => {
    const account = openAccount({ settings: { quotas: { 'L-E79EC296': 3 } } });
    create(account, 'one');
    create(account, 'two');
    account.fails(
      'ec2:CreateSecurityGroup',
      { GroupName: 'three', Description: 'x' },
      'SecurityGroupLimitExceeded',
      'The maximum number of security groups in this Region has been reached.',
    );
    account.run('sandbox:PutAccountSettings', { quotas: {} });
    for (let index = 3; index < 2_500; index++) create(account, `group ${index}`);
    account.fails('ec2:CreateSecurityGroup', { GroupName: 'last', Description: 'x' }, 'SecurityGroupLimitExceeded');
  });
});

describe('DeleteSecurityGroup', () => {
  it('deletes by id or by name, with rules and tags', () => {
    const account = openAccount();
    const id = create(account);
    account.run('ec2:CreateTags', { Resources: [id], Tags: [{ Key: 'a', Value: 'b' }] });
    assert.deepEqual(account.run('ec2:DeleteSecurityGroup', { GroupId: id }), { Return: true, GroupId: id });
    account.fails('ec2:DeleteSecurityGroup', { GroupId: id }, 'InvalidGroup.NotFound', `The security group '${id}' does not exist`);
    assert.deepEqual(account.run('ec2:DescribeTags', {}).Tags, []);
    const other = create(account, 'other');
    assert.equal(account.run('ec2:DeleteSecurityGroup', { GroupName: 'other' }).GroupId, other);
  });

  it('refuses', () => {
    const account = openAccount();
    const vpcId = vpcOf(account);
    const defaultId = account.run('ec2:DescribeSecurityGroups', { GroupNames: ['default'] }).SecurityGroups![0]!.GroupId!;
    const fails = (input: object, code: string, message?: string): void =>
      void account.fails('ec2:DeleteSecurityGroup', input, code, message);
    fails({}, 'MissingParameter', 'The request must contain the parameter groupName or groupId');
    fails({ GroupId: 'web' }, 'InvalidGroupId.Malformed', 'Invalid id: "web" (expecting "sg-...")');
    fails({ GroupId: defaultId, GroupName: 'default' }, 'InvalidParameterCombination');
    fails({ GroupName: 'web' }, 'InvalidGroup.NotFound', `The security group 'web' does not exist in default VPC '${vpcId}'`);
    fails({ GroupId: defaultId }, 'CannotDelete', `the specified group: "${defaultId}" name: "default" cannot be deleted by a user`);
    const id = create(account);
    fails({ GroupId: id, DryRun: true }, 'DryRunOperation');
    account.run('ec2:DeleteSecurityGroup', { GroupId: id });
  });

  it('refuses while an interface has the group', () => {
    const account = openAccount();
    const id = create(account);
    const ImageId = account.run('ec2:DescribeImages', { Owners: ['137112412989'] }).Images![0]!.ImageId!;
    const [instance] = account.run('ec2:RunInstances', {
      ImageId,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      SecurityGroupIds: [id],
    }).Instances!;
    account.fails('ec2:DeleteSecurityGroup', { GroupId: id }, 'DependencyViolation', `resource ${id} has a dependent object`);
    account.run('ec2:TerminateInstances', { InstanceIds: [instance!.InstanceId!] });
    account.pass(600);
    account.run('ec2:DeleteSecurityGroup', { GroupId: id });
  });

  it('refuses while another group names it, but not for rules of its own', () => {
    const account = openAccount();
    const [front, back] = [create(account, 'front'), create(account, 'back')];
    const from = (group: string): object => ({
      IpPermissions: [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, UserIdGroupPairs: [{ GroupId: group }] }],
    });
    account.run('ec2:AuthorizeSecurityGroupIngress', { GroupId: back, ...from(front) });
    account.run('ec2:AuthorizeSecurityGroupIngress', { GroupId: back, ...from(back) });
    account.fails('ec2:DeleteSecurityGroup', { GroupId: front }, 'DependencyViolation', `resource ${front} has a dependent object`);
    account.run('ec2:DeleteSecurityGroup', { GroupId: back });
    account.run('ec2:DeleteSecurityGroup', { GroupId: front });
  });
});

describe('DescribeSecurityGroups', () => {
  it('finds by id and by name, pages, filters', () => {
    const account = openAccount();
    const ids = ['a', 'b', 'c', 'd', 'e'].map((name) => create(account, name));
    const names = (input: object): (string | undefined)[] =>
      account.run('ec2:DescribeSecurityGroups', input).SecurityGroups!.map(({ GroupName }) => GroupName);
    assert.deepEqual(names({}), ['default', 'a', 'b', 'c', 'd', 'e']);
    assert.deepEqual(names({ GroupIds: [ids[3], ids[0]], GroupNames: ['c'] }), ['a', 'c', 'd']);
    const first = account.run('ec2:DescribeSecurityGroups', { MaxResults: 5 });
    assert.equal(first.SecurityGroups!.length, 5);
    assert.deepEqual(names({ MaxResults: 5, NextToken: first.NextToken }), ['e']);
    account.fails('ec2:DescribeSecurityGroups', { MaxResults: 4 }, 'InvalidParameterValue');
    account.fails('ec2:DescribeSecurityGroups', { GroupIds: ['sg-0123456789abcdef0'] }, 'InvalidGroup.NotFound');
    account.fails('ec2:DescribeSecurityGroups', { GroupIds: ['b'] }, 'InvalidGroupId.Malformed');
    account.fails('ec2:DescribeSecurityGroups', { GroupNames: ['z'] }, 'InvalidGroup.NotFound');
    account.fails('ec2:DescribeSecurityGroups', { DryRun: true }, 'DryRunOperation');
    account.run('ec2:AuthorizeSecurityGroupIngress', {
      GroupId: ids[0],
      IpPermissions: [
        { IpProtocol: 'tcp', FromPort: 22, ToPort: 23, IpRanges: [{ CidrIp: '10.0.0.0/8' }] },
        { IpProtocol: 'udp', FromPort: 53, ToPort: 53, Ipv6Ranges: [{ CidrIpv6: '::/0' }] },
      ],
    });
    account.run('ec2:AuthorizeSecurityGroupEgress', {
      GroupId: ids[1]!,
      IpPermissions: [{ IpProtocol: 'icmp', FromPort: 8, ToPort: 0, UserIdGroupPairs: [{ GroupId: ids[0] }] }],
    });
    account.run('ec2:CreateTags', { Resources: [ids[2]!], Tags: [{ Key: 'team', Value: 'blue' }] });
    const by = (Name: string, Value: string): (string | undefined)[] => names({ Filters: [{ Name, Values: [Value] }] });
    const cases: [string, string, string[]][] = [
      ['description', 'default*', ['default']],
      ['group-id', ids[4]!, ['e']],
      ['group-name', '?', ['a', 'b', 'c', 'd', 'e']],
      ['owner-id', accountId, ['default', 'a', 'b', 'c', 'd', 'e']],
      ['vpc-id', 'vpc-0', []],
      ['tag:team', 'blue', ['c']],
      ['tag-key', 'team', ['c']],
      ['ip-permission.cidr', '10.0.0.0/8', ['a']],
      ['ip-permission.from-port', '22', ['a']],
      ['ip-permission.to-port', '23', ['a']],
      ['ip-permission.protocol', 'udp', ['a']],
      ['ip-permission.ipv6-cidr', '::/0', ['a']],
      ['ip-permission.group-name', 'default', ['default']],
      ['ip-permission.user-id', accountId, ['default']],
      ['egress.ip-permission.group-id', ids[0]!, ['b']],
      ['egress.ip-permission.group-name', 'a', ['b']],
      ['egress.ip-permission.protocol', 'icmp', ['b']],
      ['egress.ip-permission.from-port', '8', ['b']],
      ['egress.ip-permission.to-port', '0', ['b']],
      ['egress.ip-permission.user-id', accountId, ['b']],
      ['egress.ip-permission.cidr', '0.0.0.0/0', ['default', 'a', 'b', 'c', 'd', 'e']],
      ['egress.ip-permission.ipv6-cidr', '*', []],
      ['ip-permission.prefix-list-id', '*', []],
    ];
    for (const [name, value, found] of cases) assert.deepEqual(by(name, value), found, name);
    const bothRules = {
      Filters: [
        { Name: 'ip-permission.from-port', Values: ['22'] },
        { Name: 'ip-permission.protocol', Values: ['udp'] },
      ],
    };
    assert.deepEqual(names(bothRules), ['a'], 'one rule meets one filter, another rule the other');
  });

  it('is of one region', () => {
    const account = openAccount();
    create(account);
    assert.equal(account.run('ec2:DescribeSecurityGroups', {}, 'eu-west-1').SecurityGroups!.length, 1);
    assert.equal(account.run('ec2:DescribeSecurityGroups', {}, seoul).SecurityGroups!.length, 2);
  });
});
