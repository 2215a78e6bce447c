import { tagsOf } from '../../aws/tags';
import type { Context } from '../../kernel/context';
import { defineKind, type Face } from '../../kernel/kind';
import { message, verbatim } from '../../kernel/message';
import { statusMessage } from './peering-shape';
import { peeringLifecycle, type VpcPeeringConnectionRow, vpcPeeringConnectionTable } from './vpc-peering-connections';

function face(context: Context, row: VpcPeeringConnectionRow): Face {
  const { state, requester, accepter } = row;
  const here = accepter.region === context.region;
  const side = ({ vpcId, region }: VpcPeeringConnectionRow['requester']): string => `${vpcId} (${region})`;
  return {
    label: tagsOf(context, row.id)['Name'] || row.id,
    description: [verbatim(state)],
    icon: peeringLifecycle.transient.includes(state) ? 'sync' : 'arrow-swap',
    ...(state === 'active' && { color: 'charts.green' }),
    ...(state === 'failed' && { color: 'problemsErrorIcon.foreground' }),
    flags: [
      state,
      ...(here && state === 'pending-acceptance' ? ['acceptable'] : []),
      ...(state === 'active' || state === 'pending-acceptance' ? ['deletable'] : []),
    ],
    tooltip: [
      { caption: message('Peering connection ID'), value: verbatim(row.id) },
      { caption: message('Status'), value: verbatim(statusMessage(row)) },
      { caption: message('Requester VPC'), value: verbatim(side(requester)) },
      { caption: message('Accepter VPC'), value: verbatim(side(accepter)) },
    ],
  };
}

/** VPC peering connections in trees, menus and the palette, below their VPCs. */
export const vpcPeeringConnectionsKind = defineKind<VpcPeeringConnectionRow>({
  name: 'vpc-peering-connections',
  title: ['Peering Connections', '피어링 연결'],
  place: { parent: 'vpcs', index: 'vpc' },
  resourceType: 'vpc-peering-connection',
  source: vpcPeeringConnectionTable,
  lifecycle: peeringLifecycle,
  face,
  menu: [
    {
      id: 'accept',
      title: 'Accept Peering Request',
      titleKo: '피어링 요청 수락',
      icon: 'check',
      action: 'ec2:AcceptVpcPeeringConnection',
      idsInput: 'VpcPeeringConnectionId',
      each: true,
      needs: ['acceptable'],
      group: '2_active@1',
    },
    {
      id: 'reject',
      title: 'Reject Peering Request',
      titleKo: '피어링 요청 거부',
      action: 'ec2:RejectVpcPeeringConnection',
      idsInput: 'VpcPeeringConnectionId',
      each: true,
      needs: ['acceptable'],
      group: '2_active@2',
      confirm: { question: message('Reject {0}? This cannot be undone.'), button: message('Reject') },
    },
    {
      id: 'delete',
      title: 'Delete Peering Connection',
      titleKo: '피어링 연결 삭제',
      icon: 'trash',
      action: 'ec2:DeleteVpcPeeringConnection',
      idsInput: 'VpcPeeringConnectionId',
      each: true,
      needs: ['deletable'],
      group: '3_destructive@1',
      confirm: { question: message('Delete {0}? This cannot be undone.'), button: message('Delete') },
      key: 'delete',
    },
  ],
});
