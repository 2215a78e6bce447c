import { accountLimit } from '../../aws/quotas';
import { putTags, tagSpecifications } from '../../aws/tags';
import { region } from '../../catalog/regions';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { ApiError, invalidValue, missingParameter } from '../../kernel/errors';
import { blocksOverlap, isIpv6 } from '../network/block-match';
import { localBlocks } from '../route-tables/route-tables';
import { findVpc, vpcTable } from '../vpcs/vpcs';
import { acceptancePeriod, beginPeering } from './peering-events';
import { describePeering } from './peering-shape';
import { livePeering, type PeeringSide, type VpcPeeringConnectionRow, vpcPeeringConnectionTable } from './vpc-peering-connections';

/** VPCs with a block in common can't be peered (VPC Peering Guide, limitations): nor can one that is not there. */
function canPeer(context: Context, requester: PeeringSide, accepter: PeeringSide): boolean {
  if (accepter.ownerId !== context.account.accountId) return false;
  const there = context.inRegion(accepter.region);
  if (!there.get(vpcTable, accepter.vpcId)) return false;
  const theirs = localBlocks(there, accepter.vpcId);
  return !localBlocks(context, requester.vpcId).some((mine) =>
    theirs.some((other) => isIpv6(mine) === isIpv6(other) && blocksOverlap(mine, other)),
  );
}

/** @throws ApiError VpcPeeringConnectionsPerVpcLimitExceeded (VPC Peering Guide, quotas) */
export function checkActiveLimit(context: Context, vpcId: string): void {
  const standing = context
    .by(vpcPeeringConnectionTable, 'vpc', vpcId)
    .filter(({ state }) => state === 'active' || state === 'provisioning');
  if (standing.length >= accountLimit(context, 'activePeeringConnectionsPerVpc')) {
    throw new ApiError(
      'VpcPeeringConnectionsPerVpcLimitExceeded',
      `The maximum number of active VPC peering connections for VPC ${vpcId} has been reached.`,
    );
  }
}

/** @throws ApiError VpcPeeringConnectionAlreadyExists, OutstandingVpcPeeringConnectionLimitExceeded, VpcPeeringConnectionsPerVpcLimitExceeded */
function checkRoom(context: Context, requester: PeeringSide, accepter: PeeringSide): void {
  const joins = (row: VpcPeeringConnectionRow): boolean =>
    [row.requester, row.accepter].every((side) =>
      [requester, accepter].some((asked) => asked.vpcId === side.vpcId && asked.region === side.region && asked.ownerId === side.ownerId),
    );
  const present = context.by(vpcPeeringConnectionTable, 'vpc', requester.vpcId).find((row) => livePeering(row) && joins(row));
  if (present) {
    throw new ApiError('VpcPeeringConnectionAlreadyExists', `VPC peering connection ${present.id} already exists between the VPCs.`);
  }
  const outstanding = context
    .list(vpcPeeringConnectionTable)
    .filter((row) => livePeering(row) && row.requester.region === context.region && !['active', 'provisioning'].includes(row.state));
  if (outstanding.length >= accountLimit(context, 'outstandingPeeringRequests')) {
    throw new ApiError(
      'OutstandingVpcPeeringConnectionLimitExceeded',
      'The maximum number of outstanding VPC peering connection requests has been reached.',
    );
  }
  checkActiveLimit(context, requester.vpcId);
}

/**
 * CreateVpcPeeringConnection (API; VPC Peering Guide): a request, which the owner of the other VPC accepts. One that can't be met, for a VPC
 * that is not there, another account or overlapping blocks, turns to `failed`, as AWS does; the account is alone in its world, so another
 * account's VPC is never there.
 * @throws ApiError MissingParameter, InvalidVpcID.*, InvalidParameterValue, VpcPeeringConnectionAlreadyExists, limits, tag errors
 */
export const createVpcPeeringConnection = defineAction({
  name: 'ec2:CreateVpcPeeringConnection',
  access: 'write',
  inputs: {
    PeerRegion: 'honoured',
    TagSpecifications: 'honoured',
    DryRun: 'honoured',
    VpcId: 'honoured',
    PeerVpcId: 'honoured',
    PeerOwnerId: 'honoured',
  },
  handle(context, input) {
    if (!input.VpcId) throw missingParameter('vpcId');
    if (!input.PeerVpcId) throw missingParameter('peerVpcId');
    const { accountId } = context.account;
    const peerRegion = input.PeerRegion || context.region;
    if (!region(peerRegion)) throw invalidValue(`Value (${peerRegion}) for parameter peerRegion is invalid.`);
    const peerOwnerId = input.PeerOwnerId || accountId;
    if (!/^\d{12}$/.test(peerOwnerId)) throw new ApiError('InvalidUserID.Malformed', `Invalid user id: "${peerOwnerId}"`);
    const vpc = findVpc(context, input.VpcId);
    if (peerOwnerId === accountId && peerRegion === context.region) findVpc(context, input.PeerVpcId);
    const side = { ownerId: accountId, allowDnsResolution: false };
    const requester = { ...side, vpcId: vpc.id, region: context.region };
    const accepter = { ...side, vpcId: input.PeerVpcId, region: peerRegion, ownerId: peerOwnerId };
    checkRoom(context, requester, accepter);
    const tags = tagSpecifications(input.TagSpecifications, ['vpc-peering-connection']).get('vpc-peering-connection') ?? {};
    const row: VpcPeeringConnectionRow = {
      region: context.region,
      id: context.newId('pcx'),
      state: 'initiating-request',
      requester,
      accepter,
      expirationTime: context.now + acceptancePeriod,
    };
    beginPeering(context, row, canPeer(context, requester, accepter));
    putTags(context, row.id, 'vpc-peering-connection', 'vpc-peering-connections', tags);
    context.subjects.push(row.id);
    return { VpcPeeringConnection: describePeering(context, row) };
  },
});
