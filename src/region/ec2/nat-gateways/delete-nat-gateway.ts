import { defineAction } from '../../kernel/action';
import { ApiError, missingParameter } from '../../kernel/errors';
import { startDeletion } from './nat-gateway-events';
import { findNatGateway, natGatewayLifecycle } from './nat-gateways';

/**
 * DeleteNatGateway (API): its Elastic IP addresses are disassociated and stay allocated, routes to it stay and lead nowhere. One that is being
 * deleted goes on being so. @throws ApiError NatGatewayMalformed, NatGatewayNotFound, also for one that is deleted
 */
export const deleteNatGateway = defineAction({
  name: 'ec2:DeleteNatGateway',
  access: 'write',
  inputs: { DryRun: 'honoured', NatGatewayId: 'honoured' },
  handle(context, { NatGatewayId }) {
    if (!NatGatewayId) throw missingParameter('NatGatewayId');
    const row = findNatGateway(context, NatGatewayId);
    if (row.state === 'deleted') throw new ApiError('NatGatewayNotFound', `The Nat Gateway ${row.id} was not found`);
    if (natGatewayLifecycle.moves[row.state].delete) startDeletion(context, row);
    context.subjects.push(row.id);
    return { NatGatewayId: row.id };
  },
});
