import type { Instance, InstanceNetworkInterface, InstanceNetworkInterfaceAssociation, Reservation } from '@aws-sdk/client-ec2';
import { type CatalogImage, publicImage } from '../../catalog/images';
import { instanceType, type InstanceTypeFacts } from '../../catalog/instance-types';
import { Recent } from '../../kernel/recent';
import { tagsMember, tagsTable } from '../../aws/tags';
import type { Context } from '../../kernel/context';
import type { RowKey } from '../../store/table';
import { describeProfile, presentAssociation, type ProfileAssociationRow } from '../iam-instance-profile-associations/associations';
import { privateDnsName, publicDnsName } from '../network/dns-names';
import { describeTracking } from '../network-interfaces/connection-tracking';
import { associationOf, describeAttachment, groupsOf, privateNames } from '../network-interfaces/interface-shape';
import { interfacesOf, type NetworkInterfaceRow, type PrivateAddress } from '../network-interfaces/network-interfaces';
import { publicIpOf } from '../network-interfaces/public-address';
import { type PlacementGroupRow, placementGroupTable } from '../placement-groups/placement-groups';
import { securityGroupTable } from '../security-groups/security-groups';
import { vpcTable } from '../vpcs/vpcs';
import { volumeTable } from '../volumes/volumes';
import type { InstanceRow } from './instances';
import { describeOptions } from './options-shape';
import { describeState } from './state-changes';
import { wholeSecond } from '../../aws/whole-second';

interface Cached {
  /** Of the account when the parts were last looked at: as long as it stays, so do they. */
  stamp: number;
  readonly parts: readonly (RowKey | undefined)[];
  readonly shape: Instance;
}

/** Most shapes that are remembered are twice as many: what two of the largest pages show. A shape and its bytes take up about 8 KB. */
const mostShapes = 1_024;

/** Rows never change in place, so a shape holds for as long as the rows it was made of are the present ones. */
const cache = new Recent<InstanceRow, Cached>(mostShapes);

/** An instance in AWS's shape. The same object is answered until something in it changes: treat it as read-only. */
export function describeInstance(context: Context, row: InstanceRow): Instance {
  const { stamp } = context;
  const known = cache.get(row);
  if (known?.stamp === stamp) return known.shape;
  const nics = interfacesOf(context, row.id);
  const volumes = context.by(volumeTable, 'instance', row.id);
  const groups = [...new Set(nics.flatMap((nic) => nic.groups))].map((id) => context.get(securityGroupTable, id));
  const placementGroup = row.placementGroupId === undefined ? undefined : context.get(placementGroupTable, row.placementGroupId);
  const profile = presentAssociation(context, row.id);
  const vpc = context.get(vpcTable, row.vpcId);
  const parts = [context.get(tagsTable, row.id), vpc, placementGroup, profile, ...nics, ...volumes, ...groups];
  if (known && known.parts.length === parts.length && known.parts.every((part, index) => part === parts[index])) {
    known.stamp = stamp;
    return known.shape;
  }
  const shape = Object.freeze(build(context, row, nics, placementGroup, profile));
  cache.set(row, { stamp, parts, shape });
  return shape;
}

/**
 * The answer of a launch: one reservation of the account's own (API, Reservation). Volumes, hibernation and what the image is billed as are not
 * in it yet (seen in answers of RunInstances).
 */
export function describeReservation(context: Context, rows: readonly InstanceRow[]): Reservation {
  const first = rows[0]!;
  return {
    ReservationId: first.reservationId,
    OwnerId: context.account.accountId,
    Groups: [],
    Instances: rows.map((row) => {
      const {
        HibernationOptions: _,
        PlatformDetails: __,
        UsageOperation: ___,
        UsageOperationUpdateTime: ____,
        ...shape
      } = describeInstance(context, row);
      return { ...shape, BlockDeviceMappings: [] };
    }),
  };
}

function build(
  context: Context,
  row: InstanceRow,
  nics: readonly NetworkInterfaceRow[],
  placementGroup: PlacementGroupRow | undefined,
  profile: ProfileAssociationRow | undefined,
): Instance {
  const image = publicImage(row.region, row.imageId);
  const type = instanceType(row.instanceType);
  const primary = nics[0];
  const privateIp = primary?.privateAddresses[0]?.address;
  const publicIp = publicIpOf(primary);
  const { options } = row;
  return {
    InstanceId: row.id,
    ImageId: row.imageId,
    State: describeState(row.state),
    ...dnsNames(context, row, primary),
    StateTransitionReason: row.stateTransitionReason,
    ...(row.stateReason && { StateReason: { Code: row.stateReason.code, Message: row.stateReason.message } }),
    ...(row.keyName !== undefined && { KeyName: row.keyName }),
    AmiLaunchIndex: row.launchIndex,
    ProductCodes: image?.productCode ? [{ ProductCodeId: image.productCode, ProductCodeType: 'marketplace' }] : [],
    InstanceType: row.instanceType as NonNullable<Instance['InstanceType']>,
    LaunchTime: wholeSecond(row.launchTime),
    Placement: {
      AvailabilityZone: row.availabilityZone,
      AvailabilityZoneId: row.availabilityZoneId,
      GroupName: placementGroup?.name ?? '',
      ...(placementGroup && { GroupId: placementGroup.id }),
      ...(row.partitionNumber !== undefined && { PartitionNumber: row.partitionNumber }),
      Tenancy: options.tenancy,
    },
    // The service sends `windows`, although the SDK's type says `Windows`.
    ...(image?.platform && { Platform: image.platform as NonNullable<Instance['Platform']> }),
    Monitoring: { State: row.monitoring },
    ...(primary && { SubnetId: row.subnetId, VpcId: row.vpcId, PrivateIpAddress: privateIp }),
    ...(publicIp && { PublicIpAddress: publicIp }),
    ...(primary?.ipv6Addresses?.[0] !== undefined && { Ipv6Address: primary.ipv6Addresses[0] }),
    Architecture: (image?.architecture ?? 'x86_64') as NonNullable<Instance['Architecture']>,
    BlockDeviceMappings: blockDevices(context, row),
    ClientToken: row.clientToken ?? '',
    EbsOptimized: options.ebsOptimized,
    EnaSupport: options.enaSupport ?? true,
    // The service says `xen` of Nitro too (API, Instance).
    Hypervisor: 'xen',
    ...(profile && { IamInstanceProfile: describeProfile(profile) }),
    ...(row.spotRequestId && { InstanceLifecycle: 'spot', SpotInstanceRequestId: row.spotRequestId }),
    NetworkInterfaces: nics.map((nic) => describeInterface(context, row, nic)),
    RootDeviceName: image?.rootDeviceName ?? '/dev/xvda',
    RootDeviceType: 'ebs',
    SecurityGroups: primary ? groupsOf(context, primary) : [],
    SourceDestCheck: primary?.sourceDestCheck ?? true,
    ...tagsMember(context, row.id),
    VirtualizationType: 'hvm',
    ...cpu(row, type),
    ...describeOptions(row),
    ...bootModes(image, type),
    ...(image && { PlatformDetails: image.platformDetails, UsageOperation: image.usageOperation }),
    UsageOperationUpdateTime: wholeSecond(row.firstLaunchTime),
    MaintenanceOptions: { AutoRecovery: options.autoRecovery, RebootMigration: options.rebootMigration ?? 'default' },
    Operator: { Managed: false, HiddenByDefault: false },
    SecondaryInterfaces: [],
  };
}

/** By what names DNS knows an instance; they are there from the launch's answer on (seen in answers of the real service). */
export function dnsNames(
  context: Context,
  row: InstanceRow,
  primary: NetworkInterfaceRow | undefined,
): { readonly PrivateDnsName: string; readonly PublicDnsName: string } {
  const privateIp = primary?.privateAddresses[0]?.address;
  const publicIp = publicIpOf(primary);
  return {
    PrivateDnsName: privateIp === undefined ? '' : privateDnsName(context, row.id, privateIp, row.options.hostnameType),
    PublicDnsName: publicIp ? publicDnsName(context, row.vpcId, publicIp) : '',
  };
}

/** The volumes of an instance as it tells of them. */
export function blockDevices(context: Context, row: InstanceRow): NonNullable<Instance['BlockDeviceMappings']> {
  return context.by(volumeTable, 'instance', row.id).map((volume) => {
    const attachment = volume.attachments.find(({ instanceId }) => instanceId === row.id)!;
    return {
      DeviceName: attachment.device,
      Ebs: {
        AttachTime: wholeSecond(attachment.attachTime),
        DeleteOnTermination: attachment.deleteOnTermination,
        Status: attachment.status,
        VolumeId: volume.id,
        EbsCardIndex: 0,
      },
    };
  });
}

/** What the world knows a private address by, as instances tell it: without the ids of the mapping (API, InstanceNetworkInterfaceAssociation). */
function publicSide(context: Context, nic: NetworkInterfaceRow, address: PrivateAddress): InstanceNetworkInterfaceAssociation | undefined {
  const association = associationOf(context, nic, address);
  if (!association) return undefined;
  const { IpOwnerId, PublicDnsName, PublicIp } = association;
  return { IpOwnerId, PublicDnsName, PublicIp };
}

/** An interface as its instance tells of it. */
export function describeInterface(context: Context, row: InstanceRow, nic: NetworkInterfaceRow): InstanceNetworkInterface {
  const primary = nic.privateAddresses[0]!;
  const association = publicSide(context, nic, primary);
  const { InstanceId: _, InstanceOwnerId: __, ...attachment } = describeAttachment(context, nic)!;
  const dnsName = privateNames(context, nic, row.id);
  return {
    ...(association && { Association: association }),
    Attachment: attachment,
    Description: nic.description,
    Groups: groupsOf(context, nic),
    Ipv6Addresses: (nic.ipv6Addresses ?? []).map((Ipv6Address, index) => ({
      Ipv6Address,
      IsPrimaryIpv6: index === 0 && nic.primaryIpv6 === true,
    })),
    ...(nic.ipv4Prefixes && { Ipv4Prefixes: nic.ipv4Prefixes.map((Ipv4Prefix) => ({ Ipv4Prefix })) }),
    ...(nic.ipv6Prefixes && { Ipv6Prefixes: nic.ipv6Prefixes.map((Ipv6Prefix) => ({ Ipv6Prefix })) }),
    MacAddress: nic.macAddress,
    NetworkInterfaceId: nic.id,
    OwnerId: context.account.accountId,
    ...dnsName(primary.address),
    PrivateIpAddress: primary.address,
    PrivateIpAddresses: nic.privateAddresses.map((each) => {
      const own = publicSide(context, nic, each);
      return {
        ...(own && { Association: own }),
        Primary: each.primary,
        ...dnsName(each.address),
        PrivateIpAddress: each.address,
      };
    }),
    SourceDestCheck: nic.sourceDestCheck,
    // An interface that hangs on an instance is no longer `pending`, which the SDK's type has no name for.
    Status: nic.status as NonNullable<InstanceNetworkInterface['Status']>,
    SubnetId: nic.subnetId,
    VpcId: nic.vpcId,
    InterfaceType: nic.interfaceType ?? 'interface',
    ...(nic.connectionTracking && { ConnectionTrackingConfiguration: describeTracking(nic.connectionTracking) }),
    Operator: { Managed: false },
  };
}

function cpu(row: InstanceRow, type: InstanceTypeFacts | undefined): Pick<Instance, 'CpuOptions'> {
  const CoreCount = row.options.coreCount ?? type?.cores;
  const ThreadsPerCore = row.options.threadsPerCore ?? type?.threadsPerCore;
  if (CoreCount === undefined || ThreadsPerCore === undefined) return {};
  return { CpuOptions: { CoreCount, ThreadsPerCore, ...(row.options.amdSevSnp && { AmdSevSnp: row.options.amdSevSnp }) } };
}

/** The image's preference, and what the type makes of it (EC2 User Guide, instance type boot mode). */
export function bootModes(
  image: CatalogImage | undefined,
  type: InstanceTypeFacts | undefined,
): Pick<Instance, 'BootMode' | 'CurrentInstanceBootMode'> {
  const wanted = image?.bootMode;
  const uefi = type?.bootModes?.includes('uefi') ?? false;
  const legacy = type?.bootModes?.includes('legacy-bios') ?? true;
  const current = wanted === 'uefi' || (wanted === 'uefi-preferred' && uefi) || !legacy ? 'uefi' : 'legacy-bios';
  return { ...(wanted && { BootMode: wanted }), CurrentInstanceBootMode: current };
}
