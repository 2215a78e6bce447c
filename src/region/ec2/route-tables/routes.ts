import { accountLimit } from '../../aws/quotas';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { ApiError, invalidCombination, invalidValue, missingParameter } from '../../kernel/errors';
import { blockCovers, isIpv6 } from '../network/block-match';
import { managedPrefixList } from '../prefix-lists/prefix-lists';
import { subnetTable } from '../subnets/subnets';
import { requestedDestination } from './destination';
import { isAppliance, requestedTarget, type TargetInput } from './route-target';
import {
  destinationOf,
  findRouteTable,
  localBlocks,
  type RouteDestination,
  type RouteRow,
  routesOf,
  routeTable,
  type RouteTableRow,
} from './route-tables';

/** What names a route. */
const routeInputs = {
  DryRun: 'honoured',
  RouteTableId: 'honoured',
  DestinationCidrBlock: 'honoured',
  DestinationIpv6CidrBlock: 'honoured',
  DestinationPrefixListId: 'honoured',
} as const;

const targetInputs = {
  VpcEndpointId: 'honoured',
  TransitGatewayId: 'honoured',
  LocalGatewayId: 'honoured',
  CarrierGatewayId: 'honoured',
  CoreNetworkArn: 'honoured',
  OdbNetworkArn: 'honoured',
  GatewayId: 'honoured',
  EgressOnlyInternetGatewayId: 'honoured',
  InstanceId: 'honoured',
  NetworkInterfaceId: 'honoured',
  VpcPeeringConnectionId: 'honoured',
  NatGatewayId: 'honoured',
} as const;

/** What a request says of a route: its table, its destination, and the row that is there for them. */
interface RequestedRoute {
  readonly table: RouteTableRow;
  readonly destination: RouteDestination;
  /** The destination as text. */
  readonly text: string;
  /** The id of the row, there or not. */
  readonly id: string;
  readonly route: RouteRow | undefined;
}

/** @throws ApiError MissingParameter, InvalidRouteTableID.NotFound, and those of `requestedDestination` */
function requestedRoute(
  context: Context,
  input: { readonly RouteTableId: string | undefined } & Parameters<typeof requestedDestination>[1],
): RequestedRoute {
  if (!input.RouteTableId) throw missingParameter('routeTableId');
  const table = findRouteTable(context, input.RouteTableId);
  const destination = requestedDestination(context, input);
  const text = destinationOf(destination);
  const id = `${table.id}/${text}`;
  return { table, destination, text, id, route: context.get(routeTable, id) };
}

/** How many routes one counts as: a prefix list as many as its weight (VPC User Guide, AWS-managed prefix lists). */
function weight(context: Context, { destinationPrefixListId: list }: RouteDestination): number {
  return list === undefined ? 1 : (managedPrefixList(context, list)?.maxEntries ?? 1);
}

/** @throws ApiError RouteLimitExceeded: local routes don't count, IPv4 and IPv6 count apart (VPC User Guide, quotas) */
export function checkRouteLimit(context: Context, table: RouteTableRow, destination: RouteDestination): void {
  const family = ({ destinationIpv6CidrBlock }: RouteDestination): boolean => destinationIpv6CidrBlock !== undefined;
  const counted = routesOf(context, table.id).filter((route) => route.origin === 'CreateRoute' && family(route) === family(destination));
  const used = counted.reduce((sum, route) => sum + weight(context, route), weight(context, destination));
  if (used > accountLimit(context, 'routesPerRouteTable')) {
    throw new ApiError('RouteLimitExceeded', `The route table ${table.id} has reached the maximum number of routes.`);
  }
}

/**
 * Inside the VPC only an appliance may take traffic, and only that of a whole subnet (VPC User Guide, route tables: routes more specific than
 * the local route).
 */
function checkInsideVpc(context: Context, table: RouteTableRow, destination: RouteDestination, target: string): void {
  const block = destination.destinationCidrBlock ?? destination.destinationIpv6CidrBlock;
  if (block === undefined) return;
  if (!localBlocks(context, table.vpcId).some((local) => isIpv6(local) === isIpv6(block) && blockCovers(local, block))) return;
  if (!isAppliance(target)) {
    throw invalidValue(
      `The destination CIDR block ${block} is equal to or more specific than one of this VPC's CIDR blocks. ` +
        'This route can target only an interface or an instance.',
    );
  }
  const subnets = context.by(subnetTable, 'vpc', table.vpcId);
  if (!subnets.some((subnet) => subnet.cidrBlock === block || subnet.ipv6Block?.ipv6CidrBlock === block)) {
    throw invalidValue(`Route destination ${block} doesn't match any subnet CIDR blocks.`);
  }
}

/**
 * CreateRoute (API; VPC User Guide, route tables). The same route once more changes nothing.
 * @throws ApiError MissingParameter, InvalidParameterCombination, InvalidParameterValue, InvalidRouteTableID.NotFound, RouteAlreadyExists,
 *   RouteLimitExceeded, RouteNotSupported and those of `requestedTarget`
 */
export const createRoute = defineAction({
  name: 'ec2:CreateRoute',
  access: 'write',
  inputs: {
    ...targetInputs,
    ...routeInputs,
  },
  handle(context, input) {
    const { table, destination, text, id, route } = requestedRoute(context, input);
    const target = requestedTarget(context, input, table, destination);
    if (route) {
      if (route.target === target) return { Return: true };
      throw new ApiError('RouteAlreadyExists', `The route identified by ${text} already exists.`);
    }
    checkInsideVpc(context, table, destination, target);
    checkRouteLimit(context, table, destination);
    context.put(routeTable, { region: context.region, id, routeTableId: table.id, ...destination, target, origin: 'CreateRoute' });
    context.subjects.push(table.id);
    return { Return: true };
  },
});

/** @throws ApiError InvalidParameterValue for a route that a gateway endpoint put: it goes with the endpoint's association */
function refuseEndpointRoute({ target, routeTableId }: RouteRow, verb: string): void {
  if (target.startsWith('vpce-')) throw invalidValue(`cannot ${verb} VPC endpoint route ${target} in route table ${routeTableId}`);
}

/**
 * ReplaceRoute (API): another target for a route that is there. A local route may lead to an interface or NAT gateway, and back to `local`.
 * @throws ApiError as CreateRoute; InvalidParameterValue when there is no such route
 */
export const replaceRoute = defineAction({
  name: 'ec2:ReplaceRoute',
  access: 'write',
  inputs: {
    ...targetInputs,
    DestinationPrefixListId: 'honoured',
    LocalTarget: 'honoured',
    DryRun: 'honoured',
    RouteTableId: 'honoured',
    DestinationCidrBlock: 'honoured',
    DestinationIpv6CidrBlock: 'honoured',
  },
  handle(context, input) {
    const { table, destination, text, route } = requestedRoute(context, input);
    if (!route) throw invalidValue(`There is no route defined for '${text}' in the route table. Use CreateRoute instead.`);
    refuseEndpointRoute(route, 'replace');
    const isLocal = route.origin === 'CreateRouteTable';
    const target = input.LocalTarget ? localTarget(input, isLocal, text) : requestedTarget(context, input, table, destination);
    if (isLocal && target !== 'local' && !isAppliance(target)) {
      throw invalidValue(
        `The local route ${text} in route table ${table.id} can target only local, an interface, an instance or a NAT gateway.`,
      );
    }
    if (!isLocal) checkInsideVpc(context, table, destination, target);
    context.update(routeTable, route, { target });
    context.subjects.push(table.id);
    return {};
  },
});

function localTarget(input: TargetInput, isLocal: boolean, destination: string): 'local' {
  if (Object.keys(targetInputs).some((name) => input[name as keyof TargetInput])) {
    throw invalidCombination('The parameter localTarget cannot be used with another target');
  }
  if (!isLocal) throw invalidValue(`The route ${destination} is not a local route: its target cannot be local.`);
  return 'local';
}

/**
 * DeleteRoute (API). @throws ApiError MissingParameter, InvalidParameterCombination, InvalidParameterValue for local and endpoint routes,
 *   InvalidRouteTableID.NotFound, InvalidRoute.NotFound
 */
export const deleteRoute = defineAction({
  name: 'ec2:DeleteRoute',
  access: 'write',
  inputs: {
    ...routeInputs,
  },
  handle(context, input) {
    const { table, destination, text, route } = requestedRoute(context, input);
    if (!route) {
      const kind = destination.destinationIpv6CidrBlock
        ? '-ipv6-cidr-block'
        : destination.destinationPrefixListId
          ? '-prefix-list-id'
          : '-cidr-block';
      throw new ApiError('InvalidRoute.NotFound', `no route with destination${kind} ${text} in route table ${table.id}`);
    }
    refuseEndpointRoute(route, 'remove');
    if (route.origin === 'CreateRouteTable') throw invalidValue(`cannot remove local route ${text} in route table ${table.id}`);
    context.delete(routeTable, route.id);
    context.subjects.push(table.id);
    return {};
  },
});
