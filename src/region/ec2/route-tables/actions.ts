import { routeTable, routeTableAssociationTable, routeTableTable } from './route-tables';

export const routeTableTables = [routeTableTable, routeTable, routeTableAssociationTable] as const;
