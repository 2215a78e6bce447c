import { describeRows } from '../../aws/describe-rows';
import { compileFilters, type FilterFields } from '../../aws/filters';
import { tagsOf } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import { describeNatGateway } from './nat-gateway-shape';
import { natGatewayIdForm, type NatGatewayRow, natGatewayTable } from './nat-gateways';

/** Filters as documented (API, DescribeNatGateways). */
const filters: FilterFields<NatGatewayRow> = {
  'nat-gateway-id': (row) => row.id,
  state: (row) => row.state,
  'subnet-id': (row) => row.subnetId,
  'vpc-id': (row) => row.vpcId,
};

/** DescribeNatGateways (API; paging 5–1000). @throws ApiError NatGatewayMalformed, NatGatewayNotFound */
export const describeNatGateways = defineAction({
  name: 'ec2:DescribeNatGateways',
  access: 'read',
  inputs: { DryRun: 'honoured', Filter: 'honoured', MaxResults: 'honoured', NatGatewayIds: 'honoured', NextToken: 'honoured' },
  handle(context, input) {
    const keep = compileFilters(input.Filter, filters, (row: NatGatewayRow) => tagsOf(context, row.id));
    const { NatGatewayIds } = input;
    const { items, NextToken } = describeRows(
      context,
      'DescribeNatGateways',
      input,
      natGatewayTable,
      NatGatewayIds,
      natGatewayIdForm,
      keep,
    );
    return { NatGateways: items.map((row) => describeNatGateway(context, row)), ...(NextToken && { NextToken }) };
  },
});
