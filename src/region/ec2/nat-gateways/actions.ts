import type { ActionDefinition } from '../../kernel/action';
import { createNatGateway } from './create-nat-gateway';
import { deleteNatGateway } from './delete-nat-gateway';
import { describeNatGateways } from './describe-nat-gateways';

/** What can be done with NAT gateways. */
export const natGatewayActions: readonly ActionDefinition[] = [createNatGateway, deleteNatGateway, describeNatGateways];
