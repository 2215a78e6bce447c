import type { RouteOrigin } from '@aws-sdk/client-ec2';
import { forgetClientTokens } from '../../aws/client-tokens';
import { findAll, type IdForm } from '../../aws/ids';
import { tagsTable } from '../../aws/tags';
import type { Context } from '../../kernel/context';
import { defineTable, type RowKey } from '../../store/table';

/** A route table of a VPC. Which one is the VPC's main table is told by its association. */
export interface RouteTableRow extends RowKey {
  readonly vpcId: string;
}

export const routeTableTable = defineTable<RouteTableRow, 'vpc'>({
  name: 'ec2_route_tables',
  kind: 'route-tables',
  columns: { vpcId: 'text' },
  indexes: { vpc: (row) => row.vpcId },
});

/** Where a route leads: exactly one destination. */
export interface RouteDestination {
  readonly destinationCidrBlock?: string;
  readonly destinationIpv6CidrBlock?: string;
  readonly destinationPrefixListId?: string;
}

/** One route. The row's id is `<route table>/<destination>`, as a table has one route a destination. Its state is computed, not kept. */
export interface RouteRow extends RowKey, RouteDestination {
  readonly routeTableId: string;
  /** `local`, or the id of a gateway, network interface, peering connection or gateway endpoint. */
  readonly target: string;
  readonly origin: RouteOrigin;
}

export const routeTable = defineTable<RouteRow, 'table' | 'target'>({
  name: 'ec2_routes',
  columns: {
    routeTableId: 'text',
    destinationCidrBlock: 'text',
    destinationIpv6CidrBlock: 'text',
    destinationPrefixListId: 'text',
    target: 'text',
    origin: 'text',
  },
  indexes: { table: (row) => row.routeTableId, target: (row) => row.target },
  // A gateway endpoint shows the tables that have its route.
  about: (row) => [
    { kind: 'route-tables', id: row.routeTableId },
    ...(row.target.startsWith('vpce-') ? [{ kind: 'vpc-endpoints', id: row.target }] : []),
  ],
  // Whether a route is a blackhole is told by what it leads to.
  follows: 'target',
});

/** What ties a route table to a subnet or, without one, makes it the main table of its VPC. The row's id is `rtbassoc-…`. */
export interface RouteTableAssociationRow extends RowKey {
  readonly routeTableId: string;
  readonly vpcId: string;
  readonly subnetId?: string;
}

export const routeTableAssociationTable = defineTable<RouteTableAssociationRow, 'table' | 'subnet' | 'main'>({
  name: 'ec2_route_table_associations',
  columns: { routeTableId: 'text', vpcId: 'text', subnetId: 'text' },
  indexes: {
    table: (row) => row.routeTableId,
    subnet: (row) => row.subnetId,
    main: (row) => (row.subnetId === undefined ? row.vpcId : undefined),
  },
  about: (row) => ({ kind: 'route-tables', id: row.routeTableId }),
});

/** How EC2 talks of route table ids (EC2 error codes). */
export const routeTableIdForm: IdForm = {
  prefix: 'rtb',
  errorPrefix: 'InvalidRouteTableID',
  noun: 'routeTable',
  malformed: 'InvalidRouteTableId.Malformed',
};

/** A route table by its id. @throws ApiError InvalidRouteTableId.Malformed, InvalidRouteTableID.NotFound */
export function findRouteTable(context: Context, id: string): RouteTableRow {
  return findAll([id], routeTableIdForm, (each) => context.get(routeTableTable, each))[0]!;
}

/** The association that makes a table its VPC's main one; undefined once the VPC is gone. */
export function mainAssociation(context: Context, vpcId: string): RouteTableAssociationRow | undefined {
  return context.by(routeTableAssociationTable, 'main', vpcId)[0];
}

/** The destination of a route, whatever kind it is. */
export function destinationOf(route: RouteDestination): string {
  return (route.destinationCidrBlock ?? route.destinationIpv6CidrBlock ?? route.destinationPrefixListId)!;
}

/** The routes of a table: the local ones first, then in the order they were made. */
export function routesOf(context: Context, routeTableId: string): RouteRow[] {
  const routes = context.by(routeTable, 'table', routeTableId);
  const ofVpc = ({ origin }: RouteRow): boolean => origin === 'CreateRouteTable';
  return [...routes.filter(ofVpc), ...routes.filter((route) => !ofVpc(route))];
}

/** The blocks of a VPC that its tables have local routes for. */
export function localBlocks(context: Context, vpcId: string): string[] {
  const main = mainAssociation(context, vpcId);
  if (!main) return [];
  const routes = context.by(routeTable, 'table', main.routeTableId);
  return routes.filter(({ origin }) => origin === 'CreateRouteTable').map(destinationOf);
}

/** Takes a table out, with its routes, associations, tags and client tokens: the main table that goes with its VPC may have been made with one. */
export function removeRouteTable(context: Context, id: string): void {
  for (const route of context.by(routeTable, 'table', id)) context.delete(routeTable, route.id);
  for (const association of context.by(routeTableAssociationTable, 'table', id)) context.delete(routeTableAssociationTable, association.id);
  context.delete(tagsTable, id);
  forgetClientTokens(context, id);
  context.delete(routeTableTable, id);
}
