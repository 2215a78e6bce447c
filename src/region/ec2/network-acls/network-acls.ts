import { findAll, type IdForm } from '../../aws/ids';
import { tagsTable } from '../../aws/tags';
import type { Context } from '../../kernel/context';
import { defineTable, type RowKey } from '../../store/table';

/** A network ACL of a VPC. */
export interface NetworkAclRow extends RowKey {
  readonly vpcId: string;
  /** Made with the VPC; it has the subnets that no other ACL has. */
  readonly isDefault: boolean;
}

export const networkAclTable = defineTable<NetworkAclRow, 'vpc' | 'default'>({
  name: 'ec2_network_acls',
  kind: 'network-acls',
  columns: { vpcId: 'text', isDefault: 'boolean' },
  indexes: { vpc: (row) => row.vpcId, default: (row) => (row.isDefault ? row.vpcId : undefined) },
});

/** What one entry of an ACL says. Exactly one of the two blocks is there. */
export interface NetworkAclEntryContent {
  /** A protocol's number as text; `-1` for all. */
  readonly protocol: string;
  readonly ruleAction: 'allow' | 'deny';
  readonly cidrBlock?: string;
  readonly ipv6CidrBlock?: string;
  /** First and last port of TCP and UDP. */
  readonly portRange?: { readonly from: number; readonly to: number };
  /** Type and code of ICMP; -1 is all. */
  readonly icmpTypeCode?: { readonly type: number; readonly code: number };
}

/** One entry (rule) of an ACL. The row's id tells ACL, direction and number, which are unique together. */
export interface NetworkAclEntryRow extends RowKey, NetworkAclEntryContent {
  readonly networkAclId: string;
  readonly egress: boolean;
  /** 1–32766; lower ones are looked at first. */
  readonly ruleNumber: number;
}

export const networkAclEntryTable = defineTable<NetworkAclEntryRow, 'acl'>({
  name: 'ec2_network_acl_entries',
  columns: {
    networkAclId: 'text',
    egress: 'boolean',
    ruleNumber: 'integer',
    protocol: 'text',
    ruleAction: 'text',
    cidrBlock: 'text',
    ipv6CidrBlock: 'text',
    portRange: 'json',
    icmpTypeCode: 'json',
  },
  indexes: { acl: (row) => row.networkAclId },
  about: (row) => ({ kind: 'network-acls', id: row.networkAclId }),
});

/** What ties an ACL to a subnet: each subnet has exactly one. The row's id is `aclassoc-…`. */
export interface NetworkAclAssociationRow extends RowKey {
  readonly networkAclId: string;
  readonly subnetId: string;
}

export const networkAclAssociationTable = defineTable<NetworkAclAssociationRow, 'acl' | 'subnet'>({
  name: 'ec2_network_acl_associations',
  columns: { networkAclId: 'text', subnetId: 'text' },
  indexes: { acl: (row) => row.networkAclId, subnet: (row) => row.subnetId },
  about: (row) => ({ kind: 'network-acls', id: row.networkAclId }),
});

/** How EC2 talks of network ACL ids (EC2 error codes). */
export const networkAclIdForm: IdForm = {
  prefix: 'acl',
  errorPrefix: 'InvalidNetworkAclID',
  noun: 'networkAcl',
  malformed: 'InvalidNetworkAclId.Malformed',
};

/** An ACL by its id. @throws ApiError InvalidNetworkAclId.Malformed, InvalidNetworkAclID.NotFound */
export function findNetworkAcl(context: Context, id: string): NetworkAclRow {
  return findAll([id], networkAclIdForm, (each) => context.get(networkAclTable, each))[0]!;
}

/** The id of an entry's row. */
export function entryId(networkAclId: string, egress: boolean, ruleNumber: number): string {
  return `${networkAclId}/${egress ? 'egress' : 'ingress'}/${ruleNumber}`;
}

/** Puts an entry in, or in the place of the one with its number. */
export function putEntry(
  context: Context,
  networkAclId: string,
  egress: boolean,
  ruleNumber: number,
  content: NetworkAclEntryContent,
): NetworkAclEntryRow {
  const id = entryId(networkAclId, egress, ruleNumber);
  return context.put(networkAclEntryTable, { region: context.region, id, networkAclId, egress, ruleNumber, ...content });
}

/** The entries of an ACL in one direction, in the order they are looked at. */
export function entriesOf(context: Context, networkAclId: string, egress: boolean): NetworkAclEntryRow[] {
  const entries = context.by(networkAclEntryTable, 'acl', networkAclId).filter((entry) => entry.egress === egress);
  return entries.sort((a, b) => a.ruleNumber - b.ruleNumber);
}

/** Ties a subnet to an ACL. */
export function associateSubnet(context: Context, networkAclId: string, subnetId: string): NetworkAclAssociationRow {
  return context.put(networkAclAssociationTable, { region: context.region, id: context.newId('aclassoc'), networkAclId, subnetId });
}

/** Takes an ACL out, with its entries, associations and tags. */
export function removeNetworkAcl(context: Context, id: string): void {
  for (const entry of context.by(networkAclEntryTable, 'acl', id)) context.delete(networkAclEntryTable, entry.id);
  for (const association of context.by(networkAclAssociationTable, 'acl', id)) context.delete(networkAclAssociationTable, association.id);
  context.delete(tagsTable, id);
  context.delete(networkAclTable, id);
}
