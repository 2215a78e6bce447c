import type { Reservation, RunInstancesRequest } from '@aws-sdk/client-ec2';
import type { CatalogImage } from '../../catalog/images';
import { instanceType, type InstanceTypeFacts, offeredIn } from '../../catalog/instance-types';
import { withClientToken } from '../../aws/client-tokens';
import { putTags, tagSpecifications } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { ApiError, invalidCombination, invalidValue, missingParameter, notSimulated } from '../../kernel/errors';
import { keyPairTable } from '../key-pairs/key-pairs';
import { associate } from '../iam-instance-profile-associations/associations';
import { findProfile } from '../iam-instance-profile-associations/find-profile';
import { insufficientCidrBlocks } from '../network/addresses';
import { interfaceQuotaExceeded } from '../network-interfaces/quota';
import { checkVolumeQuota } from '../volumes/quota';
import { bootDuration } from './durations';
import { checkTenancy, groupIsFull, groupPlacement, memberOf, roomInGroup } from '../placement-groups/members';
import { checkWindowsKey, prepareWindows } from './console/windows-passwords';
import { describeReservation } from './instance-shape';
import { type InstanceRow, instanceTable } from './instances';
import { createVolumes, planVolumes } from './launch/block-devices';
import { findImage, kernelNotFound } from './launch/image';
import { createInterfaces, drawPrefixes, planInterfaces, roomForInterfaces, roomInSubnets } from './launch/interfaces';
import { purchase, refuseProtection } from './launch/market';
import { checkArchitecture } from './launch/architecture';
import { insufficientCapacity, roomInZone } from './launch/capacity';
import { launchOptions } from './launch/options';
import { chooseSubnet, typeNotSupported } from './launch/placement';
import { quotaExceeded, roomInQuota } from './launch/quota';
import { withSubnetDefaults } from './launch/subnet-defaults';
import { withTemplate } from './launch/template';
import { checkUserData, userDataTable } from './user-data';

const taggable = ['instance', 'volume', 'network-interface', 'spot-instances-request'] as const;

/** RunInstances (API; reference: instances.md §2). AdditionalInfo is reserved by AWS: it has no effect there either. */
export const runInstances = defineAction({
  name: 'ec2:RunInstances',
  access: 'write',
  inputs: {
    BlockDeviceMappings: 'honoured',
    ImageId: 'honoured',
    InstanceType: 'honoured',
    Ipv6AddressCount: 'honoured',
    Ipv6Addresses: 'honoured',
    KernelId: 'honoured',
    KeyName: 'honoured',
    MaxCount: 'honoured',
    MinCount: 'honoured',
    Monitoring: 'honoured',
    Placement: 'honoured',
    RamdiskId: 'honoured',
    SecurityGroupIds: 'honoured',
    SecurityGroups: 'honoured',
    SubnetId: 'honoured',
    UserData: 'honoured',
    ElasticGpuSpecification: 'refused',
    ElasticInferenceAccelerators: 'refused',
    TagSpecifications: 'honoured',
    LaunchTemplate: 'honoured',
    InstanceMarketOptions: 'honoured',
    CreditSpecification: 'honoured',
    CpuOptions: 'honoured',
    CapacityReservationSpecification: 'honoured',
    HibernationOptions: 'honoured',
    LicenseSpecifications: 'refused',
    MetadataOptions: 'honoured',
    EnclaveOptions: 'accepted',
    PrivateDnsNameOptions: 'honoured',
    MaintenanceOptions: 'accepted',
    DisableApiStop: 'honoured',
    EnablePrimaryIpv6: 'honoured',
    NetworkPerformanceOptions: 'accepted',
    Operator: 'refused',
    SecondaryInterfaces: 'refused',
    DryRun: 'honoured',
    DisableApiTermination: 'honoured',
    InstanceInitiatedShutdownBehavior: 'honoured',
    PrivateIpAddress: 'honoured',
    ClientToken: 'honoured',
    AdditionalInfo: 'honoured',
    NetworkInterfaces: 'honoured',
    IamInstanceProfile: 'honoured',
    EbsOptimized: 'honoured',
  },
  // Only the first boot asks the metadata service, and only whether it is there.
  acceptedMembers: { MetadataOptions: ['HttpTokens', 'HttpPutResponseHopLimit', 'HttpProtocolIpv6', 'InstanceMetadataTags'] },
  handle(context, input) {
    return withClientToken(
      context,
      'RunInstances',
      input,
      () => {
        const rows = launch(context, input);
        return { output: describeReservation(context, rows), result: rows[0]!.reservationId };
      },
      (reservationId) => launchedBefore(context, reservationId),
    );
  },
});

/** The answer to a repeated request. @throws ApiError IdempotentInstanceTerminated when what it launched is gone */
function launchedBefore(context: Context, reservationId: string): Reservation {
  const rows = context.by(instanceTable, 'reservation', reservationId);
  if (rows.every(({ state }) => state === 'terminated')) {
    throw new ApiError('IdempotentInstanceTerminated', 'The request resulted in instances that have been terminated.');
  }
  return describeReservation(context, rows);
}

function launch(context: Context, request: RunInstancesRequest): InstanceRow[] {
  const { input, ownTags } = withTemplate(context, request);
  const { MinCount, MaxCount } = counts(input);
  const image = findImage(context, input.ImageId);
  const type = findType(context, input, image);
  for (const id of [input.KernelId, input.RamdiskId]) if (id) throw kernelNotFound(id);
  if (input.KeyName !== undefined && context.by(keyPairTable, 'name', input.KeyName).length === 0) {
    throw new ApiError('InvalidKeyPair.NotFound', `The key pair '${input.KeyName}' does not exist`);
  }
  const profile = input.IamInstanceProfile && findProfile(context, input.IamInstanceProfile);
  const tags = tagSpecifications(input.TagSpecifications, taggable);
  const bought = purchase(context, input.InstanceMarketOptions, type.name, image.platformDetails);
  if (tags.has('spot-instances-request')) throw notSimulated('tags on Spot Instance requests');
  if (bought === 'spot') refuseProtection(input);
  const volumes = planVolumes(context, image, type, input.BlockDeviceMappings, input.NetworkInterfaces?.length ?? 1);
  const root = volumes.find(({ device }) => device === image.rootDeviceName)!;
  const asked = launchOptions(context, input, type, image, root);
  const userData = input.UserData ? checkUserData(input.UserData) : undefined;
  const placement = groupPlacement(context, input.Placement ?? {}, type, asked.tenancy);
  const subnet = chooseSubnet(context, input, type.name, MinCount, placement);
  const options = withSubnetDefaults(context, asked, input, subnet);
  if (placement) checkTenancy(placement.group, options.tenancy);
  if (image.platform === 'windows') checkWindowsKey(context, input.KeyName);
  const interfaces = planInterfaces(context, input, type, subnet, MaxCount);
  const count = instanceCount(MinCount, MaxCount, {
    quota: roomInQuota(context, type.name, bought),
    ...roomInSubnets(context, interfaces, MaxCount),
    interfaces: roomForInterfaces(context, interfaces),
    interfacesError: () => interfaceQuotaExceeded(context),
    quotaError: () => quotaExceeded(context, type.name, bought),
    subnetId: subnet.id,
    capacity: roomInZone(context, subnet.availabilityZone, type.name),
    capacityError: () => insufficientCapacity(context, subnet.availabilityZone, type.name),
    group: placement ? roomInGroup(context, placement.group, subnet.availabilityZone) : Infinity,
    groupError: () => groupIsFull(placement!.group, subnet.availabilityZone),
  });
  checkVolumeQuota(context, Array.from({ length: count }, () => volumes).flat());
  const prepared = drawPrefixes(context, interfaces, count);
  const prefixes = prepared.flat().flatMap(({ addresses }) => addresses?.ipv4Prefixes.fixed ?? []);
  const reservationId = context.newId('r');
  if (userData !== undefined) context.put(userDataTable, { region: context.region, id: reservationId, data: userData });
  return Array.from({ length: count }, (_, launchIndex) => {
    const row = context.put<InstanceRow>(instanceTable, {
      region: context.region,
      id: context.newId('i'),
      reservationId,
      launchIndex,
      state: 'pending',
      instanceType: type.name,
      imageId: image.imageId,
      ...(input.KeyName !== undefined && { keyName: input.KeyName }),
      vpcId: subnet.vpcId,
      subnetId: subnet.id,
      availabilityZone: subnet.availabilityZone,
      availabilityZoneId: subnet.availabilityZoneId,
      ...(input.ClientToken && { clientToken: input.ClientToken }),
      ...(bought === 'spot' && { spotRequestId: `sir-${context.newHex('id sir').slice(0, 8)}` }),
      monitoring: input.Monitoring?.Enabled ? 'pending' : 'disabled',
      options,
      launchTime: context.now,
      firstLaunchTime: context.now,
      stateReason: { code: 'pending', message: 'pending' },
      stateTransitionReason: '',
      ...(userData !== undefined && { userDataId: reservationId }),
      ...(placement && memberOf(context, placement, subnet.availabilityZone)),
    });
    if (image.platform === 'windows') prepareWindows(context, row);
    context.subjects.push(row.id);
    context.transition(row.id, undefined, 'pending');
    for (const nic of createInterfaces(context, row, prepared[launchIndex]!, prefixes)) {
      putTags(context, nic.id, 'network-interface', 'network-interfaces', tags.get('network-interface') ?? {});
    }
    for (const volume of createVolumes(context, row, volumes)) putTags(context, volume.id, 'volume', 'volumes', tags.get('volume') ?? {});
    putTags(context, row.id, 'instance', 'instances', { ...tags.get('instance'), ...ownTags });
    if (profile) associate(context, row.id, profile);
    context.schedule(bootDuration(context), 'ec2:instance-running', row.id);
    return row;
  });
}

function counts({ MinCount, MaxCount }: RunInstancesRequest): { MinCount: number; MaxCount: number } {
  if (MinCount === undefined) throw missingParameter('MinCount');
  if (MaxCount === undefined) throw missingParameter('MaxCount');
  if (MinCount < 1) throw invalidValue(`Value (${MinCount}) for parameter minCount is invalid. Minimum value is 1.`);
  if (MaxCount < 1) throw invalidValue(`Value (${MaxCount}) for parameter maxCount is invalid. Minimum value is 1.`);
  if (MinCount > MaxCount)
    throw invalidCombination('Invalid MinCount and MaxCount combination: MinCount must not be greater than MaxCount.');
  return { MinCount, MaxCount };
}

/** As many as fit, at least MinCount (reference: instances.md §2). */
function instanceCount(
  least: number,
  most: number,
  room: {
    quota: number;
    quotaError: () => ApiError;
    addresses: number;
    prefixes: number;
    subnetId: string;
    interfaces: number;
    interfacesError: () => ApiError;
    capacity: number;
    capacityError: () => ApiError;
    group: number;
    groupError: () => ApiError;
  },
): number {
  if (room.quota < least) throw room.quotaError();
  if (room.prefixes < least) throw insufficientCidrBlocks(room.subnetId);
  if (room.addresses < least) {
    throw new ApiError(
      'InsufficientFreeAddressesInSubnet',
      `There are not enough free addresses in subnet '${room.subnetId}' to satisfy the requested number of instances.`,
    );
  }
  if (room.interfaces < least) throw room.interfacesError();
  if (room.group < least) throw room.groupError();
  if (room.capacity < least) throw room.capacityError();
  return Math.min(most, room.quota, room.addresses, room.prefixes, room.interfaces, room.capacity, room.group);
}

function findType(context: Context, { InstanceType: name }: RunInstancesRequest, image: CatalogImage): InstanceTypeFacts {
  if (name === undefined) throw missingParameter('InstanceType');
  const type = instanceType(name);
  if (!type || !offeredIn(name, context.region)) throw typeNotSupported(name);
  if (type.quotaFamily === undefined) {
    throw new ApiError('Unsupported', 'Mac instances run on Dedicated Hosts only: the requested configuration is currently not supported.');
  }
  checkArchitecture(type, image.architecture);
  if (type.rootDeviceTypes && !type.rootDeviceTypes.includes('ebs')) throw typeNotSupported(name);
  return type;
}
