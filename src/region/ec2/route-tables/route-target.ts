import { findAll } from '../../aws/ids';
import type { Context } from '../../kernel/context';
import { ApiError, invalidCombination, invalidValue, missingParameter } from '../../kernel/errors';
import { findInstances } from '../instances/instances';
import { egressOnlyInternetGatewayTable } from '../internet-gateways/egress-only-internet-gateways';
import { internetGatewayTable } from '../internet-gateways/internet-gateways';
import { natGatewayTable } from '../nat-gateways/nat-gateways';
import { findNetworkInterface, networkInterfaceTable } from '../network-interfaces/network-interfaces';
import { vpcEndpointTable } from '../vpc-endpoints/vpc-endpoints';
import { sideIn, usablePeering, vpcPeeringConnectionIdForm, vpcPeeringConnectionTable } from '../vpc-peering/vpc-peering-connections';
import type { RouteDestination, RouteTableRow } from './route-tables';

/** The inputs of CreateRoute and ReplaceRoute that name a target. */
export interface TargetInput {
  readonly GatewayId?: string | undefined;
  readonly EgressOnlyInternetGatewayId?: string | undefined;
  readonly NatGatewayId?: string | undefined;
  readonly NetworkInterfaceId?: string | undefined;
  readonly InstanceId?: string | undefined;
  readonly VpcPeeringConnectionId?: string | undefined;
  readonly VpcEndpointId?: string | undefined;
  readonly TransitGatewayId?: string | undefined;
  readonly LocalGatewayId?: string | undefined;
  readonly CarrierGatewayId?: string | undefined;
  readonly CoreNetworkArn?: string | undefined;
  readonly OdbNetworkArn?: string | undefined;
}

/** What a target may serve: its id for the route, and the VPC it belongs to. */
type Resolve = (context: Context, id: string, table: RouteTableRow, destination: RouteDestination) => string;

function differentNetworks(table: RouteTableRow, what: string, id: string): ApiError {
  return invalidValue(`route table ${table.id} and ${what} ${id} belong to different networks`);
}

function checkFamily(destination: RouteDestination, id: string, family: 'IPv4' | 'IPv6'): void {
  const other = family === 'IPv4' ? destination.destinationIpv6CidrBlock : destination.destinationCidrBlock;
  // NAT64 is the one use of a NAT gateway for IPv6 (VPC User Guide, DNS64 and NAT64).
  if (other === undefined || other === '64:ff9b::/96') return;
  throw invalidValue(`The target ${id} takes ${family} traffic only and cannot serve the destination ${other}`);
}

/** Targets of kinds that no account here can have: AWS's answer for one that is not there (EC2 error codes). */
const absent =
  (code: string, message: (id: string) => string): Resolve =>
  (_context, id) => {
    throw new ApiError(code, message(id));
  };

const resolvers: { readonly [Input in keyof Required<TargetInput>]: Resolve } = {
  GatewayId(context, id, table) {
    if (context.get(vpcEndpointTable, id)) throw unsupportedTarget(id);
    const gateway = context.get(internetGatewayTable, id);
    if (!gateway) throw new ApiError('InvalidGatewayID.NotFound', `The gateway ID '${id}' does not exist`);
    if (gateway.vpcId !== table.vpcId) throw differentNetworks(table, 'network gateway', id);
    return id;
  },
  EgressOnlyInternetGatewayId(context, id, table, destination) {
    const gateway = context.get(egressOnlyInternetGatewayTable, id);
    if (!gateway) throw new ApiError('InvalidGatewayID.NotFound', `The eigw ID '${id}' does not exist`);
    if (gateway.vpcId !== table.vpcId) throw differentNetworks(table, 'network gateway', id);
    checkFamily(destination, id, 'IPv6');
    return id;
  },
  NatGatewayId(context, id, table, destination) {
    const gateway = context.get(natGatewayTable, id);
    if (!gateway || gateway.state === 'deleted') {
      throw new ApiError('InvalidNatGatewayID.NotFound', `The natGateway ID '${id}' does not exist`);
    }
    if (gateway.vpcId !== table.vpcId) throw differentNetworks(table, 'network gateway', id);
    checkFamily(destination, id, 'IPv4');
    return id;
  },
  NetworkInterfaceId(context, id, table) {
    const nic = findNetworkInterface(context, id);
    if (nic.vpcId !== table.vpcId) throw differentNetworks(table, 'interface', id);
    return id;
  },
  InstanceId(context, id, table) {
    const [instance] = findInstances(context, [id]);
    const interfaces = context.by(networkInterfaceTable, 'instance', id);
    if (interfaces.length === 0) {
      throw new ApiError('IncorrectInstanceState', `The instance '${id}' is not in a valid state for this operation.`);
    }
    if (interfaces.length > 1) {
      throw new ApiError(
        'InvalidInstanceID',
        `There are multiple interfaces attached to instance '${id}'. Please specify an interface ID for the operation instead.`,
      );
    }
    if (instance!.vpcId !== table.vpcId) throw differentNetworks(table, 'instance', id);
    return interfaces[0]!.id;
  },
  VpcPeeringConnectionId(context, id, table) {
    const connection = findAll([id], vpcPeeringConnectionIdForm, (each) => {
      const row = context.get(vpcPeeringConnectionTable, each);
      return row && usablePeering(row) ? row : undefined;
    })[0]!;
    if (!sideIn(context, connection, table.vpcId)) throw differentNetworks(table, 'peering connection', id);
    return id;
  },
  VpcEndpointId(context, id) {
    if (context.get(vpcEndpointTable, id)) throw unsupportedTarget(id);
    throw new ApiError('InvalidVpcEndpointId.NotFound', `The Vpc Endpoint Id '${id}' does not exist`);
  },
  TransitGatewayId: absent('InvalidTransitGatewayID.NotFound', (id) => `Transit Gateway ${id} was deleted or does not exist.`),
  LocalGatewayId: absent('InvalidLocalGatewayID.NotFound', (id) => `The localGateway ID '${id}' does not exist`),
  CarrierGatewayId: absent('InvalidCarrierGatewayID.NotFound', (id) => `The carrierGateway ID '${id}' does not exist`),
  CoreNetworkArn: absent('InvalidCoreNetworkArn.NotFound', (arn) => `The core network ARN '${arn}' does not exist`),
  OdbNetworkArn: absent('InvalidOdbNetworkArn.NotFound', (arn) => `The ODB network ARN '${arn}' does not exist`),
};

/** Only Gateway Load Balancer endpoints may be named as targets; a gateway endpoint puts its routes itself (API, CreateRoute). */
function unsupportedTarget(id: string): ApiError {
  return new ApiError(
    'RouteNotSupported',
    `Route table contains unsupported route target: ${id}. VPC Endpoints of this type cannot be used as route targets.`,
  );
}

/**
 * The one target that a request names, as a route keeps it: an instance becomes its only interface (API, CreateRoute).
 * @throws ApiError MissingParameter, InvalidParameterCombination, InvalidParameterValue for a target of another VPC or family, RouteNotSupported,
 *   `Invalid….NotFound` of the target's kind
 */
export function requestedTarget(context: Context, input: TargetInput, table: RouteTableRow, destination: RouteDestination): string {
  const given = (Object.keys(resolvers) as (keyof TargetInput)[]).filter((name) => input[name] !== undefined && input[name] !== '');
  const [name] = given;
  const names = 'gatewayId, natGatewayId, networkInterfaceId, vpcPeeringConnectionId, egressOnlyInternetGatewayId, instanceId';
  if (name === undefined) throw missingParameter(names.replace(/, (?=[^,]*$)/, ' or '));
  if (given.length > 1) throw invalidCombination(`The request must contain exactly one of ${names}`);
  return resolvers[name](context, input[name]!, table, destination);
}

/** Tells the kinds of targets apart that may take traffic within the VPC: an interface, which may be an instance's, or a NAT gateway. */
export function isAppliance(target: string): boolean {
  return /^(eni|nat)-/.test(target);
}
