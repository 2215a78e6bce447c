import type { Instance, InstanceNetworkInterface } from '@aws-sdk/client-ec2';
import type { FilterFields, FilterValue } from '../../aws/filters';
import { tagsOf } from '../../aws/tags';
import type { Context } from '../../kernel/context';
import { groupsOf } from '../network-interfaces/interface-shape';
import { interfacesOf, type NetworkInterfaceRow } from '../network-interfaces/network-interfaces';
import { publicIpOf } from '../network-interfaces/public-address';
import { volumeTable } from '../volumes/volumes';
import { blockDevices, describeInstance, describeInterface, dnsNames } from './instance-shape';
import { type InstanceRow, instanceStateCodes } from './instances';
import { wholeSecond } from '../../aws/whole-second';

/** Filters of DescribeInstances (API): what they look at in the row where it is there, else in AWS's shape of it. */
export function instanceFilters(context: Context): FilterFields<InstanceRow> {
  const shape = (row: InstanceRow): Instance => describeInstance(context, row);
  const names = (row: InstanceRow): ReturnType<typeof dnsNames> => dnsNames(context, row, interfacesOf(context, row.id)[0]);
  const nics = (look: (nic: InstanceNetworkInterface) => FilterValue) => (row: InstanceRow) =>
    all(interfacesOf(context, row.id), (nic) => look(describeInterface(context, row, nic)));
  const addresses = (look: (address: NonNullable<InstanceNetworkInterface['PrivateIpAddresses']>[number]) => FilterValue) =>
    nics((nic) => all(nic.PrivateIpAddresses ?? [], look));
  const devices = (look: (device: NonNullable<Instance['BlockDeviceMappings']>[number]) => FilterValue) => (row: InstanceRow) =>
    all(blockDevices(context, row), look);
  const primary = (look: (nic: NetworkInterfaceRow) => FilterValue) => (row: InstanceRow) => {
    const [nic] = interfacesOf(context, row.id);
    return nic && look(nic);
  };
  const rows = (look: (nic: NetworkInterfaceRow) => FilterValue) => (row: InstanceRow) => all(interfacesOf(context, row.id), look);
  const elastic = (part: 'allocationId' | 'associationId') => rows((nic) => all(nic.privateAddresses, (each) => each.elastic?.[part]));
  const primaryElastic = (part: 'allocationId' | 'associationId') => rows((nic) => nic.privateAddresses[0]?.elastic?.[part]);
  const ipv6 = rows((nic) => nic.ipv6Addresses);
  const nothing = (): undefined => undefined;
  return {
    affinity: nothing,
    architecture: (row) => shape(row).Architecture,
    'availability-zone': (row) => row.availabilityZone,
    'availability-zone-id': (row) => row.availabilityZoneId,
    'block-device-mapping.attach-time': devices(({ Ebs }) => time(Ebs?.AttachTime)),
    'block-device-mapping.delete-on-termination': devices(({ Ebs }) => Ebs?.DeleteOnTermination),
    'block-device-mapping.device-name': devices(({ DeviceName }) => DeviceName),
    'block-device-mapping.status': devices(({ Ebs }) => Ebs?.Status),
    'block-device-mapping.volume-id': (row) => context.by(volumeTable, 'instance', row.id).map(({ id }) => id),
    'boot-mode': (row) => shape(row).BootMode,
    'capacity-reservation-id': nothing,
    'capacity-reservation-specification.capacity-reservation-preference': (row) => row.options.capacityReservationPreference,
    'capacity-reservation-specification.capacity-reservation-target.capacity-reservation-id': nothing,
    'capacity-reservation-specification.capacity-reservation-target.capacity-reservation-resource-group-arn': nothing,
    'client-token': (row) => row.clientToken,
    'current-instance-boot-mode': (row) => shape(row).CurrentInstanceBootMode,
    'dns-name': (row) => names(row).PublicDnsName,
    'ebs-optimized': (row) => row.options.ebsOptimized,
    'ena-support': (row) => row.options.enaSupport ?? true,
    'enclave-options.enabled': (row) => row.options.enclave,
    'hibernation-options.configured': (row) => row.options.hibernation,
    'host-id': nothing,
    hypervisor: (row) => shape(row).Hypervisor,
    'iam-instance-profile.arn': (row) => shape(row).IamInstanceProfile?.Arn,
    'iam-instance-profile.id': (row) => shape(row).IamInstanceProfile?.Id,
    'image-id': (row) => row.imageId,
    'instance-id': (row) => row.id,
    'instance-lifecycle': (row) => (row.spotRequestId ? 'spot' : undefined),
    'instance-state-code': (row) => instanceStateCodes[row.state],
    'instance-state-name': (row) => row.state,
    'instance-type': (row) => row.instanceType,
    'instance.group-id': primary((nic) => nic.groups),
    'instance.group-name': primary((nic) => groupsOf(context, nic).map(({ GroupName }) => GroupName ?? '')),
    'ip-address': primary(publicIpOf),
    'ipv6-address': ipv6,
    'kernel-id': nothing,
    'key-name': (row) => row.keyName,
    'launch-index': (row) => row.launchIndex,
    'launch-time': (row) => wholeSecond(row.launchTime).toISOString(),
    'maintenance-options.auto-recovery': (row) => row.options.autoRecovery,
    'metadata-options.http-endpoint': (row) => row.options.metadata.httpEndpoint,
    'metadata-options.http-protocol-ipv4': () => 'enabled',
    'metadata-options.http-protocol-ipv6': (row) => row.options.metadata.httpProtocolIpv6,
    'metadata-options.http-put-response-hop-limit': (row) => row.options.metadata.httpPutResponseHopLimit,
    'metadata-options.http-tokens': (row) => row.options.metadata.httpTokens,
    'metadata-options.instance-metadata-tags': (row) => row.options.metadata.instanceMetadataTags,
    'metadata-options.state': (row) => shape(row).MetadataOptions?.State,
    'monitoring-state': (row) => row.monitoring,
    'network-interface.addresses.association.allocation-id': elastic('allocationId'),
    'network-interface.addresses.association.association-id': elastic('associationId'),
    'network-interface.addresses.association.carrier-ip': nothing,
    'network-interface.addresses.association.customer-owned-ip': nothing,
    'network-interface.addresses.association.ip-owner-id': addresses(({ Association }) => Association?.IpOwnerId),
    'network-interface.addresses.association.public-dns-name': addresses(({ Association }) => Association?.PublicDnsName),
    'network-interface.addresses.association.public-ip': addresses(({ Association }) => Association?.PublicIp),
    'network-interface.addresses.primary': addresses(({ Primary }) => Primary),
    'network-interface.addresses.private-dns-name': addresses(({ PrivateDnsName }) => PrivateDnsName),
    'network-interface.addresses.private-ip-address': rows((nic) => nic.privateAddresses.map(({ address }) => address)),
    'network-interface.association.allocation-id': primaryElastic('allocationId'),
    'network-interface.association.association-id': primaryElastic('associationId'),
    'network-interface.association.carrier-ip': nothing,
    'network-interface.association.customer-owned-ip': nothing,
    'network-interface.association.ip-owner-id': nics(({ Association }) => Association?.IpOwnerId),
    'network-interface.association.public-dns-name': nics(({ Association }) => Association?.PublicDnsName),
    'network-interface.association.public-ip': nics(({ Association }) => Association?.PublicIp),
    'network-interface.attachment.attach-time': nics(({ Attachment }) => time(Attachment?.AttachTime)),
    'network-interface.attachment.attachment-id': nics(({ Attachment }) => Attachment?.AttachmentId),
    'network-interface.attachment.delete-on-termination': nics(({ Attachment }) => Attachment?.DeleteOnTermination),
    'network-interface.attachment.device-index': nics(({ Attachment }) => Attachment?.DeviceIndex),
    'network-interface.attachment.instance-id': (row) => row.id,
    'network-interface.attachment.instance-owner-id': nics(({ OwnerId }) => OwnerId),
    'network-interface.attachment.network-card-index': nics(({ Attachment }) => Attachment?.NetworkCardIndex),
    'network-interface.attachment.status': nics(({ Attachment }) => Attachment?.Status),
    'network-interface.availability-zone': rows((nic) => nic.availabilityZone),
    'network-interface.deny-all-igw-traffic': rows(() => false),
    'network-interface.description': rows((nic) => nic.description),
    'network-interface.group-id': rows((nic) => nic.groups),
    'network-interface.group-name': nics(({ Groups }) => Groups?.map(({ GroupName }) => GroupName ?? '')),
    'network-interface.ipv4-prefixes.ipv4-prefix': rows((nic) => nic.ipv4Prefixes),
    'network-interface.ipv6-address': ipv6,
    'network-interface.ipv6-addresses.ipv6-address': ipv6,
    'network-interface.ipv6-addresses.is-primary-ipv6': rows((nic) => nic.ipv6Addresses && (nic.primaryIpv6 ?? false)),
    'network-interface.ipv6-native': rows(() => false),
    'network-interface.ipv6-prefixes.ipv6-prefix': rows((nic) => nic.ipv6Prefixes),
    'network-interface.mac-address': rows((nic) => nic.macAddress),
    'network-interface.network-interface-id': rows((nic) => nic.id),
    'network-interface.operator.managed': rows(() => false),
    'network-interface.operator.principal': nothing,
    'network-interface.outpost-arn': nothing,
    'network-interface.owner-id': nics(({ OwnerId }) => OwnerId),
    'network-interface.private-dns-name': nics(({ PrivateDnsName }) => PrivateDnsName),
    'network-interface.private-ip-address': rows((nic) => nic.privateAddresses[0]?.address),
    'network-interface.public-dns-name': nics(({ Association }) => Association?.PublicDnsName),
    'network-interface.requester-id': nothing,
    'network-interface.requester-managed': () => false,
    'network-interface.source-dest-check': rows((nic) => nic.sourceDestCheck),
    'network-interface.status': rows((nic) => nic.status),
    'network-interface.subnet-id': rows((nic) => nic.subnetId),
    'network-interface.tag-key': rows((nic) => Object.keys(tagsOf(context, nic.id))),
    'network-interface.tag-value': rows((nic) => Object.values(tagsOf(context, nic.id))),
    'network-interface.vpc-id': rows((nic) => nic.vpcId),
    'network-performance-options.bandwidth-weighting': (row) => row.options.bandwidthWeighting,
    'operator.managed': () => false,
    'operator.principal': nothing,
    'outpost-arn': nothing,
    'owner-id': () => context.account.accountId,
    'placement-group-name': (row) => shape(row).Placement?.GroupName || undefined,
    'placement-partition-number': (row) => row.partitionNumber,
    platform: (row) => shape(row).Platform,
    'platform-details': (row) => shape(row).PlatformDetails,
    'private-dns-name': (row) => names(row).PrivateDnsName,
    'private-dns-name-options.enable-resource-name-dns-a-record': (row) => row.options.resourceNameDnsA,
    'private-dns-name-options.enable-resource-name-dns-aaaa-record': (row) => row.options.resourceNameDnsAaaa,
    'private-dns-name-options.hostname-type': (row) => row.options.hostnameType,
    'private-ip-address': primary((nic) => nic.privateAddresses[0]?.address),
    'product-code': (row) => (shape(row).ProductCodes ?? []).map(({ ProductCodeId }) => ProductCodeId ?? ''),
    'product-code.type': (row) => (shape(row).ProductCodes ?? []).map(({ ProductCodeType }) => ProductCodeType ?? ''),
    'ramdisk-id': nothing,
    reason: (row) => row.stateTransitionReason,
    'requester-id': nothing,
    'reservation-id': (row) => row.reservationId,
    'root-device-name': (row) => shape(row).RootDeviceName,
    'root-device-type': () => 'ebs',
    'source-dest-check': (row) => primary((nic) => nic.sourceDestCheck)(row) ?? true,
    'spot-instance-request-id': (row) => row.spotRequestId,
    'state-reason-code': (row) => row.stateReason?.code,
    'state-reason-message': (row) => row.stateReason?.message,
    'subnet-id': (row) => primary(() => row.subnetId)(row),
    tenancy: (row) => row.options.tenancy,
    'tpm-support': nothing,
    'usage-operation': (row) => shape(row).UsageOperation,
    'usage-operation-update-time': (row) => time(shape(row).UsageOperationUpdateTime),
    'virtualization-type': () => 'hvm',
    'vpc-id': (row) => primary(() => row.vpcId)(row),
  };
}

/** The values of all parts together: a filter matches when one of them does. */
function all<Part>(parts: readonly Part[], look: (part: Part) => FilterValue): readonly string[] {
  return parts.flatMap((part) => {
    const value = look(part);
    return value === undefined ? [] : typeof value === 'object' ? value : [String(value)];
  });
}

function time(date: Date | undefined): string | undefined {
  return date?.toISOString();
}
