import { managedPrefixLists } from '../../catalog/prefix-lists';
import type { Context } from '../../kernel/context';
import { ApiError, invalidValue } from '../../kernel/errors';
import { checkRouteLimit } from '../route-tables/routes';
import { findRouteTable, routeTable } from '../route-tables/route-tables';
import { routeTablesOf, type VpcEndpointRow } from './vpc-endpoints';

/**
 * Puts the route of a gateway endpoint, to its service's prefix list, into a table (VPC PrivateLink Guide, gateway endpoints: routing).
 * @throws ApiError InvalidRouteTableID.NotFound, InvalidParameter for another VPC's table, RouteAlreadyExists, RouteLimitExceeded
 */
export function addEndpointRoute(context: Context, endpoint: VpcEndpointRow, routeTableId: string): void {
  const table = findRouteTable(context, routeTableId);
  if (table.vpcId !== endpoint.vpcId) {
    throw new ApiError('InvalidParameter', `Route table ${table.id} and VPC ${endpoint.vpcId} belong to different networks.`);
  }
  const list = managedPrefixLists(context.region).find(({ name }) => name === endpoint.serviceName)!;
  const id = `${table.id}/${list.id}`;
  const present = context.get(routeTable, id);
  if (present?.target === endpoint.id) return;
  if (present) {
    throw new ApiError('RouteAlreadyExists', `route table ${table.id} already has a route with destination-prefix-list-id ${list.id}`);
  }
  const destination = { destinationPrefixListId: list.id };
  checkRouteLimit(context, table, destination);
  context.put(routeTable, {
    region: context.region,
    id,
    routeTableId: table.id,
    ...destination,
    target: endpoint.id,
    origin: 'CreateRoute',
  });
}

/** Takes the route of a gateway endpoint out of a table. @throws ApiError InvalidRouteTableID.NotFound, InvalidParameterValue when it has none */
export function removeEndpointRoute(context: Context, endpoint: VpcEndpointRow, routeTableId: string): void {
  const table = findRouteTable(context, routeTableId);
  const route = context.by(routeTable, 'target', endpoint.id).find((each) => each.routeTableId === table.id);
  if (!route) throw invalidValue(`Route table ${table.id} is not associated with VPC endpoint ${endpoint.id}`);
  context.delete(routeTable, route.id);
}

/** Takes all routes of a gateway endpoint out. */
export function removeEndpointRoutes(context: Context, endpoint: VpcEndpointRow): void {
  for (const tableId of routeTablesOf(context, endpoint.id)) removeEndpointRoute(context, endpoint, tableId);
}
