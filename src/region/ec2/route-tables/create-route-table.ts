import { withClientToken } from '../../aws/client-tokens';
import { accountLimit } from '../../aws/quotas';
import { putTags, tagSpecifications } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import type { Dependence } from '../../kernel/dependence';
import { ApiError, missingParameter } from '../../kernel/errors';
import { findVpc } from '../vpcs/vpcs';
import { describeRouteTable } from './describe-route-tables';
import { putRouteTable } from './main-route-table';
import {
  findRouteTable,
  localBlocks,
  removeRouteTable,
  routeTableAssociationTable,
  type RouteTableRow,
  routeTableTable,
} from './route-tables';

/**
 * CreateRouteTable (API): a table of a VPC with its local routes.
 * @throws ApiError MissingParameter, InvalidVpcID.*, RouteTableLimitExceeded, IdempotentParameterMismatch, tag errors
 */
export const createRouteTable = defineAction({
  name: 'ec2:CreateRouteTable',
  access: 'write',
  inputs: { TagSpecifications: 'honoured', ClientToken: 'honoured', DryRun: 'honoured', VpcId: 'honoured' },
  handle(context, input) {
    const answer = (id: string) => ({
      RouteTable: describeRouteTable(context, findRouteTable(context, id)),
      ...(input.ClientToken && { ClientToken: input.ClientToken }),
    });
    return withClientToken(
      context,
      'CreateRouteTable',
      input,
      () => {
        if (!input.VpcId) throw missingParameter('vpcId');
        const vpc = findVpc(context, input.VpcId);
        const tags = tagSpecifications(input.TagSpecifications, ['route-table']).get('route-table') ?? {};
        if (context.rows(routeTableTable).count('vpc', vpc.id) >= accountLimit(context, 'routeTablesPerVpc')) {
          throw new ApiError('RouteTableLimitExceeded', 'The maximum number of route tables has been reached.');
        }
        const id = putRouteTable(context, vpc.id, localBlocks(context, vpc.id));
        putTags(context, id, 'route-table', 'route-tables', tags);
        context.subjects.push(id);
        return { output: answer(id), result: id };
      },
      answer,
    );
  },
});

/** What has a table: subnets, and the VPC whose main one it is (API, DeleteRouteTable). */
export const routeTableDependence: Dependence<RouteTableRow> = {
  action: 'ec2:DeleteRouteTable',
  code: 'DependencyViolation',
  of: (context, { id }) =>
    context
      .by(routeTableAssociationTable, 'table', id)
      .map(({ subnetId, vpcId }) => (subnetId === undefined ? { kind: 'vpcs', id: vpcId } : { kind: 'subnets', id: subnetId })),
};

/**
 * DeleteRouteTable (API): not the main table, nor one that a subnet has.
 * @throws ApiError MissingParameter, InvalidRouteTableID.NotFound, DependencyViolation
 */
export const deleteRouteTable = defineAction({
  name: 'ec2:DeleteRouteTable',
  access: 'write',
  inputs: { DryRun: 'honoured', RouteTableId: 'honoured' },
  handle(context, input) {
    if (!input.RouteTableId) throw missingParameter('routeTableId');
    const table = findRouteTable(context, input.RouteTableId);
    const { id } = table;
    if (routeTableDependence.of(context, table).length > 0) {
      throw new ApiError(routeTableDependence.code, `The routeTable '${id}' has dependencies and cannot be deleted.`);
    }
    removeRouteTable(context, id);
    context.subjects.push(id);
    return {};
  },
});
