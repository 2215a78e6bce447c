import type { _InstanceType, ResponseLaunchTemplateData, VolumeType } from '@aws-sdk/client-ec2';
import { tagsOf } from '../../aws/tags';
import { instanceType } from '../../catalog/instance-types';
import { volumeType } from '../../catalog/volume-types';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { missingParameter } from '../../kernel/errors';
import { presentAssociation } from '../iam-instance-profile-associations/associations';
import { findInstances, type InstanceRow, settledMonitoring } from '../instances/instances';
import { describeOptions } from '../instances/options-shape';
import { userDataOf } from '../instances/user-data';
import { networkInterfaceTable } from '../network-interfaces/network-interfaces';
import { placementGroupTable } from '../placement-groups/placement-groups';
import { volumeTable } from '../volumes/volumes';

/**
 * GetLaunchTemplateData (API; EC2 User Guide, create a launch template from an instance): the instance as it is, as the parameters of a template.
 * @throws ApiError MissingParameter, InvalidInstanceID.Malformed, .NotFound
 */
export const getLaunchTemplateData = defineAction({
  name: 'ec2:GetLaunchTemplateData',
  access: 'read',
  inputs: { DryRun: 'honoured', InstanceId: 'honoured' },
  handle(context, { InstanceId }) {
    if (!InstanceId) throw missingParameter('InstanceId');
    const [row] = findInstances(context, [InstanceId]);
    return { LaunchTemplateData: dataOf(context, row!) };
  },
});

function dataOf(context: Context, row: InstanceRow): ResponseLaunchTemplateData {
  const { options } = row;
  const userData = userDataOf(context, row);
  const profile = presentAssociation(context, row.id);
  const tags = Object.entries(tagsOf(context, row.id)).filter(([key]) => !key.startsWith('aws:'));
  const type = instanceType(row.instanceType);
  const CoreCount = options.coreCount ?? type?.cores;
  const ThreadsPerCore = options.threadsPerCore ?? type?.threadsPerCore;
  return {
    EbsOptimized: options.ebsOptimized,
    ...(profile && { IamInstanceProfile: { Arn: profile.profileArn } }),
    BlockDeviceMappings: blockDevices(context, row),
    NetworkInterfaces: interfaces(context, row),
    ImageId: row.imageId,
    InstanceType: row.instanceType as _InstanceType,
    ...(row.keyName !== undefined && { KeyName: row.keyName }),
    Monitoring: { Enabled: settledMonitoring(row.monitoring) === 'enabled' },
    Placement: {
      AvailabilityZone: row.availabilityZone,
      GroupName: row.placementGroupId === undefined ? '' : (context.get(placementGroupTable, row.placementGroupId)?.name ?? ''),
      Tenancy: options.tenancy,
      ...(row.partitionNumber !== undefined && { PartitionNumber: row.partitionNumber }),
    },
    DisableApiTermination: options.disableApiTermination,
    InstanceInitiatedShutdownBehavior: options.shutdownBehavior,
    ...(userData !== undefined && { UserData: userData }),
    ...(tags.length > 0 && {
      TagSpecifications: [{ ResourceType: 'instance' as const, Tags: tags.map(([Key, Value]) => ({ Key, Value })) }],
    }),
    ...(row.spotRequestId !== undefined && {
      InstanceMarketOptions: { MarketType: 'spot' as const, SpotOptions: { SpotInstanceType: 'one-time' as const } },
    }),
    ...(options.cpuCredits && { CreditSpecification: { CpuCredits: options.cpuCredits } }),
    ...(CoreCount !== undefined &&
      ThreadsPerCore !== undefined && {
        CpuOptions: { CoreCount, ThreadsPerCore, ...(options.amdSevSnp && { AmdSevSnp: options.amdSevSnp }) },
      }),
    ...describeOptions(row),
    MaintenanceOptions: { AutoRecovery: options.autoRecovery },
    DisableApiStop: options.disableApiStop,
  };
}

function blockDevices(context: Context, row: InstanceRow): NonNullable<ResponseLaunchTemplateData['BlockDeviceMappings']> {
  return context.by(volumeTable, 'instance', row.id).map((volume) => {
    const attachment = volume.attachments.find(({ instanceId }) => instanceId === row.id)!;
    // What a type does by itself cannot be asked for: IOPS of gp2 are a function of its size.
    const limits = volumeType(volume.volumeType);
    return {
      DeviceName: attachment.device,
      Ebs: {
        Encrypted: volume.encrypted,
        DeleteOnTermination: attachment.deleteOnTermination,
        ...(limits?.iops && volume.iops !== undefined && { Iops: volume.iops }),
        ...(volume.kmsKeyId !== undefined && { KmsKeyId: volume.kmsKeyId }),
        ...(volume.snapshotId && { SnapshotId: volume.snapshotId }),
        VolumeSize: volume.size,
        VolumeType: volume.volumeType as VolumeType,
        ...(limits?.mibps && volume.throughput !== undefined && { Throughput: volume.throughput }),
      },
    };
  });
}

function interfaces(context: Context, row: InstanceRow): NonNullable<ResponseLaunchTemplateData['NetworkInterfaces']> {
  const nics = context.by(networkInterfaceTable, 'instance', row.id).sort((a, b) => a.attachment!.deviceIndex - b.attachment!.deviceIndex);
  return nics.map((nic) => ({
    // More than one interface and a public address exclude each other at launch (API, RunInstances).
    ...(nics.length === 1 && { AssociatePublicIpAddress: nic.associatePublicIp }),
    DeleteOnTermination: nic.attachment!.deleteOnTermination,
    Description: nic.description,
    DeviceIndex: nic.attachment!.deviceIndex,
    Groups: [...nic.groups],
    InterfaceType: nic.interfaceType ?? 'interface',
    Ipv6Addresses: (nic.ipv6Addresses ?? []).map((Ipv6Address) => ({ Ipv6Address })),
    PrivateIpAddresses: nic.privateAddresses.map(({ address, primary }) => ({ Primary: primary, PrivateIpAddress: address })),
    SubnetId: nic.subnetId,
    NetworkCardIndex: nic.attachment!.networkCardIndex,
  }));
}
