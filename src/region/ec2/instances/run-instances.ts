import type { Reservation, RunInstancesRequest } from '@aws-sdk/client-ec2';
import { type CatalogImage, publicImage } from '../../catalog/images';
import { instanceType, type InstanceTypeFacts, offeredIn } from '../../catalog/instance-types';
import { withClientToken } from '../../aws/client-tokens';
import { putTags, tagSpecifications } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { ApiError, invalidCombination, invalidValue, missingParameter, notSimulated } from '../../kernel/errors';
import { keyPairTable } from '../key-pairs/key-pairs';
import { freeAddressCount } from '../network/addresses';
import { bootDuration } from './durations';
import { describeReservation } from './instance-shape';
import { type InstanceRow, instanceTable } from './instances';
import { createVolumes, planVolumes } from './launch/block-devices';
import { createInterfaces, planInterfaces } from './launch/interfaces';
import { purchase } from './launch/market';
import { launchOptions } from './launch/options';
import { chooseSubnet, typeNotSupported } from './launch/placement';
import { quotaExceeded, roomInQuota } from './launch/quota';

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
    KernelId: 'refused',
    KeyName: 'honoured',
    MaxCount: 'honoured',
    MinCount: 'honoured',
    Monitoring: 'honoured',
    Placement: 'honoured',
    RamdiskId: 'refused',
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
    EnclaveOptions: 'honoured',
    PrivateDnsNameOptions: 'honoured',
    MaintenanceOptions: 'honoured',
    DisableApiStop: 'honoured',
    EnablePrimaryIpv6: 'honoured',
    NetworkPerformanceOptions: 'honoured',
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

function launch(context: Context, input: RunInstancesRequest): InstanceRow[] {
  const { MinCount, MaxCount } = counts(input);
  const image = findImage(context, input);
  const type = findType(context, input, image);
  if (input.KeyName !== undefined && context.by(keyPairTable, 'name', input.KeyName).length === 0) {
    throw new ApiError('InvalidKeyPair.NotFound', `The key pair '${input.KeyName}' does not exist`);
  }
  if (input.IamInstanceProfile) refuseProfile(input.IamInstanceProfile);
  const tags = tagSpecifications(input.TagSpecifications, taggable);
  const bought = purchase(context, input.InstanceMarketOptions, type.name, image.platformDetails);
  if (tags.has('spot-instances-request')) throw notSimulated('tags on Spot Instance requests');
  const volumes = planVolumes(image, type, input.BlockDeviceMappings);
  const root = volumes.find(({ device }) => device === image.rootDeviceName)!;
  const options = launchOptions(input, type, image, root);
  const subnet = chooseSubnet(context, input, type.name, MinCount);
  const interfaces = planInterfaces(context, input, type, subnet, MaxCount);
  const count = instanceCount(MinCount, MaxCount, {
    quota: roomInQuota(context, type.name, bought),
    addresses: Math.min(
      ...interfaces.map((plan) => Math.floor(freeAddressCount(context, plan.subnet) / addressesIn(interfaces, plan.subnet.id))),
    ),
    quotaError: () => quotaExceeded(context, type.name, bought),
    subnetId: subnet.id,
  });
  const reservationId = context.newId('r');
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
      monitoring: input.Monitoring?.Enabled ? 'enabled' : 'disabled',
      options,
      launchTime: context.now,
      firstLaunchTime: context.now,
      stateReason: { code: 'pending', message: 'pending' },
      stateTransitionReason: '',
    });
    context.subjects.push(row.id);
    context.transition(row.id, undefined, 'pending');
    for (const nic of createInterfaces(context, row, interfaces)) {
      putTags(context, nic.id, 'network-interface', 'network-interfaces', tags.get('network-interface') ?? {});
    }
    for (const volume of createVolumes(context, row, volumes)) putTags(context, volume.id, 'volume', 'volumes', tags.get('volume') ?? {});
    putTags(context, row.id, 'instance', 'instances', tags.get('instance') ?? {});
    context.schedule(bootDuration(context), 'ec2:instance-running', row.id);
    return row;
  });
}

function addressesIn(interfaces: ReturnType<typeof planInterfaces>, subnetId: string): number {
  return interfaces.filter(({ subnet }) => subnet.id === subnetId).reduce((sum, { addressCount }) => sum + addressCount, 0);
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
  room: { quota: number; addresses: number; quotaError: () => ApiError; subnetId: string },
): number {
  if (room.quota < least) throw room.quotaError();
  if (room.addresses < least) {
    throw new ApiError(
      'InsufficientFreeAddressesInSubnet',
      `There are not enough free addresses in subnet '${room.subnetId}' to satisfy the requested number of instances.`,
    );
  }
  return Math.min(most, room.quota, room.addresses);
}

function findImage(context: Context, { ImageId, LaunchTemplate }: RunInstancesRequest): CatalogImage {
  if (LaunchTemplate) refuseTemplate(LaunchTemplate);
  if (ImageId === undefined || ImageId === '') throw missingParameter('ImageId');
  if (!/^ami-([0-9a-f]{8}|[0-9a-f]{17})$/.test(ImageId)) throw new ApiError('InvalidAMIID.Malformed', `Invalid id: "${ImageId}"`);
  const image = publicImage(context.region, ImageId);
  if (!image) throw new ApiError('InvalidAMIID.NotFound', `The image id '[${ImageId}]' does not exist`);
  if (image.productCode !== undefined) {
    throw new ApiError(
      'OptInRequired',
      `In order to use this AWS Marketplace product you need to accept terms and subscribe. To do so please visit https://aws.amazon.com/marketplace/pp?sku=${image.productCode}`,
    );
  }
  return image;
}

function findType(context: Context, { InstanceType: name }: RunInstancesRequest, image: CatalogImage): InstanceTypeFacts {
  if (name === undefined) throw missingParameter('InstanceType');
  const type = instanceType(name);
  if (!type || !offeredIn(name, context.region)) throw typeNotSupported(name);
  if (type.quotaFamily === undefined) {
    throw new ApiError('Unsupported', 'Mac instances run on Dedicated Hosts only: the requested configuration is currently not supported.');
  }
  if (!type.architectures.includes(image.architecture)) {
    throw invalidValue(
      `The architecture '${type.architectures.join(',')}' of the specified instance type does not match the architecture '${image.architecture}' of the specified AMI. Specify an instance type and an AMI that have matching architectures, and try again.`,
    );
  }
  if (type.rootDeviceTypes && !type.rootDeviceTypes.includes('ebs')) throw typeNotSupported(name);
  return type;
}

/** The account has no launch templates yet, so whatever is named is not there. */
function refuseTemplate({ LaunchTemplateId, LaunchTemplateName }: NonNullable<RunInstancesRequest['LaunchTemplate']>): never {
  if (LaunchTemplateId !== undefined && LaunchTemplateName !== undefined) {
    throw invalidCombination('Specify either a launch template ID or a launch template name, not both.');
  }
  if (LaunchTemplateId !== undefined) {
    if (!/^lt-([0-9a-f]{8}|[0-9a-f]{17})$/.test(LaunchTemplateId)) {
      throw new ApiError('InvalidLaunchTemplateId.Malformed', `Invalid id: "${LaunchTemplateId}"`);
    }
    throw new ApiError(
      'InvalidLaunchTemplateId.NotFound',
      `The specified launch template, with template ID ${LaunchTemplateId}, does not exist.`,
    );
  }
  if (LaunchTemplateName !== undefined) {
    throw new ApiError(
      'InvalidLaunchTemplateName.NotFoundException',
      `The specified launch template, with template name ${LaunchTemplateName}, does not exist.`,
    );
  }
  throw missingParameter('LaunchTemplate.LaunchTemplateId');
}

/** The account has no instance profiles yet, so whatever is named is not there. */
function refuseProfile({ Arn, Name }: NonNullable<RunInstancesRequest['IamInstanceProfile']>): never {
  if (Arn !== undefined && Name !== undefined)
    throw invalidCombination('Specify either an ARN or a name of an IAM instance profile, not both.');
  if (Arn !== undefined)
    throw invalidValue(`Value (${Arn}) for parameter iamInstanceProfile.arn is invalid. Invalid IAM Instance Profile ARN`);
  throw invalidValue(`Value (${Name ?? ''}) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name`);
}
