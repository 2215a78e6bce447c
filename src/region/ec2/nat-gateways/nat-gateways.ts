import { findAll, type IdForm } from '../../aws/ids';
import type { Context } from '../../kernel/context';
import { ApiError } from '../../kernel/errors';
import { defineLifecycle } from '../../kernel/lifecycle';
import { defineTable, type RowKey } from '../../store/table';

/** The states of a NAT gateway (API, NatGateway). */
export type NatGatewayState = 'pending' | 'failed' | 'available' | 'deleting' | 'deleted';

/** What can happen to a NAT gateway. */
export type NatGatewayEvent = 'made' | 'fail' | 'delete' | 'deleted';

/** Which event leads where (VPC User Guide, NAT gateways; reference: network.md §7). */
export const natGatewayLifecycle = defineLifecycle<NatGatewayState, NatGatewayEvent>({
  transient: ['pending', 'deleting'],
  moves: {
    pending: { made: 'available', fail: 'failed', delete: 'deleting' },
    available: { delete: 'deleting' },
    failed: { delete: 'deleting' },
    deleting: { deleted: 'deleted' },
    deleted: {},
  },
});

/** A NAT gateway in one zone; its addresses are those of its network interface. */
export interface NatGatewayRow extends RowKey {
  readonly vpcId: string;
  readonly subnetId: string;
  readonly connectivityType: 'public' | 'private';
  readonly state: NatGatewayState;
  /** Epoch milliseconds. */
  readonly createTime: number;
  /** Epoch milliseconds; present once it is deleted or has failed. */
  readonly deleteTime?: number;
  /** Elastic IP addresses it was asked to take, the first for its primary address. */
  readonly allocationIds: readonly string[];
  readonly failure?: { readonly code: string; readonly message: string };
  readonly clientToken?: string;
}

export const natGatewayTable = defineTable<NatGatewayRow, 'state' | 'vpc' | 'subnet'>({
  name: 'ec2_nat_gateways',
  kind: 'nat-gateways',
  columns: {
    vpcId: 'text',
    subnetId: 'text',
    connectivityType: 'text',
    state: 'text',
    createTime: 'integer',
    deleteTime: 'integer',
    allocationIds: 'json',
    failure: 'json',
    clientToken: 'text',
  },
  indexes: { state: (row) => row.state, vpc: (row) => row.vpcId, subnet: (row) => row.subnetId },
});

/** How EC2 talks of NAT gateway ids (EC2 error codes). */
export const natGatewayIdForm: IdForm = {
  prefix: 'nat',
  errorPrefix: 'NatGateway',
  noun: 'natGateway',
  malformed: 'NatGatewayMalformed',
  notFound: (id) => new ApiError('NatGatewayNotFound', `The Nat Gateway ${id} was not found`),
};

/** A NAT gateway by its id. @throws ApiError NatGatewayMalformed, NatGatewayNotFound (EC2 error codes) */
export function findNatGateway(context: Context, id: string): NatGatewayRow {
  return findAll([id], natGatewayIdForm, () => context.get(natGatewayTable, id))[0]!;
}
