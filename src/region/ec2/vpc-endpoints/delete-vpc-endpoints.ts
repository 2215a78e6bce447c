import type { UnsuccessfulItem } from '@aws-sdk/client-ec2';
import { defineAction } from '../../kernel/action';
import { missingParameter } from '../../kernel/errors';
import { goneDelay, goneEvent, removeVpcEndpoint } from './endpoint-events';
import { removeEndpointRoutes } from './gateway-endpoint';
import { vpcEndpointTable } from './vpc-endpoints';

/**
 * DeleteVpcEndpoints (API): a gateway is gone at once with its routes, an interface endpoint after a while with its interfaces. Those that
 * can't be deleted are listed in the answer.
 * @throws ApiError MissingParameter
 */
export const deleteVpcEndpoints = defineAction({
  name: 'ec2:DeleteVpcEndpoints',
  access: 'write',
  inputs: { DryRun: 'honoured', VpcEndpointIds: 'honoured' },
  handle(context, { VpcEndpointIds: ids = [] }) {
    if (ids.length === 0) throw missingParameter('VpcEndpointIds');
    const Unsuccessful: UnsuccessfulItem[] = [];
    for (const id of new Set(ids)) {
      const row = context.get(vpcEndpointTable, id);
      if (!row) {
        const Error = { Code: 'InvalidVpcEndpoint.NotFound', Message: `The Vpc Endpoint Id '${id}' does not exist` };
        Unsuccessful.push({ Error, ResourceId: id });
      } else if (row.type === 'Gateway') {
        removeEndpointRoutes(context, row);
        removeVpcEndpoint(context, row);
      } else if (row.state !== 'deleting') {
        context.unschedule(id);
        context.update(vpcEndpointTable, row, { state: 'deleting' });
        context.transition(id, row.state, 'deleting');
        context.schedule(goneDelay(context), goneEvent, id);
      }
      context.subjects.push(id);
    }
    return { Unsuccessful };
  },
});
