import { regions } from '../../catalog/regions';
import { accountLimit } from '../../aws/quotas';
import type { Context } from '../../kernel/context';
import { ApiError, invalidValue } from '../../kernel/errors';
import { blockCovers, blocksOverlap, prefixLength } from '../network/block-match';
import { formatIpv4Block, parseIpv4Block } from '../network/cidr';
import { destinationOf, routesOf, routeTableTable } from '../route-tables/route-tables';
import { type Ipv6Association, ipv4BlocksOf, ipv6BlocksOf, type VpcRow, vpcTable } from './vpcs';

/** Addresses that never belong to a VPC: this network, loopback, link-local, multicast and reserved (RFC 6890). */
const impossible = ['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/3'];

function invalidRange(block: string): ApiError {
  return new ApiError('InvalidVpc.Range', `The CIDR '${block}' is invalid.`);
}

/**
 * The canonical form of an IPv4 block for a VPC: /16 to /28 (VPC User Guide, VPC CIDR blocks).
 * @throws ApiError InvalidParameterValue for what is no block, InvalidVpc.Range
 */
export function vpcBlock(text: string): string {
  const parsed = parseIpv4Block(text);
  if (!parsed) throw invalidValue(`Value (${text}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`);
  const block = formatIpv4Block(parsed);
  if (parsed.prefix < 16 || parsed.prefix > 28 || impossible.some((range) => blockCovers(range, block))) throw invalidRange(block);
  return block;
}

const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

/** Ranges that a VPC with this primary block can't take (VPC User Guide, IPv4 CIDR block association restrictions). */
function restrictedRanges(vpc: VpcRow): string[] {
  const home = privateRanges.find((range) => blockCovers(range, vpc.cidrBlock));
  const restricted = ['198.19.0.0/16', ...privateRanges.filter((range) => range !== home)];
  if (home === '172.16.0.0/12') restricted.push('172.31.0.0/16');
  if (ipv4BlocksOf(vpc).some(({ cidrBlock }) => blockCovers('10.0.0.0/15', cidrBlock))) restricted.push('10.0.0.0/16');
  return restricted;
}

/**
 * Refuses a block that can't be added to the VPC (VPC User Guide, VPC CIDR blocks). CHOICE: the code of an overlap, which is not documented.
 * @throws ApiError InvalidVpc.Range, CidrLimitExceeded
 */
export function checkSecondaryBlock(context: Context, vpc: VpcRow, block: string): void {
  const present = ipv4BlocksOf(vpc);
  if (present.some(({ cidrBlock }) => blocksOverlap(cidrBlock, block))) {
    throw new ApiError('InvalidVpc.Range', `The CIDR '${block}' conflicts with another CIDR of the VPC '${vpc.id}'.`);
  }
  if (restrictedRanges(vpc).some((range) => blockCovers(range, block))) {
    throw new ApiError(
      'InvalidVpc.Range',
      `The CIDR '${block}' is restricted. Use a CIDR from the same private address range as the current VPC CIDR, or use a publicly-routable CIDR. For additional restrictions, see https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Subnets.html`,
    );
  }
  const routes = context.by(routeTableTable, 'vpc', vpc.id).flatMap(({ id }) => routesOf(context, id));
  const taken = routes.find((route) => route.destinationCidrBlock !== undefined && blockCovers(block, destinationOf(route)));
  if (taken) {
    throw new ApiError('InvalidVpc.Range', `The CIDR '${block}' conflicts with the route to ${destinationOf(taken)} of '${vpc.id}'.`);
  }
  checkRoom(context, vpc, present.length, 'cidrBlocksPerVpc');
}

/** Refuses one more IPv6 block. @throws ApiError CidrLimitExceeded */
export function checkIpv6Room(context: Context, vpc: VpcRow): void {
  checkRoom(context, vpc, ipv6BlocksOf(vpc).length, 'ipv6CidrBlocksPerVpc');
}

function checkRoom(context: Context, vpc: VpcRow, present: number, quota: 'cidrBlocksPerVpc' | 'ipv6CidrBlocksPerVpc'): void {
  const most = accountLimit(context, quota);
  if (present < most) return;
  throw new ApiError('CidrLimitExceeded', `This network '${vpc.id}' has met its maximum number of allowed CIDRs: ${most}`);
}

/**
 * A /56 of Amazon's that no VPC of the region has (API, CreateVpc). CHOICE: drawn under 2406:da00::/24, where the third byte after it is the
 * region's own, so that no two regions can give out the same.
 */
export function drawIpv6Block(context: Context): Ipv6Association {
  const place = regions().findIndex(({ code }) => code === context.region);
  for (;;) {
    const drawn = context.newHex('ipv6 block');
    const groups = [0x2406, 0xda00 + place, Number.parseInt(drawn.slice(0, 4), 16) | 0x1000, Number.parseInt(drawn.slice(4, 6), 16) << 8];
    // A block whose fourth group is zero would be written with three.
    if (groups[3] === 0) continue;
    const ipv6CidrBlock = `${groups.map((group) => group.toString(16)).join(':')}::/56`;
    if (context.rows(vpcTable).count('ipv6Block', ipv6CidrBlock) > 0) continue;
    return { associationId: context.newId('vpc-cidr-assoc'), ipv6CidrBlock };
  }
}

/**
 * The canonical form of an IPv6 block for a subnet of the VPC: /44 to /64 in steps of four, inside a block of the VPC (VPC User Guide, subnet
 * sizing for IPv6).
 * @throws ApiError InvalidParameterValue, InvalidSubnet.Range
 */
export function checkSubnetIpv6Length(vpc: VpcRow, block: string): void {
  const length = prefixLength(block);
  if (length < 44 || length > 64 || length % 4 !== 0) throw invalidValue(`invalid value for parameter ipv6-cidr-block: ${block}`);
  if (!ipv6BlocksOf(vpc).some(({ ipv6CidrBlock }) => blockCovers(ipv6CidrBlock, block))) {
    throw new ApiError('InvalidSubnet.Range', `The IPv6 CIDR '${block}' is invalid.`);
  }
}
