import type { NetworkAcl, NetworkAclEntry } from '@aws-sdk/client-ec2';
import { describeRows } from '../../aws/describe-rows';
import { compileFilters, type FilterFields, type FilterValue } from '../../aws/filters';
import { tagList, tagsOf } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { isIpv6 } from '../network/block-match';
import { localBlocks } from '../route-tables/route-tables';
import {
  entriesOf,
  networkAclAssociationTable,
  type NetworkAclAssociationRow,
  type NetworkAclEntryRow,
  networkAclIdForm,
  type NetworkAclRow,
  networkAclTable,
} from './network-acls';

function describeEntry(entry: NetworkAclEntryRow): NetworkAclEntry {
  return {
    ...(entry.cidrBlock !== undefined && { CidrBlock: entry.cidrBlock }),
    Egress: entry.egress,
    ...(entry.icmpTypeCode && { IcmpTypeCode: { Code: entry.icmpTypeCode.code, Type: entry.icmpTypeCode.type } }),
    ...(entry.ipv6CidrBlock !== undefined && { Ipv6CidrBlock: entry.ipv6CidrBlock }),
    ...(entry.portRange && { PortRange: { From: entry.portRange.from, To: entry.portRange.to } }),
    Protocol: entry.protocol,
    RuleAction: entry.ruleAction,
    RuleNumber: entry.ruleNumber,
  };
}

/** The last entries, which nobody can change and which deny the rest (VPC User Guide, network ACL rules: the asterisk rules). */
function lastEntries(egress: boolean, hasIpv6: boolean): NetworkAclEntry[] {
  const last = { Egress: egress, Protocol: '-1', RuleAction: 'deny' as const };
  return [
    { CidrBlock: '0.0.0.0/0', ...last, RuleNumber: 32_767 },
    ...(hasIpv6 ? [{ ...last, Ipv6CidrBlock: '::/0', RuleNumber: 32_768 }] : []),
  ];
}

function describeEntries(context: Context, { id, vpcId }: NetworkAclRow): NetworkAclEntry[] {
  const hasIpv6 = localBlocks(context, vpcId).some(isIpv6);
  return [true, false].flatMap((egress) => [...entriesOf(context, id, egress).map(describeEntry), ...lastEntries(egress, hasIpv6)]);
}

/** An ACL in AWS's shape. */
export function describeNetworkAcl(context: Context, row: NetworkAclRow): NetworkAcl {
  return {
    Associations: context.by(networkAclAssociationTable, 'acl', row.id).map(({ id, subnetId }) => ({
      NetworkAclAssociationId: id,
      NetworkAclId: row.id,
      SubnetId: subnetId,
    })),
    Entries: describeEntries(context, row),
    IsDefault: row.isDefault,
    NetworkAclId: row.id,
    Tags: tagList(context, row.id),
    VpcId: row.vpcId,
    OwnerId: context.account.accountId,
  };
}

/** The protocols that filters also call by name. */
const protocolNames: Readonly<Record<string, string>> = { '6': 'tcp', '17': 'udp', '1': 'icmp' };

/** Filters as documented (API, DescribeNetworkAcls). */
function filters(context: Context): FilterFields<NetworkAclRow> {
  const ofAssociations =
    (look: (association: NetworkAclAssociationRow) => string) =>
    (row: NetworkAclRow): string[] =>
      context.by(networkAclAssociationTable, 'acl', row.id).map(look);
  const ofEntries =
    (look: (entry: NetworkAclEntry) => FilterValue) =>
    (row: NetworkAclRow): string[] =>
      describeEntries(context, row)
        .flatMap((entry) => look(entry))
        .filter((value) => value !== undefined)
        .map(String);
  return {
    'association.association-id': ofAssociations(({ id }) => id),
    'association.network-acl-id': ofAssociations(({ networkAclId }) => networkAclId),
    'association.subnet-id': ofAssociations(({ subnetId }) => subnetId),
    default: (row) => row.isDefault,
    'entry.cidr': ofEntries((entry) => entry.CidrBlock),
    'entry.icmp.code': ofEntries((entry) => entry.IcmpTypeCode?.Code),
    'entry.icmp.type': ofEntries((entry) => entry.IcmpTypeCode?.Type),
    'entry.ipv6-cidr': ofEntries((entry) => entry.Ipv6CidrBlock),
    'entry.port-range.from': ofEntries((entry) => entry.PortRange?.From),
    'entry.port-range.to': ofEntries((entry) => entry.PortRange?.To),
    'entry.protocol': ofEntries(({ Protocol }) => [Protocol!, ...(protocolNames[Protocol!] ? [protocolNames[Protocol!]!] : [])]),
    'entry.rule-action': ofEntries((entry) => entry.RuleAction),
    'entry.egress': ofEntries((entry) => entry.Egress),
    'entry.rule-number': ofEntries((entry) => entry.RuleNumber),
    'network-acl-id': (row) => row.id,
    'owner-id': () => context.account.accountId,
    'vpc-id': (row) => row.vpcId,
  };
}

/** DescribeNetworkAcls (API; paging 5–1000). @throws ApiError InvalidNetworkAclId.Malformed, InvalidNetworkAclID.NotFound */
export const describeNetworkAcls = defineAction({
  name: 'ec2:DescribeNetworkAcls',
  access: 'read',
  inputs: { NextToken: 'honoured', MaxResults: 'honoured', DryRun: 'honoured', NetworkAclIds: 'honoured', Filters: 'honoured' },
  handle(context, input) {
    const keep = compileFilters(input.Filters, filters(context), (row: NetworkAclRow) => tagsOf(context, row.id));
    const { items, NextToken } = describeRows(
      context,
      'DescribeNetworkAcls',
      input,
      networkAclTable,
      input.NetworkAclIds,
      networkAclIdForm,
      keep,
    );
    return { NetworkAcls: items.map((row) => describeNetworkAcl(context, row)), ...(NextToken && { NextToken }) };
  },
});
