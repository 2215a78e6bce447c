import { tagsOf } from '../../aws/tags';
import type { Context } from '../../kernel/context';
import { defineKind, type Face } from '../../kernel/kind';
import { message, verbatim } from '../../kernel/message';
import { interfacesOfEndpoint } from './interface-endpoint';
import { routeTablesOf, vpcEndpointLifecycle, type VpcEndpointRow, vpcEndpointTable } from './vpc-endpoints';

function face(context: Context, row: VpcEndpointRow): Face {
  const service = row.serviceName.split('.').slice(3).join('.');
  // An interface endpoint costs money by the hour, a gateway endpoint nothing (AWS PrivateLink pricing).
  const billed = row.type === 'Interface' && row.state === 'available';
  const state = billed ? message('{0} (billed)', row.state) : verbatim(row.state);
  return {
    label: tagsOf(context, row.id)['Name'] || row.id,
    // One that is there is told by its service, one that comes or goes by that.
    description: row.state === 'available' ? [verbatim(service), state] : [state, verbatim(service)],
    icon: row.state === 'available' ? 'plug' : 'sync',
    priced: billed,
    flags: [row.state, ...(row.state === 'deleting' ? [] : ['deletable'])],
    tooltip: [
      { caption: message('Endpoint ID'), value: verbatim(row.id) },
      { caption: message('Service name'), value: verbatim(row.serviceName) },
      { caption: message('Endpoint type'), value: verbatim(row.type) },
      { caption: message('Status'), value: state },
      { caption: message('VPC ID'), value: verbatim(row.vpcId) },
      ...routeTablesOf(context, row.id).map((id) => ({ caption: message('Route table'), value: verbatim(id) })),
      ...interfacesOfEndpoint(context, row.id).map(({ id, privateAddresses: [primary] }) => ({
        caption: message('Network interface'),
        value: verbatim(`${id} (${primary!.address})`),
      })),
    ],
  };
}

/** VPC endpoints in trees, menus and the palette, below their VPC. */
export const vpcEndpointsKind = defineKind<VpcEndpointRow>({
  name: 'vpc-endpoints',
  title: ['Endpoints', '엔드포인트'],
  place: { parent: 'vpcs', index: 'vpc' },
  resourceType: 'vpc-endpoint',
  source: vpcEndpointTable,
  lifecycle: vpcEndpointLifecycle,
  face,
  menu: [
    {
      id: 'delete',
      title: 'Delete Endpoint',
      titleKo: '엔드포인트 삭제',
      icon: 'trash',
      action: 'ec2:DeleteVpcEndpoints',
      idsInput: 'VpcEndpointIds',
      needs: ['deletable'],
      group: '3_destructive@1',
      confirm: { question: message('Delete {0}? This cannot be undone.'), button: message('Delete') },
      key: 'delete',
    },
  ],
});
