import assert from 'node:assert/strict';
import { checkPrivateAddress, freeAddressCount, freePrivateAddress, randomPublicIp } from '../../../../src/region/ec2/network/addresses';
import { privateDnsName, publicDnsName } from '../../../../src/region/ec2/network/dns-names';
import { type SubnetRow, subnetTable } from '../../../../src/region/ec2/subnets/subnets';
import { defaultVpc, vpcTable } from '../../../../src/region/ec2/vpcs/vpcs';
import { type NetworkInterfaceRow, networkInterfaceTable } from '../../../../src/region/ec2/network-interfaces/network-interfaces';
import { ApiError } from '../../../../src/region/kernel/errors';
import type { Context } from '../../../../src/region/kernel/context';
import { openAccount, seoul } from '../../support/account';

/** A region with its default network and one more subnet of 16 addresses, 11 of them usable. */
function small(): { context: Context; subnet: SubnetRow } {
  const account = openAccount();
  account.run('ec2:DescribeVpcs', {});
  const context = account.context();
  const subnet = context.put(subnetTable, {
    region: seoul,
    id: 'subnet-0000000000000000f',
    vpcId: defaultVpc(context)!.id,
    cidrBlock: '172.31.240.0/28',
    availabilityZone: 'ap-northeast-2a',
    availabilityZoneId: 'apne2-az1',
    defaultForAz: false,
    mapPublicIpOnLaunch: false,
  });
  return { context, subnet };
}

function putInterface(context: Context, subnet: SubnetRow, addresses: readonly string[], publicIp?: string): NetworkInterfaceRow {
  return context.put(networkInterfaceTable, {
    region: seoul,
    id: context.newId('eni'),
    vpcId: subnet.vpcId,
    subnetId: subnet.id,
    availabilityZone: subnet.availabilityZone,
    description: '',
    macAddress: '02:00:00:00:00:01',
    privateAddresses: addresses.map((address, index) => ({ address, primary: index === 0 })),
    ...(publicIp && { publicAddress: { publicIp, ownerId: 'amazon' as const } }),
    associatePublicIp: false,
    groups: [],
    status: 'available',
    sourceDestCheck: true,
  });
}

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    assert.ok(error instanceof ApiError);
    return `${error.code}: ${error.message}`;
  }
  return assert.fail('nothing was thrown');
}

describe('addresses', () => {
  it('gives every usable address once, never a reserved one, then says that none is left', () => {
    const { context, subnet } = small();
    const given: string[] = [];
    for (let count = 0; count < 11; count++) {
      assert.equal(freeAddressCount(context, subnet), 11 - count);
      const address = freePrivateAddress(context, subnet);
      given.push(address);
      putInterface(context, subnet, [address]);
    }
    assert.deepEqual(
      given.map((address) => Number(address.split('.')[3])).sort((a, b) => a - b),
      [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14],
    );
    assert.equal(freeAddressCount(context, subnet), 0);
    assert.equal(
      codeOf(() => freePrivateAddress(context, subnet)),
      "InsufficientFreeAddressesInSubnet: There are not enough free addresses in subnet 'subnet-0000000000000000f' to satisfy the requested number of instances.",
    );
  });

  it('counts the secondary addresses of an interface and leaves out those spoken for', () => {
    const { context, subnet } = small();
    const row = putInterface(context, subnet, ['172.31.240.4', '172.31.240.5', '172.31.240.6']);
    assert.equal(freeAddressCount(context, subnet), 8);
    const taken = new Set([7, 8, 9, 10, 11, 12, 13].map((last) => `172.31.240.${last}`));
    assert.equal(freePrivateAddress(context, subnet, taken), '172.31.240.14');
    context.delete(networkInterfaceTable, row.id);
    assert.equal(freeAddressCount(context, subnet), 11);
  });

  it('refuses what cannot be had', () => {
    const { context, subnet } = small();
    putInterface(context, subnet, ['172.31.240.9']);
    checkPrivateAddress(context, subnet, '172.31.240.4');
    const refusals: Record<string, string> = {
      'a.b.c.d': 'InvalidParameterValue: Value (a.b.c.d) for parameter privateIpAddress is invalid. Invalid IPv4 address.',
      '172.31.239.255': "InvalidParameterValue: Address 172.31.239.255 does not fall within the subnet's address range",
      '172.31.240.16': "InvalidParameterValue: Address 172.31.240.16 does not fall within the subnet's address range",
      '172.31.240.0': "InvalidParameterValue: Address 172.31.240.0 is in subnet's reserved address range",
      '172.31.240.3': "InvalidParameterValue: Address 172.31.240.3 is in subnet's reserved address range",
      '172.31.240.15': "InvalidParameterValue: Address 172.31.240.15 is in subnet's reserved address range",
      '172.31.240.9': 'InvalidIPAddress.InUse: Address 172.31.240.9 is in use.',
    };
    for (const [address, refusal] of Object.entries(refusals)) {
      assert.equal(
        codeOf(() => checkPrivateAddress(context, subnet, address)),
        refusal,
      );
    }
  });

  it('gives public addresses that are public, not in use, and of no other region', () => {
    const { context, subnet } = small();
    const inSeoul = new Set<string>();
    for (let count = 0; count < 500; count++) {
      const address = randomPublicIp(context);
      assert.match(address, /^(3|13|15|18|35|43|44|50|52|54)\.\d{1,3}\.\d{1,3}\.([1-9]\d{0,2})$/);
      assert.ok(!inSeoul.has(address));
      inSeoul.add(address);
      putInterface(context, subnet, [], address);
    }
    const seconds = new Set(Array.from(inSeoul, (address) => Number(address.split('.')[1])));
    const tokyo = context.inRegion('ap-northeast-1');
    for (let count = 0; count < 100; count++) assert.ok(!seconds.has(Number(randomPublicIp(tokyo).split('.')[1])));
  });

  it('gives the same addresses for the same seed', () => {
    const [first, second] = [small(), small()];
    assert.equal(freePrivateAddress(first.context, first.subnet), freePrivateAddress(second.context, second.subnet));
    assert.equal(randomPublicIp(first.context), randomPublicIp(second.context));
  });
});

describe('DNS names', () => {
  it('are formed by region', () => {
    const { context } = small();
    const virginia = context.inRegion('us-east-1');
    assert.equal(privateDnsName(context, 'i-0abc', '172.31.5.9', 'ip-name'), 'ip-172-31-5-9.ap-northeast-2.compute.internal');
    assert.equal(privateDnsName(context, 'i-0abc', '172.31.5.9', 'resource-name'), 'i-0abc.ap-northeast-2.compute.internal');
    assert.equal(privateDnsName(virginia, 'i-0abc', '172.31.5.9', 'ip-name'), 'ip-172-31-5-9.ec2.internal');
    const vpc = defaultVpc(context)!;
    assert.equal(publicDnsName(context, vpc.id, '203.0.113.25'), 'ec2-203-0-113-25.ap-northeast-2.compute.amazonaws.com');
    virginia.put(vpcTable, { ...vpc, region: 'us-east-1' });
    assert.equal(publicDnsName(virginia, vpc.id, '203.0.113.25'), 'ec2-203-0-113-25.compute-1.amazonaws.com');
  });

  it('are public only where the VPC has DNS support and DNS host names', () => {
    const { context } = small();
    const vpc = defaultVpc(context)!;
    context.update(vpcTable, vpc, { enableDnsHostnames: false });
    assert.equal(publicDnsName(context, vpc.id, '203.0.113.25'), '');
    context.update(vpcTable, vpc, { enableDnsSupport: false, enableDnsHostnames: true });
    assert.equal(publicDnsName(context, vpc.id, '203.0.113.25'), '');
  });
});
