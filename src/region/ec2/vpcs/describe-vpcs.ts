import type { Vpc } from '@aws-sdk/client-ec2';
import { describeRows } from '../../aws/describe-rows';
import { compileFilters, type FilterFields } from '../../aws/filters';
import { tagList, tagsOf } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { vpcIdForm, type VpcRow, vpcTable } from './vpcs';

/** The id under which a VPC's only block is associated with it. */
function associationId(row: VpcRow): string {
  return `vpc-cidr-assoc-${row.id.slice('vpc-'.length)}`;
}

const never = (): undefined => undefined;

/** Filters as documented (API, DescribeVpcs); VPCs here have one IPv4 block and no IPv6 block. */
function filters(context: Context): FilterFields<VpcRow> {
  return {
    cidr: (row) => row.cidrBlock,
    'cidr-block-association.cidr-block': (row) => row.cidrBlock,
    'cidr-block-association.association-id': associationId,
    'cidr-block-association.state': () => 'associated',
    'dhcp-options-id': (row) => row.dhcpOptionsId,
    'ipv6-cidr-block-association.ipv6-cidr-block': never,
    'ipv6-cidr-block-association.ipv6-pool': never,
    'ipv6-cidr-block-association.association-id': never,
    'ipv6-cidr-block-association.state': never,
    'is-default': (row) => row.isDefault,
    // Older names, still taken.
    isDefault: (row) => row.isDefault,
    'owner-id': () => context.account.accountId,
    state: () => 'available',
    'vpc-id': (row) => row.id,
  };
}

function describeVpc(context: Context, row: VpcRow): Vpc {
  return {
    OwnerId: context.account.accountId,
    InstanceTenancy: row.instanceTenancy,
    Ipv6CidrBlockAssociationSet: [],
    CidrBlockAssociationSet: [{ AssociationId: associationId(row), CidrBlock: row.cidrBlock, CidrBlockState: { State: 'associated' } }],
    IsDefault: row.isDefault,
    Tags: tagList(context, row.id),
    BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' },
    VpcId: row.id,
    State: 'available',
    CidrBlock: row.cidrBlock,
    DhcpOptionsId: row.dhcpOptionsId,
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
