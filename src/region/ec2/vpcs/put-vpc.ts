import type { Context } from '../../kernel/context';
import { ApiError } from '../../kernel/errors';
import { accountLimit } from '../../aws/quotas';
import { defaultDhcpOptions } from '../dhcp-options/dhcp-options';
import { allowIpv6InDefaultAcl, createDefaultNetworkAcl } from '../network-acls/default-network-acl';
import { addLocalRoute, createMainRouteTable } from '../route-tables/main-route-table';
import { allowIpv6InDefaultGroup, createDefaultGroup } from '../security-groups/default-group';
import { type Ipv6Association, type VpcRow, vpcTable } from './vpcs';

/** What is chosen of a new VPC. */
export type NewVpc = Pick<VpcRow, 'cidrBlock' | 'isDefault' | 'instanceTenancy'>;

/** Refuses one more VPC. @throws ApiError VpcLimitExceeded (EC2 error codes) */
export function checkVpcRoom(context: Context): void {
  if (context.rows(vpcTable).size < accountLimit(context, 'vpcs')) return;
  throw new ApiError('VpcLimitExceeded', 'The maximum number of VPCs has been reached.');
}

/**
 * Makes a VPC with what each is made with: a main route table, a default network ACL and security group, the region's DHCP options (VPC User
 * Guide, create a VPC). DNS host names are on in default VPCs only (VPC User Guide, DNS attributes).
 * @returns the VPC and the id of its main route table
 */
export function putVpc(context: Context, chosen: NewVpc): { readonly vpc: VpcRow; readonly routeTableId: string } {
  const vpc = context.put(vpcTable, {
    region: context.region,
    id: context.newId('vpc'),
    ...chosen,
    enableDnsSupport: true,
    enableDnsHostnames: chosen.isDefault,
    dhcpOptionsId: defaultDhcpOptions(context).id,
  });
  const routeTableId = createMainRouteTable(context, vpc);
  createDefaultNetworkAcl(context, vpc.id);
  createDefaultGroup(context, vpc.id);
  return { vpc, routeTableId };
}

/**
 * Gives a VPC an IPv6 block, with local routes to it; with the first one, the default network ACL and security group let IPv6 through (VPC User
 * Guide, add IPv6 support).
 */
export function addIpv6Block(context: Context, vpc: VpcRow, block: Ipv6Association): VpcRow {
  const first = vpc.ipv6Blocks === undefined;
  const changed = context.update(vpcTable, vpc, { ipv6Blocks: [...(vpc.ipv6Blocks ?? []), block] });
  addLocalRoute(context, vpc.id, block.ipv6CidrBlock);
  if (first) {
    allowIpv6InDefaultAcl(context, vpc.id);
    allowIpv6InDefaultGroup(context, vpc.id);
  }
  return changed;
}
