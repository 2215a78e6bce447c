import { findAll } from '../../aws/ids';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { ApiError, missingParameter, notSimulated } from '../../kernel/errors';
import { vpcTable } from '../vpcs/vpcs';
import { checkActiveLimit } from './create-vpc-peering-connection';
import { movePeering, putPeering } from './peering-events';
import { describePeering } from './peering-shape';
import {
  type PeeringSide,
  type VpcPeeringConnectionRow,
  vpcPeeringConnectionIdForm,
  vpcPeeringConnectionTable,
} from './vpc-peering-connections';

/** @throws ApiError MissingParameter, InvalidVpcPeeringConnectionId.Malformed, InvalidVpcPeeringConnectionID.NotFound */
function findPeering(context: Context, id: string | undefined): VpcPeeringConnectionRow {
  if (!id) throw missingParameter('vpcPeeringConnectionId');
  return findAll([id], vpcPeeringConnectionIdForm, (each) => context.get(vpcPeeringConnectionTable, each))[0]!;
}

/** @throws ApiError OperationNotPermitted outside the accepter's region */
function checkRegion(context: Context, { id, accepter }: VpcPeeringConnectionRow, done: string): void {
  if (accepter.region === context.region) return;
  throw new ApiError(
    'OperationNotPermitted',
    `Incorrect region (${context.region}) specified for this request. VPC peering connection ${id} must be ${done} in region ${accepter.region}`,
  );
}

/** AcceptVpcPeeringConnection (API). @throws ApiError InvalidVpcPeeringConnectionID.*, OperationNotPermitted, InvalidStateTransition, limits */
export const acceptVpcPeeringConnection = defineAction({
  name: 'ec2:AcceptVpcPeeringConnection',
  access: 'write',
  inputs: { DryRun: 'honoured', VpcPeeringConnectionId: 'honoured' },
  handle(context, input) {
    const row = findPeering(context, input.VpcPeeringConnectionId);
    checkRegion(context, row, 'accepted');
    if (row.state === 'pending-acceptance') {
      for (const { region, vpcId } of [row.requester, row.accepter]) checkActiveLimit(context.inRegion(region), vpcId);
    }
    const next = movePeering(context, row, 'accept');
    context.subjects.push(row.id);
    return { VpcPeeringConnection: describePeering(context, next) };
  },
});

/** RejectVpcPeeringConnection (API). @throws ApiError InvalidVpcPeeringConnectionID.*, OperationNotPermitted, InvalidStateTransition */
export const rejectVpcPeeringConnection = defineAction({
  name: 'ec2:RejectVpcPeeringConnection',
  access: 'write',
  inputs: { DryRun: 'honoured', VpcPeeringConnectionId: 'honoured' },
  handle(context, input) {
    const row = findPeering(context, input.VpcPeeringConnectionId);
    checkRegion(context, row, 'rejected');
    movePeering(context, row, 'reject');
    context.subjects.push(row.id);
    return { Return: true };
  },
});

/** DeleteVpcPeeringConnection (API): an active connection or a pending request. @throws ApiError InvalidVpcPeeringConnectionID.*, InvalidStateTransition */
export const deleteVpcPeeringConnection = defineAction({
  name: 'ec2:DeleteVpcPeeringConnection',
  access: 'write',
  inputs: { DryRun: 'honoured', VpcPeeringConnectionId: 'honoured' },
  handle(context, input) {
    const row = findPeering(context, input.VpcPeeringConnectionId);
    const deleting = movePeering(context, row, 'delete');
    // Only between regions does a deletion take its time (VPC Peering Guide, lifecycle).
    if (row.requester.region === row.accepter.region) movePeering(context, deleting, 'deleted');
    context.subjects.push(row.id);
    return { Return: true };
  },
});

interface OptionsRequest {
  readonly AllowDnsResolutionFromRemoteVpc?: boolean | undefined;
  readonly AllowEgressFromLocalClassicLinkToRemoteVpc?: boolean | undefined;
  readonly AllowEgressFromLocalVpcToRemoteClassicLink?: boolean | undefined;
}

/** The side with its options as asked. @throws ApiError InvalidVpcPeeringConnectionState.DnsHostnamesDisabled, UnsupportedOperation */
function withOptions(context: Context, side: PeeringSide, asked: OptionsRequest | undefined): PeeringSide {
  if (asked?.AllowEgressFromLocalClassicLinkToRemoteVpc || asked?.AllowEgressFromLocalVpcToRemoteClassicLink) {
    throw notSimulated('ClassicLink, which AWS has retired');
  }
  const allow = asked?.AllowDnsResolutionFromRemoteVpc;
  if (allow === undefined) return side;
  const vpc = context.inRegion(side.region).get(vpcTable, side.vpcId);
  if (allow && !(vpc?.enableDnsHostnames && vpc.enableDnsSupport)) {
    throw new ApiError(
      'InvalidVpcPeeringConnectionState.DnsHostnamesDisabled',
      `To enable DNS hostname resolution for the VPC peering connection, DNS hostname support must be enabled for the VPC ${side.vpcId}.`,
    );
  }
  return { ...side, allowDnsResolution: allow };
}

const shown = (side: PeeringSide) => ({
  AllowDnsResolutionFromRemoteVpc: side.allowDnsResolution,
  AllowEgressFromLocalClassicLinkToRemoteVpc: false,
  AllowEgressFromLocalVpcToRemoteClassicLink: false,
});

/**
 * ModifyVpcPeeringConnectionOptions (API): whether each side lets the other resolve its public names to private addresses. Between regions
 * each side's option is changed in its own region.
 * @throws ApiError MissingParameter, InvalidVpcPeeringConnectionID.*, InvalidStateTransition unless active, OperationNotPermitted,
 *   InvalidVpcPeeringConnectionState.DnsHostnamesDisabled
 */
export const modifyVpcPeeringConnectionOptions = defineAction({
  name: 'ec2:ModifyVpcPeeringConnectionOptions',
  access: 'write',
  inputs: {
    AccepterPeeringConnectionOptions: 'accepted',
    DryRun: 'honoured',
    RequesterPeeringConnectionOptions: 'accepted',
    VpcPeeringConnectionId: 'honoured',
  },
  handle(context, input) {
    const row = findPeering(context, input.VpcPeeringConnectionId);
    const { AccepterPeeringConnectionOptions: accepter, RequesterPeeringConnectionOptions: requester } = input;
    if (!accepter && !requester) throw missingParameter('requesterPeeringConnectionOptions or accepterPeeringConnectionOptions');
    if (row.state !== 'active') {
      throw new ApiError('InvalidStateTransition', `VpcPeeringConnectionID ${row.id} is not in the correct state for the request.`);
    }
    for (const [side, asked] of [
      [row.accepter, accepter],
      [row.requester, requester],
    ] as const) {
      if (asked && side.region !== context.region) {
        throw new ApiError('OperationNotPermitted', `The options of VPC ${side.vpcId} must be modified in region ${side.region}.`);
      }
    }
    const next = putPeering(context, {
      ...row,
      accepter: withOptions(context, row.accepter, accepter),
      requester: withOptions(context, row.requester, requester),
    });
    context.subjects.push(row.id);
    return {
      ...(accepter && { AccepterPeeringConnectionOptions: shown(next.accepter) }),
      ...(requester && { RequesterPeeringConnectionOptions: shown(next.requester) }),
    };
  },
});
