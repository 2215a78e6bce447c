import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { ApiError, missingParameter } from '../../kernel/errors';
import { blockSize, contains, formatIpv4Block, parseIpv4Block } from '../network/cidr';
import { defaultVpc, type VpcRow } from '../vpcs/vpcs';
import { refuseIpv6Native } from './create-subnet';
import { checkSubnetRoom, putSubnet, zoneNamed } from './put-subnet';
import { overlaps } from './subnet-blocks';
import { describeNewSubnet } from './subnet-shape';
import { subnetTable } from './subnets';

/** The first /20 of the VPC that no subnet has an address of. @throws ApiError InvalidSubnet.Conflict */
function freeBlock(context: Context, vpc: VpcRow): string {
  const whole = parseIpv4Block(vpc.cidrBlock)!;
  for (let first = whole.first; contains(whole, first); first += blockSize(20)) {
    const block = formatIpv4Block({ first, prefix: 20 });
    if (!overlaps(context, vpc.id, block)) return block;
  }
  throw new ApiError('InvalidSubnet.Conflict', `The CIDR '${vpc.cidrBlock}' has no room for another default subnet`);
}

/**
 * CreateDefaultSubnet (API; reference: network.md §1): a /20 subnet of the default VPC that gives public addresses, one a zone.
 * @throws ApiError DefaultVpcDoesNotExist, DefaultSubnetAlreadyExistsInAvailabilityZone, MissingParameter, InvalidParameterValue,
 *   InvalidParameterCombination, InvalidSubnet.Conflict, SubnetLimitExceeded
 */
export const createDefaultSubnet = defineAction({
  name: 'ec2:CreateDefaultSubnet',
  access: 'write',
  inputs: { AvailabilityZone: 'honoured', DryRun: 'honoured', Ipv6Native: 'honoured', AvailabilityZoneId: 'honoured' },
  handle(context, input) {
    const zone = zoneNamed(context, input.AvailabilityZone, input.AvailabilityZoneId);
    if (!zone) throw missingParameter('availabilityZone');
    const vpc = defaultVpc(context);
    if (!vpc) throw new ApiError('DefaultVpcDoesNotExist', 'No default VPC exists for this account in this region.');
    const [present] = context.by(subnetTable, 'defaultForAz', zone.zoneName);
    if (present) {
      throw new ApiError(
        'DefaultSubnetAlreadyExistsInAvailabilityZone',
        `'${present.id}' is already the default subnet in ${zone.zoneName}.`,
      );
    }
    refuseIpv6Native('CreateDefaultSubnet', vpc, input.Ipv6Native);
    checkSubnetRoom(context, vpc.id);
    const subnet = putSubnet(context, {
      vpcId: vpc.id,
      cidrBlock: freeBlock(context, vpc),
      availabilityZone: zone.zoneName,
      availabilityZoneId: zone.zoneId,
      defaultForAz: true,
      mapPublicIpOnLaunch: true,
    });
    context.subjects.push(subnet.id);
    return { Subnet: describeNewSubnet(context, subnet) };
  },
});
