import assert from 'node:assert/strict';
import { dualStack, openNics } from './support';

describe('CreateNetworkInterface', () => {
  it('makes one with a drawn address and the default group, pending for a moment', () => {
    const account = openNics();
    const { run, nic, pass, subnet, vpcId } = account;
    const SubnetId = subnet();
    const free = run('ec2:DescribeSubnets', { SubnetIds: [SubnetId] }).Subnets![0]!.AvailableIpAddressCount!;
    const { NetworkInterface: made } = run('ec2:CreateNetworkInterface', { SubnetId });
    const group = run('ec2:DescribeSecurityGroups', { GroupNames: ['default'] }).SecurityGroups![0]!;
    const id = made!.NetworkInterfaceId!;
    const address = made!.PrivateIpAddress!;
    const PrivateDnsName = `ip-${address.replaceAll('.', '-')}.ap-northeast-2.compute.internal`;
    assert.match(made!.MacAddress!, /^0[26ae](:[0-9a-f]{2}){5}$/);
    assert.deepEqual(made, {
      AvailabilityZone: 'ap-northeast-2a',
      AvailabilityZoneId: 'apne2-az1',
      Description: '',
      Groups: [{ GroupId: group.GroupId, GroupName: 'default' }],
      InterfaceType: 'interface',
      Ipv6Addresses: [],
      Ipv4Prefixes: [],
      Ipv6Prefixes: [],
      MacAddress: made!.MacAddress,
      NetworkInterfaceId: id,
      OwnerId: '123456789012',
      PrivateDnsName,
      PrivateIpAddress: address,
      PrivateIpAddresses: [{ Primary: true, PrivateDnsName, PrivateIpAddress: address }],
      RequesterManaged: false,
      SourceDestCheck: true,
      Status: 'pending',
      SubnetId,
      TagSet: [],
      VpcId: vpcId,
      DenyAllIgwTraffic: false,
      Ipv6Native: false,
      Operator: { Managed: false },
    });
    assert.equal(run('ec2:DescribeSubnets', { SubnetIds: [SubnetId] }).Subnets![0]!.AvailableIpAddressCount, free - 1);
    pass(2);
    assert.equal(nic(id).Status, 'available');
    run('ec2:DeleteNetworkInterface', { NetworkInterfaceId: id });
    assert.equal(run('ec2:DescribeSubnets', { SubnetIds: [SubnetId] }).Subnets![0]!.AvailableIpAddressCount, free);
    account.fails('ec2:DeleteNetworkInterface', { NetworkInterfaceId: id }, 'InvalidNetworkInterfaceID.NotFound');
  });

  it('honours addresses, groups, description, tags, tracking and the client token', () => {
    const { run, fails, subnet, vpcId, nic } = openNics();
    const SubnetId = subnet();
    const GroupId = run('ec2:CreateSecurityGroup', { GroupName: 'web', Description: 'web', VpcId: vpcId }).GroupId!;
    const input = {
      SubnetId,
      Description: 'second leg',
      Groups: [GroupId],
      PrivateIpAddress: '172.31.0.10',
      SecondaryPrivateIpAddressCount: 2,
      TagSpecifications: [{ ResourceType: 'network-interface' as const, Tags: [{ Key: 'Name', Value: 'leg' }] }],
      ConnectionTrackingSpecification: { TcpEstablishedTimeout: 600, UdpStreamTimeout: 120, UdpTimeout: 45 },
      InterfaceType: 'efa' as const,
      ClientToken: 'once',
    };
    const { NetworkInterface: made, ClientToken } = run('ec2:CreateNetworkInterface', input);
    assert.deepEqual(
      [
        ClientToken,
        made!.Description,
        made!.Groups,
        made!.PrivateIpAddress,
        made!.PrivateIpAddresses!.length,
        made!.TagSet,
        made!.InterfaceType,
      ],
      ['once', 'second leg', [{ GroupId, GroupName: 'web' }], '172.31.0.10', 3, [{ Key: 'Name', Value: 'leg' }], 'efa'],
    );
    assert.deepEqual(made!.ConnectionTrackingConfiguration, { TcpEstablishedTimeout: 600, UdpStreamTimeout: 120, UdpTimeout: 45 });
    assert.equal(run('ec2:CreateNetworkInterface', input).NetworkInterface!.NetworkInterfaceId, made!.NetworkInterfaceId);
    fails('ec2:CreateNetworkInterface', { ...input, Description: 'other' }, 'IdempotentParameterMismatch');

    const listed = run('ec2:CreateNetworkInterface', {
      SubnetId,
      PrivateIpAddresses: [{ PrivateIpAddress: '172.31.0.21' }, { PrivateIpAddress: '172.31.0.20', Primary: true }],
    }).NetworkInterface!;
    assert.deepEqual(
      nic(listed.NetworkInterfaceId!).PrivateIpAddresses!.map(({ PrivateIpAddress, Primary }) => [PrivateIpAddress, Primary]),
      [
        ['172.31.0.20', true],
        ['172.31.0.21', false],
      ],
    );
    const refused: readonly [object, string, string?][] = [
      [{ SubnetId: undefined }, 'MissingParameter', 'The request must contain the parameter SubnetId'],
      [{ SubnetId: 'subnet-0123456789abcdef0' }, 'InvalidSubnetID.NotFound'],
      [{ Groups: ['sg-0123456789abcdef0'] }, 'InvalidSecurityGroupID.NotFound'],
      [{ Description: 'x'.repeat(256) }, 'InvalidParameterValue'],
      [{ PrivateIpAddress: '172.31.0.10' }, 'InvalidIPAddress.InUse', 'Address 172.31.0.10 is in use.'],
      [{ PrivateIpAddress: '172.31.0.3' }, 'InvalidParameterValue'],
      [{ PrivateIpAddress: '172.31.16.9' }, 'InvalidParameterValue'],
      [
        { PrivateIpAddress: '172.31.0.30', PrivateIpAddresses: [{ PrivateIpAddress: '172.31.0.31', Primary: true }] },
        'InvalidParameterCombination',
      ],
      [{ PrivateIpAddresses: [{ PrivateIpAddress: '172.31.0.31' }] }, 'InvalidParameterCombination'],
      [{ SecondaryPrivateIpAddressCount: -1 }, 'InvalidParameterValue'],
      [{ Ipv6AddressCount: 1 }, 'InvalidParameterValue'],
      [{ EnablePrimaryIpv6: true }, 'InvalidParameterValue'],
      [{ ConnectionTrackingSpecification: { UdpTimeout: 29 } }, 'InvalidParameterValue'],
      [{ InterfaceType: 'trunk' }, 'UnsupportedOperation'],
      [{ InterfaceType: 'wire' }, 'InvalidParameterValue'],
      [{ Operator: { Principal: 'x' } }, 'UnsupportedOperation'],
      [{ DryRun: true }, 'DryRunOperation'],
    ];
    for (const [part, code, message] of refused) fails('ec2:CreateNetworkInterface', { SubnetId, ...part }, code, message);
  });

  it('gives IPv4 prefixes, whose addresses nobody else gets', () => {
    const account = openNics();
    const { run, fails, nic, vpcId } = account;
    const { Subnet } = run('ec2:CreateSubnet', {
      VpcId: run('ec2:CreateVpc', { CidrBlock: '10.1.0.0/16' }).Vpc!.VpcId,
      CidrBlock: '10.1.0.0/25',
    });
    const SubnetId = Subnet!.SubnetId!;
    assert.notEqual(Subnet!.VpcId, vpcId);
    const named = account.makeNic({ SubnetId, Ipv4Prefixes: [{ Ipv4Prefix: '10.1.0.16/28' }] });
    assert.deepEqual(nic(named).Ipv4Prefixes, [{ Ipv4Prefix: '10.1.0.16/28' }]);
    const free = (): number => run('ec2:DescribeSubnets', { SubnetIds: [SubnetId] }).Subnets![0]!.AvailableIpAddressCount!;
    assert.equal(free(), 128 - 5 - 1 - 16);
    const primary = nic(named).PrivateIpAddress!;
    assert.ok(!/^10\.1\.0\.(1[6-9]|2\d|3[01])$/.test(primary), `${primary} lies outside the prefix`);
    fails('ec2:CreateNetworkInterface', { SubnetId, PrivateIpAddress: '10.1.0.17' }, 'InvalidIPAddress.InUse');
    fails('ec2:CreateNetworkInterface', { SubnetId, Ipv4Prefixes: [{ Ipv4Prefix: '10.1.0.16/28' }] }, 'InvalidIPAddress.InUse');
    fails('ec2:CreateNetworkInterface', { SubnetId, Ipv4Prefixes: [{ Ipv4Prefix: '10.1.0.32/27' }] }, 'InvalidParameterValue');
    fails('ec2:CreateNetworkInterface', { SubnetId, Ipv4Prefixes: [{ Ipv4Prefix: '10.1.1.0/28' }] }, 'InvalidParameterValue');
    fails('ec2:CreateNetworkInterface', { SubnetId, Ipv4PrefixCount: 1, SecondaryPrivateIpAddressCount: 1 }, 'InvalidParameterCombination');
    fails('ec2:CreateNetworkInterface', { SubnetId, Ipv4PrefixCount: 6 }, 'InsufficientCidrBlocks');
    const { AssignedIpv4Prefixes } = run('ec2:AssignPrivateIpAddresses', { NetworkInterfaceId: named, Ipv4PrefixCount: 1 });
    assert.match(AssignedIpv4Prefixes![0]!.Ipv4Prefix!, /^10\.1\.0\.(32|48|64|80|96)\/28$/);
    run('ec2:UnassignPrivateIpAddresses', { NetworkInterfaceId: named, Ipv4Prefixes: ['10.1.0.16/28'] });
    assert.deepEqual(nic(named).Ipv4Prefixes, AssignedIpv4Prefixes);
    run('ec2:AssignPrivateIpAddresses', { NetworkInterfaceId: named, Ipv4Prefixes: ['10.1.0.16/28'] });
    assert.equal(nic(named).Ipv4Prefixes!.length, 2);
  });

  it('gives IPv6 addresses and prefixes where the subnet has a block', () => {
    const account = openNics();
    const { run, fails, nic, makeNic } = account;
    const { subnetId: SubnetId, giving, network } = dualStack(account);
    const addresses = (id: string) => nic(id).Ipv6Addresses!.map(({ Ipv6Address }) => Ipv6Address!);
    assert.deepEqual(addresses(makeNic({ SubnetId })), []);
    assert.equal(addresses(makeNic({ SubnetId: giving })).length, 1, 'on creation');
    assert.deepEqual(addresses(makeNic({ SubnetId: giving, Ipv6AddressCount: 0 })), []);
    const drawn = addresses(makeNic({ SubnetId, Ipv6AddressCount: 3 }));
    assert.equal(new Set(drawn).size, 3);
    assert.ok(
      drawn.every((address) => address.startsWith(`${network}:`)),
      drawn.join(),
    );
    const wanted = `${network}::beef`;
    const id = makeNic({ SubnetId, Ipv6Addresses: [{ Ipv6Address: `${network}:0:0:0:BEEF` }], EnablePrimaryIpv6: true });
    assert.deepEqual([nic(id).Ipv6Address, nic(id).Ipv6Addresses], [wanted, [{ Ipv6Address: wanted, IsPrimaryIpv6: true }]]);
    fails('ec2:CreateNetworkInterface', { SubnetId, Ipv6Addresses: [{ Ipv6Address: wanted }] }, 'InvalidIPAddress.InUse');
    fails('ec2:CreateNetworkInterface', { SubnetId, Ipv6Addresses: [{ Ipv6Address: `${network}::3` }] }, 'InvalidParameterValue');
    fails('ec2:CreateNetworkInterface', { SubnetId, Ipv6Addresses: [{ Ipv6Address: '2001:db8::9' }] }, 'InvalidParameterValue');
    fails('ec2:CreateNetworkInterface', { SubnetId, Ipv6Addresses: [{ Ipv6Address: 'six' }] }, 'InvalidParameterValue');
    const both = { SubnetId, Ipv6AddressCount: 1, Ipv6Addresses: [{ Ipv6Address: `${network}::9` }] };
    fails('ec2:CreateNetworkInterface', both, 'InvalidParameterCombination');

    const prefixed = makeNic({ SubnetId, Ipv6PrefixCount: 1 });
    assert.match(nic(prefixed).Ipv6Prefixes![0]!.Ipv6Prefix!, /::\/80$/);
    const fixed = makeNic({ SubnetId, Ipv6Prefixes: [{ Ipv6Prefix: `${network}:abcd::/80` }] });
    assert.deepEqual(nic(fixed).Ipv6Prefixes, [{ Ipv6Prefix: `${network}:abcd::/80` }]);
    fails('ec2:CreateNetworkInterface', { SubnetId, Ipv6Prefixes: [{ Ipv6Prefix: `${network}:abcd::/80` }] }, 'InvalidIPAddress.InUse');
    fails('ec2:CreateNetworkInterface', { SubnetId, Ipv6Prefixes: [{ Ipv6Prefix: `${network}::/64` }] }, 'InvalidParameterValue');

    const NetworkInterfaceId = id;
    const { AssignedIpv6Addresses } = run('ec2:AssignIpv6Addresses', { NetworkInterfaceId, Ipv6AddressCount: 2 });
    assert.deepEqual(addresses(id), [wanted, ...AssignedIpv6Addresses!]);
    const named = run('ec2:AssignIpv6Addresses', { NetworkInterfaceId, Ipv6Addresses: [`${network}::cafe`] });
    assert.deepEqual(named, { NetworkInterfaceId, AssignedIpv6Addresses: [`${network}::cafe`] });
    const more = run('ec2:AssignIpv6Addresses', { NetworkInterfaceId, Ipv6PrefixCount: 1 });
    assert.deepEqual(run('ec2:UnassignIpv6Addresses', { NetworkInterfaceId, Ipv6Prefixes: more.AssignedIpv6Prefixes }), {
      NetworkInterfaceId,
      UnassignedIpv6Prefixes: more.AssignedIpv6Prefixes,
    });
    run('ec2:AssignIpv6Addresses', { NetworkInterfaceId, Ipv6Prefixes: more.AssignedIpv6Prefixes });
    fails('ec2:UnassignIpv6Addresses', { NetworkInterfaceId, Ipv6Addresses: [wanted] }, 'OperationNotPermitted');
    fails('ec2:UnassignIpv6Addresses', { NetworkInterfaceId, Ipv6Addresses: [`${network}::1234`] }, 'InvalidParameterValue');
    fails('ec2:UnassignIpv6Addresses', { NetworkInterfaceId }, 'MissingParameter');
    assert.deepEqual(run('ec2:UnassignIpv6Addresses', { NetworkInterfaceId, Ipv6Addresses: [`${network}::CAFE`] }), {
      NetworkInterfaceId,
      UnassignedIpv6Addresses: [`${network}::cafe`],
    });
    fails('ec2:AssignIpv6Addresses', { NetworkInterfaceId }, 'MissingParameter');
    fails('ec2:AssignIpv6Addresses', { NetworkInterfaceId: makeNic(), Ipv6AddressCount: 1 }, 'InvalidParameterValue');
  });

  it('stops at the quota of interfaces, as launches do', () => {
    const account = openNics({ settings: { quotas: { 'L-DF5E4CA3': 3 } } });
    account.makeNic();
    assert.equal(account.launch({ MaxCount: 5 }).length, 2);
    const text = 'The maximum number of network interfaces (3) has been reached.';
    account.fails('ec2:CreateNetworkInterface', { SubnetId: account.subnet() }, 'NetworkInterfaceLimitExceeded', text);
  });
});
