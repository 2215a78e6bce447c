import * as l10n from '@vscode/l10n';
import { permission } from './request';
import type { Wizard } from './wizard';

/** Ports on which one logs in: SSH and RDP. */
const loginPorts = [22, 3389];

/** Whom a rule may let in who is anybody. */
const anywhere = ['0.0.0.0/0', '::/0'];

/** What the new group or the chosen ones let anybody try to log in by, in a sentence; undefined when there is nothing. */
export function openLoginText({ draft, lists, start }: Wizard): string | undefined {
  const permissions =
    draft.groupKind === 'new'
      ? draft.rules.map((one) => permission(one, start.terms.userAddress))
      : lists.groups.filter(({ GroupId = '' }) => draft.groupIds.includes(GroupId)).flatMap(({ IpPermissions = [] }) => IpPermissions);
  const open = permissions.flatMap(({ IpProtocol, FromPort = 0, ToPort = 65_535, IpRanges = [], Ipv6Ranges = [] }) => {
    const ports = loginPorts.filter((port) => IpProtocol === '-1' || (IpProtocol === 'tcp' && FromPort <= port && port <= ToPort));
    const blocks = [...IpRanges.map(({ CidrIp }) => CidrIp), ...Ipv6Ranges.map(({ CidrIpv6 }) => CidrIpv6)];
    return ports.flatMap((port) => blocks.map((block = '') => ({ port, block }))).filter(({ block }) => anywhere.includes(block));
  });
  const to = anywhere.filter((one) => open.some(({ block }) => block === one)).join(', ');
  const [port, other] = loginPorts.filter((one) => open.some((rule) => rule.port === one));
  if (port === undefined) return undefined;
  return other === undefined
    ? l10n.t('Anyone on the internet may try to log in (port {0} is open to {1}). My IP would be safer.', port, to)
    : l10n.t('Anyone on the internet may try to log in (ports {0} and {1} are open to {2}). My IP would be safer.', port, other, to);
}
