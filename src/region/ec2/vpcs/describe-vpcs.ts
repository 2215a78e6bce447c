import { describeRows } from '../../aws/describe-rows';
import { compileFilters, type FilterFields } from '../../aws/filters';
import { tagsOf } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { describeVpc } from './vpc-shape';
import { ipv4BlocksOf, ipv6BlocksOf, vpcIdForm, type VpcRow, vpcTable } from './vpcs';

/** Filters as documented (API, DescribeVpcs). */
function filters(context: Context): FilterFields<VpcRow> {
  return {
    cidr: (row) => row.cidrBlock,
    'cidr-block-association.cidr-block': (row) => ipv4BlocksOf(row).map(({ cidrBlock }) => cidrBlock),
    'cidr-block-association.association-id': (row) => ipv4BlocksOf(row).map(({ associationId }) => associationId),
    'cidr-block-association.state': () => 'associated',
    'dhcp-options-id': (row) => row.dhcpOptionsId,
    'ipv6-cidr-block-association.ipv6-cidr-block': (row) => ipv6BlocksOf(row).map(({ ipv6CidrBlock }) => ipv6CidrBlock),
    'ipv6-cidr-block-association.ipv6-pool': (row) => ipv6BlocksOf(row).map(() => 'Amazon'),
    'ipv6-cidr-block-association.association-id': (row) => ipv6BlocksOf(row).map(({ associationId }) => associationId),
    'ipv6-cidr-block-association.state': (row) => ipv6BlocksOf(row).map(() => 'associated'),
    'is-default': (row) => row.isDefault,
    // Older names, still taken.
    isDefault: (row) => row.isDefault,
    'owner-id': () => context.account.accountId,
    state: () => 'available',
    'vpc-id': (row) => row.id,
  };
}

/** DescribeVpcs (API; paging 5–1000). @throws ApiError InvalidVpcID.Malformed, InvalidVpcID.NotFound */
export const describeVpcs = defineAction({
  name: 'ec2:DescribeVpcs',
  access: 'read',
  inputs: { Filters: 'honoured', VpcIds: 'honoured', NextToken: 'honoured', MaxResults: 'honoured', DryRun: 'honoured' },
  handle(context, input) {
    const keep = compileFilters(input.Filters, filters(context), (row: VpcRow) => tagsOf(context, row.id));
    const { items, NextToken } = describeRows(context, 'DescribeVpcs', input, vpcTable, input.VpcIds, vpcIdForm, keep);
    return { Vpcs: items.map((row) => describeVpc(context, row)), ...(NextToken && { NextToken }) };
  },
});
