import type { Context } from '../../kernel/context';
import { instanceTable } from '../instances/instances';
import { networkInterfaceTable } from '../network-interfaces/network-interfaces';

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

const byPrefix: Readonly<Record<string, Available>> = { eni: interfaceAvailable };

/** The state of a route to a target, from what the target is now. */
export function routeState(context: Context, vpcId: string, target: string): RouteState {
  if (target === 'local') return 'active';
  const available = byPrefix[target.slice(0, target.indexOf('-'))];
  return available?.(context, vpcId, target) ? 'active' : 'blackhole';
}
