import { tagsOf } from '../../aws/tags';
import type { Context } from '../../kernel/context';
import { defineKind, type Face } from '../../kernel/kind';
import { message, verbatim } from '../../kernel/message';
import { networkInterfaceTable } from '../network-interfaces/network-interfaces';
import { addressDependence } from './release-address';
import { instanceOf } from './describe-addresses';
import { type ElasticIpRow, elasticIpTable } from './elastic-ips';

function face(context: Context, row: ElasticIpRow): Face {
  const { association } = row;
  const instanceId = instanceOf(context, row);
  const nic = association && context.get(networkInterfaceTable, association.networkInterfaceId);
  const holder = instanceId ?? nic?.managedBy ?? nic?.id;
  const name = tagsOf(context, row.id)['Name'];
  return {
    label: row.publicIp,
    // What a narrow sidebar cuts off is what matters least.
    description: [
      holder === undefined ? message('unused (billed)') : verbatim(tagsOf(context, holder)['Name'] || holder),
      ...(name ? [verbatim(name)] : []),
    ],
    icon: association ? 'pinned' : 'warning',
    ...(!association && { color: 'problemsWarningIcon.foreground' }),
    priced: true,
    flags: [association ? 'associated' : 'unassociated', ...(nic?.managedBy === undefined ? ['own'] : ['managed'])],
    tooltip: [
      { caption: message('Allocation ID'), value: verbatim(row.id) },
      {
        caption: message('State'),
        // Elastic IP addresses cost the same in use and idle (Amazon VPC pricing, public IPv4 addresses).
        value: association
          ? message('associated (billed by the hour)')
          : message('not associated with anything, and billed by the hour all the same until it is released'),
      },
      ...(association ? [{ caption: message('Association ID'), value: verbatim(association.associationId) }] : []),
      ...(instanceId === undefined ? [] : [{ caption: message('Instance ID'), value: verbatim(instanceId) }]),
      ...(association
        ? [
            { caption: message('Network interface ID'), value: verbatim(association.networkInterfaceId) },
            { caption: message('Private IPv4 address'), value: verbatim(association.privateIpAddress) },
          ]
        : []),
      ...(row.ptrRecord === undefined ? [] : [{ caption: message('Reverse DNS name'), value: verbatim(row.ptrRecord) }]),
    ],
  };
}

/** Elastic IP addresses in trees, menus and the palette. */
export const elasticIpsKind = defineKind<ElasticIpRow>({
  name: 'elastic-ips',
  title: ['Elastic IPs', '탄력적 IP'],
  place: { view: 'network' },
  resourceType: 'elastic-ip',
  source: elasticIpTable,
  face,
  dependences: [addressDependence],
  menu: [
    {
      id: 'associate',
      title: 'Associate Address…',
      titleKo: '주소 연결…',
      icon: 'link',
      action: 'ec2:AssociateAddress',
      idsInput: 'AllocationId',
      each: true,
      asks: 'cloudSandbox.associateAddress',
      needs: ['own'],
      group: '2_active@1',
      inline: true,
    },
    {
      id: 'disassociate',
      title: 'Disassociate',
      titleKo: '주소 연결 해제',
      icon: 'debug-disconnect',
      action: 'ec2:DisassociateAddress',
      idsInput: 'PublicIp',
      each: true,
      asks: 'cloudSandbox.disassociateAddress',
      needs: ['associated'],
      group: '2_active@2',
    },
    {
      id: 'release',
      title: 'Release',
      titleKo: '주소 릴리스',
      icon: 'trash',
      action: 'ec2:ReleaseAddress',
      idsInput: 'AllocationId',
      each: true,
      needs: ['own'],
      group: '3_destructive@1',
      confirm: {
        question: message(
          'Release {0}? The address goes back to Amazon and is billed no longer. If it is in use in the default VPC, it is disassociated first; in another VPC AWS refuses until you have disassociated it.',
        ),
        button: message('Release'),
        priced: true,
      },
      key: 'delete',
    },
  ],
});
