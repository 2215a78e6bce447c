import type { Context } from '../../kernel/context';
import { ApiError, invalidValue } from '../../kernel/errors';
import { blockCovers, blocksOverlap } from '../network/block-match';
import { canonicalIpv6Block, formatIpv4Block, parseIpv4Block } from '../network/cidr';
import { checkSubnetIpv6Length } from '../vpcs/vpc-blocks';
import { type Ipv6Association, ipv4BlocksOf, type VpcRow } from '../vpcs/vpcs';
import { subnetTable } from './subnets';

/**
 * The canonical form of an IPv4 block for a new subnet: /16 to /28, in a block of the VPC, free (VPC User Guide, subnet sizing; reference:
 * network.md §2).
 * @throws ApiError InvalidParameterValue for what is no block, InvalidSubnet.Range, InvalidSubnet.Conflict
 */
export function subnetBlock(context: Context, vpc: VpcRow, text: string): string {
  const parsed = parseIpv4Block(text);
  if (!parsed) throw invalidValue(`Value (${text}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`);
  const block = formatIpv4Block(parsed);
  const inside = ipv4BlocksOf(vpc).some(({ cidrBlock }) => blockCovers(cidrBlock, block));
  if (!inside || parsed.prefix < 16 || parsed.prefix > 28) throw new ApiError('InvalidSubnet.Range', `The CIDR '${block}' is invalid.`);
  if (overlaps(context, vpc.id, block)) throw new ApiError('InvalidSubnet.Conflict', `The CIDR '${block}' conflicts with another subnet`);
  return block;
}

/** True when a subnet of the VPC has an address of the IPv4 block. */
export function overlaps(context: Context, vpcId: string, block: string): boolean {
  return context.by(subnetTable, 'vpc', vpcId).some(({ cidrBlock }) => blocksOverlap(cidrBlock, block));
}

/**
 * An IPv6 block for a subnet: in a block of the VPC, free.
 * @throws ApiError InvalidParameterValue, InvalidSubnet.Range, InvalidSubnet.Conflict
 */
export function subnetIpv6Block(context: Context, vpc: VpcRow, text: string): Ipv6Association {
  const ipv6CidrBlock = canonicalIpv6Block(text);
  if (ipv6CidrBlock === undefined) throw invalidValue(`invalid value for parameter ipv6-cidr-block: ${text}`);
  checkSubnetIpv6Length(vpc, ipv6CidrBlock);
  const taken = context
    .by(subnetTable, 'vpc', vpc.id)
    .some(({ ipv6Block }) => ipv6Block && blocksOverlap(ipv6Block.ipv6CidrBlock, ipv6CidrBlock));
  if (taken) throw new ApiError('InvalidSubnet.Conflict', `The IPv6 CIDR '${ipv6CidrBlock}' conflicts with another subnet`);
  return { associationId: context.newId('subnet-cidr-assoc'), ipv6CidrBlock };
}
