import { tagsOf } from '../../aws/tags';
import type { Context } from '../../kernel/context';
import { defineKind, type Face } from '../../kernel/kind';
import { message, verbatim } from '../../kernel/message';
import { freeAddressCount } from '../network/addresses';
import { subnetDependence } from './delete-subnet';
import { type SubnetRow, subnetTable } from './subnets';

function face(context: Context, row: SubnetRow): Face {
  const free = freeAddressCount(context, row);
  return {
    label: tagsOf(context, row.id)['Name'] || row.id,
    description: [verbatim(row.cidrBlock), verbatim(row.availabilityZone)],
    icon: 'type-hierarchy-sub',
    flags: [row.mapPublicIpOnLaunch ? 'public' : 'private'],
    tooltip: [
      { caption: message('Subnet ID'), value: verbatim(row.id) },
      { caption: message('VPC ID'), value: verbatim(row.vpcId) },
      { caption: message('IPv4 CIDR'), value: verbatim(row.cidrBlock) },
      ...(row.ipv6Block ? [{ caption: message('IPv6 CIDR'), value: verbatim(row.ipv6Block.ipv6CidrBlock) }] : []),
      { caption: message('Availability Zone'), value: verbatim(`${row.availabilityZone} (${row.availabilityZoneId})`) },
      { caption: message('Available IPv4 addresses'), value: verbatim(String(free)) },
      { caption: message('Auto-assign public IPv4'), value: row.mapPublicIpOnLaunch ? message('on') : message('off') },
    ],
  };
}

/** Subnets in trees, menus and the palette. */
export const subnetsKind = defineKind<SubnetRow>({
  name: 'subnets',
  title: ['Subnets', '서브넷'],
  place: { parent: 'vpcs', index: 'vpc' },
  resourceType: 'subnet',
  source: subnetTable,
  face,
  dependences: [subnetDependence],
  menu: [
    {
      id: 'mapPublicIp',
      title: 'Auto-assign Public IPv4',
      titleKo: '퍼블릭 IPv4 자동 할당 켜기',
      action: 'ec2:ModifySubnetAttribute',
      idsInput: 'SubnetId',
      each: true,
      constants: { MapPublicIpOnLaunch: { Value: true } },
      needs: ['private'],
      group: '2_settings@1',
      done: message('Instances launched in {0} get a public IPv4 address from now on.'),
    },
    {
      id: 'unmapPublicIp',
      title: 'Stop Auto-assigning Public IPv4',
      titleKo: '퍼블릭 IPv4 자동 할당 끄기',
      action: 'ec2:ModifySubnetAttribute',
      idsInput: 'SubnetId',
      each: true,
      constants: { MapPublicIpOnLaunch: { Value: false } },
      needs: ['public'],
      group: '2_settings@1',
      done: message('Instances launched in {0} get no public IPv4 address from now on, unless they ask for one.'),
    },
    {
      id: 'delete',
      title: 'Delete Subnet',
      titleKo: '서브넷 삭제',
      icon: 'trash',
      action: 'ec2:DeleteSubnet',
      idsInput: 'SubnetId',
      each: true,
      needs: ['public', 'private'],
      group: '3_destructive@1',
      confirm: { question: message('Delete the subnet {0}? This cannot be undone.'), button: message('Delete') },
      key: 'delete',
    },
  ],
});
