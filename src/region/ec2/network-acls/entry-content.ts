import type { IcmpTypeCode, PortRange } from '@aws-sdk/client-ec2';
import { invalidCombination, invalidValue, missingParameter } from '../../kernel/errors';
import { canonicalBlock, isIpv6 } from '../network/block-match';
import type { NetworkAclEntryContent } from './network-acls';

/** The inputs of CreateNetworkAclEntry and ReplaceNetworkAclEntry that say what an entry is. */
export interface EntryInput {
  readonly RuleNumber?: number | undefined;
  readonly Protocol?: string | undefined;
  readonly RuleAction?: string | undefined;
  readonly Egress?: boolean | undefined;
  readonly CidrBlock?: string | undefined;
  readonly Ipv6CidrBlock?: string | undefined;
  readonly IcmpTypeCode?: IcmpTypeCode | undefined;
  readonly PortRange?: PortRange | undefined;
}

const protocolNumbers: Readonly<Record<string, string>> = { all: '-1', tcp: '6', udp: '17', icmp: '1', icmpv6: '58', icmp6: '58' };

function protocolNumber(text: string): string {
  const number = Object.hasOwn(protocolNumbers, text) ? protocolNumbers[text]! : text;
  if (number !== '-1' && !(/^\d{1,3}$/.test(number) && Number(number) <= 255)) {
    throw invalidValue(`Invalid value '${text}' for IP protocol. Unknown protocol.`);
  }
  return String(Number(number));
}

function requestedBlock({ CidrBlock, Ipv6CidrBlock }: EntryInput): Pick<NetworkAclEntryContent, 'cidrBlock' | 'ipv6CidrBlock'> {
  if (CidrBlock && Ipv6CidrBlock) throw invalidCombination('The request must contain exactly one of cidrBlock, ipv6CidrBlock');
  const text = CidrBlock || Ipv6CidrBlock;
  if (!text) throw missingParameter('cidrBlock or ipv6CidrBlock');
  const block = isIpv6(text) === Boolean(Ipv6CidrBlock) ? canonicalBlock(text) : undefined;
  const parameter = Ipv6CidrBlock ? 'ipv6CidrBlock' : 'cidrBlock';
  if (block === undefined) throw invalidValue(`Value (${text}) for parameter ${parameter} is invalid. This is not a valid CIDR block.`);
  return { [parameter]: block };
}

function ports(range: PortRange | undefined): NonNullable<NetworkAclEntryContent['portRange']> {
  const { From: from, To: to } = range ?? {};
  if (from === undefined || to === undefined) throw missingParameter('portRange');
  if (![from, to].every((port) => Number.isInteger(port) && port >= 0 && port <= 65_535) || from > to) {
    throw invalidValue(`Invalid TCP/UDP port range (${from}:${to})`);
  }
  return { from, to };
}

function icmp(asked: IcmpTypeCode | undefined): NonNullable<NetworkAclEntryContent['icmpTypeCode']> {
  if (asked?.Type === undefined) throw missingParameter('icmpTypeCode.type');
  if (asked.Code === undefined) throw missingParameter('icmpTypeCode.code');
  const { Type: type, Code: code } = asked;
  if (![type, code].every((value) => Number.isInteger(value) && value >= -1 && value <= 255)) {
    throw invalidValue(`Invalid ICMP type/code (${type}:${code})`);
  }
  return { type, code };
}

/** The number and direction of the entry that a request is about. @throws ApiError MissingParameter, InvalidParameterValue */
export function requestedPlace({ RuleNumber, Egress }: Pick<EntryInput, 'RuleNumber' | 'Egress'>): { ruleNumber: number; egress: boolean } {
  if (RuleNumber === undefined) throw missingParameter('ruleNumber');
  if (Egress === undefined) throw missingParameter('egress');
  if (!Number.isInteger(RuleNumber) || RuleNumber < 1 || RuleNumber > 32_766) {
    throw invalidValue(`Value (${RuleNumber}) for parameter ruleNumber is invalid. Rule number must be between 1 and 32766.`);
  }
  return { ruleNumber: RuleNumber, egress: Egress };
}

/**
 * What an entry is to say. Ports count for TCP and UDP only, type and code for ICMP, and ICMPv6 of IPv6 blocks, only (API,
 * CreateNetworkAclEntry).
 * @throws ApiError MissingParameter, InvalidParameterCombination, InvalidParameterValue
 */
export function requestedEntry(input: EntryInput): NetworkAclEntryContent {
  if (!input.Protocol) throw missingParameter('protocol');
  if (!input.RuleAction) throw missingParameter('ruleAction');
  if (input.RuleAction !== 'allow' && input.RuleAction !== 'deny') {
    throw invalidValue(`Value (${input.RuleAction}) for parameter ruleAction is invalid. Valid values: allow, deny`);
  }
  const protocol = protocolNumber(input.Protocol);
  const block = requestedBlock(input);
  return {
    protocol,
    ruleAction: input.RuleAction,
    ...block,
    ...((protocol === '6' || protocol === '17') && { portRange: ports(input.PortRange) }),
    ...((protocol === '1' || (protocol === '58' && block.ipv6CidrBlock !== undefined)) && { icmpTypeCode: icmp(input.IcmpTypeCode) }),
  };
}
