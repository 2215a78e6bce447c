import type { NetworkInterface, NetworkInterfaceAssociation, NetworkInterfaceAttachment } from '@aws-sdk/client-ec2';
import { describeRows } from '../../aws/describe-rows';
import { compileFilters, type FilterFields, type FilterValue } from '../../aws/filters';
import { refuseIdsWithPaging } from '../../aws/paging';
import { tagsOf } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { describeNetworkInterface } from './interface-shape';
import { networkInterfaceIdForm, type NetworkInterfaceRow, networkInterfaceTable } from './network-interfaces';

type Look<Part> = (part: Part) => string | number | boolean | undefined;

/** Filters as documented (API, DescribeNetworkInterfaces), with the `addresses.association.*` that its examples use. */
function filters(context: Context): FilterFields<NetworkInterfaceRow> {
  const shape = (row: NetworkInterfaceRow): NetworkInterface => describeNetworkInterface(context, row);
  const association = (look: Look<NetworkInterfaceAssociation>) => (row: NetworkInterfaceRow) => {
    const found = shape(row).Association;
    return found && look(found);
  };
  const attachment = (look: Look<NetworkInterfaceAttachment>) => (row: NetworkInterfaceRow) => {
    const found = shape(row).Attachment;
    return found && look(found);
  };
  const addresses =
    (look: Look<NonNullable<NetworkInterface['PrivateIpAddresses']>[number]>) =>
    (row: NetworkInterfaceRow): FilterValue =>
      (shape(row).PrivateIpAddresses ?? []).flatMap((each) => {
        const value = look(each);
        return value === undefined ? [] : [String(value)];
      });
  return {
    'addresses.association.allocation-id': addresses(({ Association }) => Association?.AllocationId),
    'addresses.association.association-id': addresses(({ Association }) => Association?.AssociationId),
    'addresses.association.owner-id': addresses(({ Association }) => Association?.IpOwnerId),
    'addresses.association.public-ip': addresses(({ Association }) => Association?.PublicIp),
    'addresses.primary': addresses(({ Primary }) => Primary),
    'addresses.private-ip-address': addresses(({ PrivateIpAddress }) => PrivateIpAddress),
    'association.allocation-id': association(({ AllocationId }) => AllocationId),
    'association.association-id': association(({ AssociationId }) => AssociationId),
    'association.ip-owner-id': association(({ IpOwnerId }) => IpOwnerId),
    'association.public-dns-name': association(({ PublicDnsName }) => PublicDnsName),
    'association.public-ip': association(({ PublicIp }) => PublicIp),
    'attachment.attach-time': attachment(({ AttachTime }) => AttachTime?.toISOString()),
    'attachment.attachment-id': attachment(({ AttachmentId }) => AttachmentId),
    'attachment.delete-on-termination': attachment(({ DeleteOnTermination }) => DeleteOnTermination),
    'attachment.device-index': attachment(({ DeviceIndex }) => DeviceIndex),
    'attachment.instance-id': attachment(({ InstanceId }) => InstanceId),
    'attachment.instance-owner-id': attachment(({ InstanceOwnerId }) => InstanceOwnerId),
    'attachment.status': attachment(({ Status }) => Status),
    'availability-zone': (row) => row.availabilityZone,
    'availability-zone-id': (row) => shape(row).AvailabilityZoneId,
    description: (row) => row.description,
    'group-id': (row) => row.groups,
    'group-name': (row) => (shape(row).Groups ?? []).map(({ GroupName }) => GroupName ?? ''),
    'interface-type': (row) => row.interfaceType ?? 'interface',
    'ipv6-addresses.ipv6-address': (row) => row.ipv6Addresses,
    'mac-address': (row) => row.macAddress,
    'network-interface-id': (row) => row.id,
    'operator.managed': () => false,
    'operator.principal': () => undefined,
    'owner-id': () => context.account.accountId,
    'private-dns-name': (row) => shape(row).PrivateDnsName,
    'private-ip-address': addresses(({ PrivateIpAddress }) => PrivateIpAddress),
    'requester-id': (row) => shape(row).RequesterId,
    'requester-managed': (row) => row.managedBy !== undefined,
    'source-dest-check': (row) => row.sourceDestCheck,
    status: (row) => row.status,
    'subnet-id': (row) => row.subnetId,
    'vpc-id': (row) => row.vpcId,
  };
}

/**
 * DescribeNetworkInterfaces (API; paging 5–1000). Interfaces of services are among them: the account hides no managed resources.
 * @throws ApiError InvalidNetworkInterfaceId.Malformed, InvalidNetworkInterfaceID.NotFound
 */
export const describeNetworkInterfaces = defineAction({
  name: 'ec2:DescribeNetworkInterfaces',
  access: 'read',
  inputs: {
    NextToken: 'honoured',
    MaxResults: 'honoured',
    IncludeManagedResources: 'honoured',
    DryRun: 'honoured',
    NetworkInterfaceIds: 'honoured',
    Filters: 'honoured',
  },
  handle(context, input) {
    refuseIdsWithPaging(input, input.NetworkInterfaceIds, 'networkInterfacesSet');
    const keep = compileFilters(input.Filters, filters(context), (row: NetworkInterfaceRow) => tagsOf(context, row.id));
    const { items, NextToken } = describeRows(
      context,
      'DescribeNetworkInterfaces',
      input,
      networkInterfaceTable,
      input.NetworkInterfaceIds,
      networkInterfaceIdForm,
      keep,
    );
    return { NetworkInterfaces: items.map((row) => describeNetworkInterface(context, row)), ...(NextToken && { NextToken }) };
  },
});
