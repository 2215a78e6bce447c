import { findAll, type IdForm } from '../../aws/ids';
import { ApiError, invalidCombination, invalidValue, missingParameter } from '../../kernel/errors';

const ipamPoolIdForm: IdForm = { prefix: 'ipam-pool', errorPrefix: 'InvalidIpamPoolId', noun: 'ipam-pool' };
const ipv6PoolIdForm: IdForm = { prefix: 'ipv6pool-ec2', errorPrefix: 'InvalidPoolID', noun: 'pool' };

/** The inputs by which a block is taken from a pool of the account's own. */
export interface PoolInputs {
  readonly Ipv4IpamPoolId?: string | undefined;
  readonly Ipv4NetmaskLength?: number | undefined;
  readonly Ipv6IpamPoolId?: string | undefined;
  readonly Ipv6NetmaskLength?: number | undefined;
  readonly Ipv6Pool?: string | undefined;
}

/**
 * The account has no IPAM pool and has brought no addresses of its own, so whatever pool is named is not there.
 * @throws ApiError InvalidIpamPoolId.Malformed, .NotFound, InvalidPoolID.Malformed, .NotFound; MissingParameter for a length without its pool
 */
export function refusePools(input: PoolInputs): void {
  const none = (): undefined => undefined;
  for (const id of [input.Ipv4IpamPoolId, input.Ipv6IpamPoolId]) if (id !== undefined) findAll([id], ipamPoolIdForm, none);
  if (input.Ipv6Pool !== undefined) findAll([input.Ipv6Pool], ipv6PoolIdForm, none);
  if (input.Ipv4NetmaskLength !== undefined) throw missingParameter('ipv4IpamPoolId');
  if (input.Ipv6NetmaskLength !== undefined) throw missingParameter('ipv6IpamPoolId');
}

/** The inputs by which a VPC gets an IPv6 block. */
export interface VpcIpv6Inputs extends PoolInputs {
  readonly Ipv6CidrBlock?: string | undefined;
  readonly Ipv6CidrBlockNetworkBorderGroup?: string | undefined;
  readonly AmazonProvidedIpv6CidrBlock?: boolean | undefined;
}

/** Those inputs and the IPv4 block that Create and Associate take besides. */
export const vpcBlockInputs = {
  CidrBlock: 'honoured',
  Ipv4IpamPoolId: 'honoured',
  Ipv4NetmaskLength: 'honoured',
  Ipv6IpamPoolId: 'honoured',
  Ipv6NetmaskLength: 'honoured',
  Ipv6Pool: 'honoured',
  Ipv6CidrBlock: 'honoured',
  Ipv6CidrBlockNetworkBorderGroup: 'honoured',
  AmazonProvidedIpv6CidrBlock: 'honoured',
} as const;

/**
 * As `refusePools`, for a VPC, where an IPv6 block is Amazon's or one out of a pool (API, CreateVpc, AssociateVpcCidrBlock). All zones here
 * belong to the region's own network border group.
 * @throws ApiError also MissingParameter, InvalidParameterCombination, InvalidParameterValue
 */
export function checkVpcIpv6(region: string, input: VpcIpv6Inputs): void {
  refusePools(input);
  if (input.Ipv6CidrBlock !== undefined) {
    throw new ApiError('MissingParameter', "The parameter 'ipv6CidrBlock' must be used with the parameter 'ipv6Pool'.");
  }
  const group = input.Ipv6CidrBlockNetworkBorderGroup;
  if (group === undefined) return;
  if (!input.AmazonProvidedIpv6CidrBlock) {
    throw invalidCombination('ipv6CidrBlockNetworkBorderGroup must be used with amazonProvidedIpv6CidrBlock.');
  }
  if (group !== region) throw invalidValue(`Value (${group}) for parameter ipv6CidrBlockNetworkBorderGroup is invalid.`);
}
