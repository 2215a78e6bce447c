import type { DhcpOptions } from '@aws-sdk/client-ec2';
import { findAll, type IdForm } from '../../aws/ids';
import { tagList } from '../../aws/tags';
import type { Context } from '../../kernel/context';
import { defineTable, type RowKey } from '../../store/table';

/** One DHCP option: its name and values. */
export interface DhcpConfigurationValue {
  readonly key: string;
  readonly values: readonly string[];
}

/** A set of DHCP options. */
export interface DhcpOptionsRow extends RowKey {
  readonly configurations: readonly DhcpConfigurationValue[];
  /** The set that new VPCs of the region get. */
  readonly isDefault: boolean;
}

export const dhcpOptionsTable = defineTable<DhcpOptionsRow, 'default'>({
  name: 'ec2_dhcp_options',
  kind: 'dhcp-options',
  columns: { configurations: 'json', isDefault: 'boolean' },
  indexes: { default: (row) => (row.isDefault ? 'yes' : undefined) },
});

/** How EC2 talks of the ids of DHCP options sets (EC2 error codes). */
export const dhcpOptionsIdForm: IdForm = {
  prefix: 'dopt',
  errorPrefix: 'InvalidDhcpOptionID',
  malformed: 'InvalidDhcpOptionsId.Malformed',
  noun: 'dhcpOption',
};

/** A DHCP options set by its id. @throws ApiError InvalidDhcpOptionsId.Malformed, InvalidDhcpOptionID.NotFound */
export function findDhcpOptions(context: Context, id: string): DhcpOptionsRow {
  return findAll([id], dhcpOptionsIdForm, (each) => context.get(dhcpOptionsTable, each))[0]!;
}

/** Amazon's resolver, and the region's domain of private names (VPC User Guide, DHCP option sets; reference: network.md §1). */
export function putDefaultDhcpOptions(context: Context, id: string): DhcpOptionsRow {
  const domain = context.region === 'us-east-1' ? 'ec2.internal' : `${context.region}.compute.internal`;
  return context.put(dhcpOptionsTable, {
    region: context.region,
    id,
    configurations: [
      { key: 'domain-name', values: [domain] },
      { key: 'domain-name-servers', values: ['AmazonProvidedDNS'] },
    ],
    isDefault: true,
  });
}

/** The set that new VPCs get. CHOICE: when it was deleted, the next VPC that needs it brings it back under a new id. */
export function defaultDhcpOptions(context: Context): DhcpOptionsRow {
  return context.by(dhcpOptionsTable, 'default', 'yes')[0] ?? putDefaultDhcpOptions(context, context.newId('dopt'));
}

/** A DHCP options set in AWS's shape. */
export function describeDhcpOptionsRow(context: Context, row: DhcpOptionsRow): DhcpOptions {
  return {
    OwnerId: context.account.accountId,
    Tags: tagList(context, row.id),
    DhcpOptionsId: row.id,
    DhcpConfigurations: row.configurations.map(({ key, values }) => ({ Key: key, Values: values.map((Value) => ({ Value })) })),
  };
}
