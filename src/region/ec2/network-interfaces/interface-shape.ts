import type { GroupIdentifier, NetworkInterface, NetworkInterfaceAssociation, NetworkInterfaceAttachment } from '@aws-sdk/client-ec2';
import { tagList } from '../../aws/tags';
import type { Context } from '../../kernel/context';
import { instanceTable, startsFirst } from '../instances/instances';
import { privateDnsName, publicDnsName } from '../network/dns-names';
import { securityGroupTable } from '../security-groups/security-groups';
import { subnetTable } from '../subnets/subnets';
import { vpcTable } from '../vpcs/vpcs';
import { describeTracking } from './connection-tracking';
import type { NetworkInterfaceRow, PrivateAddress } from './network-interfaces';
import { wholeSecond } from '../../aws/whole-second';

/** The groups of an interface in AWS's shape. */
export function groupsOf(context: Context, nic: NetworkInterfaceRow): GroupIdentifier[] {
  return nic.groups.map((GroupId) => ({ GroupId, GroupName: context.get(securityGroupTable, GroupId)?.name ?? '' }));
}

/** The public address of one of an interface's private addresses: an Elastic IP address, or the primary one's out of Amazon's pool. */
export function associationOf(
  context: Context,
  nic: NetworkInterfaceRow,
  { elastic, primary }: PrivateAddress,
): NetworkInterfaceAssociation | undefined {
  if (elastic) {
    return {
      AllocationId: elastic.allocationId,
      AssociationId: elastic.associationId,
      IpOwnerId: context.account.accountId,
      PublicDnsName: publicDnsName(context, nic.vpcId, elastic.publicIp),
      PublicIp: elastic.publicIp,
    };
  }
  if (!primary || !nic.publicAddress) return undefined;
  return {
    IpOwnerId: nic.publicAddress.ownerId,
    PublicDnsName: publicDnsName(context, nic.vpcId, nic.publicAddress.publicIp),
    PublicIp: nic.publicAddress.publicIp,
  };
}

/**
 * The names of private addresses, which interfaces tell only in a VPC with DNS host names (seen in answers of the real service).
 * @param id of what bears the name
 */
export function privateNames(context: Context, nic: NetworkInterfaceRow, id: string): (address: string) => { PrivateDnsName?: string } {
  const named = context.get(vpcTable, nic.vpcId)?.enableDnsHostnames ?? false;
  return (address) => (named ? { PrivateDnsName: privateDnsName(context, id, address, 'ip-name') } : {});
}

/**
 * The attachment of an interface, to an instance or to what a service made it for. One that came with its instance is `attaching` until the
 * instance runs (seen in answers of RunInstances).
 */
export function describeAttachment(context: Context, nic: NetworkInterfaceRow): NetworkInterfaceAttachment | undefined {
  const { attachment, managedBy } = nic;
  if (attachment) {
    const instance = context.get(instanceTable, attachment.instanceId);
    return {
      AttachTime: wholeSecond(attachment.attachTime),
      AttachmentId: attachment.attachmentId,
      DeleteOnTermination: attachment.deleteOnTermination,
      DeviceIndex: attachment.deviceIndex,
      NetworkCardIndex: attachment.networkCardIndex,
      InstanceId: attachment.instanceId,
      InstanceOwnerId: context.account.accountId,
      Status: instance && startsFirst(instance) ? 'attaching' : attachment.status,
      ...(attachment.enaExpress && {
        EnaSrdSpecification: {
          EnaSrdEnabled: attachment.enaExpress.enabled,
          EnaSrdUdpSpecification: { EnaSrdUdpEnabled: attachment.enaExpress.udp },
        },
      }),
    };
  }
  if (managedBy === undefined || nic.status !== 'in-use') return undefined;
  return {
    AttachmentId: managedAttachmentId(nic),
    DeleteOnTermination: false,
    DeviceIndex: 1,
    InstanceOwnerId: 'amazon-aws',
    Status: 'attached',
  };
}

/** How attachments look that a service has made (seen in answers of the real service): nobody else may manage them. */
export function managedAttachmentId({ id }: NetworkInterfaceRow): string {
  return `ela-attach-${id.slice('eni-'.length)}`;
}

/** An interface in AWS's shape (API, NetworkInterface). */
export function describeNetworkInterface(context: Context, nic: NetworkInterfaceRow): NetworkInterface {
  const primary = nic.privateAddresses[0]!;
  const Association = associationOf(context, nic, primary);
  const Attachment = describeAttachment(context, nic);
  const { accountId } = context.account;
  const dnsName = privateNames(context, nic, nic.id);
  const ipv6 = nic.ipv6Addresses ?? [];
  return {
    ...(Association && { Association }),
    ...(Attachment && { Attachment }),
    AvailabilityZone: nic.availabilityZone,
    AvailabilityZoneId: context.get(subnetTable, nic.subnetId)?.availabilityZoneId,
    ...(nic.connectionTracking && { ConnectionTrackingConfiguration: describeTracking(nic.connectionTracking) }),
    Description: nic.description,
    Groups: groupsOf(context, nic),
    InterfaceType: nic.interfaceType === 'nat_gateway' ? ('nat_gateway' as 'natGateway') : (nic.interfaceType ?? 'interface'),
    Ipv6Addresses: ipv6.map((Ipv6Address, index) => ({ Ipv6Address, IsPrimaryIpv6: index === 0 && nic.primaryIpv6 === true })),
    ...(ipv6[0] !== undefined && { Ipv6Address: ipv6[0] }),
    Ipv4Prefixes: (nic.ipv4Prefixes ?? []).map((Ipv4Prefix) => ({ Ipv4Prefix })),
    Ipv6Prefixes: (nic.ipv6Prefixes ?? []).map((Ipv6Prefix) => ({ Ipv6Prefix })),
    MacAddress: nic.macAddress,
    NetworkInterfaceId: nic.id,
    OwnerId: accountId,
    ...dnsName(primary.address),
    ...(Association?.PublicDnsName && { PublicDnsName: Association.PublicDnsName }),
    PrivateIpAddress: primary.address,
    PrivateIpAddresses: nic.privateAddresses.map((each) => {
      const association = associationOf(context, nic, each);
      return {
        ...(association && { Association: association }),
        Primary: each.primary,
        ...dnsName(each.address),
        PrivateIpAddress: each.address,
      };
    }),
    ...(nic.managedBy !== undefined && { RequesterId: accountId }),
    RequesterManaged: nic.managedBy !== undefined,
    SourceDestCheck: nic.sourceDestCheck,
    // The service sends `pending` for a new interface, which the SDK's type has no name for.
    Status: nic.status as NonNullable<NetworkInterface['Status']>,
    SubnetId: nic.subnetId,
    TagSet: tagList(context, nic.id),
    VpcId: nic.vpcId,
    DenyAllIgwTraffic: false,
    Ipv6Native: false,
    Operator: { Managed: false },
  };
}
