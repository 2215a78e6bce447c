import assert from 'node:assert/strict';
import type { _InstanceType, InstanceTypeInfo } from '@aws-sdk/client-ec2';
import { instanceTypeNames, offeredIn } from '../../../../src/region/catalog/instance-types';
import { openAccount, seoul, type TestAccount } from '../../support/account';

/** Types by name, as requests carry them. */
const types = (...names: string[]): _InstanceType[] => names as _InstanceType[];

/** All pages of an answer. */
function every(account: TestAccount, input: object = {}, region = seoul): InstanceTypeInfo[] {
  const found: InstanceTypeInfo[] = [];
  let NextToken: string | undefined;
  do {
    const answer = account.run('ec2:DescribeInstanceTypes', { ...input, NextToken }, region);
    found.push(...answer.InstanceTypes!);
    NextToken = answer.NextToken;
  } while (NextToken);
  return found;
}

function names(account: TestAccount, Name: string, ...Values: string[]): (string | undefined)[] {
  return every(account, { Filters: [{ Name, Values }] }).map(({ InstanceType }) => InstanceType);
}

describe('DescribeInstanceTypes', () => {
  it('describes types by name', () => {
    const [type, ...others] = openAccount().run('ec2:DescribeInstanceTypes', {
      InstanceTypes: types('t3.micro', 't3.micro'),
    }).InstanceTypes!;
    assert.equal(others.length, 0);
    assert.equal(type!.InstanceType, 't3.micro');
    assert.equal(type!.VCpuInfo!.DefaultVCpus, 2);
    assert.equal(type!.MemoryInfo!.SizeInMiB, 1_024);
    assert.equal(type!.Hypervisor, 'nitro');
    assert.equal(type!.BurstablePerformanceSupported, true);
    assert.deepEqual(type!.ProcessorInfo!.SupportedArchitectures, ['x86_64']);
    assert.equal(type!.NetworkInfo!.MaximumNetworkInterfaces, 2);
    assert.equal(type!.NetworkInfo!.Ipv4AddressesPerInterface, 2);
  });

  it("says what is free by the account's plan", () => {
    const free = (freeTierPlan: '12-month' | 'credit' | 'none'): (string | undefined)[] =>
      names(openAccount({ settings: { freeTierPlan } }), 'free-tier-eligible', 'true');
    assert.deepEqual(free('12-month'), ['t2.micro']);
    assert.ok(free('credit').includes('t3.micro'));
    assert.deepEqual(free('none'), []);
  });

  it('knows the types of the region, or of all with IncludeUnsupportedInRegion', () => {
    const account = openAccount();
    const here = every(account).length;
    assert.equal(here, instanceTypeNames().filter((name) => offeredIn(name, seoul)).length);
    const elsewhere = instanceTypeNames().find((name) => !offeredIn(name, seoul) && offeredIn(name, 'us-east-1'))!;
    account.fails(
      'ec2:DescribeInstanceTypes',
      { InstanceTypes: types('t3.micro', elsewhere, 't9.huge') },
      'InvalidInstanceType',
      `The following supplied instance types do not exist: [${elsewhere}, t9.huge]`,
    );
    const anywhere = { IncludeUnsupportedInRegion: true };
    assert.equal(account.run('ec2:DescribeInstanceTypes', { InstanceTypes: types(elsewhere), ...anywhere }).InstanceTypes!.length, 1);
    account.fails('ec2:DescribeInstanceTypes', { InstanceTypes: types('t9.huge'), ...anywhere }, 'InvalidInstanceType');
    assert.ok(every(account, anywhere).length > here);
  });

  it('pages by 100 at most', () => {
    const account = openAccount();
    const first = account.run('ec2:DescribeInstanceTypes', {});
    assert.equal(first.InstanceTypes!.length, 100);
    assert.ok(first.NextToken);
    const five = account.run('ec2:DescribeInstanceTypes', { MaxResults: 5 });
    const more = account.run('ec2:DescribeInstanceTypes', { MaxResults: 5, NextToken: five.NextToken });
    assert.deepEqual(
      [...five.InstanceTypes!, ...more.InstanceTypes!].map(({ InstanceType }) => InstanceType),
      first.InstanceTypes!.slice(0, 10).map(({ InstanceType }) => InstanceType),
    );
    account.fails('ec2:DescribeInstanceTypes', { MaxResults: 4 }, 'InvalidParameterValue');
    account.fails('ec2:DescribeInstanceTypes', { MaxResults: 101 }, 'InvalidParameterValue');
    account.fails('ec2:DescribeInstanceTypes', { NextToken: 'x' }, 'InvalidNextToken');
    account.fails('ec2:DescribeInstanceTypes', { InstanceTypes: types('t3.micro'), MaxResults: 5 }, 'InvalidParameterCombination');
    account.fails('ec2:DescribeInstanceTypes', { InstanceTypes: types(...Array<string>(101).fill('t3.micro')) }, 'InvalidParameterValue');
    account.fails('ec2:DescribeInstanceTypes', { DryRun: true }, 'DryRunOperation');
  });

  it('filters', () => {
    const account = openAccount();
    assert.deepEqual(names(account, 'instance-type', 't3.*'), [
      't3.nano',
      't3.micro',
      't3.small',
      't3.medium',
      't3.large',
      't3.xlarge',
      't3.2xlarge',
    ]);
    const all = every(account);
    const same = (filter: string, value: string, test: (type: InstanceTypeInfo) => unknown): void => {
      const expected = all.filter(test).map(({ InstanceType }) => InstanceType);
      assert.ok(expected.length > 0, `${filter} ${value} would prove nothing`);
      assert.deepEqual(names(account, filter, value), expected, filter);
    };
    same('bare-metal', 'true', (type) => type.BareMetal);
    same('burstable-performance-supported', 'true', (type) => type.BurstablePerformanceSupported);
    same('current-generation', 'false', (type) => !type.CurrentGeneration);
    same('hibernation-supported', 'true', (type) => type.HibernationSupported);
    same('hypervisor', 'xen', (type) => type.Hypervisor === 'xen');
    same('memory-info.size-in-mib', '8192', (type) => type.MemoryInfo!.SizeInMiB === 8_192);
    same('vcpu-info.default-vcpus', '96', (type) => type.VCpuInfo!.DefaultVCpus === 96);
    same('vcpu-info.valid-cores', '24', (type) => type.VCpuInfo!.ValidCores?.includes(24));
    same('vcpu-info.valid-threads-per-core', '1,2', (type) => type.VCpuInfo!.ValidThreadsPerCore?.length === 2);
    same('vcpu-info.valid-threads-per-core', '2', (type) => type.VCpuInfo!.ValidThreadsPerCore?.includes(2));
    same('processor-info.supported-architecture', 'arm64', (type) => type.ProcessorInfo!.SupportedArchitectures!.includes('arm64'));
    same('supported-usage-class', 'spot', (type) => type.SupportedUsageClasses?.includes('spot'));
    same('instance-storage-supported', 'true', (type) => type.InstanceStorageSupported);
    same('instance-storage-info.disk.type', 'hdd', (type) => type.InstanceStorageInfo?.Disks?.some(({ Type }) => Type === 'hdd'));
    same('network-info.efa-supported', 'true', (type) => type.NetworkInfo!.EfaSupported);
    same('network-info.network-performance', '10 Gigabit', (type) => type.NetworkInfo!.NetworkPerformance === '10 Gigabit');
    same('ebs-info.nvme-support', 'unsupported', (type) => type.EbsInfo!.NvmeSupport === 'unsupported');
    same('ebs-info.ebs-optimized-info.baseline-iops', '3000', (type) => type.EbsInfo!.EbsOptimizedInfo?.BaselineIops === 3_000);
    same('nitro-tpm-support', 'supported', (type) => type.NitroTpmSupport === 'supported');
  });
});

describe('DescribeInstanceTypeOfferings', () => {
  const offerings = (account: TestAccount, input: object) => account.run('ec2:DescribeInstanceTypeOfferings', input).InstanceTypeOfferings!;
  const t2 = [{ Name: 'instance-type', Values: ['t2.micro'] }];

  it('says where a type can be launched', () => {
    const account = openAccount();
    assert.deepEqual(offerings(account, { Filters: t2 }), [{ InstanceType: 't2.micro', LocationType: 'region', Location: seoul }]);
    assert.deepEqual(offerings(account, { Filters: t2, LocationType: 'availability-zone' }), [
      { InstanceType: 't2.micro', LocationType: 'availability-zone', Location: 'ap-northeast-2a' },
      { InstanceType: 't2.micro', LocationType: 'availability-zone', Location: 'ap-northeast-2c' },
    ]);
    assert.deepEqual(
      offerings(account, { Filters: t2, LocationType: 'availability-zone-id' }).map(({ Location }) => Location),
      ['apne2-az1', 'apne2-az3'],
    );
    assert.deepEqual(offerings(account, { LocationType: 'outpost' }), []);
    const inZone = [{ Name: 'location', Values: ['ap-northeast-2b'] }];
    const found = offerings(account, { Filters: inZone, LocationType: 'availability-zone' });
    assert.ok(found.length > 100);
    assert.ok(found.every(({ Location, InstanceType }) => Location === 'ap-northeast-2b' && InstanceType !== 't2.micro'));
  });

  it('pages by 1,000 at most', () => {
    const account = openAccount();
    const first = account.run('ec2:DescribeInstanceTypeOfferings', { LocationType: 'availability-zone' });
    assert.equal(first.InstanceTypeOfferings!.length, 1_000);
    const next = account.run('ec2:DescribeInstanceTypeOfferings', { LocationType: 'availability-zone', NextToken: first.NextToken });
    assert.notDeepEqual(next.InstanceTypeOfferings![0], first.InstanceTypeOfferings![0]);
    account.fails('ec2:DescribeInstanceTypeOfferings', { MaxResults: 4 }, 'InvalidParameterValue');
    account.fails('ec2:DescribeInstanceTypeOfferings', { NextToken: first.NextToken }, 'InvalidNextToken');
    account.fails('ec2:DescribeInstanceTypeOfferings', { LocationType: 'city' as never }, 'InvalidParameterValue');
    account.fails('ec2:DescribeInstanceTypeOfferings', { DryRun: true }, 'DryRunOperation');
  });
});
