import type { VpcPeeringConnection, VpcPeeringConnectionVpcInfo } from '@aws-sdk/client-ec2';
import { tagList } from '../../aws/tags';
import type { Context } from '../../kernel/context';
import { ipv4BlocksOf, ipv6BlocksOf, vpcTable } from '../vpcs/vpcs';
import type { PeeringSide, VpcPeeringConnectionRow } from './vpc-peering-connections';
import { wholeSecond } from '../../aws/whole-second';

/** The words AWS says of a state. */
export function statusMessage({ state, requester, accepter }: VpcPeeringConnectionRow): string {
  switch (state) {
    case 'initiating-request':
      return `Initiating Request to ${accepter.ownerId}`;
    case 'pending-acceptance':
      return `Pending Acceptance by ${accepter.ownerId}`;
    case 'provisioning':
      return 'Provisioning';
    case 'active':
      return 'Active';
    case 'failed':
      return 'Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range';
    case 'expired':
      return 'Expired';
    case 'rejected':
      return `Rejected by ${accepter.ownerId}`;
    case 'deleting':
      return 'Deleting';
    case 'deleted':
      return `Deleted by ${requester.ownerId}`;
  }
}

/** Blocks and options of the accepter are shown once it has accepted (API, VpcPeeringConnection). */
function describeSide(context: Context, side: PeeringSide, known: boolean): VpcPeeringConnectionVpcInfo {
  const vpc = known ? context.inRegion(side.region).get(vpcTable, side.vpcId) : undefined;
  return {
    ...(vpc && {
      CidrBlock: vpc.cidrBlock,
      ...(ipv6BlocksOf(vpc).length > 0 && {
        Ipv6CidrBlockSet: ipv6BlocksOf(vpc).map(({ ipv6CidrBlock }) => ({ Ipv6CidrBlock: ipv6CidrBlock })),
      }),
      CidrBlockSet: ipv4BlocksOf(vpc).map(({ cidrBlock }) => ({ CidrBlock: cidrBlock })),
      PeeringOptions: {
        AllowDnsResolutionFromRemoteVpc: side.allowDnsResolution,
        AllowEgressFromLocalClassicLinkToRemoteVpc: false,
        AllowEgressFromLocalVpcToRemoteClassicLink: false,
      },
    }),
    OwnerId: side.ownerId,
    VpcId: side.vpcId,
    Region: side.region,
  };
}

/** A peering connection in AWS's shape. */
export function describePeering(context: Context, row: VpcPeeringConnectionRow): VpcPeeringConnection {
  const waiting = row.state === 'initiating-request' || row.state === 'pending-acceptance';
  return {
    AccepterVpcInfo: describeSide(context, row.accepter, row.state === 'active' || row.state === 'provisioning'),
    ...(waiting && { ExpirationTime: wholeSecond(row.expirationTime) }),
    RequesterVpcInfo: describeSide(context, row.requester, true),
    Status: { Code: row.state, Message: statusMessage(row) },
    Tags: tagList(context, row.id),
    VpcPeeringConnectionId: row.id,
  };
}
