import { putTags, tagSpecifications } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import { ApiError, invalidValue } from '../../kernel/errors';
import { checkVpcIpv6, vpcBlockInputs } from '../network/pools';
import { addIpv6Block, checkVpcRoom, putVpc } from './put-vpc';
import { drawIpv6Block, vpcBlock } from './vpc-blocks';
import { describeNewVpc } from './vpc-shape';

/**
 * CreateVpc (API).
 * @throws ApiError MissingParameter, InvalidParameterValue, InvalidParameterCombination, InvalidVpc.Range, VpcLimitExceeded, those of pools and tags
 */
export const createVpc = defineAction({
  name: 'ec2:CreateVpc',
  access: 'write',
  inputs: {
    ...vpcBlockInputs,
    VpcEncryptionControl: 'refused',
    TagSpecifications: 'honoured',
    DryRun: 'honoured',
    InstanceTenancy: 'honoured',
  },
  handle(context, input) {
    checkVpcIpv6(context.region, input);
    if (!input.CidrBlock) throw new ApiError('MissingParameter', "Either 'cidrBlock' or 'ipv4IpamPoolId' should be provided.");
    const cidrBlock = vpcBlock(input.CidrBlock);
    const instanceTenancy = input.InstanceTenancy ?? 'default';
    if (instanceTenancy !== 'default' && instanceTenancy !== 'dedicated') {
      throw invalidValue(`Value (${instanceTenancy}) for parameter instanceTenancy is invalid. Valid values are: default, dedicated.`);
    }
    const tags = tagSpecifications(input.TagSpecifications, ['vpc']).get('vpc') ?? {};
    checkVpcRoom(context);
    const { vpc } = putVpc(context, { cidrBlock, isDefault: false, instanceTenancy });
    const made = input.AmazonProvidedIpv6CidrBlock ? addIpv6Block(context, vpc, drawIpv6Block(context)) : vpc;
    putTags(context, vpc.id, 'vpc', 'vpcs', tags);
    context.subjects.push(vpc.id);
    return { Vpc: describeNewVpc(context, made) };
  },
});
