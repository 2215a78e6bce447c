import type { ActionDefinition } from '../../kernel/action';
import { attachInternetGateway, detachInternetGateway } from './attach-internet-gateways';
import { createEgressOnlyInternetGateway, deleteEgressOnlyInternetGateway } from './change-egress-only-internet-gateways';
import { createInternetGateway, deleteInternetGateway } from './change-internet-gateways';
import { describeEgressOnlyInternetGateways, describeInternetGateways } from './describe-internet-gateways';
import { egressOnlyInternetGatewayTable } from './egress-only-internet-gateways';
import { internetGatewayTable } from './internet-gateways';

/** What can be done with internet gateways, of both kinds. */
export const internetGatewayActions: readonly ActionDefinition[] = [
  attachInternetGateway,
  createEgressOnlyInternetGateway,
  createInternetGateway,
  deleteEgressOnlyInternetGateway,
  deleteInternetGateway,
  describeEgressOnlyInternetGateways,
  describeInternetGateways,
  detachInternetGateway,
];

export const internetGatewayTables = [internetGatewayTable, egressOnlyInternetGatewayTable] as const;
