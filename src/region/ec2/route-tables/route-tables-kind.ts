import { tagsOf } from '../../aws/tags';
import type { Context } from '../../kernel/context';
import { defineKind, type Face } from '../../kernel/kind';
import { message, verbatim } from '../../kernel/message';
import { routeTableDependence } from './create-route-table';
import { routeState } from './route-state';
import { destinationOf, mainAssociation, routesOf, routeTableAssociationTable, type RouteTableRow, routeTableTable } from './route-tables';

function face(context: Context, row: RouteTableRow): Face {
  const isMain = mainAssociation(context, row.vpcId)?.routeTableId === row.id;
  const routes = routesOf(context, row.id);
  const subnets = context.by(routeTableAssociationTable, 'table', row.id).flatMap(({ subnetId }) => subnetId ?? []);
  const states = routes.map(({ target }) => routeState(context, row.vpcId, target));
  const broken = states.includes('blackhole');
  return {
    label: tagsOf(context, row.id)['Name'] || row.id,
    description: [
      ...(broken ? [verbatim('blackhole')] : []),
      ...(isMain ? [message('main')] : []),
      routes.length === 1 ? message('1 route') : message('{0} routes', routes.length),
    ],
    icon: 'type-hierarchy',
    ...(broken && { color: 'problemsWarningIcon.foreground' }),
    flags: [isMain || subnets.length > 0 ? 'in-use' : 'deletable', ...(broken ? ['blackhole'] : [])],
    tooltip: [
      { caption: message('Route table ID'), value: verbatim(row.id) },
      { caption: message('VPC ID'), value: verbatim(row.vpcId) },
      { caption: message('Main'), value: isMain ? message('Yes') : message('No') },
      ...routes.map((route, index) => ({
        caption: verbatim(destinationOf(route)),
        value: verbatim(states[index] === 'blackhole' ? `${route.target} (blackhole)` : route.target),
      })),
      ...subnets.map((subnetId) => ({ caption: message('Subnet'), value: verbatim(subnetId) })),
    ],
  };
}

/** Route tables in trees, menus and the palette, below their VPC. */
export const routeTablesKind = defineKind<RouteTableRow>({
  name: 'route-tables',
  title: ['Route Tables', '라우팅 테이블'],
  place: { parent: 'vpcs', index: 'vpc' },
  resourceType: 'route-table',
  source: routeTableTable,
  face,
  dependences: [routeTableDependence],
  menu: [
    {
      id: 'delete',
      title: 'Delete Route Table',
      titleKo: '라우팅 테이블 삭제',
      icon: 'trash',
      action: 'ec2:DeleteRouteTable',
      idsInput: 'RouteTableId',
      each: true,
      needs: ['deletable'],
      group: '3_destructive@1',
      confirm: { question: message('Delete {0}? This cannot be undone.'), button: message('Delete') },
      key: 'delete',
    },
  ],
});
