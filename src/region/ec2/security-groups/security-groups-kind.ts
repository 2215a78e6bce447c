import type { Context } from '../../kernel/context';
import { defineKind, type Face } from '../../kernel/kind';
import { message, verbatim } from '../../kernel/message';
import { tagsOf } from '../../aws/tags';
import { groupDependence } from './delete-security-group';
import { rulesOf } from './rules';
import { type SecurityGroupRow, securityGroupTable } from './security-groups';

function face(context: Context, row: SecurityGroupRow): Face {
  const inbound = rulesOf(context, row.id, false).length;
  const outbound = rulesOf(context, row.id, true).length;
  return {
    label: tagsOf(context, row.id)['Name'] || row.name,
    description: [message('{0} inbound, {1} outbound rules', inbound, outbound)],
    icon: 'shield',
    flags: [row.name === 'default' ? 'default' : 'deletable'],
    tooltip: [
      { caption: message('Security group ID'), value: verbatim(row.id) },
      { caption: message('Security group name'), value: verbatim(row.name) },
      { caption: message('Description'), value: verbatim(row.description) },
      { caption: message('VPC ID'), value: verbatim(row.vpcId) },
      { caption: message('Inbound rules'), value: verbatim(String(inbound)) },
      { caption: message('Outbound rules'), value: verbatim(String(outbound)) },
    ],
  };
}

/** Security groups in trees, menus and the palette. */
export const securityGroupsKind = defineKind<SecurityGroupRow>({
  name: 'security-groups',
  title: ['Security Groups', '보안 그룹'],
  place: { view: 'network' },
  resourceType: 'security-group',
  source: securityGroupTable,
  face,
  dependences: [groupDependence],
  menu: [
    {
      id: 'addInboundRule',
      title: 'Add Inbound Rule…',
      titleKo: '인바운드 규칙 추가…',
      icon: 'add',
      action: 'ec2:AuthorizeSecurityGroupIngress',
      idsInput: 'GroupId',
      asks: 'cloudSandbox.addInboundRule',
      needs: ['default', 'deletable'],
      group: '2_active@1',
      inline: true,
    },
    {
      id: 'addOutboundRule',
      title: 'Add Outbound Rule…',
      titleKo: '아웃바운드 규칙 추가…',
      action: 'ec2:AuthorizeSecurityGroupEgress',
      idsInput: 'GroupId',
      asks: 'cloudSandbox.addOutboundRule',
      needs: ['default', 'deletable'],
      group: '2_active@2',
    },
    {
      id: 'delete',
      title: 'Delete Security Group',
      titleKo: '보안 그룹 삭제',
      icon: 'trash',
      action: 'ec2:DeleteSecurityGroup',
      idsInput: 'GroupId',
      each: true,
      needs: ['deletable'],
      group: '3_destructive@1',
      confirm: { question: message('Delete {0}? This cannot be undone.'), button: message('Delete') },
      key: 'delete',
    },
  ],
});
