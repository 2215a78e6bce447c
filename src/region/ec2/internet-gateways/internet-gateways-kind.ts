import { tagsOf } from '../../aws/tags';
import type { Context } from '../../kernel/context';
import { defineKind, type Face } from '../../kernel/kind';
import { message, verbatim } from '../../kernel/message';
import { attachmentDependence } from './attach-internet-gateways';
import { gatewayDependence } from './change-internet-gateways';
import { type InternetGatewayRow, internetGatewayTable } from './internet-gateways';

function face(context: Context, row: InternetGatewayRow): Face {
  const { vpcId } = row;
  const name = tagsOf(context, row.id)['Name'];
  return {
    label: name || row.id,
    // Beside an id there is room for one word in a narrow sidebar.
    description: [vpcId === undefined ? message('detached') : message('attached'), ...(name && vpcId ? [verbatim(vpcId)] : [])],
    icon: 'cloud',
    flags: [vpcId === undefined ? 'detached' : 'attached'],
    tooltip: [
      { caption: message('Internet gateway ID'), value: verbatim(row.id) },
      { caption: message('VPC ID'), value: vpcId === undefined ? message('none') : verbatim(vpcId) },
    ],
  };
}

/** Internet gateways in trees, menus and the palette: at the top of the view, so that a detached one can be seen. */
export const internetGatewaysKind = defineKind<InternetGatewayRow>({
  name: 'internet-gateways',
  title: ['Internet Gateways', '인터넷 게이트웨이'],
  place: { view: 'network' },
  resourceType: 'internet-gateway',
  source: internetGatewayTable,
  face,
  dependences: [gatewayDependence, attachmentDependence],
  menu: [
    {
      id: 'attach',
      title: 'Attach to VPC…',
      titleKo: 'VPC에 연결…',
      icon: 'plug',
      action: 'ec2:AttachInternetGateway',
      idsInput: 'InternetGatewayId',
      each: true,
      asks: 'cloudSandbox.attachInternetGateway',
      needs: ['detached'],
      group: '2_settings@1',
    },
    {
      id: 'detach',
      title: 'Detach from VPC',
      titleKo: 'VPC에서 분리',
      icon: 'debug-disconnect',
      action: 'ec2:DetachInternetGateway',
      idsInput: 'InternetGatewayId',
      each: true,
      asks: 'cloudSandbox.detachInternetGateway',
      needs: ['attached'],
      group: '2_settings@1',
    },
    {
      id: 'delete',
      title: 'Delete Internet Gateway',
      titleKo: '인터넷 게이트웨이 삭제',
      icon: 'trash',
      action: 'ec2:DeleteInternetGateway',
      idsInput: 'InternetGatewayId',
      each: true,
      needs: ['detached'],
      group: '3_destructive@1',
      confirm: { question: message('Delete the internet gateway {0}? Routes to it will lead nowhere.'), button: message('Delete') },
      key: 'delete',
    },
  ],
});
