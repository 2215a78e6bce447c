import type { CreateEgressOnlyInternetGatewayRequest, CreateEgressOnlyInternetGatewayResult } from '@aws-sdk/client-ec2';
import { forgetClientTokens, withClientToken } from '../../aws/client-tokens';
import { accountLimit } from '../../aws/quotas';
import { putTags, tagSpecifications, tagsTable } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { ApiError, invalidValue, missingParameter } from '../../kernel/errors';
import { findVpc } from '../vpcs/vpcs';
import {
  describeEgressOnlyInternetGateway,
  type EgressOnlyInternetGatewayRow,
  egressOnlyInternetGatewayTable,
  findEgressOnlyInternetGateway,
} from './egress-only-internet-gateways';

const resourceType = 'egress-only-internet-gateway';

function create(context: Context, input: CreateEgressOnlyInternetGatewayRequest): EgressOnlyInternetGatewayRow {
  if (!input.VpcId) throw missingParameter('vpcId');
  const vpc = findVpc(context, input.VpcId);
  const tags = tagSpecifications(input.TagSpecifications, [resourceType]).get(resourceType) ?? {};
  const present = context.rows(egressOnlyInternetGatewayTable);
  if (present.count('vpc', vpc.id) > 0) throw invalidValue(`Network ${vpc.id} already has an egress only internet gateway attached`);
  if (present.size >= accountLimit(context, 'egressOnlyInternetGateways')) {
    throw new ApiError('EgressOnlyInternetGatewayLimitExceeded', 'The maximum number of egress only internet gateways has been reached.');
  }
  const row = context.put(egressOnlyInternetGatewayTable, { region: context.region, id: context.newId('eigw'), vpcId: vpc.id });
  putTags(context, row.id, resourceType, 'egress-only-internet-gateways', tags);
  context.subjects.push(row.id);
  return row;
}

/**
 * CreateEgressOnlyInternetGateway (API): one a VPC (VPC User Guide, quotas). CHOICE: the codes of the two limits, which are not documented.
 * @throws ApiError MissingParameter, InvalidVpcID.*, InvalidParameterValue, EgressOnlyInternetGatewayLimitExceeded, those of tags and client tokens
 */
export const createEgressOnlyInternetGateway = defineAction({
  name: 'ec2:CreateEgressOnlyInternetGateway',
  access: 'write',
  inputs: { ClientToken: 'honoured', DryRun: 'honoured', VpcId: 'honoured', TagSpecifications: 'honoured' },
  handle(context, input) {
    const answer = (row: EgressOnlyInternetGatewayRow): CreateEgressOnlyInternetGatewayResult => ({
      ...(input.ClientToken !== undefined && { ClientToken: input.ClientToken }),
      EgressOnlyInternetGateway: describeEgressOnlyInternetGateway(context, row),
    });
    const first = (): { output: CreateEgressOnlyInternetGatewayResult; result: string } => {
      const row = create(context, input);
      return { output: answer(row), result: row.id };
    };
    return withClientToken(context, 'CreateEgressOnlyInternetGateway', input, first, (id) =>
      answer(findEgressOnlyInternetGateway(context, id)),
    );
  },
});

/** DeleteEgressOnlyInternetGateway (API): routes to it stay, and lead nowhere. @throws ApiError InvalidGatewayID.* */
export const deleteEgressOnlyInternetGateway = defineAction({
  name: 'ec2:DeleteEgressOnlyInternetGateway',
  access: 'write',
  inputs: { DryRun: 'honoured', EgressOnlyInternetGatewayId: 'honoured' },
  handle(context, { EgressOnlyInternetGatewayId: id }) {
    if (!id) throw missingParameter('egressOnlyInternetGatewayId');
    const row = findEgressOnlyInternetGateway(context, id);
    forgetClientTokens(context, row.id);
    context.delete(tagsTable, row.id);
    context.delete(egressOnlyInternetGatewayTable, row.id);
    context.subjects.push(row.id);
    return { ReturnCode: true };
  },
});
