import type { Route, RouteTable, RouteTableAssociation } from '@aws-sdk/client-ec2';
import { describeRows } from '../../aws/describe-rows';
import { compileFilters, type FilterFields } from '../../aws/filters';
import { tagList, tagsOf } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { networkInterfaceTable } from '../network-interfaces/network-interfaces';
import { routeState } from './route-state';
import {
  type RouteRow,
  routesOf,
  routeTableAssociationTable,
  type RouteTableAssociationRow,
  routeTableIdForm,
  type RouteTableRow,
  routeTableTable,
} from './route-tables';

/** Where a route leads, in AWS's shape: each kind of target has a field of its own. */
function describeTarget(context: Context, target: string): Route {
  if (target.startsWith('nat-')) return { NatGatewayId: target };
  if (target.startsWith('pcx-')) return { VpcPeeringConnectionId: target };
  if (target.startsWith('eigw-')) return { EgressOnlyInternetGatewayId: target };
  if (!target.startsWith('eni-')) return { GatewayId: target };
  const instanceId = context.get(networkInterfaceTable, target)?.attachment?.instanceId;
  return {
    ...(instanceId !== undefined && { InstanceId: instanceId, InstanceOwnerId: context.account.accountId }),
    NetworkInterfaceId: target,
  };
}

function describeRoute(context: Context, vpcId: string, route: RouteRow): Route {
  const { destinationCidrBlock, destinationIpv6CidrBlock, destinationPrefixListId } = route;
  return {
    ...(destinationCidrBlock !== undefined && { DestinationCidrBlock: destinationCidrBlock }),
    ...(destinationIpv6CidrBlock !== undefined && { DestinationIpv6CidrBlock: destinationIpv6CidrBlock }),
    ...(destinationPrefixListId !== undefined && { DestinationPrefixListId: destinationPrefixListId }),
    ...describeTarget(context, route.target),
    Origin: route.origin,
    State: routeState(context, vpcId, route.target),
  };
}

/** The routes of a table in AWS's shape. */
export function describeRoutes(context: Context, table: RouteTableRow): Route[] {
  return routesOf(context, table.id).map((route) => describeRoute(context, table.vpcId, route));
}

function describeAssociation(association: RouteTableAssociationRow): RouteTableAssociation {
  return {
    Main: association.subnetId === undefined,
    RouteTableAssociationId: association.id,
    RouteTableId: association.routeTableId,
    ...(association.subnetId !== undefined && { SubnetId: association.subnetId }),
    AssociationState: { State: 'associated' },
  };
}

/** A route table in AWS's shape. */
export function describeRouteTable(context: Context, table: RouteTableRow): RouteTable {
  return {
    Associations: context.by(routeTableAssociationTable, 'table', table.id).map(describeAssociation),
    PropagatingVgws: [],
    RouteTableId: table.id,
    Routes: describeRoutes(context, table),
    Tags: tagList(context, table.id),
    VpcId: table.vpcId,
    OwnerId: context.account.accountId,
  };
}

/** Filters as documented (API, DescribeRouteTables). */
function filters(context: Context): FilterFields<RouteTableRow> {
  const ofAssociations =
    (look: (association: RouteTableAssociationRow) => string | undefined) =>
    (table: RouteTableRow): string[] =>
      context
        .by(routeTableAssociationTable, 'table', table.id)
        .map(look)
        .filter((value) => value !== undefined);
  const ofRoutes =
    (look: (route: Route) => string | undefined) =>
    (table: RouteTableRow): string[] =>
      describeRoutes(context, table)
        .map(look)
        .filter((value) => value !== undefined);
  return {
    'association.gateway-id': () => undefined,
    'association.route-table-association-id': ofAssociations(({ id }) => id),
    'association.route-table-id': ofAssociations(({ routeTableId }) => routeTableId),
    'association.subnet-id': ofAssociations(({ subnetId }) => subnetId),
    'association.main': ofAssociations(({ subnetId }) => String(subnetId === undefined)),
    'owner-id': () => context.account.accountId,
    'route-table-id': (table) => table.id,
    'route.destination-cidr-block': ofRoutes((route) => route.DestinationCidrBlock),
    'route.destination-ipv6-cidr-block': ofRoutes((route) => route.DestinationIpv6CidrBlock),
    'route.destination-prefix-list-id': ofRoutes((route) => route.DestinationPrefixListId),
    'route.egress-only-internet-gateway-id': ofRoutes((route) => route.EgressOnlyInternetGatewayId),
    'route.gateway-id': ofRoutes((route) => route.GatewayId),
    'route.instance-id': ofRoutes((route) => route.InstanceId),
    'route.nat-gateway-id': ofRoutes((route) => route.NatGatewayId),
    'route.transit-gateway-id': () => undefined,
    'route.origin': ofRoutes((route) => route.Origin),
    'route.state': ofRoutes((route) => route.State),
    'route.vpc-peering-connection-id': ofRoutes((route) => route.VpcPeeringConnectionId),
    'vpc-id': (table) => table.vpcId,
  };
}

/** DescribeRouteTables (API; paging 5–100). @throws ApiError InvalidRouteTableId.Malformed, InvalidRouteTableID.NotFound */
export const describeRouteTables = defineAction({
  name: 'ec2:DescribeRouteTables',
  access: 'read',
  inputs: { NextToken: 'honoured', MaxResults: 'honoured', DryRun: 'honoured', RouteTableIds: 'honoured', Filters: 'honoured' },
  handle(context, input) {
    const keep = compileFilters(input.Filters, filters(context), (row: RouteTableRow) => tagsOf(context, row.id));
    const limits = { least: 5, most: 100 };
    const { items, NextToken } = describeRows(
      context,
      'DescribeRouteTables',
      input,
      routeTableTable,
      input.RouteTableIds,
      routeTableIdForm,
      keep,
      limits,
    );
    return { RouteTables: items.map((row) => describeRouteTable(context, row)), ...(NextToken && { NextToken }) };
  },
});
