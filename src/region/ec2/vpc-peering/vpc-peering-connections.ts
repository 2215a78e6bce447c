import type { IdForm } from '../../aws/ids';
import type { Context } from '../../kernel/context';
import { defineLifecycle } from '../../kernel/lifecycle';
import { defineTable, type RowKey } from '../../store/table';

/** The states of a peering connection, as AWS names them (VPC Peering Guide, VPC peering connection lifecycle). */
export type PeeringState =
  'initiating-request' | 'pending-acceptance' | 'provisioning' | 'active' | 'failed' | 'expired' | 'rejected' | 'deleting' | 'deleted';

/** What can happen to a peering connection. */
export type PeeringEvent = 'requested' | 'fail' | 'accept' | 'provisioned' | 'reject' | 'expire' | 'delete' | 'deleted';

/** Which event leads where (VPC Peering Guide, VPC peering connection lifecycle). */
export const peeringLifecycle = defineLifecycle<PeeringState, PeeringEvent>({
  transient: ['initiating-request', 'provisioning', 'deleting'],
  moves: {
    'initiating-request': { requested: 'pending-acceptance', fail: 'failed' },
    'pending-acceptance': { accept: 'provisioning', reject: 'rejected', expire: 'expired', delete: 'deleting' },
    provisioning: { provisioned: 'active' },
    active: { delete: 'deleting' },
    failed: {},
    expired: {},
    rejected: {},
    deleting: { deleted: 'deleted' },
    deleted: {},
  },
});

/** One end of a peering connection. */
export interface PeeringSide {
  readonly vpcId: string;
  readonly region: string;
  readonly ownerId: string;
  /** The peer resolves the public names of this side's instances to their private addresses. */
  readonly allowDnsResolution: boolean;
}

/** A peering connection. Between two regions each has a row of it; both say the same. */
export interface VpcPeeringConnectionRow extends RowKey {
  readonly state: PeeringState;
  readonly requester: PeeringSide;
  readonly accepter: PeeringSide;
  /** Epoch milliseconds when nobody can accept it any more. */
  readonly expirationTime: number;
}

/** The VPCs of a connection in the row's own region. */
function ownVpcs({ region, requester, accepter }: VpcPeeringConnectionRow): string[] {
  return [requester, accepter].filter((side) => side.region === region).map(({ vpcId }) => vpcId);
}

export const vpcPeeringConnectionTable = defineTable<VpcPeeringConnectionRow, 'state' | 'vpc'>({
  name: 'ec2_vpc_peering_connections',
  kind: 'vpc-peering-connections',
  columns: { state: 'text', requester: 'json', accepter: 'json', expirationTime: 'integer' },
  indexes: { state: (row) => row.state, vpc: ownVpcs },
});

/** How EC2 talks of peering connection ids (EC2 error codes). */
export const vpcPeeringConnectionIdForm: IdForm = {
  prefix: 'pcx',
  errorPrefix: 'InvalidVpcPeeringConnectionID',
  noun: 'vpcPeeringConnection',
  malformed: 'InvalidVpcPeeringConnectionId.Malformed',
};

/** True while a route may name it: before it is active such a route is a blackhole (VPC Peering Guide, update route tables). */
export function usablePeering({ state }: VpcPeeringConnectionRow): boolean {
  return ['pending-acceptance', 'provisioning', 'active'].includes(state);
}

/** True while the connection stands or may come to stand. */
export function livePeering(row: VpcPeeringConnectionRow): boolean {
  return row.state === 'initiating-request' || usablePeering(row);
}

/** The end that a VPC of this region is of a connection; undefined when it is neither. */
export function sideIn(context: Context, row: VpcPeeringConnectionRow, vpcId: string): PeeringSide | undefined {
  return [row.requester, row.accepter].find((side) => side.region === context.region && side.vpcId === vpcId);
}

/** The regions that have a row of the connection. */
export function regionsOf(context: Context, { requester, accepter }: Pick<VpcPeeringConnectionRow, 'requester' | 'accepter'>): string[] {
  const { accountId } = context.account;
  return [...new Set([requester, accepter].filter(({ ownerId }) => ownerId === accountId).map(({ region }) => region))];
}
