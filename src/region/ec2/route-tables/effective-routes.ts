import type { Context } from '../../kernel/context';
import { blockHolds, prefixLength } from '../network/block-match';
import { managedPrefixList } from '../prefix-lists/prefix-lists';
import { subnetTable } from '../subnets/subnets';
import { mainAssociation, type RouteRow, routesOf, routeTableAssociationTable, type RouteTableAssociationRow } from './route-tables';
import { type RouteState, routeState } from './route-state';

/** Where packets to one address go. */
export interface EffectiveRoute {
  /** `local`, or the id of what the route leads to. */
  readonly target: string;
  readonly state: RouteState;
}

/** What decides over a subnet's routes: its own association, else the VPC's main one (VPC User Guide, route tables). */
export function effectiveAssociation(context: Context, subnetId: string): RouteTableAssociationRow | undefined {
  const own = context.by(routeTableAssociationTable, 'subnet', subnetId)[0];
  if (own) return own;
  const subnet = context.get(subnetTable, subnetId);
  return subnet && mainAssociation(context, subnet.vpcId);
}

/** The blocks that a route leads to: those of its prefix list, or its one block. */
function blocksOf(context: Context, route: RouteRow): readonly string[] {
  const block = route.destinationCidrBlock ?? route.destinationIpv6CidrBlock;
  return block === undefined ? (managedPrefixList(context, route.destinationPrefixListId!)?.cidrs ?? []) : [block];
}

/**
 * The route that packets from a subnet to an address take: the one with the longest matching prefix in the subnet's own or the main table
 * (VPC User Guide, route priority; reference: network.md §6); undefined when none matches.
 */
export function routeFor(context: Context, subnetId: string, destinationIp: string): EffectiveRoute | undefined {
  const association = effectiveAssociation(context, subnetId);
  if (!association) return undefined;
  let best: { readonly route: RouteRow; readonly length: number } | undefined;
  for (const route of routesOf(context, association.routeTableId)) {
    for (const block of blocksOf(context, route)) {
      const length = prefixLength(block);
      if (blockHolds(block, destinationIp) && (!best || length > best.length)) best = { route, length };
    }
  }
  return best && { target: best.route.target, state: routeState(context, association.vpcId, best.route.target) };
}
