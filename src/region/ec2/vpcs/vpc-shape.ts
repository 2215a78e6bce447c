import type { Vpc, VpcCidrBlockAssociation, VpcCidrBlockStateCode, VpcIpv6CidrBlockAssociation } from '@aws-sdk/client-ec2';
import { tagsMember } from '../../aws/tags';
import type { Context } from '../../kernel/context';
import { type Ipv4Association, type Ipv6Association, ipv4BlocksOf, ipv6BlocksOf, type VpcRow } from './vpcs';

/** An IPv4 block of a VPC in AWS's shape. */
export function describeIpv4Block(block: Ipv4Association, state: VpcCidrBlockStateCode = 'associated'): VpcCidrBlockAssociation {
  return { AssociationId: block.associationId, CidrBlock: block.cidrBlock, CidrBlockState: { State: state } };
}

/** An IPv6 block of a VPC in AWS's shape; Amazon's own blocks are of the pool `Amazon`. */
export function describeIpv6Block(
  context: Context,
  block: Ipv6Association,
  state: VpcCidrBlockStateCode = 'associated',
): VpcIpv6CidrBlockAssociation {
  return {
    AssociationId: block.associationId,
    Ipv6CidrBlock: block.ipv6CidrBlock,
    Ipv6CidrBlockState: { State: state },
    NetworkBorderGroup: context.region,
    Ipv6Pool: 'Amazon',
    Ipv6AddressAttribute: 'public',
    IpSource: 'amazon',
  };
}

/** A VPC in AWS's shape: one without IPv6 says nothing of it (seen in answers of the real service). */
export function describeVpc(context: Context, row: VpcRow): Vpc {
  return {
    OwnerId: context.account.accountId,
    InstanceTenancy: row.instanceTenancy,
    ...(ipv6BlocksOf(row).length > 0 && {
      Ipv6CidrBlockAssociationSet: ipv6BlocksOf(row).map((block) => describeIpv6Block(context, block)),
    }),
    CidrBlockAssociationSet: ipv4BlocksOf(row).map((block) => describeIpv4Block(block)),
    IsDefault: row.isDefault,
    ...tagsMember(context, row.id),
    BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' },
    VpcId: row.id,
    State: 'available',
    CidrBlock: row.cidrBlock,
    DhcpOptionsId: row.dhcpOptionsId,
  };
}

/**
 * A VPC as the answer that made it says: `pending`, its IPv6 block `associating` (API, CreateVpc). CHOICE: it is available at once, so that the
 * first look finds it so.
 */
export function describeNewVpc(context: Context, row: VpcRow): Vpc {
  return {
    ...describeVpc(context, row),
    State: 'pending',
    Ipv6CidrBlockAssociationSet: ipv6BlocksOf(row).map((block) => describeIpv6Block(context, block, 'associating')),
  };
}
