import { withClientToken } from '../../aws/client-tokens';
import { accountLimit } from '../../aws/quotas';
import { putTags, tagSpecifications } from '../../aws/tags';
import { endpointServices } from '../../catalog/endpoint-services';
import type { InputOf } from '../../aws/actions';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { ApiError, invalidValue, missingParameter, notSimulated } from '../../kernel/errors';
import { resolveGroups } from '../security-groups/resolve-groups';
import { findVpc, type VpcRow } from '../vpcs/vpcs';
import { readyEvent, readyDelay } from './endpoint-events';
import { checkPolicy, defaultPolicy } from './endpoint-policy';
import { describeVpcEndpoint } from './endpoint-shape';
import { addEndpointRoute } from './gateway-endpoint';
import { addEndpointInterface, requestedPlaces } from './interface-endpoint';
import { findVpcEndpoint, type VpcEndpointRow, vpcEndpointTable } from './vpc-endpoints';

type Input = InputOf<'ec2:CreateVpcEndpoint'>;

/** @throws ApiError InvalidParameter for an input that belongs to the other type of endpoint */
function refuseInputs(input: Input, type: string, names: readonly (keyof Input)[]): void {
  for (const name of names) {
    const value = input[name];
    if (value !== undefined && !(Array.isArray(value) && value.length === 0) && value !== false) {
      throw new ApiError('InvalidParameter', `${name} cannot be specified for an endpoint of type ${type}.`);
    }
  }
}

/** What leads to VPC Lattice, of which the account has nothing. @throws ApiError `…NotFound` */
function refuseLattice(input: Input): void {
  if (input.ServiceNetworkArn) {
    throw new ApiError('InvalidServiceNetwork.NotFound', `The service network '${input.ServiceNetworkArn}' does not exist`);
  }
  if (input.ResourceConfigurationArn) {
    throw new ApiError(
      'InvalidResourceConfiguration.NotFound',
      `The resource configuration '${input.ResourceConfigurationArn}' does not exist`,
    );
  }
}

/** @throws ApiError MissingParameter, InvalidServiceName, InvalidParameter, UnsupportedOperation for other types and regions */
function requestedService(context: Context, input: Input): Pick<VpcEndpointRow, 'serviceName' | 'type'> {
  const type = input.VpcEndpointType ?? 'Gateway';
  if (type !== 'Gateway' && type !== 'Interface') throw notSimulated(`VPC endpoints of type ${type}`);
  const { ServiceName: serviceName } = input;
  if (!serviceName) throw missingParameter('ServiceName');
  const services = endpointServices(context.region).filter(({ name }) => name === serviceName);
  if (services.length === 0 || (input.ServiceRegion && input.ServiceRegion !== context.region)) {
    throw new ApiError('InvalidServiceName', `The Vpc Endpoint Service '${serviceName}' does not exist`);
  }
  if (!services.some((service) => service.type === type)) {
    throw new ApiError('InvalidParameter', `Endpoint type (${type}) does not match available service types ([${services[0]!.type}]).`);
  }
  return { serviceName, type };
}

/** @throws ApiError VpcEndpointLimitExceeded (VPC User Guide, quotas) */
function checkRoom(context: Context, vpcId: string, type: VpcEndpointRow['type']): void {
  const used =
    type === 'Gateway'
      ? context.rows(vpcEndpointTable).count('type', 'Gateway')
      : context.by(vpcEndpointTable, 'vpc', vpcId).filter((row) => row.type === type).length;
  if (used >= accountLimit(context, type === 'Gateway' ? 'gatewayEndpoints' : 'interfaceEndpointsPerVpc')) {
    throw new ApiError('VpcEndpointLimitExceeded', 'The maximum number of VPC endpoints has been reached.');
  }
}

/** @throws ApiError InvalidParameterValue for IPv6, which the endpoints of this account's services don't have */
export function checkAddressType(ipAddressType: string | undefined, dns: Input['DnsOptions']): void {
  if (ipAddressType !== undefined && ipAddressType !== 'ipv4') {
    throw invalidValue(`The endpoint service does not support the IP address type ${ipAddressType}.`);
  }
  if (dns?.DnsRecordIpType !== undefined && dns.DnsRecordIpType !== 'ipv4') {
    throw invalidValue(`The DNS record IP type ${dns.DnsRecordIpType} is not compatible with the IP address type ipv4.`);
  }
  for (const name of ['PrivateDnsOnlyForInboundResolverEndpoint', 'PrivateDnsPreference', 'PrivateDnsSpecifiedDomains'] as const) {
    if (dns?.[name]) throw notSimulated(`DnsOptions.${name}`);
  }
}

/** @throws ApiError InvalidParameter while the VPC's DNS attributes don't allow a private hosted zone (API, CreateVpcEndpoint) */
export function checkPrivateDns(vpc: VpcRow): void {
  if (vpc.enableDnsHostnames && vpc.enableDnsSupport) return;
  throw new ApiError(
    'InvalidParameter',
    'Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true.',
  );
}

/** @throws ApiError InvalidParameter when another endpoint of the VPC has the name already */
export function checkPrivateDnsFree(
  context: Context,
  { vpcId, serviceName, id }: Pick<VpcEndpointRow, 'vpcId' | 'serviceName' | 'id'>,
): void {
  const other = context
    .by(vpcEndpointTable, 'vpc', vpcId)
    .find((row) => row.privateDns && row.serviceName === serviceName && row.id !== id);
  if (other) {
    throw new ApiError(
      'InvalidParameter',
      `private-dns-enabled cannot be set because there is already a conflicting DNS domain in the VPC ${vpcId}.`,
    );
  }
}

function create(context: Context, input: Input): VpcEndpointRow {
  if (!input.VpcId) throw missingParameter('VpcId');
  refuseLattice(input);
  const vpc = findVpc(context, input.VpcId);
  const service = requestedService(context, input);
  const policyDocument = input.PolicyDocument ? checkPolicy(input.PolicyDocument) : defaultPolicy;
  const tags = tagSpecifications(input.TagSpecifications, ['vpc-endpoint']).get('vpc-endpoint') ?? {};
  checkRoom(context, vpc.id, service.type);
  const row = { region: context.region, id: context.newId('vpce'), vpcId: vpc.id, ...service, policyDocument, createTime: context.now };
  if (service.type === 'Gateway') {
    refuseInputs(input, 'Gateway', [
      'SubnetIds',
      'SecurityGroupIds',
      'PrivateDnsEnabled',
      'SubnetConfigurations',
      'IpAddressType',
      'DnsOptions',
    ]);
    const endpoint = context.put(vpcEndpointTable, { ...row, state: 'available' });
    for (const tableId of new Set(input.RouteTableIds)) addEndpointRoute(context, endpoint, tableId);
    context.transition(row.id, undefined, 'available');
  } else {
    createInterfaceEndpoint(context, input, row, vpc);
  }
  putTags(context, row.id, 'vpc-endpoint', 'vpc-endpoints', tags);
  return findVpcEndpoint(context, row.id);
}

function createInterfaceEndpoint(context: Context, input: Input, row: Omit<VpcEndpointRow, 'state'>, vpc: VpcRow): void {
  refuseInputs(input, 'Interface', ['RouteTableIds']);
  checkAddressType(input.IpAddressType, input.DnsOptions);
  const places = requestedPlaces(context, vpc.id, input.SubnetIds, input.SubnetConfigurations);
  const groups = resolveGroups(context, { ids: input.SecurityGroupIds, names: undefined, vpcId: vpc.id });
  if (input.PrivateDnsEnabled) {
    checkPrivateDns(vpc);
    checkPrivateDnsFree(context, row);
  }
  const endpoint = context.put(vpcEndpointTable, { ...row, state: 'pending', groups, privateDns: input.PrivateDnsEnabled ?? false });
  for (const place of places) addEndpointInterface(context, endpoint, place);
  context.transition(row.id, undefined, 'pending');
  context.schedule(readyDelay(context), readyEvent, row.id);
}

/**
 * CreateVpcEndpoint (API; VPC PrivateLink Guide): a gateway endpoint puts routes to its service into route tables and is there at once; an
 * interface endpoint gets an interface in each subnet and soon is available.
 * @throws ApiError MissingParameter, InvalidVpcID.*, InvalidServiceName, InvalidParameter, InvalidPolicyDocument, VpcEndpointLimitExceeded,
 *   InvalidRouteTableID.NotFound, RouteAlreadyExists, InvalidSubnetID.*, those of groups, tags and client tokens
 */
export const createVpcEndpoint = defineAction({
  name: 'ec2:CreateVpcEndpoint',
  access: 'write',
  inputs: {
    DryRun: 'honoured',
    VpcEndpointType: 'honoured',
    VpcId: 'honoured',
    ServiceName: 'honoured',
    PolicyDocument: 'accepted',
    RouteTableIds: 'honoured',
    SubnetIds: 'honoured',
    SecurityGroupIds: 'honoured',
    IpAddressType: 'honoured',
    DnsOptions: 'honoured',
    ClientToken: 'honoured',
    PrivateDnsEnabled: 'accepted',
    TagSpecifications: 'honoured',
    SubnetConfigurations: 'honoured',
    ServiceNetworkArn: 'honoured',
    ResourceConfigurationArn: 'honoured',
    ServiceRegion: 'honoured',
  },
  handle(context, input) {
    const answer = (id: string) => ({
      VpcEndpoint: describeVpcEndpoint(context, findVpcEndpoint(context, id)),
      ...(input.ClientToken && { ClientToken: input.ClientToken }),
    });
    return withClientToken(
      context,
      'CreateVpcEndpoint',
      input,
      () => {
        const { id } = create(context, input);
        context.subjects.push(id);
        return { output: answer(id), result: id };
      },
      answer,
    );
  },
});
