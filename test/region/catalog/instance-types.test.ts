import assert from 'node:assert/strict';
import { flagBits, types } from '../../../src/region/catalog/data/instance-types.json';
import { FLAG, decodeInstanceType, type InstanceTypeRow } from '../../../src/region/catalog/decode-instance-type';
import { describeInstanceType } from '../../../src/region/catalog/describe-instance-type';
import { instanceType, instanceTypeNames, offeredIn, offeredInZone } from '../../../src/region/catalog/instance-types';
import { vcpuQuotaFamily } from '../../../src/region/catalog/quotas';
import { regions, zones } from '../../../src/region/catalog/regions';
import { assertWithin } from '../../support/limits';

const facts = (name: string) => {
  const found = instanceType(name);
  assert.ok(found, name);
  return found;
};

const offeredCount = (region: string): number => instanceTypeNames().filter((name) => offeredIn(name, region)).length;

describe('instance types', () => {
  it('holds 1,396 types, 1,373 of them listed today', () => {
    const all = instanceTypeNames().map(facts);
    assert.equal(all.length, 1396);
    assert.equal(all.filter(({ retiredSince }) => retiredSince === undefined).length, 1373);
    assert.equal(all.filter(({ currentGeneration }) => currentGeneration).length, 1271);
  });

  it('decodes all of them in under 5 ms', async () => {
    const rows = types as unknown as readonly InstanceTypeRow[];
    const run = (): number => {
      const start = performance.now();
      for (const row of rows) decodeInstanceType(row);
      return performance.now() - start;
    };
    await assertWithin({ what: 'decoding', limit: 5, measure: run });
  });

  it('reads the flags by the bit numbers of the data', () => {
    assert.deepEqual(Object.keys(FLAG), flagBits);
    assert.deepEqual(
      Object.values(FLAG),
      flagBits.map((_, index) => index),
    );
  });

  it('knows t3.micro', () => {
    const { vcpus, memoryMib, family, size, category, architectures, hypervisor, burst } = facts('t3.micro');
    assert.deepEqual([vcpus, memoryMib, family, size, category, hypervisor], [2, 1024, 't3', 'micro', 'general', 'nitro']);
    assert.deepEqual(architectures, ['x86_64']);
    assert.deepEqual(burst, { creditsPerHour: 12, maxEarnedCredits: 288, baselinePercent: 10, launchCredits: 0, defaultMode: 'unlimited' });
  });

  it('gives T2 standard credits with launch credits, and no credits to other families', () => {
    assert.deepEqual(facts('t2.micro').burst, {
      creditsPerHour: 6,
      maxEarnedCredits: 144,
      baselinePercent: 10,
      launchCredits: 30,
      defaultMode: 'standard',
    });
    assert.equal(facts('m5.large').burst, undefined);
    assert.equal(facts('m5.large').burstable, false);
  });

  it('has the memory, cores, disks and chips AWS states', () => {
    assert.equal(facts('d2.8xlarge').memoryMib, 249_856);
    assert.deepEqual(facts('d2.8xlarge').instanceStore, [{ count: 24, sizeGb: 2048, type: 'hdd' }]);
    assert.deepEqual(facts('m5.large').validCores, [1]);
    assert.equal(facts('m5.large').clockGhz, 3.1);
    assert.deepEqual(facts('m5.large').ebs, { baselineMbps: 650, maximumMbps: 4750, baselineIops: 3600, maximumIops: 18_750 });
    assert.deepEqual(facts('p4d.24xlarge').accelerators, [
      { kind: 'gpu', count: 8, manufacturer: 'NVIDIA', name: 'A100', memoryMib: 40_960, cores: undefined },
    ]);
    assert.equal(facts('m5.metal').bareMetal, true);
    assert.equal(facts('m5.metal').hypervisor, undefined);
    assert.equal(facts('m7i-flex.large').flex, true);
  });

  it('does not know a type AWS never had', () => {
    assert.equal(instanceType('t3.gigantic'), undefined);
    assert.equal(instanceType(''), undefined);
    assert.equal(offeredIn('t3.gigantic', 'us-east-1'), false);
  });

  it('counts the types offered in the five main regions', () => {
    assert.deepEqual(
      ['us-east-1', 'ap-northeast-2', 'ap-northeast-1', 'eu-west-1', 'us-west-2'].map(offeredCount),
      [1354, 750, 1159, 1150, 1331],
    );
  });

  it('offers t2.micro in Seoul, not in Stockholm, and a retired type nowhere', () => {
    assert.equal(offeredIn('t2.micro', 'ap-northeast-2'), true);
    assert.equal(offeredIn('t2.micro', 'eu-north-1'), false);
    assert.equal(offeredIn('t3.micro', 'eu-north-1'), true);
    assert.equal(facts('f1.2xlarge').retiredSince, '2026-04-01');
    assert.deepEqual(
      regions().filter(({ code }) => offeredIn('f1.2xlarge', code)),
      [],
    );
  });

  it('offers what most regions have in a region without a list, and nothing in an unknown region', () => {
    assert.equal(offeredIn('t3.micro', 'mx-central-1'), true);
    assert.equal(offeredIn('t2.micro', 'mx-central-1'), false);
    assert.equal(offeredIn('p5.48xlarge', 'mx-central-1'), false);
    assert.equal(offeredIn('t3.micro', 'xx-nowhere-1'), false);
  });

  it('narrows a zone where zones are known, and not elsewhere', () => {
    assert.deepEqual(
      zones('us-east-1').flatMap(({ zoneId }) => (offeredInZone('m6i.large', 'us-east-1', zoneId) ? [zoneId] : [])),
      ['use1-az6', 'use1-az1', 'use1-az2', 'use1-az4', 'use1-az5'],
    );
    assert.equal(offeredInZone('t3.micro', 'ap-northeast-2', 'apne2-az1'), true);
    assert.equal(offeredInZone('t3.micro', 'ap-northeast-2', 'apne1-az1'), false);
    assert.equal(offeredInZone('t3.micro', 'eu-north-1', 'eun1-az2'), true);
    assert.equal(offeredInZone('t2.micro', 'eu-north-1', 'eun1-az2'), false);
  });

  it('sorts families into their vCPU quotas', () => {
    const families = [
      't3',
      'm5',
      'im4gn',
      'z1d',
      'hpc7a',
      'g4dn',
      'gr6',
      'vt1',
      'p5',
      'x2idn',
      'inf2',
      'trn1',
      'dl1',
      'f2',
      'u-6tb1',
      'u7i-12tb',
    ];
    assert.deepEqual(families.map(vcpuQuotaFamily), [
      'Standard',
      'Standard',
      'Standard',
      'Standard',
      'HPC',
      'G and VT',
      'G and VT',
      'G and VT',
      'P',
      'X',
      'Inf',
      'Trn',
      'DL',
      'F',
      'High Memory',
      'High Memory',
    ]);
    assert.equal(vcpuQuotaFamily('mac2-m2pro'), undefined);
  });
});

describe('DescribeInstanceTypes answers', () => {
  it('describes t3.micro as AWS does', () => {
    assert.deepEqual(JSON.parse(JSON.stringify(describeInstanceType(facts('t3.micro')))), {
      InstanceType: 't3.micro',
      CurrentGeneration: true,
      FreeTierEligible: true,
      SupportedUsageClasses: ['on-demand', 'spot'],
      SupportedRootDeviceTypes: ['ebs'],
      SupportedVirtualizationTypes: ['hvm'],
      BareMetal: false,
      Hypervisor: 'nitro',
      ProcessorInfo: { SupportedArchitectures: ['x86_64'], SustainedClockSpeedInGhz: 2.5, Manufacturer: 'Intel' },
      VCpuInfo: { DefaultVCpus: 2, DefaultCores: 1, DefaultThreadsPerCore: 2, ValidCores: [1], ValidThreadsPerCore: [1, 2] },
      MemoryInfo: { SizeInMiB: 1024 },
      InstanceStorageSupported: false,
      EbsInfo: {
        EbsOptimizedSupport: 'default',
        EncryptionSupport: 'supported',
        EbsOptimizedInfo: {
          BaselineBandwidthInMbps: 87,
          BaselineThroughputInMBps: 10.875,
          BaselineIops: 500,
          MaximumBandwidthInMbps: 2085,
          MaximumThroughputInMBps: 260.625,
          MaximumIops: 11800,
        },
        NvmeSupport: 'required',
        MaximumEbsAttachments: 27,
        AttachmentLimitType: 'shared',
      },
      NetworkInfo: {
        NetworkPerformance: 'Up to 5 Gigabit',
        MaximumNetworkInterfaces: 2,
        MaximumNetworkCards: 1,
        DefaultNetworkCardIndex: 0,
        NetworkCards: [
          {
            NetworkCardIndex: 0,
            NetworkPerformance: 'Up to 5 Gigabit',
            MaximumNetworkInterfaces: 2,
            BaselineBandwidthInGbps: 0.064,
            PeakBandwidthInGbps: 5,
          },
        ],
        Ipv4AddressesPerInterface: 2,
        Ipv6AddressesPerInterface: 2,
        Ipv6Supported: true,
        EnaSupport: 'required',
        EfaSupported: false,
        EncryptionInTransitSupported: false,
      },
      PlacementGroupInfo: { SupportedStrategies: ['partition', 'spread'] },
      HibernationSupported: true,
      BurstablePerformanceSupported: true,
      DedicatedHostsSupported: true,
      AutoRecoverySupported: true,
      SupportedBootModes: ['legacy-bios', 'uefi'],
      NitroEnclavesSupport: 'unsupported',
      NitroTpmSupport: 'supported',
      NitroTpmInfo: { SupportedVersions: ['2.0'] },
    });
  });

  it('shares a large network over its cards', () => {
    const { NetworkInfo } = describeInstanceType(facts('p4d.24xlarge'));
    assert.equal(NetworkInfo?.NetworkPerformance, '4x 100 Gigabit');
    assert.equal(NetworkInfo?.MaximumNetworkCards, 4);
    assert.deepEqual(NetworkInfo?.NetworkCards?.[3], {
      NetworkCardIndex: 3,
      NetworkPerformance: '100 Gigabit',
      MaximumNetworkInterfaces: 15,
      BaselineBandwidthInGbps: 100,
      PeakBandwidthInGbps: 100,
    });
    assert.deepEqual(NetworkInfo?.EfaInfo, { MaximumEfaInterfaces: 4 });
  });

  it('describes GPUs, parts of GPUs, neuron chips, FPGAs and instance store', () => {
    assert.deepEqual(describeInstanceType(facts('g4dn.xlarge')).GpuInfo, {
      Gpus: [{ Count: 1, Name: 'T4', Manufacturer: 'NVIDIA', MemoryInfo: { SizeInMiB: 16384 } }],
      TotalGpuMemoryInMiB: 16384,
    });
    assert.deepEqual(describeInstanceType(facts('g6f.large')).GpuInfo, {
      Gpus: [
        { Count: 1, Name: 'L4', Manufacturer: 'NVIDIA', MemoryInfo: { SizeInMiB: 2861 }, LogicalGpuCount: 1, GpuPartitionSize: 0.125 },
      ],
      TotalGpuMemoryInMiB: 2861,
    });
    assert.deepEqual(describeInstanceType(facts('inf1.6xlarge')).NeuronInfo, {
      NeuronDevices: [{ Count: 4, Name: 'Inferentia', CoreInfo: { Count: 4, Version: 1 }, MemoryInfo: { SizeInMiB: 8192 } }],
      TotalNeuronDeviceMemoryInMiB: 32768,
    });
    assert.equal(describeInstanceType(facts('inf1.6xlarge')).InferenceAcceleratorInfo?.Accelerators?.[0]?.Count, 4);
    assert.equal(describeInstanceType(facts('trn1.2xlarge')).InferenceAcceleratorInfo, undefined);
    assert.equal(describeInstanceType(facts('f2.12xlarge')).FpgaInfo?.TotalFpgaMemoryInMiB, 163_840);
    assert.deepEqual(describeInstanceType(facts('d2.8xlarge')).InstanceStorageInfo, {
      TotalSizeInGB: 49_152,
      Disks: [{ SizeInGB: 2048, Count: 24, Type: 'hdd' }],
      NvmeSupport: 'unsupported',
      EncryptionSupport: 'unsupported',
    });
  });

  it('leaves out what a type lacks', () => {
    const t2 = describeInstanceType(facts('t2.micro'), true);
    assert.equal(t2.FreeTierEligible, true);
    assert.equal(t2.Hypervisor, 'xen');
    assert.equal(t2.NetworkInfo?.EnaSupport, 'unsupported');
    assert.equal(t2.EbsInfo?.EbsOptimizedInfo, undefined);
    assert.equal(t2.EbsInfo?.EncryptionSupport, 'supported');
    assert.deepEqual(t2.SupportedBootModes, ['legacy-bios']);
    assert.equal(describeInstanceType(facts('m1.small')).EbsInfo?.EncryptionSupport, 'unsupported');
    assert.equal(describeInstanceType(facts('m5.metal')).Hypervisor, undefined);
  });

  it('answers for every type, with vCPUs equal to cores times threads', () => {
    for (const name of instanceTypeNames()) {
      const info = describeInstanceType(facts(name));
      assert.equal(info.InstanceType, name);
      const { DefaultVCpus, DefaultCores, DefaultThreadsPerCore } = info.VCpuInfo ?? {};
      if (name !== 'cr1.8xlarge') assert.equal(DefaultVCpus, (DefaultCores ?? 0) * (DefaultThreadsPerCore ?? 0), name);
      const cards = info.NetworkInfo?.NetworkCards ?? [];
      const interfaces = cards.reduce((sum, card) => sum + (card.MaximumNetworkInterfaces ?? 0), 0);
      assert.equal(interfaces, info.NetworkInfo?.MaximumNetworkInterfaces, name);
    }
  });
});
