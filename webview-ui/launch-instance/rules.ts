import { permission } from './request';
import type { Wizard } from './wizard';

/** Ports on which one logs in: SSH and RDP. */
const loginPorts = [22, 3389];

/** Whether anybody may try to log in, by the new group or the chosen ones. */
export function isOpenLogin({ draft, lists, start }: Wizard): boolean {
  const permissions =
    draft.groupKind === 'new'
      ? draft.rules.map((one) => permission(one, start.terms.userAddress))
      : lists.groups.filter(({ GroupId = '' }) => draft.groupIds.includes(GroupId)).flatMap(({ IpPermissions = [] }) => IpPermissions);
  return permissions.some(({ IpProtocol, FromPort = 0, ToPort = 65_535, IpRanges = [], Ipv6Ranges = [] }) => {
    const toAll = IpRanges.some(({ CidrIp }) => CidrIp === '0.0.0.0/0') || Ipv6Ranges.some(({ CidrIpv6 }) => CidrIpv6 === '::/0');
    const login = IpProtocol === '-1' || (IpProtocol === 'tcp' && loginPorts.some((port) => FromPort <= port && port <= ToPort));
    return toAll && login;
  });
}
