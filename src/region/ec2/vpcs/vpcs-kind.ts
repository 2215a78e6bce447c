import { tagsOf } from '../../aws/tags';
import type { Context } from '../../kernel/context';
import { defineKind, type Face } from '../../kernel/kind';
import { message, verbatim } from '../../kernel/message';
import { attachedGateway } from '../internet-gateways/internet-gateways';
import { subnetTable } from '../subnets/subnets';
import { vpcDependence } from './delete-vpc';
import { ipv4BlocksOf, ipv6BlocksOf, type VpcRow, vpcTable } from './vpcs';

function face(context: Context, row: VpcRow): Face {
  const blocks = [...ipv4BlocksOf(row).map(({ cidrBlock }) => cidrBlock), ...ipv6BlocksOf(row).map(({ ipv6CidrBlock }) => ipv6CidrBlock)];
  const gateway = attachedGateway(context, row.id);
  return {
    label: tagsOf(context, row.id)['Name'] || row.id,
    description: [...(row.isDefault ? [message('default')] : []), verbatim(row.cidrBlock)],
    icon: 'globe',
    flags: [row.isDefault ? 'default' : 'custom', row.enableDnsHostnames ? 'dns-hostnames' : 'no-dns-hostnames'],
    tooltip: [
      { caption: message('VPC ID'), value: verbatim(row.id) },
      { caption: message('CIDR blocks'), value: verbatim(blocks.join(', ')) },
      { caption: message('Subnets'), value: verbatim(String(context.rows(subnetTable).count('vpc', row.id))) },
      { caption: message('Internet gateway'), value: gateway ? verbatim(gateway.id) : message('none') },
      { caption: message('DNS hostnames'), value: row.enableDnsHostnames ? message('on') : message('off') },
      { caption: message('DNS resolution'), value: row.enableDnsSupport ? message('on') : message('off') },
      { caption: message('Tenancy'), value: verbatim(row.instanceTenancy) },
    ],
  };
}

/** VPCs in trees, menus and the palette. */
export const vpcsKind = defineKind<VpcRow>({
  name: 'vpcs',
  title: ['VPCs', 'VPC'],
  place: { view: 'network' },
  resourceType: 'vpc',
  source: vpcTable,
  face,
  dependences: [vpcDependence],
  menu: [
    {
      id: 'enableDnsHostnames',
      title: 'Enable DNS Hostnames',
      titleKo: 'DNS 호스트 이름 켜기',
      action: 'ec2:ModifyVpcAttribute',
      idsInput: 'VpcId',
      each: true,
      constants: { EnableDnsHostnames: { Value: true } },
      needs: ['no-dns-hostnames'],
      group: '2_settings@1',
      done: message('Public addresses in {0} have DNS hostnames now.'),
    },
    {
      id: 'disableDnsHostnames',
      title: 'Disable DNS Hostnames',
      titleKo: 'DNS 호스트 이름 끄기',
      action: 'ec2:ModifyVpcAttribute',
      idsInput: 'VpcId',
      each: true,
      constants: { EnableDnsHostnames: { Value: false } },
      needs: ['dns-hostnames'],
      group: '2_settings@1',
      done: message('Public addresses in {0} have no DNS hostnames any more.'),
    },
    {
      id: 'delete',
      title: 'Delete VPC',
      titleKo: 'VPC 삭제',
      icon: 'trash',
      action: 'ec2:DeleteVpc',
      idsInput: 'VpcId',
      each: true,
      needs: ['default', 'custom'],
      group: '3_destructive@1',
      confirm: {
        question: message('Delete the VPC {0}? Its default security group, main route table and default network ACL go with it.'),
        button: message('Delete'),
      },
      key: 'delete',
    },
  ],
});
