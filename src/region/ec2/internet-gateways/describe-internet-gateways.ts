import { describeRows } from '../../aws/describe-rows';
import { compileFilters, type FilterFields } from '../../aws/filters';
import { tagsOf } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import {
  describeEgressOnlyInternetGateway,
  egressOnlyInternetGatewayIdForm,
  type EgressOnlyInternetGatewayRow,
  egressOnlyInternetGatewayTable,
} from './egress-only-internet-gateways';
import { describeInternetGateway, internetGatewayIdForm, type InternetGatewayRow, internetGatewayTable } from './internet-gateways';

/** Filters as documented (API, DescribeInternetGateways). */
function filters(context: Context): FilterFields<InternetGatewayRow> {
  return {
    'attachment.state': (row) => (row.vpcId === undefined ? undefined : 'available'),
    'attachment.vpc-id': (row) => row.vpcId,
    'internet-gateway-id': (row) => row.id,
    'owner-id': () => context.account.accountId,
  };
}

/** DescribeInternetGateways (API; paging 5–1000). @throws ApiError InvalidInternetGatewayID.Malformed, InvalidInternetGatewayID.NotFound */
export const describeInternetGateways = defineAction({
  name: 'ec2:DescribeInternetGateways',
  access: 'read',
  inputs: { NextToken: 'honoured', MaxResults: 'honoured', DryRun: 'honoured', InternetGatewayIds: 'honoured', Filters: 'honoured' },
  handle(context, input) {
    const keep = compileFilters(input.Filters, filters(context), (row: InternetGatewayRow) => tagsOf(context, row.id));
    const ids = input.InternetGatewayIds;
    const { items, NextToken } = describeRows(
      context,
      'DescribeInternetGateways',
      input,
      internetGatewayTable,
      ids,
      internetGatewayIdForm,
      keep,
    );
    return { InternetGateways: items.map((row) => describeInternetGateway(context, row)), ...(NextToken && { NextToken }) };
  },
});

/** DescribeEgressOnlyInternetGateways (API; paging 5–255; filters by tag only). @throws ApiError InvalidGatewayID.Malformed, InvalidGatewayID.NotFound */
export const describeEgressOnlyInternetGateways = defineAction({
  name: 'ec2:DescribeEgressOnlyInternetGateways',
  access: 'read',
  inputs: {
    DryRun: 'honoured',
    EgressOnlyInternetGatewayIds: 'honoured',
    MaxResults: 'honoured',
    NextToken: 'honoured',
    Filters: 'honoured',
  },
  handle(context, input) {
    const keep = compileFilters(input.Filters, {}, (row: EgressOnlyInternetGatewayRow) => tagsOf(context, row.id));
    const { items, NextToken } = describeRows(
      context,
      'DescribeEgressOnlyInternetGateways',
      input,
      egressOnlyInternetGatewayTable,
      input.EgressOnlyInternetGatewayIds,
      egressOnlyInternetGatewayIdForm,
      keep,
      { least: 5, most: 255 },
    );
    return {
      EgressOnlyInternetGateways: items.map((row) => describeEgressOnlyInternetGateway(context, row)),
      ...(NextToken && { NextToken }),
    };
  },
});
