import { accountLimit } from '../../aws/quotas';
import { putTags, tagSpecifications, tagsTable } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import type { Dependence } from '../../kernel/dependence';
import { ApiError, missingParameter } from '../../kernel/errors';
import { describeInternetGateway, findInternetGateway, type InternetGatewayRow, internetGatewayTable } from './internet-gateways';

/** Refuses one gateway too many. @throws ApiError InternetGatewayLimitExceeded (EC2 error codes) */
export function checkGatewayRoom(context: Context): void {
  if (context.rows(internetGatewayTable).size < accountLimit(context, 'internetGateways')) return;
  throw new ApiError('InternetGatewayLimitExceeded', 'The maximum number of internet gateways has been reached.');
}

/** CreateInternetGateway (API): attached to nothing. @throws ApiError InternetGatewayLimitExceeded, those of tags */
export const createInternetGateway = defineAction({
  name: 'ec2:CreateInternetGateway',
  access: 'write',
  inputs: { TagSpecifications: 'honoured', DryRun: 'honoured' },
  handle(context, input) {
    const tags = tagSpecifications(input.TagSpecifications, ['internet-gateway']).get('internet-gateway') ?? {};
    checkGatewayRoom(context);
    const row = context.put(internetGatewayTable, { region: context.region, id: context.newId('igw') });
    putTags(context, row.id, 'internet-gateway', 'internet-gateways', tags);
    context.subjects.push(row.id);
    return { InternetGateway: describeInternetGateway(context, row) };
  },
});

/** What has a gateway: the VPC it is attached to (API, DeleteInternetGateway). */
export const gatewayDependence: Dependence<InternetGatewayRow> = {
  action: 'ec2:DeleteInternetGateway',
  code: 'DependencyViolation',
  of: (_, { vpcId }) => (vpcId === undefined ? [] : [{ kind: 'vpcs', id: vpcId }]),
};

/** DeleteInternetGateway (API): once it is detached; routes to it stay, and lead nowhere. @throws ApiError InvalidInternetGatewayID.*, DependencyViolation */
export const deleteInternetGateway = defineAction({
  name: 'ec2:DeleteInternetGateway',
  access: 'write',
  inputs: { DryRun: 'honoured', InternetGatewayId: 'honoured' },
  handle(context, { InternetGatewayId }) {
    if (!InternetGatewayId) throw missingParameter('internetGatewayId');
    const row = findInternetGateway(context, InternetGatewayId);
    if (gatewayDependence.of(context, row).length > 0) {
      throw new ApiError(gatewayDependence.code, `The internetGateway '${row.id}' has dependencies and cannot be deleted.`);
    }
    context.delete(tagsTable, row.id);
    context.delete(internetGatewayTable, row.id);
    context.subjects.push(row.id);
    return {};
  },
});
