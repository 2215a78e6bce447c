import assert from 'node:assert/strict';
import { instanceTypeNames } from '../../../../src/region/catalog/instance-types';
import { accountId, openAccount, type TestAccount } from '../../support/account';

function network(account: TestAccount): { vpcId: string; subnetIds: string[] } {
  const vpcId = account.run('ec2:DescribeVpcs', {}).Vpcs![0]!.VpcId!;
  return { vpcId, subnetIds: account.run('ec2:DescribeSubnets', {}).Subnets!.map(({ SubnetId }) => SubnetId!) };
}

describe('the default network', () => {
  it('is a VPC 172.31.0.0/16 in every region, with ids of its own', () => {
    const account = openAccount();
    const [vpc, ...others] = account.run('ec2:DescribeVpcs', {}).Vpcs!;
    assert.equal(others.length, 0);
    const { VpcId, DhcpOptionsId, CidrBlockAssociationSet, ...rest } = vpc!;
    assert.match(VpcId!, /^vpc-[0-9a-f]{17}$/);
    assert.match(DhcpOptionsId!, /^dopt-[0-9a-f]{17}$/);
    assert.match(CidrBlockAssociationSet![0]!.AssociationId!, /^vpc-cidr-assoc-[0-9a-f]{17}$/);
    assert.deepEqual(rest, {
      OwnerId: accountId,
      InstanceTenancy: 'default',
      IsDefault: true,
      BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' },
      State: 'available',
      CidrBlock: '172.31.0.0/16',
    });
    assert.notEqual(account.run('ec2:DescribeVpcs', {}, 'us-east-1').Vpcs![0]!.VpcId, VpcId);
  });

  it('has a /20 subnet in each zone, with 4,091 free addresses', () => {
    const account = openAccount();
    const { vpcId } = network(account);
    const subnets = account.run('ec2:DescribeSubnets', {}).Subnets!;
    assert.deepEqual(
      subnets.map(({ AvailabilityZone, AvailabilityZoneId, CidrBlock }) => [AvailabilityZone, AvailabilityZoneId, CidrBlock]),
      [
        ['ap-northeast-2a', 'apne2-az1', '172.31.0.0/20'],
        ['ap-northeast-2b', 'apne2-az2', '172.31.16.0/20'],
        ['ap-northeast-2c', 'apne2-az3', '172.31.32.0/20'],
        ['ap-northeast-2d', 'apne2-az4', '172.31.48.0/20'],
      ],
    );
    for (const subnet of subnets) {
      assert.match(subnet.SubnetId!, /^subnet-[0-9a-f]{17}$/);
      assert.equal(subnet.SubnetArn, `arn:aws:ec2:ap-northeast-2:${accountId}:subnet/${subnet.SubnetId}`);
      assert.equal(subnet.VpcId, vpcId);
      assert.equal(subnet.AvailableIpAddressCount, 4_091);
      assert.equal(subnet.DefaultForAz, true);
      assert.equal(subnet.MapPublicIpOnLaunch, true);
      assert.equal(subnet.State, 'available');
      assert.equal(subnet.OwnerId, accountId);
    }
    assert.equal(account.run('ec2:DescribeSubnets', {}, 'us-east-1').Subnets!.length, 6);
  });

  it('is the same for the same seed and another for another', () => {
    assert.deepEqual(network(openAccount()), network(openAccount()));
    assert.notDeepEqual(network(openAccount()), network(openAccount({ seed: 'another' })));
  });
});

describe('DescribeVpcs', () => {
  it('finds by id and says which ids are not there', () => {
    const account = openAccount();
    const { vpcId } = network(account);
    assert.equal(account.run('ec2:DescribeVpcs', { VpcIds: [vpcId, vpcId] }).Vpcs!.length, 1);
    account.fails('ec2:DescribeVpcs', { VpcIds: ['vpc-1'] }, 'InvalidVpcID.Malformed');
    account.fails(
      'ec2:DescribeVpcs',
      { VpcIds: [vpcId, 'vpc-0123456789abcdef0'] },
      'InvalidVpcID.NotFound',
      "The vpc ID 'vpc-0123456789abcdef0' does not exist",
    );
  });

  it('filters', () => {
    const account = openAccount();
    const { vpcId } = network(account);
    account.run('ec2:CreateTags', { Resources: [vpcId], Tags: [{ Key: 'Name', Value: 'main' }] });
    const found = (Name: string, Value: string): number =>
      account.run('ec2:DescribeVpcs', { Filters: [{ Name, Values: [Value] }] }).Vpcs!.length;
    for (const [name, value] of [
      ['cidr', '172.31.0.0/16'],
      ['cidr-block-association.cidr-block', '172.31.*'],
      ['cidr-block-association.state', 'associated'],
      ['is-default', 'true'],
      ['owner-id', accountId],
      ['state', 'available'],
      ['vpc-id', vpcId],
      ['tag:Name', 'm?in'],
      ['tag-key', 'Name'],
    ] as const) {
      assert.equal(found(name, value), 1, name);
      assert.equal(found(name, 'something else'), 0, name);
    }
    assert.deepEqual(account.run('ec2:DescribeVpcs', {}).Vpcs![0]!.Tags, [{ Key: 'Name', Value: 'main' }]);
  });

  it('honours DryRun, MaxResults and NextToken', () => {
    const account = openAccount();
    account.fails('ec2:DescribeVpcs', { DryRun: true }, 'DryRunOperation', 'Request would have succeeded, but DryRun flag is set.');
    account.fails('ec2:DescribeVpcs', { MaxResults: 4 }, 'InvalidParameterValue');
    account.fails('ec2:DescribeVpcs', { MaxResults: 1_001 }, 'InvalidParameterValue');
    account.fails('ec2:DescribeVpcs', { NextToken: 'nonsense' }, 'InvalidNextToken', "The token 'nonsense' is invalid");
    assert.equal(account.run('ec2:DescribeVpcs', { MaxResults: 5 }).NextToken, undefined);
  });
});

describe('DescribeSubnets', () => {
  it('finds by id, pages, and says which ids are not there', () => {
    const account = openAccount();
    const { subnetIds } = network(account);
    const [first, second] = subnetIds;
    assert.deepEqual(
      account.run('ec2:DescribeSubnets', { SubnetIds: [second!, first!] }).Subnets!.map(({ SubnetId }) => SubnetId),
      [first, second],
    );
    account.fails('ec2:DescribeSubnets', { SubnetIds: ['sg-0123456789abcdef0'] }, 'InvalidSubnetID.Malformed');
    account.fails(
      'ec2:DescribeSubnets',
      { SubnetIds: ['subnet-0123456789abcdef0', 'subnet-01234567'] },
      'InvalidSubnetID.NotFound',
      "The subnet IDs 'subnet-0123456789abcdef0, subnet-01234567' do not exist",
    );
    const virginia = account.run('ec2:DescribeSubnets', { MaxResults: 5 }, 'us-east-1');
    assert.equal(virginia.Subnets!.length, 5);
    const last = account.run('ec2:DescribeSubnets', { MaxResults: 5, NextToken: virginia.NextToken }, 'us-east-1');
    assert.deepEqual([last.Subnets!.length, last.NextToken], [1, undefined]);
    account.fails(
      'ec2:DescribeSubnets',
      { NextToken: virginia.NextToken, Filters: [{ Name: 'state', Values: ['available'] }] },
      'InvalidNextToken',
    );
    account.fails('ec2:DescribeSubnets', { DryRun: true }, 'DryRunOperation');
  });

  it('filters, also by the other spellings of a name', () => {
    const account = openAccount();
    const { vpcId, subnetIds } = network(account);
    const found = (Name: string, ...Values: string[]): number =>
      account.run('ec2:DescribeSubnets', { Filters: [{ Name, Values }] }).Subnets!.length;
    for (const name of ['availability-zone', 'availabilityZone']) assert.equal(found(name, 'ap-northeast-2a', 'ap-northeast-2d'), 2);
    for (const name of ['availability-zone-id', 'availabilityZoneId']) assert.equal(found(name, 'apne2-az3'), 1);
    for (const name of ['cidr-block', 'cidr', 'cidrBlock']) assert.equal(found(name, '172.31.16.0/20'), 1);
    for (const name of ['default-for-az', 'defaultForAz']) assert.deepEqual([found(name, 'true'), found(name, 'false')], [4, 0]);
    assert.equal(found('available-ip-address-count', '4091'), 4);
    assert.equal(found('map-public-ip-on-launch', 'true'), 4);
    assert.equal(found('subnet-id', subnetIds[0]!), 1);
    assert.equal(found('subnet-arn', `*/${subnetIds[1]}`), 1);
    assert.equal(found('vpc-id', vpcId), 4);
    assert.equal(found('private-dns-name-options-on-launch.hostname-type', 'ip-name'), 4);
    assert.equal(found('ipv6-native', 'true'), 0);
  });
});

describe('DescribeAvailabilityZones', () => {
  it('lists the zones of the region', () => {
    const [zone, ...others] = openAccount().run('ec2:DescribeAvailabilityZones', {}).AvailabilityZones!;
    assert.equal(others.length, 3);
    assert.deepEqual(zone, {
      OptInStatus: 'opt-in-not-required',
      Messages: [],
      RegionName: 'ap-northeast-2',
      ZoneName: 'ap-northeast-2a',
      ZoneId: 'apne2-az1',
      GroupName: 'ap-northeast-2-zg-1',
      GroupLongName: 'Asia Pacific (Seoul) 1',
      NetworkBorderGroup: 'ap-northeast-2',
      ZoneType: 'availability-zone',
      State: 'available',
    });
  });

  it('finds by name, id and filter, and refuses what is not there', () => {
    const account = openAccount();
    const names = (input: object): (string | undefined)[] =>
      account.run('ec2:DescribeAvailabilityZones', input).AvailabilityZones!.map(({ ZoneName }) => ZoneName);
    assert.deepEqual(names({ ZoneNames: ['ap-northeast-2c'] }), ['ap-northeast-2c']);
    assert.deepEqual(names({ ZoneIds: ['apne2-az2'] }), ['ap-northeast-2b']);
    assert.deepEqual(names({ Filters: [{ Name: 'zone-name', Values: ['*b', '*d'] }] }), ['ap-northeast-2b', 'ap-northeast-2d']);
    assert.deepEqual(names({ Filters: [{ Name: 'zone-type', Values: ['local-zone'] }], AllAvailabilityZones: true }), []);
    account.fails(
      'ec2:DescribeAvailabilityZones',
      { ZoneNames: ['us-east-1a'] },
      'InvalidParameterValue',
      'Invalid availability zone: [us-east-1a]',
    );
    account.fails(
      'ec2:DescribeAvailabilityZones',
      { ZoneIds: ['x', 'y'] },
      'InvalidParameterValue',
      'Invalid availability zone-ids: [x, y]',
    );
    account.fails('ec2:DescribeAvailabilityZones', { DryRun: true }, 'DryRunOperation');
  });
});

describe('DescribeRegions', () => {
  it('lists the enabled regions, or all of them', () => {
    const account = openAccount();
    const enabled = account.run('ec2:DescribeRegions', {}).Regions!;
    assert.deepEqual(enabled[0], {
      OptInStatus: 'opt-in-not-required',
      RegionName: 'ap-northeast-1',
      Endpoint: 'ec2.ap-northeast-1.amazonaws.com',
    });
    assert.ok(enabled.every(({ OptInStatus }) => OptInStatus === 'opt-in-not-required'));
    assert.equal(enabled.length, 17);
    assert.equal(account.run('ec2:DescribeRegions', { AllRegions: true }).Regions!.length, 34);
    const statusOf = (region: string): unknown => account.run('ec2:DescribeRegions', { RegionNames: [region] }).Regions![0]!.OptInStatus;
    assert.equal(statusOf('ap-east-1'), 'not-opted-in');
    account.run('ec2:DescribeVpcs', {}, 'ap-east-1');
    assert.equal(statusOf('ap-east-1'), 'opted-in');
    assert.equal(account.run('ec2:DescribeRegions', {}).Regions!.length, 18);
  });

  it('filters and refuses unknown names', () => {
    const account = openAccount();
    const names = account.run('ec2:DescribeRegions', { Filters: [{ Name: 'region-name', Values: ['us-*'] }] }).Regions!;
    assert.deepEqual(
      names.map(({ RegionName }) => RegionName),
      ['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2'],
    );
    assert.equal(account.run('ec2:DescribeRegions', { Filters: [{ Name: 'endpoint', Values: ['*.eu-west-1.*'] }] }).Regions!.length, 1);
    account.fails('ec2:DescribeRegions', { RegionNames: ['mars-1'] }, 'InvalidParameterValue', 'Invalid region name: [mars-1]');
    account.fails('ec2:DescribeRegions', { DryRun: true }, 'DryRunOperation');
  });
});

describe('addresses of instances', () => {
  it('are taken from the count of their subnet, also while stopped', () => {
    assert.ok(instanceTypeNames().includes('t3.micro'));
    const account = openAccount();
    const [subnet] = account.run('ec2:DescribeSubnets', {}).Subnets!;
    const ImageId = account.run('ec2:DescribeImages', {
      Owners: ['amazon'],
      Filters: [{ Name: 'name', Values: ['al2023-ami-2023*x86_64'] }],
    }).Images![0]!.ImageId!;
    const launched = account.run('ec2:RunInstances', {
      ImageId,
      InstanceType: 't3.micro',
      MinCount: 3,
      MaxCount: 3,
      SubnetId: subnet!.SubnetId,
    });
    const left = (): number | undefined =>
      account.run('ec2:DescribeSubnets', { SubnetIds: [subnet!.SubnetId!] }).Subnets![0]!.AvailableIpAddressCount;
    assert.equal(left(), 4_088);
    account.pass(60);
    const InstanceIds = launched.Instances!.map(({ InstanceId }) => InstanceId!);
    account.run('ec2:StopInstances', { InstanceIds });
    account.pass(600);
    assert.equal(left(), 4_088);
    account.run('ec2:TerminateInstances', { InstanceIds });
    account.pass(600);
    assert.equal(left(), 4_091);
  });
});
