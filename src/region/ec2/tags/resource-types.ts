import { publicImage } from '../../catalog/images';
import type { Context } from '../../kernel/context';
import { ApiError } from '../../kernel/errors';
import type { RowKey, TableDefinition } from '../../store/table';
import { dhcpOptionsTable } from '../dhcp-options/dhcp-options';
import { elasticIpTable } from '../elastic-ips/elastic-ips';
import { instanceTable } from '../instances/instances';
import { egressOnlyInternetGatewayTable } from '../internet-gateways/egress-only-internet-gateways';
import { internetGatewayTable } from '../internet-gateways/internet-gateways';
import { keyPairTable } from '../key-pairs/key-pairs';
import { launchTemplateTable } from '../launch-templates/launch-templates';
import { natGatewayTable } from '../nat-gateways/nat-gateways';
import { networkInterfaceTable } from '../network-interfaces/network-interfaces';
import { placementGroupTable } from '../placement-groups/placement-groups';
import { subnetTable } from '../subnets/subnets';
import { networkAclTable } from '../network-acls/network-acls';
import { routeTableTable } from '../route-tables/route-tables';
import { vpcEndpointTable } from '../vpc-endpoints/vpc-endpoints';
import { vpcPeeringConnectionTable } from '../vpc-peering/vpc-peering-connections';
import { vpcTable } from '../vpcs/vpcs';
import { securityGroupRuleTable } from '../security-groups/rules';
import { securityGroupTable } from '../security-groups/security-groups';
import { volumeTable } from '../volumes/volumes';

/** A type of resource that can be tagged. */
export interface TaggableType {
  /** As AWS names it in TagSpecification, such as `instance`. */
  readonly resourceType: string;
  /** Plural name of its kind, for change sets. */
  readonly kind: string;
  /** Code and message for an id of this type that is not there (EC2 error codes). */
  readonly notFound: { readonly code: string; message(id: string): string };
  exists(context: Context, id: string): boolean;
}

const does =
  (noun: string) =>
  (id: string): string =>
    `The ${noun} ID '${id}' does not exist`;

function inTable(table: TableDefinition<RowKey>, resourceType: string, code: string, message: (id: string) => string): TaggableType {
  return { resourceType, kind: table.kind!, notFound: { code, message }, exists: (context, id) => context.get(table, id) !== undefined };
}

const groupMessage = (id: string): string => `The security group '${id}' does not exist`;

/** The prefix of an id → its type. */
const types: Readonly<Record<string, TaggableType>> = {
  acl: inTable(networkAclTable, 'network-acl', 'InvalidNetworkAclID.NotFound', does('networkAcl')),
  ami: {
    resourceType: 'image',
    kind: 'images',
    notFound: { code: 'InvalidAMIID.NotFound', message: (id) => `The image id '[${id}]' does not exist` },
    exists: (context, id) => publicImage(context.region, id) !== undefined,
  },
  dopt: inTable(dhcpOptionsTable, 'dhcp-options', 'InvalidDhcpOptionID.NotFound', does('dhcpOption')),
  eigw: inTable(egressOnlyInternetGatewayTable, 'egress-only-internet-gateway', 'InvalidGatewayID.NotFound', does('eigw')),
  eipalloc: inTable(elasticIpTable, 'elastic-ip', 'InvalidAllocationID.NotFound', does('allocation')),
  eni: inTable(networkInterfaceTable, 'network-interface', 'InvalidNetworkInterfaceID.NotFound', does('networkInterface')),
  i: inTable(instanceTable, 'instance', 'InvalidInstanceID.NotFound', does('instance')),
  igw: inTable(internetGatewayTable, 'internet-gateway', 'InvalidInternetGatewayID.NotFound', does('internetGateway')),
  key: inTable(keyPairTable, 'key-pair', 'InvalidKeyPair.NotFound', does('key pair')),
  lt: inTable(
    launchTemplateTable,
    'launch-template',
    'InvalidLaunchTemplateId.NotFound',
    (id) => `The specified launch template, with template ID ${id}, does not exist.`,
  ),
  pcx: inTable(vpcPeeringConnectionTable, 'vpc-peering-connection', 'InvalidVpcPeeringConnectionID.NotFound', does('vpcPeeringConnection')),
  pg: inTable(placementGroupTable, 'placement-group', 'InvalidPlacementGroup.Unknown', (id) => `The Placement Group '${id}' is unknown.`),
  rtb: inTable(routeTableTable, 'route-table', 'InvalidRouteTableID.NotFound', does('routeTable')),
  nat: inTable(natGatewayTable, 'natgateway', 'NatGatewayNotFound', (id) => `The Nat Gateway ${id} was not found`),
  sg: inTable(securityGroupTable, 'security-group', 'InvalidGroup.NotFound', groupMessage),
  sgr: inTable(securityGroupRuleTable, 'security-group-rule', 'InvalidSecurityGroupRuleId.NotFound', does('security group rule')),
  subnet: inTable(subnetTable, 'subnet', 'InvalidSubnetID.NotFound', does('subnet')),
  vol: inTable(volumeTable, 'volume', 'InvalidVolume.NotFound', (id) => `The volume '${id}' does not exist.`),
  vpc: inTable(vpcTable, 'vpc', 'InvalidVpcID.NotFound', does('vpc')),
  vpce: inTable(vpcEndpointTable, 'vpc-endpoint', 'InvalidVpcEndpointId.NotFound', (id) => `The Vpc Endpoint Id '${id}' does not exist`),
};

/**
 * The type of the resource an id names, which must be there.
 * @throws ApiError InvalidID for text that is no id of a taggable type, `Invalid….NotFound` of its type
 */
export function taggableType(context: Context, id: string): TaggableType {
  const prefix = /^([a-z]+)-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.exec(id)?.[1];
  const type = prefix !== undefined && Object.hasOwn(types, prefix) ? types[prefix] : undefined;
  if (!type) throw new ApiError('InvalidID', `The ID '${id}' is not valid`);
  if (!type.exists(context, id)) throw new ApiError(type.notFound.code, type.notFound.message(id));
  return type;
}
