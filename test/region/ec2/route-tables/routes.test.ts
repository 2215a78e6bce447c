import assert from 'node:assert/strict';
import type { Route } from '@aws-sdk/client-ec2';
import { routeFor } from '../../../../src/region/ec2/route-tables/effective-routes';
import { accountId, openAccount, type TestAccount } from '../../support/account';
import { attachGateway, makeNetwork, type TestNetwork } from './support';

const missing = (prefix: string): string => `${prefix}-0123456789abcdef0`;

/** The route of the main table to a destination. */
function route(account: TestAccount, { mainTableId }: TestNetwork, destination: string): Route | undefined {
  const { RouteTables } = account.run('ec2:DescribeRouteTables', { RouteTableIds: [mainTableId] });
  return RouteTables![0]!.Routes!.find(
    ({ DestinationCidrBlock, DestinationIpv6CidrBlock, DestinationPrefixListId }) =>
      (DestinationCidrBlock ?? DestinationIpv6CidrBlock ?? DestinationPrefixListId) === destination,
  );
}

function launch(account: TestAccount, network: TestNetwork): { instanceId: string; interfaceId: string } {
  const ImageId = account.run('ec2:DescribeImages', { Owners: ['amazon'], Filters: [{ Name: 'architecture', Values: ['x86_64'] }] })
    .Images![0]!.ImageId!;
  const { Instances } = account.run('ec2:RunInstances', {
    ImageId,
    InstanceType: 't3.micro',
    MinCount: 1,
    MaxCount: 1,
    SubnetId: network.subnetId,
  });
  account.pass(60);
  return { instanceId: Instances![0]!.InstanceId!, interfaceId: Instances![0]!.NetworkInterfaces![0]!.NetworkInterfaceId! };
}

describe('CreateRoute', () => {
  it('leads to an internet gateway, a blackhole once it is detached', () => {
    const account = openAccount();
    const network = makeNetwork(account);
    const GatewayId = attachGateway(account, network.vpcId);
    const input = { RouteTableId: network.mainTableId, DestinationCidrBlock: '203.0.113.77/24', GatewayId };
    account.fails('ec2:CreateRoute', { ...input, DryRun: true }, 'DryRunOperation');
    assert.deepEqual(account.run('ec2:CreateRoute', input), { Return: true });
    assert.deepEqual(route(account, network, '203.0.113.0/24'), {
      DestinationCidrBlock: '203.0.113.0/24',
      GatewayId,
      Origin: 'CreateRoute',
      State: 'active',
    });
    assert.deepEqual(account.run('ec2:CreateRoute', input), { Return: true }, 'the same once more');
    account.run('ec2:DetachInternetGateway', { InternetGatewayId: GatewayId, VpcId: network.vpcId });
    assert.equal(route(account, network, '203.0.113.0/24')!.State, 'blackhole');
    assert.deepEqual(routeFor(account.context(), network.subnetId, '203.0.113.1'), { target: GatewayId, state: 'blackhole' });
  });

  it('leads to an egress-only gateway for IPv6', () => {
    const account = openAccount();
    const network = makeNetwork(account);
    const made = account.run('ec2:CreateEgressOnlyInternetGateway', { VpcId: network.vpcId });
    const EgressOnlyInternetGatewayId = made.EgressOnlyInternetGateway!.EgressOnlyInternetGatewayId!;
    const input = { RouteTableId: network.mainTableId, EgressOnlyInternetGatewayId };
    account.fails('ec2:CreateRoute', { ...input, DestinationCidrBlock: '0.0.0.0/0' }, 'InvalidParameterValue');
    account.run('ec2:CreateRoute', { ...input, DestinationIpv6CidrBlock: '::/0' });
    assert.deepEqual(route(account, network, '::/0'), {
      DestinationIpv6CidrBlock: '::/0',
      EgressOnlyInternetGatewayId,
      Origin: 'CreateRoute',
      State: 'active',
    });
    assert.equal(routeFor(account.context(), network.subnetId, '2001:db8::1')?.target, EgressOnlyInternetGatewayId);
    assert.equal(routeFor(account.context(), network.subnetId, '203.0.113.1'), undefined);
  });

  it('leads to an instance by its only interface, a blackhole while it is not running', () => {
    const account = openAccount();
    const network = makeNetwork(account);
    const { instanceId, interfaceId } = launch(account, network);
    const RouteTableId = network.mainTableId;
    account.run('ec2:CreateRoute', { RouteTableId, DestinationCidrBlock: '0.0.0.0/0', InstanceId: instanceId });
    account.run('ec2:CreateRoute', { RouteTableId, DestinationCidrBlock: '192.0.2.0/24', NetworkInterfaceId: interfaceId });
    const expected = {
      InstanceId: instanceId,
      InstanceOwnerId: accountId,
      NetworkInterfaceId: interfaceId,
      Origin: 'CreateRoute',
      State: 'active',
    };
    assert.deepEqual(route(account, network, '0.0.0.0/0'), { DestinationCidrBlock: '0.0.0.0/0', ...expected });
    assert.deepEqual(route(account, network, '192.0.2.0/24'), { DestinationCidrBlock: '192.0.2.0/24', ...expected });
    account.run('ec2:StopInstances', { InstanceIds: [instanceId] });
    account.pass(300);
    assert.equal(route(account, network, '0.0.0.0/0')!.State, 'blackhole');
    account.run('ec2:TerminateInstances', { InstanceIds: [instanceId] });
    account.pass(300);
    assert.deepEqual(route(account, network, '0.0.0.0/0'), {
      DestinationCidrBlock: '0.0.0.0/0',
      NetworkInterfaceId: interfaceId,
      Origin: 'CreateRoute',
      State: 'blackhole',
    });
  });

  it('does not choose between the interfaces of an instance', () => {
    const account = openAccount();
    const network = makeNetwork(account);
    const { instanceId: InstanceId } = launch(account, network);
    const NetworkInterfaceId = account.run('ec2:CreateNetworkInterface', { SubnetId: network.subnetId }).NetworkInterface!
      .NetworkInterfaceId!;
    account.pass(10);
    account.run('ec2:AttachNetworkInterface', { NetworkInterfaceId, InstanceId, DeviceIndex: 1 });
    account.fails(
      'ec2:CreateRoute',
      { RouteTableId: network.mainTableId, DestinationCidrBlock: '0.0.0.0/0', InstanceId },
      'InvalidInstanceID',
      `There are multiple interfaces attached to instance '${InstanceId}'. Please specify an interface ID for the operation instead.`,
    );
  });

  it('leads to a NAT gateway for IPv4, a blackhole until it is available and once it is gone', () => {
    const account = openAccount();
    const network = makeNetwork(account);
    const made = account.run('ec2:CreateNatGateway', { SubnetId: network.subnetId, ConnectivityType: 'private' });
    const NatGatewayId = made.NatGateway!.NatGatewayId!;
    const input = { RouteTableId: network.mainTableId, NatGatewayId };
    account.fails('ec2:CreateRoute', { ...input, DestinationIpv6CidrBlock: '::/0' }, 'InvalidParameterValue');
    account.run('ec2:CreateRoute', { ...input, DestinationIpv6CidrBlock: '64:ff9b::/96' });
    account.run('ec2:CreateRoute', { ...input, DestinationCidrBlock: '0.0.0.0/0' });
    const state = (): string | undefined => route(account, network, '0.0.0.0/0')!.State;
    assert.equal(route(account, network, '0.0.0.0/0')!.NatGatewayId, NatGatewayId);
    assert.equal(state(), 'blackhole');
    account.pass(600);
    assert.equal(state(), 'active');
    account.run('ec2:DeleteNatGateway', { NatGatewayId });
    assert.equal(state(), 'blackhole');
  });

  it('takes a prefix list as its destination', () => {
    const account = openAccount();
    const network = makeNetwork(account);
    const GatewayId = attachGateway(account, network.vpcId);
    const list = account.run('ec2:DescribePrefixLists', { Filters: [{ Name: 'prefix-list-name', Values: ['*.s3'] }] }).PrefixLists![0]!;
    const RouteTableId = network.mainTableId;
    account.fails('ec2:CreateRoute', { RouteTableId, DestinationPrefixListId: 'pl-01234567', GatewayId }, 'InvalidPrefixListID.NotFound');
    const DestinationPrefixListId = list.PrefixListId!;
    account.run('ec2:CreateRoute', { RouteTableId, DestinationPrefixListId, GatewayId });
    assert.equal(route(account, network, DestinationPrefixListId)!.GatewayId, GatewayId);
    assert.equal(routeFor(account.context(), network.subnetId, list.Cidrs![0]!.replace(/\d+\/\d+$/, '9'))?.target, GatewayId);
    assert.equal(routeFor(account.context(), network.subnetId, '203.0.113.1'), undefined);
    account.run('ec2:DeleteRoute', { RouteTableId, DestinationPrefixListId });
    assert.equal(route(account, network, DestinationPrefixListId), undefined);
  });

  it('lets the longest prefix win', () => {
    const account = openAccount();
    const network = makeNetwork(account);
    const GatewayId = attachGateway(account, network.vpcId);
    const { interfaceId } = launch(account, network);
    const RouteTableId = network.mainTableId;
    account.run('ec2:CreateRoute', { RouteTableId, DestinationCidrBlock: '0.0.0.0/0', GatewayId });
    account.run('ec2:CreateRoute', { RouteTableId, DestinationCidrBlock: '198.51.100.0/24', NetworkInterfaceId: interfaceId });
    const target = (address: string): string | undefined => routeFor(account.context(), network.subnetId, address)?.target;
    assert.deepEqual(['10.0.200.1', '198.51.100.255', '198.51.101.0', '::1'].map(target), ['local', interfaceId, GatewayId, undefined]);
  });

  it('lets only an appliance take the traffic of a subnet inside the VPC', () => {
    const account = openAccount();
    const network = makeNetwork(account);
    const GatewayId = attachGateway(account, network.vpcId);
    const { interfaceId: NetworkInterfaceId } = launch(account, network);
    const RouteTableId = network.mainTableId;
    account.fails(
      'ec2:CreateRoute',
      { RouteTableId, DestinationCidrBlock: '10.0.1.0/24', GatewayId },
      'InvalidParameterValue',
      "The destination CIDR block 10.0.1.0/24 is equal to or more specific than one of this VPC's CIDR blocks. " +
        'This route can target only an interface or an instance.',
    );
    account.fails('ec2:CreateRoute', { RouteTableId, DestinationCidrBlock: '10.0.2.0/24', NetworkInterfaceId }, 'InvalidParameterValue');
    account.run('ec2:CreateRoute', { RouteTableId, DestinationCidrBlock: '10.0.1.0/24', NetworkInterfaceId });
    assert.equal(routeFor(account.context(), network.subnetId, '10.0.1.9')?.target, NetworkInterfaceId);
  });

  it('refuses what EC2 refuses', () => {
    const account = openAccount();
    const network = makeNetwork(account);
    const other = makeNetwork(account, '10.8.0.0/16');
    const GatewayId = attachGateway(account, network.vpcId);
    const loose = account.run('ec2:CreateInternetGateway', {}).InternetGateway!.InternetGatewayId!;
    const { instanceId, interfaceId } = launch(account, other);
    const base = { RouteTableId: network.mainTableId, DestinationCidrBlock: '0.0.0.0/0', GatewayId };
    account.run('ec2:CreateRoute', { ...base, DestinationCidrBlock: '192.0.2.0/24' });
    const instead = (name: string, value: string): object => ({ GatewayId: undefined, [name]: value });
    for (const [input, code] of [
      [{ RouteTableId: undefined }, 'MissingParameter'],
      [{ RouteTableId: missing('rtb') }, 'InvalidRouteTableID.NotFound'],
      [{ DestinationCidrBlock: undefined }, 'MissingParameter'],
      [{ DestinationIpv6CidrBlock: '::/0' }, 'InvalidParameterCombination'],
      [{ DestinationCidrBlock: '0.0.0.0/33' }, 'InvalidParameterValue'],
      [{ DestinationCidrBlock: '::/0' }, 'InvalidParameterValue'],
      [{ DestinationCidrBlock: undefined, DestinationIpv6CidrBlock: '10.0.0.0/8' }, 'InvalidParameterValue'],
      [{ GatewayId: undefined }, 'MissingParameter'],
      [{ NetworkInterfaceId: interfaceId }, 'InvalidParameterCombination'],
      [{ GatewayId: missing('igw') }, 'InvalidGatewayID.NotFound'],
      [{ GatewayId: missing('vgw') }, 'InvalidGatewayID.NotFound'],
      [{ GatewayId: loose }, 'InvalidParameterValue'],
      [instead('EgressOnlyInternetGatewayId', missing('eigw')), 'InvalidGatewayID.NotFound'],
      [instead('NatGatewayId', missing('nat')), 'InvalidNatGatewayID.NotFound'],
      [instead('NetworkInterfaceId', missing('eni')), 'InvalidNetworkInterfaceID.NotFound'],
      [instead('NetworkInterfaceId', interfaceId), 'InvalidParameterValue'],
      [instead('InstanceId', missing('i')), 'InvalidInstanceID.NotFound'],
      [instead('InstanceId', instanceId), 'InvalidParameterValue'],
      [instead('VpcPeeringConnectionId', missing('pcx')), 'InvalidVpcPeeringConnectionID.NotFound'],
      [instead('VpcEndpointId', missing('vpce')), 'InvalidVpcEndpointId.NotFound'],
      [instead('TransitGatewayId', missing('tgw')), 'InvalidTransitGatewayID.NotFound'],
      [instead('LocalGatewayId', missing('lgw')), 'InvalidLocalGatewayID.NotFound'],
      [instead('CarrierGatewayId', missing('cagw')), 'InvalidCarrierGatewayID.NotFound'],
      [instead('CoreNetworkArn', 'arn:aws:networkmanager::123456789012:core-network/core-network-0'), 'InvalidCoreNetworkArn.NotFound'],
      [instead('OdbNetworkArn', 'arn:aws:odb:ap-northeast-2:123456789012:odb-network/odbnet_0'), 'InvalidOdbNetworkArn.NotFound'],
      [
        { DestinationCidrBlock: '192.0.2.0/24', ...instead('NetworkInterfaceId', launch(account, network).interfaceId) },
        'RouteAlreadyExists',
      ],
    ] as const) {
      account.fails('ec2:CreateRoute', { ...base, ...input }, code);
    }
  });
});

describe('ReplaceRoute and DeleteRoute', () => {
  it('change and remove routes that are there', () => {
    const account = openAccount();
    const network = makeNetwork(account);
    const GatewayId = attachGateway(account, network.vpcId);
    const { interfaceId: NetworkInterfaceId, instanceId: InstanceId } = launch(account, network);
    const place = { RouteTableId: network.mainTableId, DestinationCidrBlock: '0.0.0.0/0' };
    account.fails(
      'ec2:ReplaceRoute',
      { ...place, GatewayId },
      'InvalidParameterValue',
      "There is no route defined for '0.0.0.0/0' in the route table. Use CreateRoute instead.",
    );
    account.run('ec2:CreateRoute', { ...place, GatewayId });
    account.fails('ec2:ReplaceRoute', { ...place, NetworkInterfaceId, DryRun: true }, 'DryRunOperation');
    account.run('ec2:ReplaceRoute', { ...place, NetworkInterfaceId });
    assert.equal(route(account, network, '0.0.0.0/0')!.NetworkInterfaceId, NetworkInterfaceId);
    account.run('ec2:ReplaceRoute', { ...place, GatewayId });
    account.run('ec2:ReplaceRoute', { ...place, InstanceId });
    assert.equal(route(account, network, '0.0.0.0/0')!.InstanceId, InstanceId);
    account.fails('ec2:ReplaceRoute', { ...place, LocalTarget: true }, 'InvalidParameterValue');
    for (const [name, id, code] of [
      ['EgressOnlyInternetGatewayId', 'eigw', 'InvalidGatewayID.NotFound'],
      ['NatGatewayId', 'nat', 'InvalidNatGatewayID.NotFound'],
      ['VpcPeeringConnectionId', 'pcx', 'InvalidVpcPeeringConnectionID.NotFound'],
      ['VpcEndpointId', 'vpce', 'InvalidVpcEndpointId.NotFound'],
      ['TransitGatewayId', 'tgw', 'InvalidTransitGatewayID.NotFound'],
      ['LocalGatewayId', 'lgw', 'InvalidLocalGatewayID.NotFound'],
      ['CarrierGatewayId', 'cagw', 'InvalidCarrierGatewayID.NotFound'],
      ['CoreNetworkArn', 'arn', 'InvalidCoreNetworkArn.NotFound'],
      ['OdbNetworkArn', 'arn', 'InvalidOdbNetworkArn.NotFound'],
    ] as const) {
      account.fails('ec2:ReplaceRoute', { ...place, [name]: missing(id) }, code);
    }
    account.fails('ec2:DeleteRoute', { ...place, DryRun: true }, 'DryRunOperation');
    account.run('ec2:DeleteRoute', place);
    account.fails(
      'ec2:DeleteRoute',
      place,
      'InvalidRoute.NotFound',
      `no route with destination-cidr-block 0.0.0.0/0 in route table ${network.mainTableId}`,
    );
    const ipv6 = { RouteTableId: network.mainTableId, DestinationIpv6CidrBlock: '::/0' };
    account.run('ec2:CreateRoute', { ...ipv6, GatewayId });
    account.run('ec2:ReplaceRoute', { ...ipv6, NetworkInterfaceId });
    account.run('ec2:DeleteRoute', ipv6);
    assert.equal(route(account, network, '::/0'), undefined);
    account.fails('ec2:DeleteRoute', { RouteTableId: missing('rtb'), DestinationCidrBlock: '0.0.0.0/0' }, 'InvalidRouteTableID.NotFound');
  });

  it('a local route stays, but may lead through an appliance and back', () => {
    const account = openAccount();
    const network = makeNetwork(account);
    const GatewayId = attachGateway(account, network.vpcId);
    const { interfaceId: NetworkInterfaceId } = launch(account, network);
    const local = { RouteTableId: network.mainTableId, DestinationCidrBlock: '10.0.0.0/16' };
    account.fails(
      'ec2:DeleteRoute',
      local,
      'InvalidParameterValue',
      `cannot remove local route 10.0.0.0/16 in route table ${network.mainTableId}`,
    );
    account.fails(
      'ec2:CreateRoute',
      { ...local, NetworkInterfaceId },
      'RouteAlreadyExists',
      'The route identified by 10.0.0.0/16 already exists.',
    );
    account.fails('ec2:ReplaceRoute', { ...local, GatewayId }, 'InvalidParameterValue');
    account.run('ec2:ReplaceRoute', { ...local, NetworkInterfaceId });
    assert.equal(route(account, network, '10.0.0.0/16')!.NetworkInterfaceId, NetworkInterfaceId);
    account.fails('ec2:ReplaceRoute', { ...local, NetworkInterfaceId, LocalTarget: true }, 'InvalidParameterCombination');
    account.run('ec2:ReplaceRoute', { ...local, LocalTarget: true });
    assert.equal(route(account, network, '10.0.0.0/16')!.GatewayId, 'local');
  });
});
