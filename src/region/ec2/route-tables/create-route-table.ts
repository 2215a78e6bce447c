import { withClientToken } from '../../aws/client-tokens';
import { accountLimit } from '../../aws/quotas';
import { putTags, tagSpecifications } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import { ApiError, missingParameter } from '../../kernel/errors';
import { findVpc } from '../vpcs/vpcs';
import { describeRouteTable } from './describe-route-tables';
import { putRouteTable } from './main-route-table';
import {
  findRouteTable,
  localBlocks,
  mainAssociation,
  removeRouteTable,
  routeTableAssociationTable,
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
    const { id, vpcId } = findRouteTable(context, input.RouteTableId);
    if (context.rows(routeTableAssociationTable).count('table', id) > 0 || mainAssociation(context, vpcId)?.routeTableId === id) {
      throw new ApiError('DependencyViolation', `The routeTable '${id}' has dependencies and cannot be deleted.`);
    }
    removeRouteTable(context, id);
    context.subjects.push(id);
    return {};
  },
});
