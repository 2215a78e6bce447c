import { compileFilters, type FilterFields } from '../../aws/filters';
import { page } from '../../aws/paging';
import { tagsOf } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { describeVpcEndpoint } from './endpoint-shape';
import { findVpcEndpoint, type VpcEndpointRow, vpcEndpointTable } from './vpc-endpoints';

/** What an answer holds at most; more may be asked for (API, DescribeVpcEndpoints). */
const mostItems = 1_000;

/** The same request, asking for no more than an answer holds. */
export function clampPage<Input extends { readonly MaxResults?: number | undefined }>(input: Input): Input {
  return input.MaxResults !== undefined && input.MaxResults > mostItems ? { ...input, MaxResults: mostItems } : input;
}

/** Filters as documented (API, DescribeVpcEndpoints). */
function filters(context: Context): FilterFields<VpcEndpointRow> {
  return {
    'ip-address-type': (row) => (row.type === 'Interface' ? 'ipv4' : undefined),
    'service-name': (row) => row.serviceName,
    'service-region': () => context.region,
    'vpc-id': (row) => row.vpcId,
    'vpc-endpoint-id': (row) => row.id,
    'vpc-endpoint-state': (row) => row.state,
    'vpc-endpoint-type': (row) => row.type,
  };
}

/** DescribeVpcEndpoints (API; paging up to 1,000). @throws ApiError InvalidVpcEndpointId.Malformed, InvalidVpcEndpointId.NotFound */
export const describeVpcEndpoints = defineAction({
  name: 'ec2:DescribeVpcEndpoints',
  access: 'read',
  inputs: { DryRun: 'honoured', VpcEndpointIds: 'honoured', Filters: 'honoured', MaxResults: 'honoured', NextToken: 'honoured' },
  handle(context, input) {
    const matches = compileFilters(input.Filters, filters(context), (row: VpcEndpointRow) => tagsOf(context, row.id));
    const named = new Set((input.VpcEndpointIds ?? []).map((id) => findVpcEndpoint(context, id).id));
    const { items, NextToken } = page(
      'DescribeVpcEndpoints',
      clampPage(input),
      { least: 1, most: mostItems },
      context.rows(vpcEndpointTable).all(),
      (row) => (named.size === 0 || named.has(row.id)) && matches(row),
    );
    return { VpcEndpoints: items.map((row) => describeVpcEndpoint(context, row)), ...(NextToken && { NextToken }) };
  },
});
