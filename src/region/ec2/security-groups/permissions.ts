import type { IpPermission, UserIdGroupPair } from '@aws-sdk/client-ec2';
import type { Context } from '../../kernel/context';
import { ApiError, invalidCombination, invalidValue, missingParameter } from '../../kernel/errors';
import { canonicalIpv6Block, formatIpv4Block, parseIpv4Block } from '../network/cidr';
import { findPrefixListPeer } from './prefix-list-peer';
import { differentNetworks, findGroupNamed } from './resolve-groups';
import type { RuleContent } from './rules';
import { findGroup, type SecurityGroupRow } from './security-groups';

/** Protocols that go by name (API, IpPermission): number → name. */
const protocolNames: Readonly<Record<string, string>> = { '1': 'icmp', '6': 'tcp', '17': 'udp', '58': 'icmpv6' };

function malformed(message: string): ApiError {
  return new ApiError('InvalidPermission.Malformed', message);
}

/** The name or number a protocol is kept under. @throws ApiError MissingParameter, InvalidParameterValue */
function protocolOf(given: string | undefined): string {
  if (given === undefined || given === '') throw missingParameter('ipProtocol');
  const text = given.toLowerCase();
  if (text === '-1' || text === 'all') return '-1';
  if (Object.values(protocolNames).includes(text)) return text;
  if (!/^\d{1,3}$/.test(text) || Number(text) > 255) throw invalidValue(`Invalid value '${given}' for IP protocol. Unknown protocol.`);
  const number = String(Number(text));
  return protocolNames[number] ?? number;
}

/**
 * The ports of a permission, or the ICMP type and code; none for protocols without ports, whatever was given (API, IpPermission).
 * @throws ApiError InvalidParameterValue, InvalidPermission.Malformed
 */
function portsOf(protocol: string, from: number | undefined, to: number | undefined): Pick<RuleContent, 'fromPort' | 'toPort'> {
  if (protocol === 'tcp' || protocol === 'udp') {
    if (from === undefined || to === undefined) {
      throw invalidValue("Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.");
    }
    for (const port of [from, to]) if (port < 0 || port > 65_535) throw malformed(`TCP/UDP port (${port}) out of range`);
    if (from > to) throw invalidValue(`Invalid TCP/UDP port range (${from}:${to})`);
    return { fromPort: from, toPort: to };
  }
  if (protocol === 'icmp' || protocol === 'icmpv6') {
    if (protocol === 'icmp' && (from === undefined || to === undefined)) {
      throw invalidValue("Invalid value 'Must specify both type and code with ICMP.' for portRange.");
    }
    const [type, code] = [from ?? -1, to ?? -1];
    for (const part of [type, code]) if (part < -1 || part > 255) throw malformed(`ICMP type or code (${part}) out of range`);
    if (type === -1 && code !== -1) throw malformed('ICMP code must be -1 when the ICMP type is -1');
    return { fromPort: type, toPort: code };
  }
  return {};
}

/** Rule descriptions (API, IpRange). */
const descriptionCharacters = /^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]*$/;

/** What a rule says of itself; empty text says nothing. @throws ApiError InvalidParameterValue */
export function descriptionOf(text: string | undefined): Pick<RuleContent, 'description'> {
  if (text === undefined || text === '') return {};
  if (text.length > 255 || !descriptionCharacters.test(text)) {
    throw invalidValue(
      'Invalid rule description. Valid descriptions are strings less than 256 characters from the following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*',
    );
  }
  return { description: text };
}

/** The group a pair refers to: of this account, in the VPC of the group that gets the rule. */
function referencedGroup(context: Context, group: SecurityGroupRow, pair: UserIdGroupPair): string {
  const { GroupId, GroupName, UserId, VpcId, VpcPeeringConnectionId } = pair;
  if (VpcPeeringConnectionId) {
    throw new ApiError('InvalidVpcPeeringConnectionID.NotFound', `The vpcPeeringConnection ID '${VpcPeeringConnectionId}' does not exist`);
  }
  if (GroupId && GroupName) throw invalidCombination("The parameter 'groupName' may not be used in combination with 'groupId'");
  if (!GroupId && !GroupName) throw missingParameter('groupId');
  if (UserId && UserId !== context.account.accountId) {
    throw new ApiError('InvalidGroup.NotFound', `The security group '${GroupId ?? GroupName}' does not exist`);
  }
  const found = GroupId ? findGroup(context, GroupId) : findGroupNamed(context, GroupName!);
  if (found.vpcId !== group.vpcId || (VpcId && VpcId !== found.vpcId)) {
    throw differentNetworks();
  }
  return found.id;
}

/**
 * The rules that a request's permissions stand for: one for each peer (API, IpPermission; reference: network.md §3).
 * @throws ApiError as EC2 for whatever is wrong with a permission
 */
export function rulesFrom(
  context: Context,
  group: SecurityGroupRow,
  isEgress: boolean,
  permissions: readonly IpPermission[],
): RuleContent[] {
  return permissions.flatMap((permission) => {
    const ipProtocol = protocolOf(permission.IpProtocol);
    const base = { isEgress, ipProtocol, ...portsOf(ipProtocol, permission.FromPort, permission.ToPort) };
    const rules: RuleContent[] = [];
    for (const { CidrIp, Description } of permission.IpRanges ?? []) {
      const block = parseIpv4Block(CidrIp ?? '');
      if (!block) throw invalidValue(`CIDR block ${CidrIp ?? ''} is malformed`);
      rules.push({ ...base, cidrIpv4: formatIpv4Block(block), ...descriptionOf(Description) });
    }
    for (const { CidrIpv6, Description } of permission.Ipv6Ranges ?? []) {
      const block = canonicalIpv6Block(CidrIpv6 ?? '');
      if (!block) throw invalidValue(`CIDR block ${CidrIpv6 ?? ''} is malformed`);
      rules.push({ ...base, cidrIpv6: block, ...descriptionOf(Description) });
    }
    for (const { PrefixListId, Description } of permission.PrefixListIds ?? []) {
      rules.push({ ...base, prefixListId: findPrefixListPeer(context, PrefixListId).id, ...descriptionOf(Description) });
    }
    for (const pair of permission.UserIdGroupPairs ?? []) {
      rules.push({ ...base, referencedGroupId: referencedGroup(context, group, pair), ...descriptionOf(pair.Description) });
    }
    if (rules.length === 0) throw malformed('The specified rule names no IP address range, prefix list or security group');
    return rules;
  });
}
