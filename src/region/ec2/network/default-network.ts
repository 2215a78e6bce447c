import { zones } from '../../catalog/regions';
import type { Context } from '../../kernel/context';
import { createDefaultGroup } from '../security-groups/default-group';
import { subnetTable } from '../subnets/subnets';
import { vpcTable } from '../vpcs/vpcs';

/**
 * The network that every region of a new account has (VPC User Guide, default VPC; reference: network.md §1): a VPC 172.31.0.0/16, in each
 * zone a /20 subnet that gives public addresses, and the security group `default`. CHOICE: the blocks follow the order of the zones' names.
 */
export function openDefaultNetwork(context: Context): void {
  const { region } = context;
  const vpc = context.put(vpcTable, {
    region,
    id: context.newId('vpc'),
    cidrBlock: '172.31.0.0/16',
    isDefault: true,
    enableDnsSupport: true,
    enableDnsHostnames: true,
    dhcpOptionsId: context.newId('dopt'),
    instanceTenancy: 'default',
  });
  zones(region).forEach(({ zoneName, zoneId }, index) => {
    context.put(subnetTable, {
      region,
      id: context.newId('subnet'),
      vpcId: vpc.id,
      cidrBlock: `172.31.${index * 16}.0/20`,
      availabilityZone: zoneName,
      availabilityZoneId: zoneId,
      defaultForAz: true,
      mapPublicIpOnLaunch: true,
    });
  });
  createDefaultGroup(context, vpc.id);
}
