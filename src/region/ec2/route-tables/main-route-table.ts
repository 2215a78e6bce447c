import type { Context } from '../../kernel/context';
import { isIpv6 } from '../network/block-match';
import type { VpcRow } from '../vpcs/vpcs';
import {
  destinationOf,
  localBlocks,
  mainAssociation,
  removeRouteTable,
  type RouteDestination,
  routeTable,
  routeTableAssociationTable,
  type RouteTableRow,
  routeTableTable,
} from './route-tables';

/** Makes the destination of a block, of either family. */
export function blockDestination(block: string): RouteDestination {
  return isIpv6(block) ? { destinationIpv6CidrBlock: block } : { destinationCidrBlock: block };
}

function putLocalRoute(context: Context, routeTableId: string, block: string): void {
  context.put(routeTable, {
    region: context.region,
    id: `${routeTableId}/${block}`,
    routeTableId,
    ...blockDestination(block),
    target: 'local',
    origin: 'CreateRouteTable',
  });
}

/** Makes a table with local routes to the given blocks. */
export function putRouteTable(context: Context, vpcId: string, blocks: readonly string[]): string {
  const { id } = context.put(routeTableTable, { region: context.region, id: context.newId('rtb'), vpcId });
  for (const block of blocks) putLocalRoute(context, id, block);
  return id;
}

/** Gives a new VPC its main route table, with a local route to the VPC's block (VPC User Guide, route tables; reference: network.md §1). */
export function createMainRouteTable(context: Context, vpc: VpcRow): string {
  const routeTableId = putRouteTable(context, vpc.id, [vpc.cidrBlock]);
  context.put(routeTableAssociationTable, { region: context.region, id: context.newId('rtbassoc'), routeTableId, vpcId: vpc.id });
  return routeTableId;
}

/** A block came to a VPC: each of its tables gets a local route to it (VPC User Guide, route tables). */
export function addLocalRoute(context: Context, vpcId: string, cidr: string): void {
  for (const { id } of context.by(routeTableTable, 'vpc', vpcId)) putLocalRoute(context, id, cidr);
}

/** A block left a VPC: the local routes to it go. */
export function removeLocalRoute(context: Context, vpcId: string, cidr: string): void {
  for (const { id } of context.by(routeTableTable, 'vpc', vpcId)) context.delete(routeTable, `${id}/${cidr}`);
}

/** Puts a route to a gateway into a table, in place of one with the same destination. */
export function putRoute(
  context: Context,
  routeTableId: string,
  { gatewayId, ...destination }: RouteDestination & { readonly gatewayId: string },
): void {
  const id = `${routeTableId}/${destinationOf(destination)}`;
  context.put(routeTable, { region: context.region, id, routeTableId, ...destination, target: gatewayId, origin: 'CreateRoute' });
}

/** The VPC is deleted: its main table goes with it. */
export function deleteRouteTablesWithVpc(context: Context, vpcId: string): void {
  const main = mainAssociation(context, vpcId);
  if (main) removeRouteTable(context, main.routeTableId);
}

/** The tables of a VPC besides its main one: it can't be deleted while there are some. */
export function ownRouteTables(context: Context, vpcId: string): RouteTableRow[] {
  const main = mainAssociation(context, vpcId)?.routeTableId;
  return context.by(routeTableTable, 'vpc', vpcId).filter(({ id }) => id !== main);
}

/** The subnet is deleted: what tied a table to it goes. */
export function forgetSubnetRouteAssociation(context: Context, subnetId: string): void {
  for (const { id } of context.by(routeTableAssociationTable, 'subnet', subnetId)) context.delete(routeTableAssociationTable, id);
}

/** True when some route of the region leads to the gateway, interface or connection. */
export function routesTo(context: Context, targetId: string): boolean {
  return context.rows(routeTable).count('target', targetId) > 0;
}

/** Gives the VPCs of an account from before route tables existed their main table. */
export function giveMainRouteTables(context: Context, vpcs: readonly VpcRow[]): void {
  for (const vpc of vpcs) if (localBlocks(context, vpc.id).length === 0) createMainRouteTable(context, vpc);
}
