import { tagsOf } from '../../aws/tags';
import type { Context } from '../../kernel/context';
import { defineKind, type Face } from '../../kernel/kind';
import { message, verbatim } from '../../kernel/message';
import { interfaceDependence } from './delete-network-interface';
import { interfaceState, networkInterfaceLifecycle, type NetworkInterfaceRow, networkInterfaceTable } from './network-interfaces';
import { publicIpOf } from './public-address';

function face(context: Context, row: NetworkInterfaceRow): Face {
  const state = interfaceState(row);
  const { attachment, managedBy } = row;
  const holder = attachment?.instanceId ?? managedBy;
  const publicIp = publicIpOf(row);
  const own = managedBy === undefined;
  return {
    label: tagsOf(context, row.id)['Name'] || row.id,
    description: [
      verbatim(state),
      ...(holder === undefined ? [] : [verbatim(tagsOf(context, holder)['Name'] || holder)]),
      verbatim(row.privateAddresses[0]!.address),
    ],
    icon: networkInterfaceLifecycle.transient.includes(state) ? 'sync' : 'circuit-board',
    flags: own ? [state, ...(state === 'in-use' && attachment?.deviceIndex !== 0 ? ['detachable'] : [])] : ['managed'],
    tooltip: [
      { caption: message('Network interface ID'), value: verbatim(row.id) },
      { caption: message('State'), value: verbatim(state) },
      { caption: message('Subnet ID'), value: verbatim(row.subnetId) },
      { caption: message('Availability Zone'), value: verbatim(row.availabilityZone) },
      { caption: message('Private IPv4 addresses'), value: verbatim(row.privateAddresses.map(({ address }) => address).join(', ')) },
      ...(row.ipv6Addresses ? [{ caption: message('IPv6 addresses'), value: verbatim(row.ipv6Addresses.join(', ')) }] : []),
      ...(publicIp ? [{ caption: message('Public IPv4 address'), value: verbatim(publicIp) }] : []),
      ...(attachment
        ? [
            { caption: message('Instance ID'), value: verbatim(attachment.instanceId) },
            { caption: message('Device index'), value: verbatim(String(attachment.deviceIndex)) },
          ]
        : []),
      ...(own ? [] : [{ caption: message('Managed by'), value: verbatim(managedBy) }]),
    ],
  };
}

/** Network interfaces in trees, menus and the palette. */
export const networkInterfacesKind = defineKind<NetworkInterfaceRow>({
  name: 'network-interfaces',
  title: ['Network Interfaces', '네트워크 인터페이스'],
  place: { view: 'network' },
  resourceType: 'network-interface',
  source: networkInterfaceTable,
  lifecycle: networkInterfaceLifecycle,
  face,
  dependences: [interfaceDependence],
  menu: [
    {
      id: 'attach',
      title: 'Attach…',
      titleKo: '연결…',
      icon: 'plug',
      action: 'ec2:AttachNetworkInterface',
      idsInput: 'NetworkInterfaceId',
      each: true,
      asks: 'cloudSandbox.attachNetworkInterface',
      needs: ['pending', 'available'],
      group: '2_active@1',
    },
    {
      id: 'detach',
      title: 'Detach',
      titleKo: '분리',
      icon: 'debug-disconnect',
      action: 'ec2:DetachNetworkInterface',
      idsInput: 'AttachmentId',
      each: true,
      asks: 'cloudSandbox.detachNetworkInterface',
      needs: ['detachable'],
      group: '2_active@2',
    },
    {
      id: 'delete',
      title: 'Delete Network Interface',
      titleKo: '네트워크 인터페이스 삭제',
      icon: 'trash',
      action: 'ec2:DeleteNetworkInterface',
      idsInput: 'NetworkInterfaceId',
      each: true,
      needs: ['pending', 'available'],
      group: '3_destructive@1',
      confirm: { question: message('Delete the network interface {0}? Its private addresses become free.'), button: message('Delete') },
      key: 'delete',
    },
  ],
});
