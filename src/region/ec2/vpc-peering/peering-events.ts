import { tagsTable } from '../../aws/tags';
import type { EventDefinition } from '../../kernel/action';
import { message } from '../../kernel/message';
import type { Context } from '../../kernel/context';
import { ApiError } from '../../kernel/errors';
import {
  type PeeringEvent,
  peeringLifecycle,
  type PeeringState,
  regionsOf,
  type VpcPeeringConnectionRow,
  vpcPeeringConnectionTable,
} from './vpc-peering-connections';

const second = 1_000;
const hour = 3_600 * second;

/** How long a request can be accepted (VPC Peering Guide: 7 days). */
export const acceptancePeriod = 7 * 24 * hour;

/** CHOICE: how long a request, its provisioning and a deletion between regions take; AWS says only that they are short. */
const shortWhile = 2 * second;

/** How long an ended connection is still shown to an account that has both VPCs (VPC Peering Guide, lifecycle). */
const shown: { readonly [State in PeeringState]?: number } = {
  failed: 2 * hour,
  rejected: 2 * hour,
  deleted: 2 * hour,
  expired: 48 * hour,
};

const progressEvent = 'ec2:vpc-peering-progress';
const expireEvent = 'ec2:vpc-peering-expired';
const forgetEvent = 'ec2:vpc-peering-forgotten';

/** Puts a connection into each region it is of. */
export function putPeering(context: Context, row: VpcPeeringConnectionRow): VpcPeeringConnectionRow {
  for (const region of regionsOf(context, row)) context.inRegion(region).put(vpcPeeringConnectionTable, { ...row, region });
  return { ...row, region: context.region };
}

/**
 * Lets something happen to a connection, in all its regions, and what follows from it be scheduled.
 * @throws ApiError InvalidStateTransition (EC2 error codes) when it can't happen now
 */
export function movePeering(context: Context, row: VpcPeeringConnectionRow, event: PeeringEvent): VpcPeeringConnectionRow {
  const wanted: Partial<Record<PeeringEvent, string>> = { accept: 'active', reject: 'rejected', delete: 'deleting' };
  const state = peeringLifecycle.moves[row.state][event];
  if (state === undefined) {
    const message = `Invalid state transition for ${row.id}, attempted to transition from ${row.state} to ${wanted[event] ?? event}`;
    throw new ApiError('InvalidStateTransition', message);
  }
  const next = putPeering(context, { ...row, state });
  const home = context.inRegion(row.requester.region);
  home.unschedule(row.id);
  for (const region of regionsOf(context, row)) context.inRegion(region).transition(row.id, row.state, state);
  schedule(home, next);
  return next;
}

/** What comes next for a connection in its state; the requester's region keeps its events. */
function schedule(home: Context, { id, state, expirationTime }: VpcPeeringConnectionRow): void {
  if (state === 'pending-acceptance') home.schedule(expirationTime - home.now, expireEvent, id);
  else if (peeringLifecycle.transient.includes(state)) home.schedule(shortWhile, progressEvent, id);
  const shownFor = shown[state];
  if (shownFor !== undefined) home.schedule(shownFor, forgetEvent, id);
}

/** Begins a request that will soon be pending acceptance or, when it can't be, failed. */
export function beginPeering(context: Context, row: VpcPeeringConnectionRow, possible: boolean): void {
  putPeering(context, row);
  for (const region of regionsOf(context, row)) context.inRegion(region).transition(row.id, undefined, row.state);
  context.schedule(shortWhile, progressEvent, row.id, possible);
}

/** Takes a connection out of all its regions. */
function forgetPeering(context: Context, row: VpcPeeringConnectionRow): void {
  for (const region of regionsOf(context, row)) {
    const there = context.inRegion(region);
    there.delete(vpcPeeringConnectionTable, row.id);
    there.delete(tagsTable, row.id);
    there.endHistory(row.id);
  }
}

/** What time does to peering connections. */
export const peeringEvents: readonly EventDefinition[] = [
  {
    kind: progressEvent,
    says: message('The VPC peering connection passes on to its next state'),
    handle(context, id, possible) {
      const row = context.get(vpcPeeringConnectionTable, id)!;
      const event = ({ provisioning: 'provisioned', deleting: 'deleted' } as const)[row.state as 'provisioning' | 'deleting'];
      movePeering(context, row, event ?? (possible ? 'requested' : 'fail'));
    },
  },
  {
    kind: expireEvent,
    says: message('The request for the VPC peering connection expires: nobody accepted it within seven days'),
    handle: (context, id) => void movePeering(context, context.get(vpcPeeringConnectionTable, id)!, 'expire'),
  },
  {
    kind: forgetEvent,
    says: message('The VPC peering connection is removed from lists'),
    handle: (context, id) => forgetPeering(context, context.get(vpcPeeringConnectionTable, id)!),
  },
];
