import { forgetClientTokens } from '../../aws/client-tokens';
import { tagsTable } from '../../aws/tags';
import type { EventDefinition } from '../../kernel/action';
import { message } from '../../kernel/message';
import type { Context } from '../../kernel/context';
import { interfacesOfEndpoint, removeEndpointInterface } from './interface-endpoint';
import { type VpcEndpointRow, vpcEndpointTable } from './vpc-endpoints';

/** An interface endpoint is ready. */
export const readyEvent = 'ec2:vpc-endpoint-available';
/** An interface endpoint is gone. */
export const goneEvent = 'ec2:vpc-endpoint-deleted';

/** CHOICE: how long it takes to make an interface endpoint, which AWS does not say: about a minute. */
export function readyDelay(context: Context): number {
  return context.lognormal('vpc endpoint ready', 60_000, 0.25, 30_000, 180_000);
}

/** CHOICE: how long it takes to delete one. */
export function goneDelay(context: Context): number {
  return context.lognormal('vpc endpoint gone', 30_000, 0.25, 10_000, 90_000);
}

/** Takes an endpoint out with all that is of it, but for the routes of a gateway. */
export function removeVpcEndpoint(context: Context, { id }: VpcEndpointRow): void {
  for (const nic of interfacesOfEndpoint(context, id)) removeEndpointInterface(context, nic);
  forgetClientTokens(context, id);
  context.delete(tagsTable, id);
  context.endHistory(id);
  context.delete(vpcEndpointTable, id);
}

/** What time does to endpoints. */
export const vpcEndpointEvents: readonly EventDefinition[] = [
  {
    kind: readyEvent,
    says: message('The VPC endpoint is ready'),
    handle(context, id) {
      const row = context.get(vpcEndpointTable, id)!;
      context.update(vpcEndpointTable, row, { state: 'available' });
      context.transition(id, row.state, 'available');
    },
  },
  {
    kind: goneEvent,
    says: message('The VPC endpoint is deleted'),
    handle: (context, id) => removeVpcEndpoint(context, context.get(vpcEndpointTable, id)!),
  },
];
