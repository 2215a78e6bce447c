import assert from 'node:assert/strict';
import type { AssociateVpcCidrBlockRequest } from '@aws-sdk/client-ec2';
import { openAccount, type TestAccount } from '../../support/account';

interface Fixture extends TestAccount {
  readonly VpcId: string;
  add(input: Partial<AssociateVpcCidrBlockRequest>): string;
  refuses(CidrBlock: string, code?: string, message?: string): void;
  /** The destinations of the main route table. */
  routes(): (string | undefined)[];
}

function open(CidrBlock: string): Fixture {
  const account = openAccount();
  const VpcId = account.run('ec2:CreateVpc', { CidrBlock }).Vpc!.VpcId!;
  return {
    ...account,
    VpcId,
    add(input) {
      const answer = account.run('ec2:AssociateVpcCidrBlock', { VpcId, ...input });
      assert.equal(answer.VpcId, VpcId);
      const block = answer.CidrBlockAssociation ?? answer.Ipv6CidrBlockAssociation!;
      return block.AssociationId!;
    },
    refuses: (block, code = 'InvalidVpc.Range', message = undefined) =>
      void account.fails('ec2:AssociateVpcCidrBlock', { VpcId, CidrBlock: block }, code, message),
    routes: () =>
      account
        .run('ec2:DescribeRouteTables', { Filters: [{ Name: 'vpc-id', Values: [VpcId] }] })
        .RouteTables![0]!.Routes!.map((route) => route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock),
  };
}

describe('blocks of a VPC', () => {
  it('are added and taken away, with their local routes and subnets', () => {
    const vpc = open('10.0.0.0/16');
    const answer = vpc.run('ec2:AssociateVpcCidrBlock', { VpcId: vpc.VpcId, CidrBlock: '10.1.2.3/16' });
    const { AssociationId, ...rest } = answer.CidrBlockAssociation!;
    assert.match(AssociationId!, /^vpc-cidr-assoc-[0-9a-f]{17}$/);
    assert.deepEqual(rest, { CidrBlock: '10.1.0.0/16', CidrBlockState: { State: 'associating' } });
    const blocks = (): unknown =>
      vpc
        .run('ec2:DescribeVpcs', { VpcIds: [vpc.VpcId] })
        .Vpcs![0]!.CidrBlockAssociationSet!.map(({ CidrBlock, CidrBlockState }) => [CidrBlock, CidrBlockState!.State]);
    assert.deepEqual(blocks(), [
      ['10.0.0.0/16', 'associated'],
      ['10.1.0.0/16', 'associated'],
    ]);
    assert.deepEqual(vpc.routes(), ['10.0.0.0/16', '10.1.0.0/16']);
    assert.equal(
      vpc.run('ec2:DescribeVpcs', { Filters: [{ Name: 'cidr-block-association.cidr-block', Values: ['10.1.*'] }] }).Vpcs!.length,
      1,
    );
    const SubnetId = vpc.run('ec2:CreateSubnet', { VpcId: vpc.VpcId, CidrBlock: '10.1.4.0/24' }).Subnet!.SubnetId!;
    vpc.fails('ec2:DisassociateVpcCidrBlock', { AssociationId: AssociationId! }, 'InvalidCidrBlock.InUse');
    vpc.run('ec2:DeleteSubnet', { SubnetId });
    const gone = vpc.run('ec2:DisassociateVpcCidrBlock', { AssociationId: AssociationId! });
    assert.deepEqual(gone.CidrBlockAssociation!.CidrBlockState, { State: 'disassociating' });
    assert.deepEqual([blocks(), vpc.routes()], [[['10.0.0.0/16', 'associated']], ['10.0.0.0/16']]);
    vpc.fails('ec2:DisassociateVpcCidrBlock', { AssociationId: AssociationId! }, 'InvalidVpcCidrBlockAssociationID.NotFound');
  });

  it('keep the first one', () => {
    const vpc = open('10.0.0.0/16');
    const first = vpc.run('ec2:DescribeVpcs', { VpcIds: [vpc.VpcId] }).Vpcs![0]!.CidrBlockAssociationSet![0]!.AssociationId!;
    vpc.fails(
      'ec2:DisassociateVpcCidrBlock',
      { AssociationId: first },
      'OperationNotPermitted',
      `The vpc CIDR block with association ID ${first} may not be disassociated. It is the primary IPv4 CIDR block of the VPC`,
    );
  });

  it('lie in the ranges that go with the first one', () => {
    const home = open('10.0.0.0/24');
    for (const block of ['172.16.0.0/16', '192.168.0.0/24', '198.19.0.0/24', '10.0.9.0/24', '10.0.0.128/25']) home.refuses(block);
    for (const CidrBlock of ['10.5.0.0/16', '100.64.0.0/16', '203.0.113.0/24']) home.add({ CidrBlock });
    const middle = open('172.20.0.0/16');
    for (const block of ['172.31.0.0/16', '10.0.0.0/16', '192.168.0.0/16']) middle.refuses(block);
    middle.add({ CidrBlock: '172.21.0.0/16' });
    const open100 = open('100.64.0.0/16');
    for (const block of ['10.0.0.0/16', '172.16.0.0/16', '192.168.0.0/16']) open100.refuses(block);
    home.refuses(
      '192.168.0.0/16',
      'InvalidVpc.Range',
      "The CIDR '192.168.0.0/16' is restricted. Use a CIDR from the same private address range as the current VPC CIDR, or use a publicly-routable CIDR. For additional restrictions, see https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Subnets.html",
    );
    home.refuses('10.6.0.0/15', 'InvalidVpc.Range', "The CIDR '10.6.0.0/15' is invalid.");
    home.refuses('10.6.0.0', 'InvalidParameterValue');
  });

  it('do not cover the destination of a route', () => {
    const vpc = open('10.2.0.0/16');
    const InternetGatewayId = vpc.run('ec2:CreateInternetGateway', {}).InternetGateway!.InternetGatewayId!;
    vpc.run('ec2:AttachInternetGateway', { InternetGatewayId, VpcId: vpc.VpcId });
    const RouteTableId = vpc.run('ec2:DescribeRouteTables', { Filters: [{ Name: 'vpc-id', Values: [vpc.VpcId] }] }).RouteTables![0]!
      .RouteTableId!;
    vpc.run('ec2:CreateRoute', { RouteTableId, DestinationCidrBlock: '10.3.4.0/24', GatewayId: InternetGatewayId });
    vpc.refuses('10.3.0.0/16');
    vpc.refuses('10.3.4.0/24');
    vpc.add({ CidrBlock: '10.3.4.0/25' });
  });

  it('are five of each family at most', () => {
    const vpc = open('10.2.0.0/16');
    for (const second of [3, 4, 5, 6]) vpc.add({ CidrBlock: `10.${second}.0.0/16` });
    vpc.refuses('10.7.0.0/16', 'CidrLimitExceeded', `This network '${vpc.VpcId}' has met its maximum number of allowed CIDRs: 5`);
    const ids = [1, 2, 3, 4, 5].map(() => vpc.add({ AmazonProvidedIpv6CidrBlock: true }));
    vpc.fails('ec2:AssociateVpcCidrBlock', { VpcId: vpc.VpcId, AmazonProvidedIpv6CidrBlock: true }, 'CidrLimitExceeded');
    vpc.run('sandbox:PutAccountSettings', { quotas: { 'L-83CA0A9D': 6, 'L-085A6257': 6 } });
    vpc.add({ CidrBlock: '10.7.0.0/16' });
    vpc.add({ AmazonProvidedIpv6CidrBlock: true });
    const gone = vpc.run('ec2:DisassociateVpcCidrBlock', { AssociationId: ids[0]! });
    assert.deepEqual(gone.Ipv6CidrBlockAssociation!.Ipv6CidrBlockState, { State: 'disassociating' });
    assert.equal(vpc.run('ec2:DescribeVpcs', { VpcIds: [vpc.VpcId] }).Vpcs![0]!.Ipv6CidrBlockAssociationSet!.length, 5);
    assert.equal(vpc.routes().length, 6 + 5);
  });

  it('of IPv6 are held by subnets, and open the default group once only', () => {
    const vpc = open('10.2.0.0/16');
    const Filters = [{ Name: 'vpc-id', Values: [vpc.VpcId] }];
    const GroupId = vpc.run('ec2:DescribeSecurityGroups', { Filters }).SecurityGroups![0]!.GroupId!;
    const rules = (): number =>
      vpc.run('ec2:DescribeSecurityGroups', { GroupIds: [GroupId] }).SecurityGroups![0]!.IpPermissionsEgress![0]!.Ipv6Ranges!.length;
    assert.equal(rules(), 0);
    const AssociationId = vpc.add({ AmazonProvidedIpv6CidrBlock: true, Ipv6CidrBlockNetworkBorderGroup: 'ap-northeast-2' });
    vpc.add({ AmazonProvidedIpv6CidrBlock: true });
    assert.equal(rules(), 1);
    const [block] = vpc.run('ec2:DescribeVpcs', { VpcIds: [vpc.VpcId] }).Vpcs![0]!.Ipv6CidrBlockAssociationSet!;
    const Ipv6CidrBlock = block!.Ipv6CidrBlock!.replace('/56', '/64');
    vpc.run('ec2:CreateSubnet', { VpcId: vpc.VpcId, CidrBlock: '10.2.0.0/24', Ipv6CidrBlock });
    vpc.fails('ec2:DisassociateVpcCidrBlock', { AssociationId }, 'InvalidCidrBlock.InUse');
  });

  it('are asked for in one way', () => {
    const vpc = open('10.2.0.0/16');
    const VpcId = vpc.VpcId;
    const fails = (input: Partial<AssociateVpcCidrBlockRequest>, code: string): unknown =>
      vpc.fails('ec2:AssociateVpcCidrBlock', { VpcId, ...input }, code);
    fails({}, 'MissingParameter');
    fails({ CidrBlock: '10.3.0.0/16', AmazonProvidedIpv6CidrBlock: true }, 'InvalidParameterCombination');
    fails({ Ipv4IpamPoolId: 'ipam-pool-0123456789abcdef0' }, 'InvalidIpamPoolId.NotFound');
    fails({ Ipv6IpamPoolId: 'ipam-pool-0123456789abcdef0' }, 'InvalidIpamPoolId.NotFound');
    fails({ Ipv4NetmaskLength: 20 }, 'MissingParameter');
    fails({ Ipv6NetmaskLength: 56 }, 'MissingParameter');
    fails({ Ipv6Pool: 'ipv6pool-ec2-0123456789abcdef0' }, 'InvalidPoolID.NotFound');
    fails({ Ipv6CidrBlock: '2001:db8::/56' }, 'MissingParameter');
    fails({ AmazonProvidedIpv6CidrBlock: true, Ipv6CidrBlockNetworkBorderGroup: 'us-east-1' }, 'InvalidParameterValue');
    fails({ VpcId: 'vpc-0123456789abcdef0', CidrBlock: '10.3.0.0/16' }, 'InvalidVpcID.NotFound');
    vpc.fails('ec2:DisassociateVpcCidrBlock', { AssociationId: 'vpc-cidr' }, 'InvalidVpcCidrBlockAssociationID.Malformed');
  });
});
