import { tagsOf } from '../../aws/tags';
import type { Context } from '../../kernel/context';
import { defineKind, type Face } from '../../kernel/kind';
import { message, verbatim } from '../../kernel/message';
import { networkAclDependence } from './create-network-acl';
import { entriesOf, networkAclAssociationTable, type NetworkAclEntryRow, type NetworkAclRow, networkAclTable } from './network-acls';

const protocols: Readonly<Record<string, string>> = { '-1': 'all', '1': 'icmp', '6': 'tcp', '17': 'udp', '58': 'icmpv6' };

/** An entry in one line: `allow tcp 80-90 10.0.0.0/16`. */
function ruleText({ ruleAction, protocol, portRange, cidrBlock, ipv6CidrBlock }: NetworkAclEntryRow): string {
  const ports = portRange && (portRange.from === portRange.to ? `${portRange.from}` : `${portRange.from}-${portRange.to}`);
  return [ruleAction, protocols[protocol] ?? protocol, ports, cidrBlock ?? ipv6CidrBlock].filter((word) => word !== undefined).join(' ');
}

function face(context: Context, row: NetworkAclRow): Face {
  const inbound = entriesOf(context, row.id, false);
  const outbound = entriesOf(context, row.id, true);
  const subnets = context.by(networkAclAssociationTable, 'acl', row.id);
  return {
    label: tagsOf(context, row.id)['Name'] || row.id,
    description: [
      ...(row.isDefault ? [message('default')] : []),
      message('{0} inbound, {1} outbound rules', inbound.length, outbound.length),
    ],
    icon: 'shield',
    flags: [row.isDefault ? 'default' : subnets.length > 0 ? 'in-use' : 'deletable'],
    tooltip: [
      { caption: message('Network ACL ID'), value: verbatim(row.id) },
      { caption: message('VPC ID'), value: verbatim(row.vpcId) },
      ...inbound.map((entry) => ({ caption: message('Inbound {0}', entry.ruleNumber), value: verbatim(ruleText(entry)) })),
      ...outbound.map((entry) => ({ caption: message('Outbound {0}', entry.ruleNumber), value: verbatim(ruleText(entry)) })),
      ...subnets.map(({ subnetId }) => ({ caption: message('Subnet'), value: verbatim(subnetId) })),
    ],
  };
}

/** Network ACLs in trees, menus and the palette, below their VPC. */
export const networkAclsKind = defineKind<NetworkAclRow>({
  name: 'network-acls',
  title: ['Network ACLs', '네트워크 ACL'],
  place: { parent: 'vpcs', index: 'vpc' },
  resourceType: 'network-acl',
  source: networkAclTable,
  face,
  dependences: [networkAclDependence],
  menu: [
    {
      id: 'delete',
      title: 'Delete Network ACL',
      titleKo: '네트워크 ACL 삭제',
      icon: 'trash',
      action: 'ec2:DeleteNetworkAcl',
      idsInput: 'NetworkAclId',
      each: true,
      needs: ['deletable'],
      group: '3_destructive@1',
      confirm: { question: message('Delete {0}? This cannot be undone.'), button: message('Delete') },
      key: 'delete',
    },
  ],
});
