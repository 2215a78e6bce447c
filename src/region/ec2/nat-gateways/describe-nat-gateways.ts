import { fiveToThousand } from '../../aws/describe-rows';
import { compileFilters, type FilterFields } from '../../aws/filters';
import { page } from '../../aws/paging';
import { tagsOf } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import { describeNatGateway } from './nat-gateway-shape';
import { findNatGateway, type NatGatewayRow, natGatewayTable } from './nat-gateways';

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
    const ids = new Set((input.NatGatewayIds ?? []).map((id) => findNatGateway(context, id).id));
    const asked = (row: NatGatewayRow): boolean => (ids.size === 0 || ids.has(row.id)) && keep(row);
    const { items, NextToken } = page('DescribeNatGateways', input, fiveToThousand, context.rows(natGatewayTable).all(), asked);
    return { NatGateways: items.map((row) => describeNatGateway(context, row)), ...(NextToken && { NextToken }) };
  },
});
