import type { InstanceMetadataOptionsRequest, Placement, RunInstancesRequest } from '@aws-sdk/client-ec2';
import type { CatalogImage } from '../../../catalog/images';
import type { InstanceTypeFacts } from '../../../catalog/instance-types';
import type { Context } from '../../../kernel/context';
import { ApiError, invalidCombination, invalidValue, notSimulated } from '../../../kernel/errors';
import { creditsAtLaunch } from '../credits/default-credits';
import type { LaunchOptions, MetadataOptions } from '../instances';
import type { VolumePlan } from './block-devices';

/** Everything a launch can set besides network, storage and tags, checked against the type and the image. */
export function launchOptions(
  context: Context,
  input: RunInstancesRequest,
  type: InstanceTypeFacts,
  image: CatalogImage,
  root: VolumePlan,
): LaunchOptions {
  const credits = oneOf('CpuCredits', input.CreditSpecification?.CpuCredits, ['standard', 'unlimited'] as const);
  if (credits && !type.burstable) {
    throw new ApiError(
      'InstanceCreditSpecification.NotSupported',
      `The CPU credit specification is not supported for the instance type '${type.name}'.`,
    );
  }
  const cpuCredits = credits ?? creditsAtLaunch(context, type);
  if (input.EnclaveOptions?.Enabled && !type.nitroEnclaves) {
    throw new ApiError('UnsupportedOperation', `The instance type ${type.name} does not support Nitro Enclaves.`);
  }
  const hibernation = input.HibernationOptions?.Configured ?? false;
  if (hibernation) checkHibernation(type, root);
  if (hibernation && input.EnclaveOptions?.Enabled)
    throw invalidCombination('Enclaves and hibernation cannot be enabled on the same instance.');
  return {
    ebsOptimized: ebsOptimized(input.EbsOptimized, type),
    disableApiTermination: input.DisableApiTermination ?? false,
    disableApiStop: input.DisableApiStop ?? false,
    shutdownBehavior:
      oneOf('InstanceInitiatedShutdownBehavior', input.InstanceInitiatedShutdownBehavior, ['stop', 'terminate'] as const) ?? 'stop',
    ...(cpuCredits && { cpuCredits }),
    ...cpuOptions(input, type),
    hibernation,
    metadata: metadataOptions(input.MetadataOptions, image),
    enclave: input.EnclaveOptions?.Enabled ?? false,
    hostnameType: oneOf('HostnameType', input.PrivateDnsNameOptions?.HostnameType, ['ip-name', 'resource-name'] as const) ?? 'ip-name',
    resourceNameDnsA: input.PrivateDnsNameOptions?.EnableResourceNameDnsARecord ?? false,
    resourceNameDnsAaaa: input.PrivateDnsNameOptions?.EnableResourceNameDnsAAAARecord ?? false,
    autoRecovery: oneOf('AutoRecovery', input.MaintenanceOptions?.AutoRecovery, ['default', 'disabled'] as const) ?? 'default',
    bandwidthWeighting: bandwidthWeighting(input, type),
    capacityReservationPreference: capacityReservation(input),
    tenancy: tenancy(input),
  };
}

/** One of the values AWS lists for a parameter, or InvalidParameterValue. */
export function oneOf<Value extends string>(parameter: string, given: string | undefined, allowed: readonly Value[]): Value | undefined {
  if (given === undefined) return undefined;
  if (!allowed.includes(given as Value)) {
    const name = parameter[0]!.toLowerCase() + parameter.slice(1);
    throw invalidValue(`Value (${given}) for parameter ${name} is invalid. Valid values are: ${allowed.join(', ')}.`);
  }
  return given as Value;
}

function ebsOptimized(asked: boolean | undefined, type: InstanceTypeFacts): boolean {
  if (asked && type.ebsOptimized === 'unsupported') {
    throw new ApiError(
      'Unsupported',
      `EBS-optimized instances are not supported for your requested configuration. Please check the documentation for supported configurations.`,
    );
  }
  return asked ?? false;
}

function checkHibernation(type: InstanceTypeFacts, root: VolumePlan): void {
  const refuse = (message: string): never => {
    throw new ApiError('UnsupportedHibernationConfiguration', message);
  };
  if (!type.hibernation) refuse(`Hibernation is not supported for the instance type ${type.name}.`);
  if (!root.encrypted) refuse('For hibernation, the root device volume must be encrypted.');
  if (root.size * 1_024 < type.memoryMib) refuse(`The root volume is smaller than the ${type.memoryMib} MiB of memory it must hold.`);
}

function cpuOptions(
  input: RunInstancesRequest,
  type: InstanceTypeFacts,
): Pick<LaunchOptions, 'coreCount' | 'threadsPerCore' | 'amdSevSnp'> {
  const asked = input.CpuOptions;
  if (!asked) return {};
  if (asked.NestedVirtualization !== undefined) throw notSimulated('CpuOptions.NestedVirtualization of RunInstances');
  const amdSevSnp = oneOf('AmdSevSnp', asked.AmdSevSnp, ['enabled', 'disabled'] as const);
  if (amdSevSnp === 'enabled' && !/^(c6a|m6a|r6a)$/.test(type.family)) {
    throw new ApiError('UnsupportedOperation', `AMD SEV-SNP is not supported for the instance type ${type.name}.`);
  }
  const { CoreCount, ThreadsPerCore } = asked;
  if ((CoreCount === undefined) !== (ThreadsPerCore === undefined)) {
    throw invalidCombination('CoreCount and ThreadsPerCore must be specified together.');
  }
  if (CoreCount !== undefined && ThreadsPerCore !== undefined) {
    if (!type.validCores) throw new ApiError('UnsupportedOperation', `CPU options are not supported for the instance type ${type.name}.`);
    if (!type.validCores.includes(CoreCount)) throw invalidValue(`CoreCount ${CoreCount} is not valid for the instance type ${type.name}.`);
    if (ThreadsPerCore < 1 || ThreadsPerCore > (type.threadsPerCore ?? 1)) {
      throw invalidValue(`ThreadsPerCore ${ThreadsPerCore} is not valid for the instance type ${type.name}.`);
    }
  }
  return { ...(CoreCount !== undefined && { coreCount: CoreCount, threadsPerCore: ThreadsPerCore! }), ...(amdSevSnp && { amdSevSnp }) };
}

/** Defaults follow the image's IMDS support (reference: instances.md §5). */
function metadataOptions(asked: InstanceMetadataOptionsRequest | undefined, image: CatalogImage): MetadataOptions {
  const v2 = image.imdsSupport === 'v2.0';
  const hops = asked?.HttpPutResponseHopLimit ?? (v2 ? 2 : 1);
  if (hops < 1 || hops > 64)
    throw invalidValue(`Value (${hops}) for parameter httpPutResponseHopLimit is invalid. The value must be between 1 and 64.`);
  return {
    httpTokens: oneOf('HttpTokens', asked?.HttpTokens, ['optional', 'required'] as const) ?? (v2 ? 'required' : 'optional'),
    httpPutResponseHopLimit: hops,
    httpEndpoint: oneOf('HttpEndpoint', asked?.HttpEndpoint, ['enabled', 'disabled'] as const) ?? 'enabled',
    httpProtocolIpv6: oneOf('HttpProtocolIpv6', asked?.HttpProtocolIpv6, ['enabled', 'disabled'] as const) ?? 'disabled',
    instanceMetadataTags: oneOf('InstanceMetadataTags', asked?.InstanceMetadataTags, ['enabled', 'disabled'] as const) ?? 'disabled',
  };
}

/** Weighting exists for some families of the eighth generation (EC2 User Guide, instance bandwidth weighting). */
function bandwidthWeighting(input: RunInstancesRequest, type: InstanceTypeFacts): LaunchOptions['bandwidthWeighting'] {
  const asked =
    oneOf('BandwidthWeighting', input.NetworkPerformanceOptions?.BandwidthWeighting, ['default', 'vpc-1', 'ebs-1'] as const) ?? 'default';
  if (asked !== 'default' && !/^[cmr]8/.test(type.family)) {
    throw new ApiError('UnsupportedOperation', `The instance type ${type.name} does not support bandwidth weighting ${asked}.`);
  }
  return asked;
}

/** The account has no capacity reservations, so that `open` runs in ordinary capacity and a named one is not found (reference: instances.md §11). */
function capacityReservation(input: RunInstancesRequest): LaunchOptions['capacityReservationPreference'] {
  const asked = input.CapacityReservationSpecification;
  const target = asked?.CapacityReservationTarget;
  if (target?.CapacityReservationResourceGroupArn !== undefined) throw notSimulated('CapacityReservationResourceGroupArn of RunInstances');
  if (target?.CapacityReservationId !== undefined) {
    if (asked?.CapacityReservationPreference !== undefined) {
      throw invalidCombination('CapacityReservationPreference and CapacityReservationTarget cannot be used together.');
    }
    const known = /^cr-([0-9a-f]{8}|[0-9a-f]{17})$/.test(target.CapacityReservationId);
    throw new ApiError(
      known ? 'InvalidCapacityReservationId.NotFound' : 'InvalidCapacityReservationId.Malformed',
      known ? `The Capacity Reservation '${target.CapacityReservationId}' was not found.` : `Invalid id: "${target.CapacityReservationId}"`,
    );
  }
  const preference = asked?.CapacityReservationPreference;
  if (preference === 'capacity-reservations-only') {
    throw new ApiError(
      'ReservationCapacityExceeded',
      'The requested reservation does not have sufficient compatible and available capacity for this request.',
    );
  }
  return oneOf('CapacityReservationPreference', preference, ['open', 'none'] as const) ?? 'open';
}

/** The account has no Dedicated Hosts, so whatever names one is not found (reference: instances.md §11). */
export function refuseHosts(action: string, { HostId, HostResourceGroupArn, Affinity, Tenancy }: Omit<Placement, 'SpreadDomain'>): void {
  if (HostResourceGroupArn !== undefined) throw notSimulated(`HostResourceGroupArn of ${action}`);
  if (HostId !== undefined) {
    const known = /^h-([0-9a-f]{8}|[0-9a-f]{17})$/.test(HostId);
    throw new ApiError(
      known ? 'InvalidHostID.NotFound' : 'InvalidHostID.Malformed',
      known ? `The host ID '${HostId}' does not exist` : `Invalid id: "${HostId}"`,
    );
  }
  if (oneOf('Affinity', Affinity, ['default', 'host'] as const) === 'host' && Tenancy !== 'host') {
    throw invalidCombination('Affinity host requires the tenancy host.');
  }
  if (Tenancy === 'host') {
    throw new ApiError('InsufficientHostCapacity', 'There is not enough capacity to fulfill your Dedicated Host request.');
  }
}

function tenancy(input: RunInstancesRequest): LaunchOptions['tenancy'] {
  const placement = input.Placement ?? {};
  if (placement.SpreadDomain !== undefined) throw notSimulated('Placement.SpreadDomain of RunInstances');
  refuseHosts('RunInstances', placement);
  return oneOf('Tenancy', placement.Tenancy, ['default', 'dedicated'] as const) ?? 'default';
}
