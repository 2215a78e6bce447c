import assert from 'node:assert/strict';
import type { VpcEndpoint } from '@aws-sdk/client-ec2';
import { usageTable } from '../../../../src/region/kernel/tables';
import { routeFor } from '../../../../src/region/ec2/route-tables/effective-routes';
import { accountId, creation, openAccount, seoul, type TestAccount } from '../../support/account';
import { makeNetwork } from '../route-tables/support';

const missing = (prefix: string): string => `${prefix}-0123456789abcdef0`;
const s3 = `com.amazonaws.${seoul}.s3`;
const sqs = `com.amazonaws.${seoul}.sqs`;
const openPolicy = '{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}';
const closed = '{"Statement":[]}';

function shown(account: TestAccount, id: string): VpcEndpoint {
  return account.run('ec2:DescribeVpcEndpoints', { VpcEndpointIds: [id] }).VpcEndpoints![0]!;
}

function gateway(account: TestAccount, VpcId: string, input: object = {}): string {
  return account.run('ec2:CreateVpcEndpoint', { VpcId, ServiceName: s3, ...input }).VpcEndpoint!.VpcEndpointId!;
}

/** The prefix list of a gateway's service: its id and an address in it. */
function listOf(account: TestAccount, service = s3): { id: string; address: string } {
  const [list] = account.run('ec2:DescribePrefixLists', { Filters: [{ Name: 'prefix-list-name', Values: [service] }] }).PrefixLists!;
  return { id: list!.PrefixListId!, address: list!.Cidrs![0]!.replace(/\d+\/\d+$/, '9') };
}

describe('gateway endpoints', () => {
  it('put a route to their service into route tables', () => {
    const account = openAccount();
    const { vpcId, subnetId, mainTableId } = makeNetwork(account);
    const list = listOf(account);
    const input = {
      VpcId: vpcId,
      ServiceName: s3,
      RouteTableIds: [mainTableId],
      ServiceRegion: seoul,
      ClientToken: 'once',
      TagSpecifications: [{ ResourceType: 'vpc-endpoint' as const, Tags: [{ Key: 'Name', Value: 'files' }] }],
    };
    const made = account.run('ec2:CreateVpcEndpoint', input);
    const id = made.VpcEndpoint!.VpcEndpointId!;
    assert.match(id, /^vpce-[0-9a-f]{17}$/);
    assert.deepEqual(made, {
      VpcEndpoint: {
        VpcEndpointId: id,
        VpcEndpointType: 'Gateway',
        VpcId: vpcId,
        ServiceName: s3,
        State: 'available',
        PolicyDocument: openPolicy,
        RouteTableIds: [mainTableId],
        SubnetIds: [],
        Groups: [],
        PrivateDnsEnabled: false,
        RequesterManaged: false,
        NetworkInterfaceIds: [],
        DnsEntries: [],
        CreationTimestamp: new Date(creation),
        Tags: [{ Key: 'Name', Value: 'files' }],
        OwnerId: accountId,
        ServiceRegion: seoul,
      },
      ClientToken: 'once',
    });
    assert.deepEqual(account.run('ec2:CreateVpcEndpoint', input), made);
    assert.deepEqual(account.run('ec2:DescribeRouteTables', { RouteTableIds: [mainTableId] }).RouteTables![0]!.Routes![1], {
      DestinationPrefixListId: list.id,
      GatewayId: id,
      Origin: 'CreateRoute',
      State: 'active',
    });
    assert.deepEqual(routeFor(account.context(), subnetId, list.address), { target: id, state: 'active' });

    const route = { RouteTableId: mainTableId, DestinationPrefixListId: list.id };
    account.fails('ec2:DeleteRoute', route, 'InvalidParameterValue');
    account.fails('ec2:ReplaceRoute', { ...route, GatewayId: id }, 'InvalidParameterValue');
    account.fails(
      'ec2:CreateRoute',
      { RouteTableId: mainTableId, DestinationCidrBlock: '0.0.0.0/0', VpcEndpointId: id },
      'RouteNotSupported',
    );
    account.fails('ec2:CreateRoute', { RouteTableId: mainTableId, DestinationCidrBlock: '0.0.0.0/0', GatewayId: id }, 'RouteNotSupported');
    account.fails('ec2:CreateVpcEndpoint', { ...input, ClientToken: undefined }, 'RouteAlreadyExists');
    account.fails('ec2:CreateVpcEndpoint', { ...input, VpcId: missing('vpc') }, 'IdempotentParameterMismatch');

    account.fails('ec2:DeleteVpcEndpoints', { VpcEndpointIds: [id], DryRun: true }, 'DryRunOperation');
    assert.deepEqual(account.run('ec2:DeleteVpcEndpoints', { VpcEndpointIds: [id, missing('vpce')] }), {
      Unsuccessful: [
        {
          Error: { Code: 'InvalidVpcEndpoint.NotFound', Message: `The Vpc Endpoint Id '${missing('vpce')}' does not exist` },
          ResourceId: missing('vpce'),
        },
      ],
    });
    assert.equal(routeFor(account.context(), subnetId, list.address), undefined);
    account.fails(
      'ec2:DescribeVpcEndpoints',
      { VpcEndpointIds: [id] },
      'InvalidVpcEndpointId.NotFound',
      `The Vpc Endpoint Id '${id}' does not exist`,
    );
    account.fails('ec2:DeleteVpcEndpoints', { VpcEndpointIds: [] }, 'MissingParameter');
  });

  it('ModifyVpcEndpoint changes their tables and policy', () => {
    const account = openAccount();
    const { vpcId, mainTableId } = makeNetwork(account);
    const other = account.run('ec2:CreateRouteTable', { VpcId: vpcId }).RouteTable!.RouteTableId!;
    const VpcEndpointId = gateway(account, vpcId, { PolicyDocument: closed, RouteTableIds: [mainTableId] });
    assert.equal(shown(account, VpcEndpointId).PolicyDocument, closed);
    account.fails('ec2:ModifyVpcEndpoint', { VpcEndpointId, ResetPolicy: true, DryRun: true }, 'DryRunOperation');
    assert.deepEqual(
      account.run('ec2:ModifyVpcEndpoint', {
        VpcEndpointId,
        AddRouteTableIds: [other],
        RemoveRouteTableIds: [mainTableId],
        ResetPolicy: true,
      }),
      { Return: true },
    );
    assert.deepEqual(shown(account, VpcEndpointId).RouteTableIds, [other]);
    assert.equal(shown(account, VpcEndpointId).PolicyDocument, openPolicy);
    account.run('ec2:ModifyVpcEndpoint', { VpcEndpointId, PolicyDocument: closed });
    assert.equal(shown(account, VpcEndpointId).PolicyDocument, closed);
    for (const [input, code] of [
      [{ VpcEndpointId: undefined }, 'MissingParameter'],
      [{ VpcEndpointId: 'vpce-x' }, 'InvalidVpcEndpointId.Malformed'],
      [{ VpcEndpointId: missing('vpce') }, 'InvalidVpcEndpointId.NotFound'],
      [{ PolicyDocument: 'open' }, 'InvalidPolicyDocument'],
      [{ PolicyDocument: closed, ResetPolicy: true }, 'InvalidParameterCombination'],
      [{ RemoveRouteTableIds: [mainTableId] }, 'InvalidParameterValue'],
      [{ AddRouteTableIds: [missing('rtb')] }, 'InvalidRouteTableID.NotFound'],
      [{ AddSubnetIds: [missing('subnet')] }, 'InvalidParameter'],
    ] as const) {
      account.fails('ec2:ModifyVpcEndpoint', { VpcEndpointId, ...input } as never, code);
    }
    account.run('ec2:DeleteRouteTable', { RouteTableId: other });
    assert.deepEqual(shown(account, VpcEndpointId).RouteTableIds, []);
    account.fails('ec2:DeleteVpc', { VpcId: vpcId }, 'DependencyViolation');
  });

  it('CreateVpcEndpoint refuses what EC2 refuses', () => {
    const account = openAccount({ settings: { quotas: { 'L-1B52E74A': 1 } } });
    const { vpcId, subnetId } = makeNetwork(account);
    const other = makeNetwork(account, '10.8.0.0/16');
    const group = account.run('ec2:DescribeSecurityGroups', { Filters: [{ Name: 'vpc-id', Values: [vpcId] }] }).SecurityGroups![0]!
      .GroupId!;
    for (const [input, code] of [
      [{ VpcId: undefined }, 'MissingParameter'],
      [{ VpcId: missing('vpc') }, 'InvalidVpcID.NotFound'],
      [{ ServiceName: undefined }, 'MissingParameter'],
      [{ ServiceName: 'com.amazonaws.us-east-1.s3' }, 'InvalidServiceName'],
      [{ ServiceRegion: 'us-east-1' }, 'InvalidServiceName'],
      [{ ServiceName: sqs }, 'InvalidParameter'],
      [{ VpcEndpointType: 'GatewayLoadBalancer' }, 'UnsupportedOperation'],
      [{ PolicyDocument: '[' }, 'InvalidPolicyDocument'],
      [{ RouteTableIds: [missing('rtb')] }, 'InvalidRouteTableID.NotFound'],
      [{ RouteTableIds: [other.mainTableId] }, 'InvalidParameter'],
      [{ SubnetIds: [subnetId] }, 'InvalidParameter'],
      [{ SecurityGroupIds: [group] }, 'InvalidParameter'],
      [{ PrivateDnsEnabled: true }, 'InvalidParameter'],
      [{ ServiceNetworkArn: 'arn:aws:vpc-lattice:::servicenetwork/sn-0' }, 'InvalidServiceNetwork.NotFound'],
      [{ ResourceConfigurationArn: 'arn:aws:vpc-lattice:::resourceconfiguration/rcfg-0' }, 'InvalidResourceConfiguration.NotFound'],
      [{ DryRun: true }, 'DryRunOperation'],
    ] as const) {
      account.fails('ec2:CreateVpcEndpoint', { VpcId: vpcId, ServiceName: s3, ...input } as never, code);
    }
    gateway(account, vpcId);
    account.fails('ec2:CreateVpcEndpoint', { VpcId: other.vpcId, ServiceName: s3 }, 'VpcEndpointLimitExceeded');
  });
});

describe('interface endpoints', () => {
  function twoZones(account: TestAccount) {
    const { vpcId, subnetId } = makeNetwork(account);
    const zone = account.run('ec2:DescribeSubnets', { SubnetIds: [subnetId] }).Subnets![0]!.AvailabilityZone!;
    const AvailabilityZone = account
      .run('ec2:DescribeAvailabilityZones', {})
      .AvailabilityZones!.map(({ ZoneName }) => ZoneName!)
      .find((name) => name !== zone)!;
    const second = account.run('ec2:CreateSubnet', { VpcId: vpcId, CidrBlock: '10.0.2.0/24', AvailabilityZone }).Subnet!.SubnetId!;
    account.run('ec2:ModifyVpcAttribute', { VpcId: vpcId, EnableDnsHostnames: { Value: true } });
    const newGroup = (GroupName: string): string =>
      account.run('ec2:CreateSecurityGroup', { GroupName, Description: 'd', VpcId: vpcId }).GroupId!;
    return { vpcId, subnetId, second, zone, otherZone: AvailabilityZone, groups: [newGroup('a'), newGroup('b')] as const };
  }

  const open = (account: TestAccount) =>
    account
      .context()
      .list(usageTable)
      .filter((use) => use.usageType === 'VpcEndpoint-Hours' && !use.to);

  it('get an interface in each subnet, are soon available, and cost by the hour and zone until they are gone', () => {
    const account = openAccount();
    const { vpcId, subnetId, second, zone, otherZone, groups } = twoZones(account);
    const made = account.run('ec2:CreateVpcEndpoint', {
      VpcId: vpcId,
      ServiceName: sqs,
      VpcEndpointType: 'Interface',
      SubnetIds: [subnetId, second],
      SubnetConfigurations: [{ SubnetId: subnetId, Ipv4: '10.0.1.77' }],
      SecurityGroupIds: [groups[0]],
      PrivateDnsEnabled: true,
      IpAddressType: 'ipv4',
      DnsOptions: { DnsRecordIpType: 'ipv4' },
    }).VpcEndpoint!;
    const id = made.VpcEndpointId!;
    assert.equal(made.State, 'pending');
    assert.deepEqual(made.SubnetIds, [subnetId, second]);
    assert.deepEqual(made.Groups, [{ GroupId: groups[0], GroupName: 'a' }]);
    assert.deepEqual([made.IpAddressType, made.DnsOptions, made.PrivateDnsEnabled], ['ipv4', { DnsRecordIpType: 'ipv4' }, true]);
    const label = `${id}-${id.slice(-8)}`;
    assert.deepEqual(
      made.DnsEntries!.map(({ DnsName }) => DnsName),
      [
        `${label}.sqs.${seoul}.vpce.amazonaws.com`,
        `${label}-${zone}.sqs.${seoul}.vpce.amazonaws.com`,
        `${label}-${otherZone}.sqs.${seoul}.vpce.amazonaws.com`,
        `sqs.${seoul}.amazonaws.com`,
      ],
    );
    const interfaces = account.run('ec2:DescribeNetworkInterfaces', { NetworkInterfaceIds: made.NetworkInterfaceIds }).NetworkInterfaces!;
    assert.equal(interfaces[0]!.PrivateIpAddress, '10.0.1.77');
    assert.deepEqual(
      interfaces.map(({ InterfaceType, RequesterManaged, Status }) => [InterfaceType, RequesterManaged, Status]),
      [
        ['vpc_endpoint', true, 'in-use'],
        ['vpc_endpoint', true, 'in-use'],
      ],
    );
    assert.equal(open(account).length, 2);
    account.pass(200);
    assert.equal(shown(account, id).State, 'available');
    account.fails('ec2:DeleteSubnet', { SubnetId: second }, 'DependencyViolation');
    account.run('ec2:DeleteVpcEndpoints', { VpcEndpointIds: [id] });
    assert.equal(shown(account, id).State, 'deleting');
    account.fails('ec2:ModifyVpcEndpoint', { VpcEndpointId: id, ResetPolicy: true }, 'IncorrectState');
    account.pass(100);
    account.fails('ec2:DescribeVpcEndpoints', { VpcEndpointIds: [id] }, 'InvalidVpcEndpointId.NotFound');
    assert.equal(open(account).length, 0);
    account.run('ec2:DeleteSubnet', { SubnetId: second });
  });

  it('ModifyVpcEndpoint changes subnets, groups and private names', () => {
    const account = openAccount();
    const { vpcId, subnetId, second, groups } = twoZones(account);
    const input = { VpcId: vpcId, ServiceName: sqs, VpcEndpointType: 'Interface' as const };
    const VpcEndpointId = account.run('ec2:CreateVpcEndpoint', { ...input, SubnetIds: [subnetId] }).VpcEndpoint!.VpcEndpointId!;
    assert.deepEqual(
      shown(account, VpcEndpointId).Groups!.map(({ GroupName }) => GroupName),
      ['default'],
    );
    const defaultGroup = shown(account, VpcEndpointId).Groups![0]!.GroupId!;
    const modify = (changes: object): VpcEndpoint => {
      account.run('ec2:ModifyVpcEndpoint', { VpcEndpointId, ...changes });
      return shown(account, VpcEndpointId);
    };
    const changed = modify({ AddSecurityGroupIds: [groups[1]], RemoveSecurityGroupIds: [defaultGroup], AddSubnetIds: [second] });
    assert.deepEqual(changed.Groups, [{ GroupId: groups[1], GroupName: 'b' }]);
    assert.deepEqual(changed.SubnetIds, [subnetId, second]);
    const nics = account.run('ec2:DescribeNetworkInterfaces', { NetworkInterfaceIds: changed.NetworkInterfaceIds }).NetworkInterfaces!;
    assert.deepEqual(
      nics.map(({ Groups }) => Groups!.map(({ GroupId }) => GroupId)),
      [[groups[1]], [groups[1]]],
    );
    account.fails('ec2:DeleteSecurityGroup', { GroupId: groups[1] }, 'DependencyViolation');
    assert.deepEqual(modify({ RemoveSubnetIds: [subnetId] }).SubnetIds, [second]);
    const [before] = shown(account, VpcEndpointId).NetworkInterfaceIds!;
    const [after] = modify({ SubnetConfigurations: [{ SubnetId: second, Ipv4: '10.0.2.99' }] }).NetworkInterfaceIds!;
    assert.notEqual(after, before);
    const moved = account.run('ec2:DescribeNetworkInterfaces', { NetworkInterfaceIds: [after!] }).NetworkInterfaces![0]!;
    assert.equal(moved.PrivateIpAddress, '10.0.2.99');
    assert.equal(open(account).length, 1);
    assert.equal(
      modify({ PrivateDnsEnabled: true, IpAddressType: 'ipv4', DnsOptions: { DnsRecordIpType: 'ipv4' } }).PrivateDnsEnabled,
      true,
    );
    account.fails('ec2:CreateVpcEndpoint', { ...input, PrivateDnsEnabled: true }, 'InvalidParameter');
    assert.equal(modify({ PrivateDnsEnabled: false }).PrivateDnsEnabled, false);
    for (const [changes, code] of [
      [{ AddRouteTableIds: [missing('rtb')] }, 'InvalidParameter'],
      [{ RemoveSubnetIds: [subnetId] }, 'InvalidParameterValue'],
      [{ RemoveSecurityGroupIds: [groups[0]] }, 'InvalidParameterValue'],
      [{ RemoveSecurityGroupIds: [groups[1]] }, 'InvalidParameterValue'],
      [{ IpAddressType: 'ipv6' }, 'InvalidParameterValue'],
      [{ DnsOptions: { PrivateDnsOnlyForInboundResolverEndpoint: true } }, 'UnsupportedOperation'],
    ] as const) {
      account.fails('ec2:ModifyVpcEndpoint', { VpcEndpointId, ...changes } as never, code);
    }
  });

  it('CreateVpcEndpoint refuses what EC2 refuses', () => {
    const account = openAccount({ settings: { quotas: { 'L-29B6F2EB': 1 } } });
    const { vpcId, subnetId, zone } = twoZones(account);
    const other = makeNetwork(account, '10.8.0.0/16');
    const sameZone = { VpcId: vpcId, CidrBlock: '10.0.3.0/24', AvailabilityZone: zone };
    const neighbour = account.run('ec2:CreateSubnet', sameZone).Subnet!.SubnetId!;
    const base = { VpcId: vpcId, ServiceName: sqs, VpcEndpointType: 'Interface' as const, SubnetIds: [subnetId] };
    for (const [input, code] of [
      [{ SubnetIds: [missing('subnet')] }, 'InvalidSubnetID.NotFound'],
      [{ SubnetIds: [other.subnetId] }, 'InvalidParameter'],
      [{ SubnetIds: [subnetId, neighbour] }, 'DuplicateSubnetsInSameZone'],
      [{ SubnetConfigurations: [{ SubnetId: neighbour, Ipv4: '10.0.3.9' }] }, 'InvalidParameterValue'],
      [{ SubnetConfigurations: [{ SubnetId: subnetId, Ipv4: '10.0.3.9' }] }, 'InvalidParameterValue'],
      [{ SubnetConfigurations: [{ SubnetId: subnetId, Ipv6: '2001:db8::1' }] }, 'InvalidParameterValue'],
      [{ SecurityGroupIds: [missing('sg')] }, 'InvalidGroup.NotFound'],
      [{ RouteTableIds: [missing('rtb')] }, 'InvalidParameter'],
      [{ IpAddressType: 'dualstack' }, 'InvalidParameterValue'],
      [{ DnsOptions: { DnsRecordIpType: 'ipv6' } }, 'InvalidParameterValue'],
      [{ ServiceName: `com.amazonaws.${seoul}.dynamodb` }, 'InvalidParameter'],
    ] as const) {
      account.fails('ec2:CreateVpcEndpoint', { ...base, ...input } as never, code);
    }
    account.fails(
      'ec2:CreateVpcEndpoint',
      { ...base, VpcId: other.vpcId, SubnetIds: [other.subnetId], PrivateDnsEnabled: true },
      'InvalidParameter',
    );
    account.run('ec2:CreateVpcEndpoint', base);
    account.fails('ec2:CreateVpcEndpoint', { ...base, ServiceName: s3 }, 'VpcEndpointLimitExceeded');
  });
});
