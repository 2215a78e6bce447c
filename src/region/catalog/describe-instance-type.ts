import type { InferenceDeviceInfo, InstanceTypeInfo, NetworkCardInfo } from '@aws-sdk/client-ec2';
import type { Accelerator, InstanceTypeFacts } from './instance-types';

/** Families that cannot attach encrypted volumes (EBS User Guide, EBS encryption, supported instance types). */
const WITHOUT_ENCRYPTION = new Set(['t1', 'm1', 'm2', 'c1', 'cc2']);

/**
 * One element of a DescribeInstanceTypes answer. Members AWS leaves out are undefined, and so is what the facts do not hold
 * (ENA queues, EBS cards, ENA Express). Network cards are taken as equal: AWS lists few types whose cards differ.
 * @param freeTierEligible what the account's plan says of the type; by default the credit plan, as AWS answers a new account.
 */
export function describeInstanceType(facts: InstanceTypeFacts, freeTierEligible = facts.freeTierEligible): InstanceTypeInfo {
  const info = {
    InstanceType: facts.name,
    CurrentGeneration: facts.currentGeneration,
    FreeTierEligible: freeTierEligible,
    SupportedUsageClasses: copy(facts.usageClasses),
    SupportedRootDeviceTypes: copy(facts.rootDeviceTypes),
    SupportedVirtualizationTypes: copy(facts.virtualizationTypes),
    BareMetal: facts.bareMetal,
    Hypervisor: facts.hypervisor,
    ProcessorInfo: {
      SupportedArchitectures: [...facts.architectures],
      SustainedClockSpeedInGhz: facts.clockGhz,
      Manufacturer: facts.manufacturer,
    },
    VCpuInfo: {
      DefaultVCpus: facts.vcpus,
      DefaultCores: facts.cores,
      DefaultThreadsPerCore: facts.threadsPerCore,
      ValidCores: copy(facts.validCores),
      ValidThreadsPerCore: facts.validCores && (facts.threadsPerCore === 2 ? [1, 2] : [1]),
    },
    MemoryInfo: { SizeInMiB: facts.memoryMib },
    InstanceStorageSupported: facts.instanceStore.length > 0,
    InstanceStorageInfo: instanceStorage(facts),
    EbsInfo: ebs(facts),
    NetworkInfo: network(facts),
    ...devices(facts.accelerators, facts.family),
    PlacementGroupInfo: facts.placementStrategies && { SupportedStrategies: [...facts.placementStrategies] },
    HibernationSupported: facts.hibernation,
    BurstablePerformanceSupported: facts.burstable,
    DedicatedHostsSupported: facts.dedicatedHosts,
    AutoRecoverySupported: facts.autoRecovery,
    SupportedBootModes: copy(facts.bootModes),
    NitroEnclavesSupport: facts.nitroEnclaves ? 'supported' : 'unsupported',
    NitroTpmSupport: facts.nitroTpm ? 'supported' : 'unsupported',
    NitroTpmInfo: facts.nitroTpm ? { SupportedVersions: ['2.0'] } : undefined,
  };
  return info as InstanceTypeInfo;
}

function instanceStorage(facts: InstanceTypeFacts) {
  if (facts.instanceStore.length === 0) return undefined;
  return {
    TotalSizeInGB: facts.instanceStore.reduce((sum, disk) => sum + disk.count * disk.sizeGb, 0),
    Disks: facts.instanceStore.map((disk) => ({ SizeInGB: disk.sizeGb, Count: disk.count, Type: disk.type })),
    NvmeSupport: facts.instanceStoreNvme ? 'required' : 'unsupported',
    EncryptionSupport: facts.instanceStoreNvme ? 'required' : 'unsupported',
  };
}

function ebs(facts: InstanceTypeFacts) {
  const { ebs: performance } = facts;
  return {
    EbsOptimizedSupport: facts.ebsOptimized,
    EncryptionSupport: WITHOUT_ENCRYPTION.has(facts.family) ? 'unsupported' : 'supported',
    EbsOptimizedInfo: performance && {
      BaselineBandwidthInMbps: performance.baselineMbps,
      BaselineThroughputInMBps: performance.baselineMbps / 8,
      BaselineIops: performance.baselineIops,
      MaximumBandwidthInMbps: performance.maximumMbps,
      MaximumThroughputInMBps: performance.maximumMbps / 8,
      MaximumIops: performance.maximumIops,
    },
    NvmeSupport: facts.ebsNvme ? 'required' : 'unsupported',
    MaximumEbsAttachments: facts.maximumEbsAttachments,
    AttachmentLimitType: facts.attachmentLimit,
  };
}

function network(facts: InstanceTypeFacts) {
  return {
    NetworkPerformance: facts.networkPerformance,
    MaximumNetworkInterfaces: facts.maximumNetworkInterfaces,
    MaximumNetworkCards: facts.networkCards,
    DefaultNetworkCardIndex: 0,
    NetworkCards: networkCards(facts),
    Ipv4AddressesPerInterface: facts.ipv4AddressesPerInterface,
    Ipv6AddressesPerInterface: facts.ipv6 ? facts.ipv4AddressesPerInterface : 0,
    Ipv6Supported: facts.ipv6,
    EnaSupport: facts.enaSupported ? (facts.hypervisor === 'xen' ? 'supported' : 'required') : 'unsupported',
    EfaSupported: facts.efa,
    EfaInfo: facts.efa ? { MaximumEfaInterfaces: facts.networkCards } : undefined,
    EncryptionInTransitSupported: facts.encryptionInTransit,
  };
}

function networkCards(facts: InstanceTypeFacts): NetworkCardInfo[] {
  const { networkCards: count, networkPeakGbps: peak, networkBaselineGbps: baseline } = facts;
  const share = (value: number | undefined): number | undefined => (value === undefined ? undefined : value / count);
  const performance = count === 1 || peak === undefined ? facts.networkPerformance : `${peak / count} Gigabit`;
  return Array.from({ length: count }, (_, index) => ({
    NetworkCardIndex: index,
    NetworkPerformance: performance,
    MaximumNetworkInterfaces: Math.floor(facts.maximumNetworkInterfaces / count) + (index < facts.maximumNetworkInterfaces % count ? 1 : 0),
    BaselineBandwidthInGbps: share(baseline),
    PeakBandwidthInGbps: share(peak),
  }));
}

function devices(accelerators: readonly Accelerator[], family: string) {
  const of = (kind: Accelerator['kind']): readonly Accelerator[] => accelerators.filter((device) => device.kind === kind);
  const gpus = of('gpu');
  const fpgas = of('fpga');
  const media = of('media');
  const neuron = of('neuron');
  // Inferentia answers under its own name and, since there is NeuronInfo, under that of all AWS chips.
  const inference = family.startsWith('inf') ? neuron : of('inference');
  return {
    GpuInfo: gpus.length > 0 ? { Gpus: gpus.map(gpu), TotalGpuMemoryInMiB: totalMemory(gpus) } : undefined,
    FpgaInfo: fpgas.length > 0 ? { Fpgas: fpgas.map(device), TotalFpgaMemoryInMiB: totalMemory(fpgas) } : undefined,
    MediaAcceleratorInfo: media.length > 0 ? { Accelerators: media.map(device), TotalMediaMemoryInMiB: totalMemory(media) } : undefined,
    InferenceAcceleratorInfo:
      inference.length > 0 ? { Accelerators: inference.map(device), TotalInferenceMemoryInMiB: totalMemory(inference) } : undefined,
    NeuronInfo:
      neuron.length > 0
        ? {
            NeuronDevices: neuron.map(({ count, name, cores, memoryMib }) => ({
              Count: count,
              Name: name,
              CoreInfo: { Count: cores, Version: neuronCoreVersion(name) },
              MemoryInfo: { SizeInMiB: memoryMib },
            })),
            TotalNeuronDeviceMemoryInMiB: totalMemory(neuron),
          }
        : undefined,
  };
}

function device({ count, name, manufacturer, memoryMib }: Accelerator): InferenceDeviceInfo {
  return { Count: count, Name: name, Manufacturer: manufacturer, MemoryInfo: { SizeInMiB: memoryMib } };
}

/** A part of a GPU is one logical GPU whose partition size says how large the part is. */
function gpu(accelerator: Accelerator) {
  const whole = device({ ...accelerator, count: Math.ceil(accelerator.count) });
  return accelerator.count < 1 ? { ...whole, LogicalGpuCount: 1, GpuPartitionSize: accelerator.count } : whole;
}

/** AWS Neuron documentation: Inferentia has NeuronCore-v1, Trainium and Inferentia2 v2, Trainium2 v3. */
function neuronCoreVersion(name: string): number {
  return name === 'Inferentia' ? 1 : name === 'Trainium2' ? 3 : 2;
}

function totalMemory(devicesOfType: readonly Accelerator[]): number {
  return devicesOfType.reduce((sum, { count, memoryMib }) => sum + Math.ceil(count) * memoryMib, 0);
}

const copy = <T>(list: readonly T[] | undefined): T[] | undefined => list && [...list];
