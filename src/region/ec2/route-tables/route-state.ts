import type { Context } from '../../kernel/context';
import { instanceTable } from '../instances/instances';
import { egressOnlyInternetGatewayTable } from '../internet-gateways/egress-only-internet-gateways';
import { internetGatewayTable } from '../internet-gateways/internet-gateways';
import { natGatewayTable } from '../nat-gateways/nat-gateways';
import { networkInterfaceTable } from '../network-interfaces/network-interfaces';
import { vpcEndpointTable } from '../vpc-endpoints/vpc-endpoints';
import { vpcPeeringConnectionTable } from '../vpc-peering/vpc-peering-connections';

/** Whether a route leads anywhere (API, Route: `blackhole` when its target isn't available). */
export type RouteState = 'active' | 'blackhole';

/** Tells of a target id whether it takes packets of the VPC. */
type Available = (context: Context, vpcId: string, id: string) => boolean;

/** An interface takes packets while it hangs on a running instance, or when a service, not an instance, uses it. */
const interfaceAvailable: Available = (context, _vpcId, id) => {
  const nic = context.get(networkInterfaceTable, id);
  if (nic?.status !== 'in-use') return false;
  const instance = nic.attachment?.instanceId === undefined ? undefined : context.get(instanceTable, nic.attachment.instanceId);
  return !instance || instance.state === 'running';
};

/** The prefix of a target's id → its availability. */
const byPrefix: Readonly<Record<string, Available>> = {
  eigw: (context, vpcId, id) => context.get(egressOnlyInternetGatewayTable, id)?.vpcId === vpcId,
  eni: interfaceAvailable,
  igw: (context, vpcId, id) => context.get(internetGatewayTable, id)?.vpcId === vpcId,
  nat: (context, _vpcId, id) => context.get(natGatewayTable, id)?.state === 'available',
  pcx: (context, _vpcId, id) => context.get(vpcPeeringConnectionTable, id)?.state === 'active',
  vpce: (context, _vpcId, id) => context.get(vpcEndpointTable, id)?.state === 'available',
};

/** The state of a route to a target, from what the target is now. */
export function routeState(context: Context, vpcId: string, target: string): RouteState {
  if (target === 'local') return 'active';
  const available = byPrefix[target.slice(0, target.indexOf('-'))];
  return available?.(context, vpcId, target) ? 'active' : 'blackhole';
}
