import { ApiError } from '../../kernel/errors';
import type { Context } from '../../kernel/context';
import { defineLifecycle } from '../../kernel/lifecycle';
import { defineTable, type RowKey } from '../../store/table';
import { routeTable } from '../route-tables/route-tables';

/** The states of an endpoint of AWS's own services (API, DescribeVpcEndpoints). */
export type VpcEndpointState = 'pending' | 'available' | 'deleting';

/** What can happen to an endpoint. */
export type VpcEndpointEvent = 'made' | 'delete';

/** Which event leads where; a deleted endpoint is gone. Gateway endpoints are available at once. */
export const vpcEndpointLifecycle = defineLifecycle<VpcEndpointState, VpcEndpointEvent>({
  transient: ['pending', 'deleting'],
  moves: { pending: { made: 'available', delete: 'deleting' }, available: { delete: 'deleting' }, deleting: {} },
});

/** An endpoint of a VPC. The tables of a gateway endpoint are those that have its route; interfaces of the other kind are managed by its id. */
export interface VpcEndpointRow extends RowKey {
  readonly vpcId: string;
  readonly type: 'Gateway' | 'Interface';
  readonly serviceName: string;
  readonly state: VpcEndpointState;
  /** JSON, as it is shown. */
  readonly policyDocument: string;
  /** Epoch milliseconds. */
  readonly createTime: number;
  /** Security groups of an interface endpoint; absent for a gateway. */
  readonly groups?: readonly string[];
  /** The service's usual name leads to the endpoint; absent is false. */
  readonly privateDns?: boolean;
}

export const vpcEndpointTable = defineTable<VpcEndpointRow, 'vpc' | 'state' | 'type'>({
  name: 'ec2_vpc_endpoints',
  kind: 'vpc-endpoints',
  columns: {
    vpcId: 'text',
    type: 'text',
    serviceName: 'text',
    state: 'text',
    policyDocument: 'text',
    createTime: 'integer',
    groups: 'json',
    privateDns: 'boolean',
  },
  indexes: { vpc: (row) => row.vpcId, state: (row) => row.state, type: (row) => row.type },
});

/** An endpoint by its id. @throws ApiError InvalidVpcEndpointId.Malformed, InvalidVpcEndpointId.NotFound (EC2 error codes) */
export function findVpcEndpoint(context: Context, id: string): VpcEndpointRow {
  if (!/^vpce-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id)) throw new ApiError('InvalidVpcEndpointId.Malformed', `Invalid Id: '${id}'`);
  const row = context.get(vpcEndpointTable, id);
  if (!row) throw new ApiError('InvalidVpcEndpointId.NotFound', `The Vpc Endpoint Id '${id}' does not exist`);
  return row;
}

/** The tables that have the route of a gateway endpoint. */
export function routeTablesOf(context: Context, endpointId: string): string[] {
  return context.by(routeTable, 'target', endpointId).map(({ routeTableId }) => routeTableId);
}
