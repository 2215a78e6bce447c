import type { Subnet, SubnetCidrBlockStateCode, SubnetIpv6CidrBlockAssociation } from '@aws-sdk/client-ec2';
import { tagsMember } from '../../aws/tags';
import type { Context } from '../../kernel/context';
import { freeAddressCount } from '../network/addresses';
import type { Ipv6Association } from '../vpcs/vpcs';
import { subnetArn, type SubnetRow } from './subnets';

/** The IPv6 block of a subnet in AWS's shape. */
export function describeSubnetIpv6(block: Ipv6Association, state: SubnetCidrBlockStateCode = 'associated'): SubnetIpv6CidrBlockAssociation {
  return {
    AssociationId: block.associationId,
    Ipv6CidrBlock: block.ipv6CidrBlock,
    Ipv6CidrBlockState: { State: state },
    Ipv6AddressAttribute: 'public',
    IpSource: 'amazon',
  };
}

/** A subnet in AWS's shape. */
export function describeSubnet(context: Context, row: SubnetRow): Subnet {
  return {
    AvailabilityZoneId: row.availabilityZoneId,
    MapCustomerOwnedIpOnLaunch: false,
    OwnerId: context.account.accountId,
    AssignIpv6AddressOnCreation: row.assignIpv6AddressOnCreation ?? false,
    Ipv6CidrBlockAssociationSet: row.ipv6Block ? [describeSubnetIpv6(row.ipv6Block)] : [],
    ...tagsMember(context, row.id),
    SubnetArn: subnetArn(context, row.id),
    EnableDns64: row.enableDns64 ?? false,
    Ipv6Native: false,
    PrivateDnsNameOptionsOnLaunch: {
      HostnameType: row.hostnameType ?? 'ip-name',
      EnableResourceNameDnsARecord: row.resourceNameDnsA ?? false,
      EnableResourceNameDnsAAAARecord: row.resourceNameDnsAaaa ?? false,
    },
    BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' },
    SubnetId: row.id,
    State: 'available',
    VpcId: row.vpcId,
    CidrBlock: row.cidrBlock,
    AvailableIpAddressCount: freeAddressCount(context, row),
    AvailabilityZone: row.availabilityZone,
    DefaultForAz: row.defaultForAz,
    MapPublicIpOnLaunch: row.mapPublicIpOnLaunch,
  };
}

/** A subnet as the answer that made it says: `available` already, nothing of blocked access yet (seen in answers of the real service). */
export function describeNewSubnet(context: Context, row: SubnetRow): Subnet {
  const { BlockPublicAccessStates: _, ...shape } = describeSubnet(context, row);
  return {
    ...shape,
    Ipv6CidrBlockAssociationSet: row.ipv6Block ? [describeSubnetIpv6(row.ipv6Block, 'associating')] : [],
  };
}
