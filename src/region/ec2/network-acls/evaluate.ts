import type { Context } from '../../kernel/context';
import { blockHolds } from '../network/block-match';
import { entriesOf, networkAclAssociationTable, type NetworkAclEntryContent } from './network-acls';

/** A packet at the edge of a subnet. */
export interface AclPacket {
  /** True when it leaves the subnet. */
  readonly egress: boolean;
  readonly protocol: 'tcp' | 'udp' | 'icmp';
  /** Destination port; the type for ICMP, whose code is then 0 as in echo requests and replies. */
  readonly port: number;
  /** The other end: where it goes when it leaves, where it comes from when it enters. */
  readonly address: string;
}

/** What an ACL does with a packet, and the entry that decided. */
export interface AclVerdict {
  readonly allowed: boolean;
  /** `*` is the last one, which denies what no other entry speaks of. */
  readonly ruleNumber: number | '*';
}

/** IANA's numbers. */
const numbers: Readonly<Record<AclPacket['protocol'], readonly string[]>> = { tcp: ['6'], udp: ['17'], icmp: ['1', '58'] };

function matches(entry: NetworkAclEntryContent, packet: AclPacket): boolean {
  if (!blockHolds((entry.cidrBlock ?? entry.ipv6CidrBlock)!, packet.address)) return false;
  if (entry.protocol === '-1') return true;
  if (!numbers[packet.protocol].includes(entry.protocol)) return false;
  const { portRange: ports, icmpTypeCode: icmp } = entry;
  if (ports) return packet.port >= ports.from && packet.port <= ports.to;
  if (icmp) return (icmp.type === -1 || icmp.type === packet.port) && (icmp.code === -1 || icmp.code === 0);
  return true;
}

/**
 * What the ACL of a subnet does with a packet: the first matching entry by number decides, replies are looked at like any packet (VPC User Guide,
 * network ACLs; reference: network.md §3).
 */
export function aclAllows(context: Context, subnetId: string, packet: AclPacket): AclVerdict {
  const association = context.by(networkAclAssociationTable, 'subnet', subnetId)[0];
  const entries = association ? entriesOf(context, association.networkAclId, packet.egress) : [];
  const entry = entries.find((each) => matches(each, packet));
  return entry ? { allowed: entry.ruleAction === 'allow', ruleNumber: entry.ruleNumber } : { allowed: false, ruleNumber: '*' };
}
