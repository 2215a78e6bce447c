import assert from 'node:assert/strict';
import type { RouteTable } from '@aws-sdk/client-ec2';
import { routeFor } from '../../../../src/region/ec2/route-tables/effective-routes';
import { accountId, openAccount, type TestAccount } from '../../support/account';
import { attachGateway, makeNetwork } from './support';

const missing = (prefix: string): string => `${prefix}-0123456789abcdef0`;

function table(account: TestAccount, id: string): RouteTable {
  return account.run('ec2:DescribeRouteTables', { RouteTableIds: [id] }).RouteTables![0]!;
}

function newTable(account: TestAccount, vpcId: string): string {
  return account.run('ec2:CreateRouteTable', { VpcId: vpcId }).RouteTable!.RouteTableId!;
}

describe('route tables', () => {
  it('the default VPC has a main table that leads to the internet', () => {
    const account = openAccount();
    const { RouteTables } = account.run('ec2:DescribeRouteTables', {});
    assert.equal(RouteTables!.length, 1);
    const [main] = RouteTables!;
    assert.deepEqual(
      main!.Routes!.map(({ DestinationCidrBlock, GatewayId, State, Origin }) => [
        DestinationCidrBlock,
        GatewayId!.slice(0, 4),
        State,
        Origin,
      ]),
      [
        ['172.31.0.0/16', 'loca', 'active', 'CreateRouteTable'],
        ['0.0.0.0/0', 'igw-', 'active', 'CreateRoute'],
      ],
    );
    assert.equal(main!.Associations![0]!.Main, true);
  });

  it('CreateRouteTable gives the local routes of the VPC, tags, and one table a client token', () => {
    const account = openAccount();
    const { vpcId } = makeNetwork(account);
    account.run('ec2:AssociateVpcCidrBlock', { VpcId: vpcId, CidrBlock: '10.1.0.0/16' });
    const input = {
      VpcId: vpcId,
      ClientToken: 'once',
      TagSpecifications: [{ ResourceType: 'route-table' as const, Tags: [{ Key: 'Name', Value: 'private' }] }],
    };
    const made = account.run('ec2:CreateRouteTable', input);
    assert.match(made.RouteTable!.RouteTableId!, /^rtb-[0-9a-f]{17}$/);
    assert.deepEqual(made, {
      RouteTable: {
        Associations: [],
        PropagatingVgws: [],
        RouteTableId: made.RouteTable!.RouteTableId,
        Routes: ['10.0.0.0/16', '10.1.0.0/16'].map((DestinationCidrBlock) => ({
          DestinationCidrBlock,
          GatewayId: 'local',
          Origin: 'CreateRouteTable',
          State: 'active',
        })),
        Tags: [{ Key: 'Name', Value: 'private' }],
        VpcId: vpcId,
        OwnerId: accountId,
      },
      ClientToken: 'once',
    });
    assert.deepEqual(account.run('ec2:CreateRouteTable', input), made);
    account.fails('ec2:CreateRouteTable', { ...input, VpcId: missing('vpc') }, 'IdempotentParameterMismatch');
    account.fails('ec2:CreateRouteTable', { VpcId: vpcId, DryRun: true }, 'DryRunOperation');
    account.fails('ec2:CreateRouteTable', { VpcId: missing('vpc') }, 'InvalidVpcID.NotFound');
    account.fails('ec2:CreateRouteTable', { VpcId: undefined }, 'MissingParameter');
  });

  it('has limits', () => {
    const account = openAccount({ settings: { quotas: { 'L-589F43AA': 2, 'L-93826ACB': 1 } } });
    const { vpcId } = makeNetwork(account);
    const RouteTableId = newTable(account, vpcId);
    account.fails('ec2:CreateRouteTable', { VpcId: vpcId }, 'RouteTableLimitExceeded');
    const GatewayId = attachGateway(account, vpcId);
    account.run('ec2:CreateRoute', { RouteTableId, DestinationCidrBlock: '0.0.0.0/0', GatewayId });
    account.fails('ec2:CreateRoute', { RouteTableId, DestinationCidrBlock: '1.0.0.0/8', GatewayId }, 'RouteLimitExceeded');
    account.run('ec2:CreateRoute', { RouteTableId, DestinationIpv6CidrBlock: '::/0', GatewayId });
  });

  it('a subnet has the main table until it is given one of its own', () => {
    const account = openAccount();
    const { vpcId, subnetId, mainTableId } = makeNetwork(account);
    const GatewayId = attachGateway(account, vpcId);
    const own = newTable(account, vpcId);
    account.run('ec2:CreateRoute', { RouteTableId: own, DestinationCidrBlock: '0.0.0.0/0', GatewayId });
    const toInternet = () => routeFor(account.context(), subnetId, '203.0.113.9');
    assert.equal(toInternet(), undefined);

    const associate = { RouteTableId: own, SubnetId: subnetId };
    account.fails('ec2:AssociateRouteTable', { ...associate, DryRun: true }, 'DryRunOperation');
    const made = account.run('ec2:AssociateRouteTable', associate);
    assert.match(made.AssociationId!, /^rtbassoc-[0-9a-f]{17}$/);
    assert.deepEqual(made.AssociationState, { State: 'associated' });
    assert.deepEqual(toInternet(), { target: GatewayId, state: 'active' });
    assert.deepEqual(account.run('ec2:AssociateRouteTable', associate), made);
    assert.deepEqual(table(account, own).Associations, [
      {
        Main: false,
        RouteTableAssociationId: made.AssociationId,
        RouteTableId: own,
        SubnetId: subnetId,
        AssociationState: { State: 'associated' },
      },
    ]);
    account.fails('ec2:AssociateRouteTable', { RouteTableId: mainTableId, SubnetId: subnetId }, 'Resource.AlreadyAssociated');
    account.fails(
      'ec2:DeleteRouteTable',
      { RouteTableId: own },
      'DependencyViolation',
      `The routeTable '${own}' has dependencies and cannot be deleted.`,
    );

    const other = newTable(account, vpcId);
    const AssociationId = made.AssociationId!;
    account.fails('ec2:ReplaceRouteTableAssociation', { AssociationId, RouteTableId: other, DryRun: true }, 'DryRunOperation');
    const { NewAssociationId } = account.run('ec2:ReplaceRouteTableAssociation', { AssociationId, RouteTableId: other });
    assert.notEqual(NewAssociationId, AssociationId);
    assert.equal(toInternet(), undefined);
    account.fails('ec2:DisassociateRouteTable', { AssociationId }, 'InvalidAssociationID.NotFound');
    account.fails('ec2:DisassociateRouteTable', { AssociationId: NewAssociationId, DryRun: true }, 'DryRunOperation');
    account.run('ec2:DisassociateRouteTable', { AssociationId: NewAssociationId });
    account.fails('ec2:DeleteRouteTable', { RouteTableId: other, DryRun: true }, 'DryRunOperation');
    account.run('ec2:DeleteRouteTable', { RouteTableId: other });
    account.fails(
      'ec2:DescribeRouteTables',
      { RouteTableIds: [other] },
      'InvalidRouteTableID.NotFound',
      `The routeTable ID '${other}' does not exist`,
    );
  });

  it('another table can become the main one', () => {
    const account = openAccount();
    const { vpcId, subnetId, mainTableId } = makeNetwork(account);
    const GatewayId = attachGateway(account, vpcId);
    const own = newTable(account, vpcId);
    account.run('ec2:CreateRoute', { RouteTableId: own, DestinationCidrBlock: '0.0.0.0/0', GatewayId });
    const AssociationId = table(account, mainTableId).Associations![0]!.RouteTableAssociationId!;
    account.fails('ec2:DeleteRouteTable', { RouteTableId: mainTableId }, 'DependencyViolation');
    account.fails(
      'ec2:DisassociateRouteTable',
      { AssociationId },
      'InvalidParameterValue',
      `cannot disassociate the main route table association ${AssociationId}`,
    );
    account.run('ec2:ReplaceRouteTableAssociation', { AssociationId, RouteTableId: own });
    assert.equal(table(account, own).Associations![0]!.Main, true);
    assert.equal(routeFor(account.context(), subnetId, '203.0.113.9')?.target, GatewayId);
    account.run('ec2:DeleteRouteTable', { RouteTableId: mainTableId });
    account.fails('ec2:DeleteVpc', { VpcId: vpcId }, 'DependencyViolation');
  });

  it('refuses associations that cannot be', () => {
    const account = openAccount();
    const { subnetId, mainTableId } = makeNetwork(account);
    const other = makeNetwork(account, '10.8.0.0/16');
    const fails = (input: object, code: string): void =>
      void account.fails('ec2:AssociateRouteTable', { RouteTableId: mainTableId, SubnetId: subnetId, ...input }, code);
    fails({ RouteTableId: undefined }, 'MissingParameter');
    fails({ RouteTableId: 'rtb-1' }, 'InvalidRouteTableId.Malformed');
    fails({ RouteTableId: missing('rtb') }, 'InvalidRouteTableID.NotFound');
    fails({ SubnetId: undefined }, 'MissingParameter');
    fails({ SubnetId: missing('subnet') }, 'InvalidSubnetID.NotFound');
    fails({ SubnetId: other.subnetId }, 'InvalidParameterValue');
    fails({ SubnetId: undefined, PublicIpv4Pool: 'ipv4pool-ec2-0123456789abcdef0' }, 'InvalidPublicIpv4PoolID.NotFound');
    fails({ PublicIpv4Pool: 'ipv4pool-ec2-0123456789abcdef0' }, 'InvalidParameterCombination');
    fails({ GatewayId: missing('igw') }, 'UnsupportedOperation');
    const AssociationId = table(account, mainTableId).Associations![0]!.RouteTableAssociationId!;
    account.fails('ec2:ReplaceRouteTableAssociation', { AssociationId, RouteTableId: other.mainTableId }, 'InvalidParameterValue');
    account.fails('ec2:ReplaceRouteTableAssociation', { AssociationId, RouteTableId: missing('rtb') }, 'InvalidRouteTableID.NotFound');
    account.fails(
      'ec2:ReplaceRouteTableAssociation',
      { AssociationId: 'rtbassoc-1', RouteTableId: mainTableId },
      'InvalidAssociationID.NotFound',
    );
  });

  it('DescribeRouteTables filters and pages', () => {
    const account = openAccount();
    const { vpcId, subnetId, mainTableId } = makeNetwork(account);
    const GatewayId = attachGateway(account, vpcId);
    const own = newTable(account, vpcId);
    account.run('ec2:CreateRoute', { RouteTableId: own, DestinationCidrBlock: '0.0.0.0/0', GatewayId });
    account.run('ec2:CreateRoute', { RouteTableId: own, DestinationIpv6CidrBlock: '2001:db8::/32', GatewayId });
    const { AssociationId } = account.run('ec2:AssociateRouteTable', { RouteTableId: own, SubnetId: subnetId });
    account.run('ec2:CreateTags', { Resources: [own], Tags: [{ Key: 'tier', Value: 'web' }] });
    const found = (Name: string, value: string): (string | undefined)[] =>
      account
        .run('ec2:DescribeRouteTables', {
          Filters: [
            { Name, Values: [value] },
            { Name: 'vpc-id', Values: [vpcId] },
          ],
        })
        .RouteTables!.map(({ RouteTableId }) => RouteTableId);
    for (const [name, value, expected] of [
      ['association.main', 'true', [mainTableId]],
      ['association.subnet-id', subnetId, [own]],
      ['association.route-table-association-id', AssociationId!, [own]],
      ['association.route-table-id', own, [own]],
      ['route.gateway-id', GatewayId, [own]],
      ['route.gateway-id', 'local', [mainTableId, own]],
      ['route.destination-cidr-block', '0.0.0.0/0', [own]],
      ['route.destination-ipv6-cidr-block', '2001:db8::/32', [own]],
      ['route.origin', 'CreateRoute', [own]],
      ['route.state', 'blackhole', []],
      ['tag:tier', 'web', [own]],
      ['owner-id', accountId, [mainTableId, own]],
    ] as const) {
      assert.deepEqual(found(name, value), expected, name);
    }
    for (let index = 0; index < 5; index++) newTable(account, vpcId);
    const first = account.run('ec2:DescribeRouteTables', { MaxResults: 5 });
    assert.equal(first.RouteTables!.length, 5);
    assert.equal(account.run('ec2:DescribeRouteTables', { MaxResults: 5, NextToken: first.NextToken }).RouteTables!.length, 3);
    account.fails('ec2:DescribeRouteTables', { MaxResults: 101 }, 'InvalidParameterValue');
    account.fails('ec2:DescribeRouteTables', { DryRun: true }, 'DryRunOperation');
  });
});
