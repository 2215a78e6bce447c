import { tagsOf } from '../../aws/tags';
import type { Context } from '../../kernel/context';
import { defineKind, type Face } from '../../kernel/kind';
import { type Message, message, verbatim } from '../../kernel/message';
import { peerOf, type SecurityGroupRuleRow, securityGroupRuleTable } from './rules';
import { securityGroupTable } from './security-groups';

/** Ports that people know by the name of what listens there. */
const portNames: Readonly<Record<number, string>> = {
  22: 'SSH',
  25: 'SMTP',
  53: 'DNS',
  80: 'HTTP',
  443: 'HTTPS',
  2049: 'NFS',
  3306: 'MySQL',
  3389: 'RDP',
  5432: 'PostgreSQL',
  6379: 'Redis',
};

/** What a rule lets through, such as `SSH 22`, `TCP 8000-8100`, `ICMP` or `ALL`: the same in all languages. */
function traffic({ ipProtocol, fromPort, toPort }: SecurityGroupRuleRow): string {
  if (ipProtocol === '-1') return 'ALL';
  const name = /^\d+$/.test(ipProtocol) ? `IP ${ipProtocol}` : ipProtocol.toUpperCase();
  if (ipProtocol.startsWith('icmp')) return fromPort === undefined || fromPort === -1 ? name : `${name} ${fromPort}/${toPort}`;
  if (fromPort === undefined) return name;
  if (fromPort === 0 && toPort === 65_535) return name;
  if (fromPort !== toPort) return `${name} ${fromPort}-${toPort}`;
  return `${portNames[fromPort] ?? name} ${fromPort}`;
}

/** The block or list of a rule, or the name of the group it refers to. */
function peerName(context: Context, rule: SecurityGroupRuleRow): string {
  const group = rule.referencedGroupId === undefined ? undefined : context.get(securityGroupTable, rule.referencedGroupId);
  return group ? `${group.name} (${group.id})` : peerOf(rule);
}

/** Ports through which a machine is taken over when anybody may try: SSH and RDP (EC2 console, warning of the rule editor). */
const loginPorts = [22, 3389];

/** The login ports that a rule opens to every address. */
export function loginPortsOpenToWorld({
  isEgress,
  ipProtocol,
  fromPort = 0,
  toPort = 65_535,
  cidrIpv4,
  cidrIpv6,
}: SecurityGroupRuleRow): number[] {
  const world = cidrIpv4 === '0.0.0.0/0' || cidrIpv6 === '::/0';
  if (isEgress || !world || (ipProtocol !== 'tcp' && ipProtocol !== '-1')) return [];
  return loginPorts.filter((port) => fromPort <= port && port <= toPort);
}

function face(context: Context, rule: SecurityGroupRuleRow): Face {
  const direction: Message = rule.isEgress ? message('Outbound') : message('Inbound');
  const open = loginPortsOpenToWorld(rule);
  const said = `${traffic(rule)} ${rule.isEgress ? '→' : '←'} ${peerName(context, rule)}`;
  const name = tagsOf(context, rule.id)['Name'];
  return {
    label: name || said,
    description: [direction, ...(name ? [verbatim(said)] : []), ...(rule.description === undefined ? [] : [verbatim(rule.description)])],
    icon: open.length > 0 ? 'warning' : rule.isEgress ? 'arrow-up' : 'arrow-down',
    ...(open.length > 0 && { color: 'problemsWarningIcon.foreground' }),
    flags: [rule.isEgress ? 'outbound' : 'inbound', ...(open.length > 0 ? ['open-to-world'] : [])],
    tooltip: [
      { caption: message('Security group rule ID'), value: verbatim(rule.id) },
      { caption: message('Direction'), value: direction },
      { caption: message('Protocol and ports'), value: verbatim(traffic(rule)) },
      { caption: rule.isEgress ? message('Destination') : message('Source'), value: verbatim(peerName(context, rule)) },
      ...(rule.description === undefined ? [] : [{ caption: message('Description'), value: verbatim(rule.description) }]),
      ...(open.length > 0
        ? [{ caption: message('Warning'), value: message('Anyone on the internet can try to log in on port {0}', open.join(', ')) }]
        : []),
    ],
  };
}

/** The rules of security groups, below their groups. */
export const securityGroupRulesKind = defineKind<SecurityGroupRuleRow>({
  name: 'security-group-rules',
  title: ['Rules', '규칙'],
  place: { parent: 'security-groups', index: 'group' },
  resourceType: 'security-group-rule',
  source: securityGroupRuleTable,
  face,
  menu: [
    {
      id: 'edit',
      title: 'Edit Rule…',
      titleKo: '규칙 편집…',
      icon: 'edit',
      action: 'ec2:ModifySecurityGroupRules',
      idsInput: 'SecurityGroupRules',
      asks: 'cloudSandbox.editRule',
      needs: ['inbound', 'outbound'],
      group: '2_active@1',
    },
    {
      id: 'delete',
      title: 'Delete Rule',
      titleKo: '규칙 삭제',
      icon: 'trash',
      action: 'ec2:RevokeSecurityGroupIngress',
      idsInput: 'SecurityGroupRuleIds',
      asks: 'cloudSandbox.revokeRule',
      needs: ['inbound', 'outbound'],
      group: '3_destructive@1',
      key: 'delete',
    },
  ],
});
