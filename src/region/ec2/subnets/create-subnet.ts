import { zones } from '../../catalog/regions';
import { putTags, tagSpecifications } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import { ApiError, missingParameter, notSimulated } from '../../kernel/errors';
import { refusePools } from '../network/pools';
import { findVpc, type VpcRow } from '../vpcs/vpcs';
import { checkSubnetRoom, putSubnet, zoneNamed } from './put-subnet';
import { subnetBlock, subnetIpv6Block } from './subnet-blocks';
import { describeNewSubnet } from './subnet-shape';

/** A subnet without IPv4 takes a VPC with IPv6 (API, CreateSubnet); then the sandbox does not have it. @throws ApiError InvalidParameterValue, UnsupportedOperation */
export function refuseIpv6Native(action: string, vpc: VpcRow, asked: boolean | undefined): void {
  if (!asked) return;
  if (!vpc.ipv6Blocks) {
    throw new ApiError('InvalidParameterValue', `The VPC '${vpc.id}' does not have an associated IPv6 CIDR block.`);
  }
  throw notSimulated(`Ipv6Native of ${action}`);
}

/**
 * CreateSubnet (API; reference: network.md §2). CHOICE: without a zone one of the region's is drawn.
 * @throws ApiError InvalidVpcID.*, MissingParameter, InvalidParameterValue, InvalidParameterCombination, InvalidSubnet.Range, InvalidSubnet.Conflict,
 *   SubnetLimitExceeded, those of pools and tags
 */
export const createSubnet = defineAction({
  name: 'ec2:CreateSubnet',
  access: 'write',
  inputs: {
    TagSpecifications: 'honoured',
    AvailabilityZone: 'honoured',
    AvailabilityZoneId: 'honoured',
    CidrBlock: 'honoured',
    Ipv6CidrBlock: 'honoured',
    OutpostArn: 'refused',
    VpcId: 'honoured',
    Ipv6Native: 'honoured',
    Ipv4IpamPoolId: 'honoured',
    Ipv4NetmaskLength: 'honoured',
    Ipv6IpamPoolId: 'honoured',
    Ipv6NetmaskLength: 'honoured',
    DryRun: 'honoured',
  },
  handle(context, input) {
    if (!input.VpcId) throw missingParameter('vpcId');
    const vpc = findVpc(context, input.VpcId);
    refuseIpv6Native('CreateSubnet', vpc, input.Ipv6Native);
    refusePools(input);
    if (!input.CidrBlock) throw new ApiError('MissingParameter', "Either 'cidrBlock' or 'ipv4IpamPoolId' should be provided.");
    const asked = zoneNamed(context, input.AvailabilityZone, input.AvailabilityZoneId);
    const cidrBlock = subnetBlock(context, vpc, input.CidrBlock);
    const ipv6Block = input.Ipv6CidrBlock === undefined ? undefined : subnetIpv6Block(context, vpc, input.Ipv6CidrBlock);
    const tags = tagSpecifications(input.TagSpecifications, ['subnet']).get('subnet') ?? {};
    checkSubnetRoom(context, vpc.id);
    const all = zones(context.region);
    const zone = asked ?? all[Math.floor(context.random('subnet zone') * all.length)]!;
    const subnet = putSubnet(context, {
      vpcId: vpc.id,
      cidrBlock,
      availabilityZone: zone.zoneName,
      availabilityZoneId: zone.zoneId,
      defaultForAz: false,
      mapPublicIpOnLaunch: false,
      ...(ipv6Block && { ipv6Block }),
    });
    putTags(context, subnet.id, 'subnet', 'subnets', tags);
    context.subjects.push(subnet.id);
    return { Subnet: describeNewSubnet(context, subnet) };
  },
});
