import assert from 'node:assert/strict';
import type { Vpc } from '@aws-sdk/client-ec2';
import { accountId, openAccount, type TestAccount } from '../../support/account';
import { openMachines } from '../instances/support';

const cidr = '10.0.0.0/16';

function makeVpc(account: TestAccount, input: object = {}): Vpc {
  return account.run('ec2:CreateVpc', { CidrBlock: cidr, ...input }).Vpc!;
}

function seen(account: TestAccount, id: string): Vpc {
  return account.run('ec2:DescribeVpcs', { VpcIds: [id] }).Vpcs![0]!;
}

/** Which of the account's VPCs a filter leaves, by their first block. */
function found(account: TestAccount, Name: string, ...Values: string[]): (string | undefined)[] {
  return account.run('ec2:DescribeVpcs', { Filters: [{ Name, Values }] }).Vpcs!.map(({ CidrBlock }) => CidrBlock);
}

describe('CreateVpc', () => {
  it('answers a pending VPC that is available when looked at', () => {
    const account = openAccount();
    const TagSpecifications = [{ ResourceType: 'vpc' as const, Tags: [{ Key: 'Name', Value: 'lab' }] }];
    const made = makeVpc(account, { CidrBlock: '10.0.3.7/16', TagSpecifications });
    const { VpcId, DhcpOptionsId, CidrBlockAssociationSet, ...rest } = made;
    assert.match(VpcId!, /^vpc-[0-9a-f]{17}$/);
    assert.deepEqual(rest, {
      OwnerId: accountId,
      InstanceTenancy: 'default',
      Ipv6CidrBlockAssociationSet: [],
      IsDefault: false,
      Tags: [{ Key: 'Name', Value: 'lab' }],
      BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' },
      State: 'pending',
      CidrBlock: '10.0.0.0/16',
    });
    assert.deepEqual(
      CidrBlockAssociationSet!.map(({ CidrBlock, CidrBlockState }) => [CidrBlock, CidrBlockState]),
      [['10.0.0.0/16', { State: 'associated' }]],
    );
    // As recorded of the real service: only the answer speaks of IPv6 that is not there.
    const { Ipv6CidrBlockAssociationSet: none, ...lasting } = made;
    assert.deepEqual([none, seen(account, VpcId!)], [[], { ...lasting, State: 'available' }]);
    const [fromDefault] = account.run('ec2:DescribeVpcs', { Filters: [{ Name: 'is-default', Values: ['true'] }] }).Vpcs!;
    assert.equal(DhcpOptionsId, fromDefault!.DhcpOptionsId);
  });

  it('makes its main route table, default network ACL and default security group', () => {
    const account = openAccount();
    const VpcId = makeVpc(account).VpcId!;
    const Filters = [{ Name: 'vpc-id', Values: [VpcId] }];
    const [table, ...tables] = account.run('ec2:DescribeRouteTables', { Filters }).RouteTables!;
    assert.deepEqual([tables.length, table!.Associations!.map(({ Main }) => Main)], [0, [true]]);
    assert.deepEqual(
      table!.Routes!.map(({ DestinationCidrBlock, GatewayId, State }) => [DestinationCidrBlock, GatewayId, State]),
      [['10.0.0.0/16', 'local', 'active']],
    );
    const [acl, ...acls] = account.run('ec2:DescribeNetworkAcls', { Filters }).NetworkAcls!;
    assert.deepEqual([acls.length, acl!.IsDefault], [0, true]);
    const groups = account.run('ec2:DescribeSecurityGroups', { Filters }).SecurityGroups!;
    assert.deepEqual(
      groups.map(({ GroupName, Description }) => [GroupName, Description]),
      [['default', 'default VPC security group']],
    );
  });

  it('gives an IPv6 block of Amazon’s when asked, with routes, and lets IPv6 out', () => {
    const account = openAccount();
    const made = makeVpc(account, { AmazonProvidedIpv6CidrBlock: true, Ipv6CidrBlockNetworkBorderGroup: 'ap-northeast-2' });
    const [block] = made.Ipv6CidrBlockAssociationSet!;
    const { AssociationId, Ipv6CidrBlock, ...rest } = block!;
    assert.match(AssociationId!, /^vpc-cidr-assoc-[0-9a-f]{17}$/);
    assert.match(Ipv6CidrBlock!, /^2406:da[0-9a-f]{2}:[0-9a-f]{4}:[0-9a-f]{1,2}00::\/56$/);
    assert.deepEqual(rest, {
      Ipv6CidrBlockState: { State: 'associating' },
      NetworkBorderGroup: 'ap-northeast-2',
      Ipv6Pool: 'Amazon',
      Ipv6AddressAttribute: 'public',
      IpSource: 'amazon',
    });
    const VpcId = made.VpcId!;
    assert.deepEqual(seen(account, VpcId).Ipv6CidrBlockAssociationSet![0]!.Ipv6CidrBlockState, { State: 'associated' });
    const Filters = [{ Name: 'vpc-id', Values: [VpcId] }];
    assert.deepEqual(
      account
        .run('ec2:DescribeRouteTables', { Filters })
        .RouteTables![0]!.Routes!.map((route) => route.DestinationIpv6CidrBlock ?? route.DestinationCidrBlock),
      ['10.0.0.0/16', Ipv6CidrBlock],
    );
    const outbound = (): unknown =>
      account
        .run('ec2:DescribeSecurityGroups', { Filters })
        .SecurityGroups!.map(({ IpPermissionsEgress }) => IpPermissionsEgress!.map(({ IpRanges, Ipv6Ranges }) => [IpRanges, Ipv6Ranges]));
    const both = [[[{ CidrIp: '0.0.0.0/0' }], [{ CidrIpv6: '::/0' }]]];
    assert.deepEqual(outbound(), [both]);
    account.run('ec2:CreateSecurityGroup', { VpcId, GroupName: 'web', Description: 'web' });
    assert.deepEqual(outbound(), [both, both]);
    assert.equal(
      account.run('ec2:DescribeNetworkAcls', { Filters }).NetworkAcls![0]!.Entries!.filter(({ RuleNumber }) => RuleNumber === 101).length,
      2,
    );
    assert.deepEqual(found(account, 'ipv6-cidr-block-association.ipv6-cidr-block', Ipv6CidrBlock!), [cidr]);
    assert.deepEqual(found(account, 'ipv6-cidr-block-association.ipv6-pool', 'Amazon'), [cidr]);
    assert.deepEqual(found(account, 'ipv6-cidr-block-association.association-id', AssociationId!), [cidr]);
    assert.deepEqual(found(account, 'ipv6-cidr-block-association.state', 'associated'), [cidr]);
    const other = openAccount().run('ec2:CreateVpc', { CidrBlock: cidr, AmazonProvidedIpv6CidrBlock: true }, 'us-east-1').Vpc!;
    assert.notEqual(other.Ipv6CidrBlockAssociationSet![0]!.Ipv6CidrBlock!.slice(0, 9), Ipv6CidrBlock!.slice(0, 9));
  });

  it('refuses blocks that are none, too wide or narrow, or nobody’s', () => {
    const account = openAccount();
    const fails = (CidrBlock: string, code: string, message: string): unknown =>
      account.fails('ec2:CreateVpc', { CidrBlock }, code, message);
    fails('10.0.0.0', 'InvalidParameterValue', 'Value (10.0.0.0) for parameter cidrBlock is invalid. This is not a valid CIDR block.');
    for (const CidrBlock of ['10.0.0.0/15', '10.0.0.0/29', '127.0.0.0/16', '169.254.0.0/24', '224.0.0.0/16', '0.1.0.0/16']) {
      fails(CidrBlock, 'InvalidVpc.Range', `The CIDR '${CidrBlock}' is invalid.`);
    }
    account.fails('ec2:CreateVpc', {}, 'MissingParameter', "Either 'cidrBlock' or 'ipv4IpamPoolId' should be provided.");
    account.fails('ec2:CreateVpc', { CidrBlock: cidr, DryRun: true }, 'DryRunOperation');
    account.fails('ec2:CreateVpc', { CidrBlock: cidr, VpcEncryptionControl: { Mode: 'monitor' } }, 'UnsupportedOperation');
  });

  it('does not find pools, which the account has none of', () => {
    const account = openAccount();
    const pool = 'ipam-pool-0123456789abcdef0';
    const missing = `The ipam-pool ID '${pool}' does not exist`;
    account.fails('ec2:CreateVpc', { Ipv4IpamPoolId: pool, Ipv4NetmaskLength: 20 }, 'InvalidIpamPoolId.NotFound', missing);
    account.fails('ec2:CreateVpc', { CidrBlock: cidr, Ipv6IpamPoolId: pool, Ipv6NetmaskLength: 56 }, 'InvalidIpamPoolId.NotFound', missing);
    account.fails('ec2:CreateVpc', { CidrBlock: cidr, Ipv4IpamPoolId: 'pool' }, 'InvalidIpamPoolId.Malformed');
    account.fails(
      'ec2:CreateVpc',
      { CidrBlock: cidr, Ipv6Pool: 'ipv6pool-ec2-0123456789abcdef0', Ipv6CidrBlock: '2001:db8::/56' },
      'InvalidPoolID.NotFound',
    );
    account.fails('ec2:CreateVpc', { CidrBlock: cidr, Ipv6CidrBlock: '2001:db8::/56' }, 'MissingParameter');
    account.fails('ec2:CreateVpc', { Ipv4NetmaskLength: 20 }, 'MissingParameter');
    account.fails('ec2:CreateVpc', { CidrBlock: cidr, Ipv6NetmaskLength: 56 }, 'MissingParameter');
    account.fails('ec2:CreateVpc', { CidrBlock: cidr, Ipv6CidrBlockNetworkBorderGroup: 'ap-northeast-2' }, 'InvalidParameterCombination');
    account.fails(
      'ec2:CreateVpc',
      { CidrBlock: cidr, AmazonProvidedIpv6CidrBlock: true, Ipv6CidrBlockNetworkBorderGroup: 'us-east-1' },
      'InvalidParameterValue',
    );
  });

  it('stops at the quota, and again below it', () => {
    const account = openAccount();
    const ids = [1, 2, 3, 4].map(() => makeVpc(account).VpcId!);
    account.fails('ec2:CreateVpc', { CidrBlock: cidr }, 'VpcLimitExceeded', 'The maximum number of VPCs has been reached.');
    account.run('ec2:DeleteVpc', { VpcId: ids[0]! });
    makeVpc(account);
    account.run('sandbox:PutAccountSettings', { quotas: { 'L-F678F1CE': 6 } });
    makeVpc(account);
    account.fails('ec2:CreateVpc', { CidrBlock: cidr }, 'VpcLimitExceeded');
  });
});

describe('tenancy of a VPC', () => {
  it('makes instances dedicated, until it is made default', () => {
    const account = openMachines();
    const VpcId = makeVpc(account, { InstanceTenancy: 'dedicated' }).VpcId!;
    assert.equal(seen(account, VpcId).InstanceTenancy, 'dedicated');
    const SubnetId = account.run('ec2:CreateSubnet', { VpcId, CidrBlock: '10.0.0.0/24', AvailabilityZone: 'ap-northeast-2a' }).Subnet!
      .SubnetId!;
    const first = account.launch({ SubnetId })[0]!;
    assert.equal(first.Placement!.Tenancy, 'dedicated');
    account.fails('ec2:ModifyVpcTenancy', { VpcId, InstanceTenancy: 'dedicated' as 'default' }, 'UnsupportedTenancy');
    account.fails('ec2:ModifyVpcTenancy', { VpcId, InstanceTenancy: 'default', DryRun: true }, 'DryRunOperation');
    assert.equal(account.run('ec2:ModifyVpcTenancy', { VpcId, InstanceTenancy: 'default' }).ReturnValue, true);
    assert.equal(account.launch({ SubnetId })[0]!.Placement!.Tenancy, 'default');
    assert.equal(account.describe(first.InstanceId!).Placement!.Tenancy, 'dedicated');
    account.fails('ec2:ModifyVpcTenancy', { VpcId: 'vpc-0123456789abcdef0', InstanceTenancy: 'default' }, 'InvalidVpcID.NotFound');
    account.fails('ec2:CreateVpc', { CidrBlock: cidr, InstanceTenancy: 'host' }, 'InvalidParameterValue');
  });
});

describe('attributes of a VPC', () => {
  it('begin as documented and change one a request', () => {
    const account = openAccount();
    const VpcId = makeVpc(account).VpcId!;
    const all = (): unknown => [
      account.run('ec2:DescribeVpcAttribute', { VpcId, Attribute: 'enableDnsSupport' }).EnableDnsSupport!.Value,
      account.run('ec2:DescribeVpcAttribute', { VpcId, Attribute: 'enableDnsHostnames' }).EnableDnsHostnames!.Value,
      account.run('ec2:DescribeVpcAttribute', { VpcId, Attribute: 'enableNetworkAddressUsageMetrics' }).EnableNetworkAddressUsageMetrics!
        .Value,
    ];
    assert.deepEqual(all(), [true, false, false]);
    account.run('ec2:ModifyVpcAttribute', { VpcId, EnableDnsHostnames: { Value: true } });
    account.run('ec2:ModifyVpcAttribute', { VpcId, EnableNetworkAddressUsageMetrics: { Value: true } });
    assert.deepEqual(all(), [true, true, true]);
    account.run('ec2:ModifyVpcAttribute', { VpcId, EnableDnsHostnames: { Value: false } });
    account.run('ec2:ModifyVpcAttribute', { VpcId, EnableDnsSupport: { Value: false } });
    assert.deepEqual(all(), [false, false, true]);
    account.fails('ec2:ModifyVpcAttribute', { VpcId, EnableDnsHostnames: { Value: true } }, 'InvalidParameterValue');
    account.fails(
      'ec2:ModifyVpcAttribute',
      { VpcId, EnableDnsHostnames: { Value: false }, EnableDnsSupport: { Value: true } },
      'InvalidParameterCombination',
      'Fields for multiple attribute types specified: enableDnsHostnames, enableDnsSupport',
    );
    account.fails('ec2:ModifyVpcAttribute', { VpcId }, 'InvalidParameterCombination', 'No attributes specified.');
    account.fails('ec2:ModifyVpcAttribute', { VpcId: 'vpc-0123456789abcdef0', EnableDnsSupport: { Value: true } }, 'InvalidVpcID.NotFound');
    account.fails('ec2:DescribeVpcAttribute', { VpcId, Attribute: 'colour' as 'enableDnsSupport' }, 'InvalidParameterValue');
    account.fails('ec2:DescribeVpcAttribute', { VpcId, Attribute: 'enableDnsSupport', DryRun: true }, 'DryRunOperation');
  });

  it('decide, together, whether instances have public DNS names', () => {
    const account = openMachines();
    const instance = account.running();
    const VpcId = instance.VpcId!;
    const name = (): unknown => {
      const now = account.describe(instance.InstanceId!);
      return [now.PublicDnsName, now.NetworkInterfaces![0]!.Association!.PublicDnsName];
    };
    const whole = `ec2-${instance.PublicIpAddress!.replaceAll('.', '-')}.ap-northeast-2.compute.amazonaws.com`;
    assert.deepEqual(name(), [whole, whole]);
    account.run('ec2:ModifyVpcAttribute', { VpcId, EnableDnsHostnames: { Value: false } });
    assert.deepEqual(name(), ['', '']);
    account.run('ec2:ModifyVpcAttribute', { VpcId, EnableDnsHostnames: { Value: true } });
    assert.deepEqual(name(), [whole, whole]);
    account.run('ec2:ModifyVpcAttribute', { VpcId, EnableDnsSupport: { Value: false } });
    assert.deepEqual(name(), ['', '']);
  });

  it('name the instances and interfaces whose public DNS names change among what changed, and no others', () => {
    const account = openMachines();
    const { InstanceId, VpcId, NetworkInterfaces } = account.running();
    const stopped = account.running();
    account.run('ec2:StopInstances', { InstanceIds: [stopped.InstanceId!] });
    account.pass(300);
    let told: string[] = [];
    account.sandbox.onChange = ({ changed }) => (told = changed.map(({ id }) => id).sort());
    const set = (attributes: object): string[] => {
      told = [];
      account.run('ec2:ModifyVpcAttribute', { VpcId: VpcId!, ...attributes });
      return told;
    };
    const named = [InstanceId!, NetworkInterfaces![0]!.NetworkInterfaceId!, VpcId!].sort();
    const of = (changed: string[]): string[] => changed.filter((id) => /^(i|eni|vpc)-/.test(id));
    assert.deepEqual(of(set({ EnableDnsHostnames: { Value: false } })), named);
    assert.deepEqual(of(set({ EnableDnsSupport: { Value: false } })), [VpcId]);
    assert.deepEqual(of(set({ EnableDnsSupport: { Value: true } })), [VpcId]);
    assert.deepEqual(of(set({ EnableDnsHostnames: { Value: true } })), named);
    assert.deepEqual(of(set({ EnableNetworkAddressUsageMetrics: { Value: true } })), [VpcId]);
  });
});

describe('DeleteVpc', () => {
  it('takes along what the VPC was made with', () => {
    const account = openAccount();
    const before = account.context();
    const rows = (): number[] =>
      [
        'ec2_vpcs',
        'ec2_route_tables',
        'ec2_routes',
        'ec2_route_table_associations',
        'ec2_network_acls',
        'ec2_network_acl_entries',
        'ec2_security_groups',
        'ec2_security_group_rules',
        'tags',
      ].map((name) => before.rows(account.sandbox.definition.tables.find((table) => table.name === name)!).size);
    account.run('ec2:DescribeVpcs', {});
    const untouched = rows();
    const VpcId = makeVpc(account, { AmazonProvidedIpv6CidrBlock: true }).VpcId!;
    account.run('ec2:CreateTags', { Resources: [VpcId], Tags: [{ Key: 'a', Value: 'b' }] });
    assert.notDeepEqual(rows(), untouched);
    account.fails('ec2:DeleteVpc', { VpcId, DryRun: true }, 'DryRunOperation');
    account.run('ec2:DeleteVpc', { VpcId });
    assert.deepEqual(rows(), untouched);
    account.fails('ec2:DeleteVpc', { VpcId }, 'InvalidVpcID.NotFound', `The vpc ID '${VpcId}' does not exist`);
  });

  it('is refused while anything else is in it', () => {
    const account = openAccount();
    const VpcId = makeVpc(account, { AmazonProvidedIpv6CidrBlock: true }).VpcId!;
    const refused = (): unknown =>
      account.fails('ec2:DeleteVpc', { VpcId }, 'DependencyViolation', `The vpc '${VpcId}' has dependencies and cannot be deleted.`);

    const SubnetId = account.run('ec2:CreateSubnet', { VpcId, CidrBlock: '10.0.0.0/24' }).Subnet!.SubnetId!;
    refused();
    account.run('ec2:DeleteSubnet', { SubnetId });

    const InternetGatewayId = account.run('ec2:CreateInternetGateway', {}).InternetGateway!.InternetGatewayId!;
    account.run('ec2:AttachInternetGateway', { InternetGatewayId, VpcId });
    refused();
    account.run('ec2:DetachInternetGateway', { InternetGatewayId, VpcId });

    const egress = account.run('ec2:CreateEgressOnlyInternetGateway', { VpcId }).EgressOnlyInternetGateway!;
    refused();
    account.run('ec2:DeleteEgressOnlyInternetGateway', { EgressOnlyInternetGatewayId: egress.EgressOnlyInternetGatewayId! });

    const GroupId = account.run('ec2:CreateSecurityGroup', { VpcId, GroupName: 'web', Description: 'web' }).GroupId!;
    refused();
    account.run('ec2:DeleteSecurityGroup', { GroupId });

    const RouteTableId = account.run('ec2:CreateRouteTable', { VpcId }).RouteTable!.RouteTableId!;
    refused();
    account.run('ec2:DeleteRouteTable', { RouteTableId });

    const NetworkAclId = account.run('ec2:CreateNetworkAcl', { VpcId }).NetworkAcl!.NetworkAclId!;
    refused();
    account.run('ec2:DeleteNetworkAcl', { NetworkAclId });

    const ServiceName = 'com.amazonaws.ap-northeast-2.s3';
    const VpcEndpointId = account.run('ec2:CreateVpcEndpoint', { VpcId, ServiceName }).VpcEndpoint!.VpcEndpointId!;
    refused();
    account.run('ec2:DeleteVpcEndpoints', { VpcEndpointIds: [VpcEndpointId] });
    account.sandbox.settle();

    const PeerVpcId = makeVpc(account, { CidrBlock: '10.9.0.0/16' }).VpcId!;
    const VpcPeeringConnectionId = account.run('ec2:CreateVpcPeeringConnection', { VpcId, PeerVpcId }).VpcPeeringConnection!
      .VpcPeeringConnectionId!;
    refused();
    account.sandbox.settle();
    account.run('ec2:DeleteVpcPeeringConnection', { VpcPeeringConnectionId });
    account.sandbox.settle();

    account.run('ec2:DeleteVpc', { VpcId });
  });
});

describe('the default VPC', () => {
  function deleteDefault(account: TestAccount): string {
    const [vpc] = account.run('ec2:DescribeVpcs', { Filters: [{ Name: 'is-default', Values: ['true'] }] }).Vpcs!;
    for (const { SubnetId } of account.run('ec2:DescribeSubnets', {}).Subnets!) account.run('ec2:DeleteSubnet', { SubnetId: SubnetId! });
    const InternetGatewayId = account.run('ec2:DescribeInternetGateways', {}).InternetGateways![0]!.InternetGatewayId!;
    account.run('ec2:DetachInternetGateway', { InternetGatewayId, VpcId: vpc!.VpcId! });
    account.run('ec2:DeleteInternetGateway', { InternetGatewayId });
    account.run('ec2:DeleteVpc', { VpcId: vpc!.VpcId! });
    return vpc!.VpcId!;
  }

  it('can be deleted, missed by a launch, and made again', () => {
    const account = openMachines();
    account.fails('ec2:CreateDefaultVpc', {}, 'DefaultVpcAlreadyExists', 'A Default VPC already exists for this account in this region.');
    const gone = deleteDefault(account);
    assert.throws(() => account.launch(), { code: 'VPCIdNotSpecified' });
    account.fails('ec2:CreateDefaultSubnet', { AvailabilityZone: 'ap-northeast-2a' }, 'DefaultVpcDoesNotExist');
    account.fails('ec2:CreateDefaultVpc', { DryRun: true }, 'DryRunOperation');
    const made = account.run('ec2:CreateDefaultVpc', {}).Vpc!;
    assert.notEqual(made.VpcId, gone);
    assert.deepEqual([made.State, made.CidrBlock, made.IsDefault], ['pending', '172.31.0.0/16', true]);
    assert.equal(account.run('ec2:DescribeSubnets', { Filters: [{ Name: 'default-for-az', Values: ['true'] }] }).Subnets!.length, 4);
    assert.equal(account.running().VpcId, made.VpcId);
    account.fails('ec2:CreateDefaultVpc', {}, 'DefaultVpcAlreadyExists');
  });

  it('is not made again beyond the quota', () => {
    const account = openAccount();
    deleteDefault(account);
    for (const _ of [1, 2, 3, 4, 5]) makeVpc(account);
    account.fails('ec2:CreateDefaultVpc', {}, 'VpcLimitExceeded');
  });
});
