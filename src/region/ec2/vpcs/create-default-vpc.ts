import { defineAction } from '../../kernel/action';
import { ApiError } from '../../kernel/errors';
import { checkGatewayRoom } from '../internet-gateways/change-internet-gateways';
import { createDefaultNetwork } from '../network/default-network';
import { checkVpcRoom } from './put-vpc';
import { describeNewVpc } from './vpc-shape';
import { defaultVpc } from './vpcs';

/**
 * CreateDefaultVpc (API; reference: network.md §1): once the default VPC was deleted. Its internet gateway counts like any other.
 * @throws ApiError DefaultVpcAlreadyExists, VpcLimitExceeded, InternetGatewayLimitExceeded
 */
export const createDefaultVpc = defineAction({
  name: 'ec2:CreateDefaultVpc',
  access: 'write',
  inputs: { DryRun: 'honoured' },
  handle(context) {
    if (defaultVpc(context)) {
      throw new ApiError('DefaultVpcAlreadyExists', 'A Default VPC already exists for this account in this region.');
    }
    checkVpcRoom(context);
    checkGatewayRoom(context);
    const vpc = createDefaultNetwork(context);
    context.subjects.push(vpc.id);
    return { Vpc: describeNewVpc(context, vpc) };
  },
});
