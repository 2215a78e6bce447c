import { tagsOf } from '../../aws/tags';
import type { Context } from '../../kernel/context';
import { defineKind, type Face } from '../../kernel/kind';
import { message, verbatim } from '../../kernel/message';
import { networkInterfaceTable } from '../network-interfaces/network-interfaces';
import { publicIpOf } from '../network-interfaces/public-address';
import { natGatewayLifecycle, type NatGatewayRow, type NatGatewayState, natGatewayTable } from './nat-gateways';

const icons: Readonly<Record<NatGatewayState, string>> = {
  pending: 'sync',
  available: 'arrow-swap',
  failed: 'error',
  deleting: 'sync',
  deleted: 'circle-slash',
};

function face(context: Context, row: NatGatewayRow): Face {
  const nic = context.by(networkInterfaceTable, 'managedBy', row.id)[0];
  const publicIp = publicIpOf(nic);
  return {
    label: tagsOf(context, row.id)['Name'] || row.id,
    description: [
      row.state === 'available' ? message('{0} (billed)', row.state) : verbatim(row.state),
      ...(publicIp ? [verbatim(publicIp)] : []),
    ],
    icon: icons[row.state],
    priced: true,
    flags: [row.state],
    tooltip: [
      { caption: message('NAT gateway ID'), value: verbatim(row.id) },
      {
        caption: message('State'),
        value: row.state === 'available' ? message('{0} (billed)', row.state) : message('{0} (not billed)', row.state),
      },
      ...(row.failure && row.state !== 'pending' ? [{ caption: message('Failure'), value: verbatim(row.failure.message) }] : []),
      { caption: message('Connectivity'), value: row.connectivityType === 'public' ? message('public') : message('private') },
      { caption: message('Subnet ID'), value: verbatim(row.subnetId) },
      ...(publicIp ? [{ caption: message('Public IPv4 address'), value: verbatim(publicIp) }] : []),
      ...(nic ? [{ caption: message('Private IPv4 address'), value: verbatim(nic.privateAddresses[0]!.address) }] : []),
    ],
  };
}

/** NAT gateways in trees, menus and the palette. */
export const natGatewaysKind = defineKind<NatGatewayRow>({
  name: 'nat-gateways',
  title: ['NAT Gateways', 'NAT 게이트웨이'],
  place: { parent: 'vpcs', index: 'vpc' },
  resourceType: 'natgateway',
  source: natGatewayTable,
  lifecycle: natGatewayLifecycle,
  face,
  menu: [
    {
      id: 'delete',
      title: 'Delete NAT Gateway',
      titleKo: 'NAT 게이트웨이 삭제',
      icon: 'trash',
      action: 'ec2:DeleteNatGateway',
      idsInput: 'NatGatewayId',
      each: true,
      needs: ['pending', 'available', 'failed'],
      group: '3_destructive@1',
      confirm: {
        question: message(
          'Delete the NAT gateway {0}? Instances that reach the internet through it no longer do; its Elastic IP address is kept and billed.',
        ),
        button: message('Delete'),
        priced: true,
      },
      key: 'delete',
    },
  ],
});
