import { describeRows } from '../../aws/describe-rows';
import { compileFilters, type FilterFields } from '../../aws/filters';
import { tagsOf } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { ipv4BlocksOf, vpcTable } from '../vpcs/vpcs';
import { describePeering, statusMessage } from './peering-shape';
import {
  type PeeringSide,
  type VpcPeeringConnectionRow,
  vpcPeeringConnectionIdForm,
  vpcPeeringConnectionTable,
} from './vpc-peering-connections';
import { wholeSecond } from '../../aws/whole-second';

/** Filters as documented (API, DescribeVpcPeeringConnections). */
function filters(context: Context): FilterFields<VpcPeeringConnectionRow> {
  const blocks = ({ region, vpcId }: PeeringSide): string[] => {
    const vpc = context.inRegion(region).get(vpcTable, vpcId);
    return vpc ? ipv4BlocksOf(vpc).map(({ cidrBlock }) => cidrBlock) : [];
  };
  return {
    'accepter-vpc-info.cidr-block': (row) => blocks(row.accepter),
    'accepter-vpc-info.owner-id': (row) => row.accepter.ownerId,
    'accepter-vpc-info.vpc-id': (row) => row.accepter.vpcId,
    'expiration-time': (row) => wholeSecond(row.expirationTime).toISOString(),
    'requester-vpc-info.cidr-block': (row) => blocks(row.requester),
    'requester-vpc-info.owner-id': (row) => row.requester.ownerId,
    'requester-vpc-info.vpc-id': (row) => row.requester.vpcId,
    'status-code': (row) => row.state,
    'status-message': statusMessage,
    'vpc-peering-connection-id': (row) => row.id,
  };
}

/** DescribeVpcPeeringConnections (API; paging 5–1000). @throws ApiError InvalidVpcPeeringConnectionId.Malformed, InvalidVpcPeeringConnectionID.NotFound */
export const describeVpcPeeringConnections = defineAction({
  name: 'ec2:DescribeVpcPeeringConnections',
  access: 'read',
  inputs: { NextToken: 'honoured', MaxResults: 'honoured', DryRun: 'honoured', VpcPeeringConnectionIds: 'honoured', Filters: 'honoured' },
  handle(context, input) {
    const keep = compileFilters(input.Filters, filters(context), (row: VpcPeeringConnectionRow) => tagsOf(context, row.id));
    const { items, NextToken } = describeRows(
      context,
      'DescribeVpcPeeringConnections',
      input,
      vpcPeeringConnectionTable,
      input.VpcPeeringConnectionIds,
      vpcPeeringConnectionIdForm,
      keep,
    );
    return { VpcPeeringConnections: items.map((row) => describePeering(context, row)), ...(NextToken && { NextToken }) };
  },
});
