import { zones } from '../../catalog/regions';
import type { Context } from '../../kernel/context';
import { dhcpOptionsTable, putDefaultDhcpOptions } from '../dhcp-options/dhcp-options';
import { internetGatewayTable } from '../internet-gateways/internet-gateways';
import { putRoute } from '../route-tables/main-route-table';
import { mainAssociation } from '../route-tables/route-tables';
import { putSubnet } from '../subnets/put-subnet';
import { putVpc } from '../vpcs/put-vpc';
import { defaultVpc, type VpcRow } from '../vpcs/vpcs';

/** Attaches a new gateway to the VPC and sends what leaves it there. */
function openToInternet(context: Context, vpcId: string, routeTableId: string): void {
  const gateway = context.put(internetGatewayTable, { region: context.region, id: context.newId('igw'), vpcId });
  putRoute(context, routeTableId, { destinationCidrBlock: '0.0.0.0/0', gatewayId: gateway.id });
}

/**
 * A default VPC (VPC User Guide, default VPC; reference: network.md §1): 172.31.0.0/16, in each zone a /20 subnet that gives public addresses,
 * an internet gateway that the main route table leads to, and what every VPC has. CHOICE: the blocks follow the order of the zones' names.
 */
export function createDefaultNetwork(context: Context): VpcRow {
  const { vpc, routeTableId } = putVpc(context, { cidrBlock: '172.31.0.0/16', isDefault: true, instanceTenancy: 'default' });
  zones(context.region).forEach(({ zoneName, zoneId }, index) => {
    putSubnet(context, {
      vpcId: vpc.id,
      cidrBlock: `172.31.${index * 16}.0/20`,
      availabilityZone: zoneName,
      availabilityZoneId: zoneId,
      defaultForAz: true,
      mapPublicIpOnLaunch: true,
    });
  });
  openToInternet(context, vpc.id, routeTableId);
  return vpc;
}

/** The network that every region of a new account has. */
export function openDefaultNetwork(context: Context): void {
  createDefaultNetwork(context);
}

/**
 * Gives the default VPC of an account from before internet gateways its gateway and its DHCP options, under the id that it has named all along.
 * A VPC whose options are there has been through this.
 */
export function completeDefaultNetwork(context: Context): void {
  const vpc = defaultVpc(context);
  const main = vpc && mainAssociation(context, vpc.id);
  if (!main || vpc.dhcpOptionsId === 'default' || context.get(dhcpOptionsTable, vpc.dhcpOptionsId)) return;
  putDefaultDhcpOptions(context, vpc.dhcpOptionsId);
  openToInternet(context, vpc.id, main.routeTableId);
}
