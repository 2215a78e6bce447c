import assert from 'node:assert/strict';
import type { CreateSubnetRequest, ModifySubnetAttributeRequest, Subnet } from '@aws-sdk/client-ec2';
import { accountId, openAccount, type TestAccount } from '../../support/account';
import { openMachines } from '../instances/support';

interface Lab {
  readonly VpcId: string;
  /** The VPC's /56, without its length: `2406:da05:1a2b:3c00::`. */
  readonly ipv6: string;
  make(input?: Partial<CreateSubnetRequest>): Subnet;
  seen(id: string): Subnet;
  refuses(input: Partial<CreateSubnetRequest>, code: string, message?: string): void;
}

/** A VPC 10.0.0.0/16 with an IPv6 block. */
function lab(account: TestAccount): Lab {
  const vpc = account.run('ec2:CreateVpc', { CidrBlock: '10.0.0.0/16', AmazonProvidedIpv6CidrBlock: true }).Vpc!;
  const VpcId = vpc.VpcId!;
  return {
    VpcId,
    ipv6: vpc.Ipv6CidrBlockAssociationSet![0]!.Ipv6CidrBlock!.replace('/56', ''),
    make: (input = {}) => account.run('ec2:CreateSubnet', { VpcId, CidrBlock: '10.0.0.0/24', ...input }).Subnet!,
    seen: (id) => account.run('ec2:DescribeSubnets', { SubnetIds: [id] }).Subnets![0]!,
    refuses: (input, code, message) => void account.fails('ec2:CreateSubnet', { VpcId, CidrBlock: '10.0.0.0/24', ...input }, code, message),
  };
}

describe('CreateSubnet', () => {
  // As recorded of the real service.
  it('answers an available subnet, which tells of blocked access when looked at', () => {
    const account = openAccount();
    const { VpcId, make, seen } = lab(account);
    const TagSpecifications = [{ ResourceType: 'subnet' as const, Tags: [{ Key: 'Name', Value: 'a' }] }];
    const made = make({ CidrBlock: '10.0.1.9/24', AvailabilityZone: 'ap-northeast-2c', TagSpecifications });
    assert.match(made.SubnetId!, /^subnet-[0-9a-f]{17}$/);
    assert.deepEqual(made, {
      AvailabilityZoneId: 'apne2-az3',
      MapCustomerOwnedIpOnLaunch: false,
      OwnerId: accountId,
      AssignIpv6AddressOnCreation: false,
      Ipv6CidrBlockAssociationSet: [],
      Tags: [{ Key: 'Name', Value: 'a' }],
      SubnetArn: `arn:aws:ec2:ap-northeast-2:${accountId}:subnet/${made.SubnetId}`,
      EnableDns64: false,
      Ipv6Native: false,
      PrivateDnsNameOptionsOnLaunch: {
        HostnameType: 'ip-name',
        EnableResourceNameDnsARecord: false,
        EnableResourceNameDnsAAAARecord: false,
      },
      SubnetId: made.SubnetId,
      State: 'available',
      VpcId,
      CidrBlock: '10.0.1.0/24',
      AvailableIpAddressCount: 251,
      AvailabilityZone: 'ap-northeast-2c',
      DefaultForAz: false,
      MapPublicIpOnLaunch: false,
    });
    assert.deepEqual(seen(made.SubnetId!), { ...made, BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' } });
    const acl = account.run('ec2:DescribeNetworkAcls', {
      Filters: [{ Name: 'association.subnet-id', Values: [made.SubnetId!] }],
    }).NetworkAcls!;
    assert.deepEqual(
      acl.map((each) => [each.VpcId, each.IsDefault]),
      [[VpcId, true]],
    );
  });

  it('takes a zone by its id, or draws one', () => {
    const account = openAccount();
    const { make, refuses } = lab(account);
    assert.equal(make({ AvailabilityZoneId: 'apne2-az2' }).AvailabilityZone, 'ap-northeast-2b');
    assert.match(make({ CidrBlock: '10.0.1.0/24' }).AvailabilityZone!, /^ap-northeast-2[abcd]$/);
    refuses(
      { CidrBlock: '10.0.2.0/24', AvailabilityZone: 'ap-northeast-2a', AvailabilityZoneId: 'apne2-az1' },
      'InvalidParameterCombination',
    );
    refuses(
      { CidrBlock: '10.0.2.0/24', AvailabilityZone: 'us-east-1a' },
      'InvalidParameterValue',
      'Value (us-east-1a) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: ap-northeast-2a, ap-northeast-2b, ap-northeast-2c, ap-northeast-2d.',
    );
    refuses({ CidrBlock: '10.0.2.0/24', AvailabilityZoneId: 'use1-az1' }, 'InvalidParameterValue');
  });

  it('takes a free block of /16 to /28 inside the VPC', () => {
    const account = openAccount();
    const { VpcId, make, refuses } = lab(account);
    make({ CidrBlock: '10.0.0.0/24' });
    const conflict = (CidrBlock: string): void =>
      refuses({ CidrBlock }, 'InvalidSubnet.Conflict', `The CIDR '${CidrBlock}' conflicts with another subnet`);
    for (const block of ['10.0.0.0/24', '10.0.0.128/25', '10.0.0.0/16']) conflict(block);
    for (const block of ['10.1.0.0/24', '10.0.1.0/29', '10.0.0.0/15'])
      refuses({ CidrBlock: block }, 'InvalidSubnet.Range', `The CIDR '${block}' is invalid.`);
    refuses(
      { CidrBlock: '10.0.1.0/33' },
      'InvalidParameterValue',
      'Value (10.0.1.0/33) for parameter cidrBlock is invalid. This is not a valid CIDR block.',
    );
    assert.equal(make({ CidrBlock: '10.0.1.0/28' }).AvailableIpAddressCount, 11);
    account.run('ec2:AssociateVpcCidrBlock', { VpcId, CidrBlock: '10.1.0.0/16' });
    make({ CidrBlock: '10.1.0.0/16' });
    refuses({ CidrBlock: undefined }, 'MissingParameter');
    refuses({ VpcId: 'vpc-0123456789abcdef0' }, 'InvalidVpcID.NotFound');
    refuses({ CidrBlock: '10.0.5.0/24', DryRun: true }, 'DryRunOperation');
  });

  it('takes a free IPv6 block of the VPC', () => {
    const account = openAccount();
    const { make, seen, refuses, ipv6 } = lab(account);
    const made = make({ Ipv6CidrBlock: `${ipv6}/64` });
    const [block] = made.Ipv6CidrBlockAssociationSet!;
    assert.match(block!.AssociationId!, /^subnet-cidr-assoc-[0-9a-f]{17}$/);
    assert.deepEqual([block!.Ipv6CidrBlock, block!.Ipv6CidrBlockState], [`${ipv6}/64`, { State: 'associating' }]);
    assert.deepEqual(seen(made.SubnetId!).Ipv6CidrBlockAssociationSet, [{ ...block, Ipv6CidrBlockState: { State: 'associated' } }]);
    refuses(
      { CidrBlock: '10.0.1.0/24', Ipv6CidrBlock: `${ipv6}/60` },
      'InvalidSubnet.Conflict',
      `The IPv6 CIDR '${ipv6}/60' conflicts with another subnet`,
    );
    refuses(
      { CidrBlock: '10.0.1.0/24', Ipv6CidrBlock: '2001:db8::/64' },
      'InvalidSubnet.Range',
      "The IPv6 CIDR '2001:db8::/64' is invalid.",
    );
    refuses({ CidrBlock: '10.0.1.0/24', Ipv6CidrBlock: `${ipv6}/65` }, 'InvalidParameterValue');
    refuses(
      { CidrBlock: '10.0.1.0/24', Ipv6CidrBlock: 'six' },
      'InvalidParameterValue',
      'invalid value for parameter ipv6-cidr-block: six',
    );
    const found = (Name: string, ...Values: string[]): number =>
      account.run('ec2:DescribeSubnets', { Filters: [{ Name, Values }] }).Subnets!.length;
    assert.equal(found('ipv6-cidr-block-association.ipv6-cidr-block', `${ipv6}/64`), 1);
    assert.equal(found('ipv6-cidr-block-association.association-id', block!.AssociationId!), 1);
    assert.equal(found('ipv6-cidr-block-association.state', 'associated'), 1);
  });

  it('refuses what the account or the sandbox does not have', () => {
    const account = openAccount();
    const { refuses } = lab(account);
    refuses({ Ipv4IpamPoolId: 'ipam-pool-0123456789abcdef0' }, 'InvalidIpamPoolId.NotFound');
    refuses({ Ipv6IpamPoolId: 'ipam-pool-0123456789abcdef0' }, 'InvalidIpamPoolId.NotFound');
    refuses({ Ipv4NetmaskLength: 24 }, 'MissingParameter');
    refuses({ Ipv6NetmaskLength: 64 }, 'MissingParameter');
    refuses({ OutpostArn: 'arn' }, 'UnsupportedOperation');
    refuses({ Ipv6Native: true }, 'UnsupportedOperation');
    const VpcId = account.run('ec2:CreateVpc', { CidrBlock: '10.0.0.0/16' }).Vpc!.VpcId!;
    refuses({ VpcId, Ipv6Native: true }, 'InvalidParameterValue', `The VPC '${VpcId}' does not have an associated IPv6 CIDR block.`);
    account.run('ec2:CreateSubnet', { VpcId, CidrBlock: '10.0.0.0/24', Ipv6Native: false });
  });

  it('stops at the quota of the VPC', () => {
    const account = openAccount({ settings: { quotas: { 'L-407747CB': 2 } } });
    const { make, refuses } = lab(account);
    make();
    make({ CidrBlock: '10.0.1.0/24' });
    refuses({ CidrBlock: '10.0.2.0/24' }, 'SubnetLimitExceeded', 'The maximum number of subnets has been reached.');
    lab(account).make();
  });
});

describe('DeleteSubnet', () => {
  it('waits for the last interface, and forgets the subnet’s associations', () => {
    const account = openMachines();
    const { VpcId, make } = lab(account);
    const SubnetId = make({ AvailabilityZone: 'ap-northeast-2a' }).SubnetId!;
    const RouteTableId = account.run('ec2:CreateRouteTable', { VpcId }).RouteTable!.RouteTableId!;
    account.run('ec2:AssociateRouteTable', { RouteTableId, SubnetId });
    const InstanceIds = [account.running({ SubnetId }).InstanceId!];
    account.fails(
      'ec2:DeleteSubnet',
      { SubnetId },
      'DependencyViolation',
      `The subnet '${SubnetId}' has dependencies and cannot be deleted.`,
    );
    account.run('ec2:TerminateInstances', { InstanceIds });
    account.settle();
    account.fails('ec2:DeleteSubnet', { SubnetId, DryRun: true }, 'DryRunOperation');
    account.run('ec2:DeleteSubnet', { SubnetId });
    assert.deepEqual(account.run('ec2:DescribeRouteTables', { RouteTableIds: [RouteTableId] }).RouteTables![0]!.Associations, []);
    assert.deepEqual(
      account.run('ec2:DescribeNetworkAcls', { Filters: [{ Name: 'vpc-id', Values: [VpcId] }] }).NetworkAcls![0]!.Associations,
      [],
    );
    account.fails('ec2:DeleteSubnet', { SubnetId }, 'InvalidSubnetID.NotFound', `The subnet ID '${SubnetId}' does not exist`);
    assert.equal(account.describe(InstanceIds[0]!).State!.Name, 'terminated');
  });
});

describe('ModifySubnetAttribute', () => {
  it('decides about what is launched from then on', () => {
    const account = openMachines();
    const { VpcId, make, seen, ipv6 } = lab(account);
    const InternetGatewayId = account.run('ec2:CreateInternetGateway', {}).InternetGateway!.InternetGatewayId!;
    account.run('ec2:AttachInternetGateway', { InternetGatewayId, VpcId });
    const SubnetId = make({ AvailabilityZone: 'ap-northeast-2a', Ipv6CidrBlock: `${ipv6}/64` }).SubnetId!;
    const modify = (input: Partial<ModifySubnetAttributeRequest>): unknown =>
      account.run('ec2:ModifySubnetAttribute', { SubnetId, ...input });
    const before = account.running({ SubnetId });
    assert.deepEqual([before.PublicIpAddress, before.NetworkInterfaces![0]!.Ipv6Addresses], [undefined, []]);

    modify({ MapPublicIpOnLaunch: { Value: true } });
    modify({ AssignIpv6AddressOnCreation: { Value: true } });
    modify({ PrivateDnsHostnameTypeOnLaunch: 'resource-name' });
    modify({ EnableResourceNameDnsARecordOnLaunch: { Value: true } });
    modify({ EnableResourceNameDnsAAAARecordOnLaunch: { Value: true } });
    modify({ EnableDns64: { Value: true } });
    const subnet = seen(SubnetId);
    assert.deepEqual(
      [subnet.MapPublicIpOnLaunch, subnet.AssignIpv6AddressOnCreation, subnet.EnableDns64, subnet.PrivateDnsNameOptionsOnLaunch],
      [true, true, true, { HostnameType: 'resource-name', EnableResourceNameDnsARecord: true, EnableResourceNameDnsAAAARecord: true }],
    );
    const after = account.running({ SubnetId });
    assert.match(after.PublicIpAddress!, /^\d+\.\d+\.\d+\.\d+$/);
    assert.ok(after.NetworkInterfaces![0]!.Ipv6Addresses![0]!.Ipv6Address!.startsWith(ipv6.replace('00::', '00:')));
    assert.equal(after.PrivateDnsName, `${after.InstanceId}.ap-northeast-2.compute.internal`);
    assert.deepEqual(after.PrivateDnsNameOptions, {
      HostnameType: 'resource-name',
      EnableResourceNameDnsARecord: true,
      EnableResourceNameDnsAAAARecord: true,
    });
    const own = account.running({ SubnetId, PrivateDnsNameOptions: { HostnameType: 'ip-name', EnableResourceNameDnsARecord: false } });
    assert.deepEqual(own.PrivateDnsNameOptions, {
      HostnameType: 'ip-name',
      EnableResourceNameDnsARecord: false,
      EnableResourceNameDnsAAAARecord: true,
    });
    assert.equal(account.describe(before.InstanceId!).PublicIpAddress, undefined);
    for (const [Name, Value] of [
      ['map-public-ip-on-launch', 'true'],
      ['enable-dns64', 'true'],
      ['private-dns-name-options-on-launch.hostname-type', 'resource-name'],
      ['private-dns-name-options-on-launch.enable-resource-name-dns-a-record', 'true'],
      ['private-dns-name-options-on-launch.enable-resource-name-dns-aaaa-record', 'true'],
    ] as const) {
      const Filters = [
        { Name, Values: [Value] },
        { Name: 'vpc-id', Values: [VpcId] },
      ];
      assert.equal(account.run('ec2:DescribeSubnets', { Filters }).Subnets!.length, 1, Name);
    }
  });

  it('takes one attribute a request, and only what the subnet can have', () => {
    const account = openAccount();
    const { make } = lab(account);
    const SubnetId = make().SubnetId!;
    const fails = (input: Partial<ModifySubnetAttributeRequest>, code: string, message?: string): unknown =>
      account.fails('ec2:ModifySubnetAttribute', { SubnetId, ...input }, code, message);
    fails({}, 'InvalidParameterCombination', 'No attributes specified.');
    fails({ MapPublicIpOnLaunch: { Value: true }, EnableDns64: { Value: true } }, 'InvalidParameterCombination');
    fails(
      { AssignIpv6AddressOnCreation: { Value: true } },
      'InvalidParameterValue',
      `Invalid value 'true' for assign-ipv6-address-on-creation. Cannot set assign-ipv6-address-on-creation to true unless the subnet (${SubnetId}) has an IPv6 CIDR block associated with it.`,
    );
    fails({ PrivateDnsHostnameTypeOnLaunch: 'mine' as 'ip-name' }, 'InvalidParameterValue');
    fails({ MapCustomerOwnedIpOnLaunch: { Value: true } }, 'MissingParameter');
    fails(
      { MapCustomerOwnedIpOnLaunch: { Value: true }, CustomerOwnedIpv4Pool: 'ipv4pool-coip-0123456789abcdef0' },
      'InvalidPoolID.NotFound',
    );
    fails({ EnableLniAtDeviceIndex: 1 }, 'OperationNotPermitted');
    fails({ DisableLniAtDeviceIndex: { Value: true } }, 'OperationNotPermitted');
    fails({ SubnetId: 'subnet-0123456789abcdef0', EnableDns64: { Value: true } }, 'InvalidSubnetID.NotFound');
    account.run('ec2:ModifySubnetAttribute', { SubnetId, MapCustomerOwnedIpOnLaunch: { Value: false } });
    account.run('ec2:ModifySubnetAttribute', { SubnetId, DisableLniAtDeviceIndex: { Value: false } });
  });
});

describe('the IPv6 block of a subnet', () => {
  it('comes and goes', () => {
    const account = openAccount();
    const { make, seen, ipv6 } = lab(account);
    const SubnetId = make().SubnetId!;
    const Ipv6CidrBlock = `${ipv6}/64`;
    const answer = account.run('ec2:AssociateSubnetCidrBlock', { SubnetId, Ipv6CidrBlock });
    assert.deepEqual([answer.SubnetId, answer.Ipv6CidrBlockAssociation!.Ipv6CidrBlockState], [SubnetId, { State: 'associating' }]);
    const AssociationId = answer.Ipv6CidrBlockAssociation!.AssociationId!;
    assert.equal(seen(SubnetId).Ipv6CidrBlockAssociationSet![0]!.Ipv6CidrBlock, Ipv6CidrBlock);
    account.fails('ec2:AssociateSubnetCidrBlock', { SubnetId, Ipv6CidrBlock }, 'CidrLimitExceeded');

    account.run('ec2:ModifySubnetAttribute', { SubnetId, AssignIpv6AddressOnCreation: { Value: true } });
    account.fails(
      'ec2:DisassociateSubnetCidrBlock',
      { AssociationId },
      'InvalidCidrBlock.InUse',
      `The subnet IPv6 CIDR block with association ID ${AssociationId} may not be disassociated, because its subnet has assign-ipv6-address-on-creation set to true.`,
    );
    const nic = account.run('ec2:CreateNetworkInterface', { SubnetId }).NetworkInterface!;
    account.run('ec2:ModifySubnetAttribute', { SubnetId, AssignIpv6AddressOnCreation: { Value: false } });
    account.sandbox.settle();
    account.fails('ec2:DisassociateSubnetCidrBlock', { AssociationId }, 'InvalidCidrBlock.InUse');
    account.run('ec2:DeleteNetworkInterface', { NetworkInterfaceId: nic.NetworkInterfaceId! });
    const gone = account.run('ec2:DisassociateSubnetCidrBlock', { AssociationId });
    assert.deepEqual(gone.Ipv6CidrBlockAssociation!.Ipv6CidrBlockState, { State: 'disassociating' });
    assert.deepEqual(seen(SubnetId).Ipv6CidrBlockAssociationSet, []);
    account.fails('ec2:DisassociateSubnetCidrBlock', { AssociationId }, 'InvalidSubnetCidrBlockAssociationID.NotFound');
    account.fails('ec2:DisassociateSubnetCidrBlock', { AssociationId: 'x' }, 'InvalidSubnetCidrBlockAssociationID.Malformed');
    account.fails(
      'ec2:AssociateSubnetCidrBlock',
      { SubnetId, Ipv6IpamPoolId: 'ipam-pool-0123456789abcdef0' },
      'InvalidIpamPoolId.NotFound',
    );
    account.fails('ec2:AssociateSubnetCidrBlock', { SubnetId, Ipv6NetmaskLength: 64 }, 'MissingParameter');
    account.fails('ec2:AssociateSubnetCidrBlock', { SubnetId }, 'MissingParameter');
  });
});

describe('CreateDefaultSubnet', () => {
  it('fills the place of one that was deleted', () => {
    const account = openAccount();
    const [first, second] = account.run('ec2:DescribeSubnets', {}).Subnets!;
    account.fails(
      'ec2:CreateDefaultSubnet',
      { AvailabilityZone: 'ap-northeast-2a' },
      'DefaultSubnetAlreadyExistsInAvailabilityZone',
      `'${first!.SubnetId}' is already the default subnet in ap-northeast-2a.`,
    );
    account.run('ec2:DeleteSubnet', { SubnetId: second!.SubnetId! });
    account.fails('ec2:CreateDefaultSubnet', { AvailabilityZone: 'ap-northeast-2b', Ipv6Native: true }, 'InvalidParameterValue');
    account.fails('ec2:CreateDefaultSubnet', { AvailabilityZone: 'ap-northeast-2b', DryRun: true }, 'DryRunOperation');
    account.fails('ec2:CreateDefaultSubnet', {}, 'MissingParameter');
    account.fails('ec2:CreateDefaultSubnet', { AvailabilityZone: 'mars-1a' }, 'InvalidParameterValue');
    const made = account.run('ec2:CreateDefaultSubnet', { AvailabilityZoneId: 'apne2-az2', Ipv6Native: false }).Subnet!;
    assert.deepEqual(
      [made.State, made.AvailabilityZone, made.CidrBlock, made.DefaultForAz, made.MapPublicIpOnLaunch, made.AvailableIpAddressCount],
      ['available', 'ap-northeast-2b', '172.31.16.0/20', true, true, 4_091],
    );
    account.fails('ec2:CreateDefaultSubnet', { AvailabilityZone: 'ap-northeast-2b' }, 'DefaultSubnetAlreadyExistsInAvailabilityZone');
  });
});

describe('change sets of subnets', () => {
  it('name a subnet whose free addresses a launch takes', () => {
    const account = openMachines();
    const SubnetId = account.run('ec2:DescribeSubnets', {}).Subnets![0]!.SubnetId!;
    let named: readonly string[] = [];
    account.sandbox.onChange = ({ changed }) => (named = changed.filter(({ kind }) => kind === 'subnets').map(({ id }) => id));
    account.launch({ SubnetId });
    assert.deepEqual(named, [SubnetId]);
  });
});
