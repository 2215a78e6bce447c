import assert from 'node:assert/strict';
import type { Tag, TagDescription } from '@aws-sdk/client-ec2';
import { openAccount, type TestAccount } from '../../support/account';

/** One resource of each type that can be tagged. */
function resources(account: TestAccount): Record<string, string> {
  const group = account.run('ec2:CreateSecurityGroup', { GroupName: 'web', Description: 'x' }).GroupId!;
  const rule = account.run('ec2:AuthorizeSecurityGroupIngress', { GroupId: group, IpProtocol: '-1', CidrIp: '0.0.0.0/0' })
    .SecurityGroupRules![0]!;
  const publicKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGU55e1NNB8A1K1cf4ySANTJ09QHMWXbHYFlF8vwFouT';
  const image = account.run('ec2:DescribeImages', { Owners: ['137112412989'] }).Images![0]!.ImageId!;
  const instance = account.run('ec2:RunInstances', { ImageId: image, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 }).Instances![0]!;
  account.pass(60);
  const vpc = vpcOf(account);
  const subnet = account.run('ec2:DescribeSubnets', {}).Subnets![0]!.SubnetId!;
  const other = account.run('ec2:CreateVpc', { CidrBlock: '10.0.0.0/16' }).Vpc!.VpcId!;
  const shown = account.run('ec2:DescribeInstances', { InstanceIds: [instance.InstanceId!] }).Reservations![0]!.Instances![0]!;
  return {
    'security-group': group,
    'security-group-rule': rule.SecurityGroupRuleId!,
    'key-pair': account.run('ec2:CreateKeyPair', { KeyName: 'k', KeyType: 'ed25519', Material: { publicKey, fingerprint: 'x' } })
      .KeyPairId!,
    image,
    instance: instance.InstanceId!,
    volume: shown.BlockDeviceMappings![0]!.Ebs!.VolumeId!,
    'network-interface': shown.NetworkInterfaces![0]!.NetworkInterfaceId!,
    vpc,
    subnet,
    'dhcp-options': account.run('ec2:CreateDhcpOptions', { DhcpConfigurations: [{ Key: 'domain-name', Values: ['x.test'] }] }).DhcpOptions!
      .DhcpOptionsId!,
    'egress-only-internet-gateway': account.run('ec2:CreateEgressOnlyInternetGateway', { VpcId: vpc }).EgressOnlyInternetGateway!
      .EgressOnlyInternetGatewayId!,
    'elastic-ip': account.run('ec2:AllocateAddress', {}).AllocationId!,
    'internet-gateway': account.run('ec2:CreateInternetGateway', {}).InternetGateway!.InternetGatewayId!,
    'launch-template': account.run('ec2:CreateLaunchTemplate', {
      LaunchTemplateName: 'web',
      LaunchTemplateData: { InstanceType: 't3.micro' },
    }).LaunchTemplate!.LaunchTemplateId!,
    natgateway: account.run('ec2:CreateNatGateway', { SubnetId: subnet, ConnectivityType: 'private' }).NatGateway!.NatGatewayId!,
    'network-acl': account.run('ec2:CreateNetworkAcl', { VpcId: vpc }).NetworkAcl!.NetworkAclId!,
    'placement-group': account.run('ec2:CreatePlacementGroup', { GroupName: 'p', Strategy: 'cluster' }).PlacementGroup!.GroupId!,
    'route-table': account.run('ec2:CreateRouteTable', { VpcId: vpc }).RouteTable!.RouteTableId!,
    'vpc-endpoint': account.run('ec2:CreateVpcEndpoint', { VpcId: vpc, ServiceName: 'com.amazonaws.ap-northeast-2.s3' }).VpcEndpoint!
      .VpcEndpointId!,
    'vpc-peering-connection': account.run('ec2:CreateVpcPeeringConnection', { VpcId: vpc, PeerVpcId: other }).VpcPeeringConnection!
      .VpcPeeringConnectionId!,
  };
}

function vpcOf(account: TestAccount): string {
  return account.run('ec2:DescribeVpcs', {}).Vpcs![0]!.VpcId!;
}

function tagsOf(account: TestAccount, id: string): [string, string][] {
  return account
    .run('ec2:DescribeTags', { Filters: [{ Name: 'resource-id', Values: [id] }] })
    .Tags!.map(({ Key, Value }) => [Key!, Value!] as [string, string]);
}

describe('CreateTags', () => {
  it('tags every type of resource, all at once', () => {
    const account = openAccount();
    const all = resources(account);
    account.run('ec2:CreateTags', { Resources: Object.values(all), Tags: [{ Key: 'team', Value: 'blue' }, { Key: 'empty' }] });
    const found = account.run('ec2:DescribeTags', { Filters: [{ Name: 'key', Values: ['team'] }] }).Tags!;
    assert.deepEqual(Object.fromEntries(found.map(({ ResourceType, ResourceId }) => [ResourceType, ResourceId])), all);
    assert.deepEqual(tagsOf(account, all['instance']!), [
      ['empty', ''],
      ['team', 'blue'],
    ]);
    assert.deepEqual(account.run('ec2:DescribeImages', { ImageIds: [all['image']!] }).Images![0]!.Tags, [
      { Key: 'team', Value: 'blue' },
      { Key: 'empty', Value: '' },
    ]);
    assert.equal(account.run('ec2:DescribeImages', { Filters: [{ Name: 'tag:team', Values: ['blue'] }] }).Images!.length, 1);
  });

  it('replaces the value of a key that is there', () => {
    const account = openAccount();
    const id = vpcOf(account);
    account.run('ec2:CreateTags', {
      Resources: [id, id],
      Tags: [
        { Key: 'a', Value: '1' },
        { Key: 'A', Value: '2' },
      ],
    });
    account.run('ec2:CreateTags', { Resources: [id], Tags: [{ Key: 'a', Value: '3' }] });
    assert.deepEqual(tagsOf(account, id), [
      ['A', '2'],
      ['a', '3'],
    ]);
  });

  it('refuses ids that are no ids, and ids that are not there by the code of their type', () => {
    const account = openAccount();
    const id = vpcOf(account);
    const fails = (resource: string, code: string, message?: string): void =>
      void account.fails('ec2:CreateTags', { Resources: [id, resource], Tags: [{ Key: 'a', Value: 'b' }] }, code, message);
    for (const wrong of ['', 'hello', 'i-123', 'i-0123456789ABCDEF0', 'nope-0123456789abcdef0', '203.0.113.1', 'constructor-01234567']) {
      fails(wrong, 'InvalidID', `The ID '${wrong}' is not valid`);
    }
    const missing: Record<string, [string, string]> = {
      'i-0123456789abcdef0': ['InvalidInstanceID.NotFound', "The instance ID 'i-0123456789abcdef0' does not exist"],
      'vol-0123456789abcdef0': ['InvalidVolume.NotFound', "The volume 'vol-0123456789abcdef0' does not exist."],
      'eni-0123456789abcdef0': ['InvalidNetworkInterfaceID.NotFound', "The networkInterface ID 'eni-0123456789abcdef0' does not exist"],
      'sg-0123456789abcdef0': ['InvalidGroup.NotFound', "The security group 'sg-0123456789abcdef0' does not exist"],
      'sgr-0123456789abcdef0': ['InvalidSecurityGroupRuleId.NotFound', "The security group rule ID 'sgr-0123456789abcdef0' does not exist"],
      'vpc-0123456789abcdef0': ['InvalidVpcID.NotFound', "The vpc ID 'vpc-0123456789abcdef0' does not exist"],
      'subnet-0123456789abcdef0': ['InvalidSubnetID.NotFound', "The subnet ID 'subnet-0123456789abcdef0' does not exist"],
      'key-0123456789abcdef0': ['InvalidKeyPair.NotFound', "The key pair ID 'key-0123456789abcdef0' does not exist"],
      'ami-0123456789abcdef0': ['InvalidAMIID.NotFound', "The image id '[ami-0123456789abcdef0]' does not exist"],
    };
    for (const [wrong, [code, message]] of Object.entries(missing)) fails(wrong, code, message);
    assert.deepEqual(tagsOf(account, id), []);
  });

  it('refuses tags that EC2 refuses', () => {
    const account = openAccount();
    const id = vpcOf(account);
    const fails = (Tags: Tag[] | undefined, code: string): void => void account.fails('ec2:CreateTags', { Resources: [id], Tags }, code);
    fails(undefined, 'MissingParameter');
    fails([], 'MissingParameter');
    fails([{ Key: '' }], 'InvalidParameterValue');
    fails([{ Key: 'aws:mine' }], 'InvalidParameterValue');
    fails([{ Key: 'k'.repeat(129) }], 'InvalidParameterValue');
    fails([{ Key: 'a', Value: 'v'.repeat(257) }], 'InvalidParameterValue');
    fails([{ Key: 'a' }, { Key: 'a' }], 'InvalidParameterValue');
    const many = Array.from({ length: 51 }, (_, index) => ({ Key: `k${index}`, Value: 'v' }));
    fails(many, 'TagLimitExceeded');
    account.run('ec2:CreateTags', { Resources: [id], Tags: many.slice(1) });
    account.fails('ec2:CreateTags', { Resources: [id], Tags: [many[0]!] }, 'TagLimitExceeded');
    account.fails('ec2:CreateTags', { Resources: [], Tags: [{ Key: 'a' }] }, 'MissingParameter');
    account.fails('ec2:CreateTags', { Resources: Array<string>(1_001).fill(id), Tags: [{ Key: 'k1' }] }, 'InvalidParameterValue');
    account.run('ec2:CreateTags', { Resources: Array<string>(1_000).fill(id), Tags: [{ Key: 'k1' }] });
    account.fails('ec2:CreateTags', { Resources: [id], Tags: [{ Key: 'k1' }], DryRun: true }, 'DryRunOperation');
  });

  it('keeps keys apart that JavaScript knows', () => {
    const account = openAccount();
    const id = vpcOf(account);
    account.run('ec2:CreateTags', {
      Resources: [id],
      Tags: [
        { Key: '__proto__', Value: 'x' },
        { Key: 'toString', Value: 'y' },
      ],
    });
    assert.deepEqual(tagsOf(account, id), [
      ['__proto__', 'x'],
      ['toString', 'y'],
    ]);
    account.run('ec2:DeleteTags', { Resources: [id], Tags: [{ Key: 'toString' }] });
    assert.deepEqual(tagsOf(account, id), [['__proto__', 'x']]);
  });
});

describe('DeleteTags', () => {
  function tagged(): { account: TestAccount; id: string } {
    const account = openAccount();
    const id = vpcOf(account);
    account.run('ec2:CreateTags', {
      Resources: [id],
      Tags: [
        { Key: 'a', Value: '1' },
        { Key: 'b', Value: '2' },
        { Key: 'c', Value: '' },
      ],
    });
    return { account, id };
  }

  it('deletes by key, by key and value, or all', () => {
    const { account, id } = tagged();
    const left = (Tags?: Tag[]): string => {
      account.run('ec2:DeleteTags', { Resources: [id], Tags });
      return tagsOf(account, id)
        .map(([key]) => key)
        .join();
    };
    assert.equal(left([{ Key: 'a', Value: '' }, { Key: 'b', Value: '1' }, { Key: 'z' }]), 'a,b,c', 'other values stay');
    assert.equal(
      left([
        { Key: 'b', Value: '2' },
        { Key: 'c', Value: '' },
      ]),
      'a',
    );
    assert.equal(left([{ Key: 'a' }]), '');
    assert.equal(left([{ Key: 'a' }]), '');
    account.run('ec2:CreateTags', { Resources: [id], Tags: [{ Key: 'a' }, { Key: 'b' }] });
    assert.equal(left(), '');
  });

  it('refuses', () => {
    const { account, id } = tagged();
    account.fails('ec2:DeleteTags', { Resources: [] }, 'MissingParameter');
    account.fails('ec2:DeleteTags', { Resources: ['x'] }, 'InvalidID', "The ID 'x' is not valid");
    account.fails('ec2:DeleteTags', { Resources: [id, 'vol-0123456789abcdef0'] }, 'InvalidVolume.NotFound');
    account.fails(
      'ec2:DeleteTags',
      { Resources: [id], Tags: [{ Value: 'x' }] },
      'InvalidParameterValue',
      'Tag key cannot be null or empty.',
    );
    account.fails('ec2:DeleteTags', { Resources: [id], Tags: [{ Key: 'aws:x' }] }, 'InvalidParameterValue');
    account.fails('ec2:DeleteTags', { Resources: Array<string>(1_001).fill(id) }, 'InvalidParameterValue');
    account.fails('ec2:DeleteTags', { Resources: [id], Tags: Array<Tag>(1_001).fill({ Key: 'a' }) }, 'InvalidParameterValue');
    account.fails('ec2:DeleteTags', { Resources: [id], DryRun: true }, 'DryRunOperation');
    assert.equal(tagsOf(account, id).length, 3);
  });
});

describe('DescribeTags', () => {
  it('filters and pages', () => {
    const account = openAccount();
    const vpc = vpcOf(account);
    const subnets = account.run('ec2:DescribeSubnets', {}).Subnets!.map(({ SubnetId }) => SubnetId!);
    account.run('ec2:CreateTags', {
      Resources: [vpc, ...subnets],
      Tags: [
        { Key: 'stack', Value: 'test' },
        { Key: 'Owner', Value: 'TeamA' },
      ],
    });
    account.run('ec2:CreateTags', { Resources: [subnets[0]!], Tags: [{ Key: 'Owner', Value: 'TeamB' }] });
    const found = (Name: string, ...Values: string[]): TagDescription[] =>
      account.run('ec2:DescribeTags', { Filters: [{ Name, Values }] }).Tags!;
    assert.deepEqual(found('resource-type', 'vpc'), [
      { Key: 'Owner', ResourceId: vpc, ResourceType: 'vpc', Value: 'TeamA' },
      { Key: 'stack', ResourceId: vpc, ResourceType: 'vpc', Value: 'test' },
    ]);
    assert.equal(found('key', 'stack').length, 5);
    assert.equal(found('value', 'Team?').length, 5);
    assert.equal(found('tag:Owner', 'TeamB').length, 1);
    assert.equal(found('resource-id', 'subnet-*').length, 8);
    assert.equal(found('resource-id', vpc, 'subnet-0123456789abcdef0').length, 2);
    const first = account.run('ec2:DescribeTags', { MaxResults: 6 });
    assert.equal(first.Tags!.length, 6);
    const second = account.run('ec2:DescribeTags', { MaxResults: 6, NextToken: first.NextToken });
    assert.equal(second.Tags!.length, 4);
    assert.equal(second.NextToken, undefined);
    account.fails('ec2:DescribeTags', { MaxResults: 4 }, 'InvalidParameterValue');
    account.fails('ec2:DescribeTags', { MaxResults: 1_001 }, 'InvalidParameterValue');
    account.fails('ec2:DescribeTags', { NextToken: 'x' }, 'InvalidNextToken');
    account.fails('ec2:DescribeTags', { DryRun: true }, 'DryRunOperation');
  });

  it('goes on where a page ended, whatever comes and goes between pages', () => {
    const account = openAccount();
    const [first, second] = account.run('ec2:DescribeSubnets', {}).Subnets!.map(({ SubnetId }) => SubnetId!);
    const tag = (id: string, ...keys: string[]): void =>
      void account.run('ec2:CreateTags', { Resources: [id], Tags: keys.map((Key) => ({ Key, Value: 'x' })) });
    const page = (NextToken?: string): { said: string[]; next: string | undefined } => {
      const answer = account.run('ec2:DescribeTags', { MaxResults: 5, NextToken });
      return { said: answer.Tags!.map(({ ResourceId, Key }) => `${ResourceId === first ? 1 : 2}${Key}`), next: answer.NextToken };
    };
    tag(first!, 'a', 'b', 'c', '한글 "키"', 'z');
    tag(second!, 'a', 'b', 'c', 'd', 'e');
    const one = page();
    assert.deepEqual(one.said, ['1a', '1b', '1c', '1z', '1한글 "키"']);
    account.run('ec2:DeleteTags', { Resources: [first!], Tags: [{ Key: 'a' }, { Key: '한글 "키"' }] });
    tag(second!, '0');
    const two = page(one.next);
    assert.deepEqual(two.said, ['20', '2a', '2b', '2c', '2d']);
    account.run('ec2:DeleteTags', { Resources: [second!], Tags: [{ Key: 'd' }] });
    assert.deepEqual(page(two.next), { said: ['2e'], next: undefined });
    const forged = Buffer.from(
      Buffer.from(one.next!, 'base64')
        .toString()
        .replace(/,"[^"]*"\]$/, ',"%FF"]'),
    ).toString('base64');
    account.fails('ec2:DescribeTags', { MaxResults: 5, NextToken: forged }, 'InvalidNextToken');
    account.fails('ec2:DescribeTags', { Filters: [{ Name: 'key', Values: ['a'] }], NextToken: one.next }, 'InvalidNextToken');
  });

  it('shows nothing of what is gone', () => {
    const account = openAccount();
    const { instance, volume } = resources(account) as { instance: string; volume: string };
    account.run('ec2:CreateTags', { Resources: [instance, volume], Tags: [{ Key: 'a', Value: 'b' }] });
    account.run('ec2:TerminateInstances', { InstanceIds: [instance] });
    account.pass(2 * 3_600);
    assert.deepEqual(account.run('ec2:DescribeTags', {}).Tags, []);
  });
});
