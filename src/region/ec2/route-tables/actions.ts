import type { ActionDefinition } from '../../kernel/action';
import { associateRouteTable, disassociateRouteTable, replaceRouteTableAssociation } from './associations';
import { createRouteTable, deleteRouteTable } from './create-route-table';
import { describeRouteTables } from './describe-route-tables';
import { routeTable, routeTableAssociationTable, routeTableTable } from './route-tables';
import { createRoute, deleteRoute, replaceRoute } from './routes';

/** What can be done with route tables and routes. */
export const routeTableActions: readonly ActionDefinition[] = [
  associateRouteTable,
  createRoute,
  createRouteTable,
  deleteRoute,
  deleteRouteTable,
  describeRouteTables,
  disassociateRouteTable,
  replaceRoute,
  replaceRouteTableAssociation,
];

export const routeTableTables = [routeTableTable, routeTable, routeTableAssociationTable] as const;
