import { defineAction } from '../../kernel/action';
import type { InputOf } from '../../aws/actions';
import type { Context } from '../../kernel/context';
import { ApiError, invalidCombination, invalidValue, missingParameter } from '../../kernel/errors';
import { networkInterfaceTable } from '../network-interfaces/network-interfaces';
import { resolveGroups } from '../security-groups/resolve-groups';
import { securityGroupTable } from '../security-groups/security-groups';
import { findVpc } from '../vpcs/vpcs';
import { checkAddressType, checkPrivateDns, checkPrivateDnsFree } from './create-vpc-endpoint';
import { checkPolicy, defaultPolicy } from './endpoint-policy';
import { addEndpointRoute, removeEndpointRoute } from './gateway-endpoint';
import { addEndpointInterface, checkZones, interfacesOfEndpoint, removeEndpointInterface, requestedPlaces } from './interface-endpoint';
import { findVpcEndpoint, type VpcEndpointRow, vpcEndpointTable } from './vpc-endpoints';

type Input = InputOf<'ec2:ModifyVpcEndpoint'>;

const ofGateways = ['AddRouteTableIds', 'RemoveRouteTableIds'] as const;
const ofInterfaces = [
  'AddSubnetIds',
  'RemoveSubnetIds',
  'AddSecurityGroupIds',
  'RemoveSecurityGroupIds',
  'IpAddressType',
  'DnsOptions',
  'PrivateDnsEnabled',
  'SubnetConfigurations',
] as const;

/** @throws ApiError InvalidSubnetID.*, InvalidParameterValue, DuplicateSubnetsInSameZone */
function changeSubnets(context: Context, endpoint: VpcEndpointRow, input: Input): void {
  for (const subnetId of new Set(input.RemoveSubnetIds)) {
    const nic = interfacesOfEndpoint(context, endpoint.id).find((each) => each.subnetId === subnetId);
    if (!nic) throw invalidValue(`The subnet ${subnetId} is not a subnet of the VPC endpoint ${endpoint.id}`);
    removeEndpointInterface(context, nic);
  }
  // An address for a subnet that is there already gives it a new interface (API, SubnetConfiguration).
  const present = new Set(interfacesOfEndpoint(context, endpoint.id).map(({ subnetId }) => subnetId));
  const configured = (input.SubnetConfigurations ?? []).flatMap(({ SubnetId }) => (SubnetId && present.has(SubnetId) ? [SubnetId] : []));
  const wanted = [...(input.AddSubnetIds ?? []), ...configured];
  const places = requestedPlaces(context, endpoint.vpcId, wanted, input.SubnetConfigurations);
  for (const place of places) {
    const old = interfacesOfEndpoint(context, endpoint.id).find(({ subnetId }) => subnetId === place.subnet.id);
    if (old && !place.address) continue;
    if (old) removeEndpointInterface(context, old);
    addEndpointInterface(context, endpoint, place);
  }
  checkZones(interfacesOfEndpoint(context, endpoint.id).map(({ availabilityZone }) => availabilityZone));
}

/** @throws ApiError InvalidGroup.NotFound, InvalidParameterValue, SecurityGroupsPerInterfaceLimitExceeded */
function changeGroups(context: Context, endpoint: VpcEndpointRow, input: Input): readonly string[] {
  if (!input.AddSecurityGroupIds && !input.RemoveSecurityGroupIds) return endpoint.groups ?? [];
  // An endpoint without subnets has no interface that would keep its groups from being deleted.
  const present = (endpoint.groups ?? []).filter((id) => context.get(securityGroupTable, id));
  for (const id of input.RemoveSecurityGroupIds ?? []) {
    if (!present.includes(id)) throw invalidValue(`The security group ${id} is not associated with the VPC endpoint ${endpoint.id}`);
  }
  const left = [...present, ...(input.AddSecurityGroupIds ?? [])].filter((id) => !input.RemoveSecurityGroupIds?.includes(id));
  if (left.length === 0) throw invalidValue('A VPC endpoint must have at least one security group.');
  return resolveGroups(context, { ids: left, names: undefined, vpcId: endpoint.vpcId });
}

function changeInterface(context: Context, endpoint: VpcEndpointRow, input: Input): void {
  checkAddressType(input.IpAddressType, input.DnsOptions);
  const groups = changeGroups(context, endpoint, input);
  const privateDns = input.PrivateDnsEnabled ?? endpoint.privateDns ?? false;
  if (privateDns && !endpoint.privateDns) {
    checkPrivateDns(findVpc(context, endpoint.vpcId));
    checkPrivateDnsFree(context, endpoint);
  }
  const changed = context.update(vpcEndpointTable, endpoint, { groups, privateDns });
  for (const nic of interfacesOfEndpoint(context, endpoint.id)) context.update(networkInterfaceTable, nic, { groups });
  changeSubnets(context, changed, input);
}

/**
 * ModifyVpcEndpoint (API): a gateway's route tables; an interface endpoint's subnets, groups and names; the policy of both.
 * @throws ApiError MissingParameter, InvalidVpcEndpointId.*, InvalidParameter, InvalidParameterCombination, InvalidPolicyDocument, IncorrectState,
 *   and those of what is added
 */
export const modifyVpcEndpoint = defineAction({
  name: 'ec2:ModifyVpcEndpoint',
  access: 'write',
  inputs: {
    DryRun: 'honoured',
    VpcEndpointId: 'honoured',
    ResetPolicy: 'accepted',
    PolicyDocument: 'accepted',
    AddRouteTableIds: 'honoured',
    RemoveRouteTableIds: 'honoured',
    AddSubnetIds: 'honoured',
    RemoveSubnetIds: 'honoured',
    AddSecurityGroupIds: 'honoured',
    RemoveSecurityGroupIds: 'honoured',
    IpAddressType: 'honoured',
    DnsOptions: 'honoured',
    PrivateDnsEnabled: 'accepted',
    SubnetConfigurations: 'honoured',
  },
  handle(context, input) {
    if (!input.VpcEndpointId) throw missingParameter('VpcEndpointId');
    const endpoint = findVpcEndpoint(context, input.VpcEndpointId);
    if (endpoint.state === 'deleting') throw new ApiError('IncorrectState', `The VPC endpoint ${endpoint.id} is not in a valid state.`);
    for (const name of endpoint.type === 'Gateway' ? ofInterfaces : ofGateways) {
      if (input[name] !== undefined)
        throw new ApiError('InvalidParameter', `${name} cannot be specified for an endpoint of type ${endpoint.type}.`);
    }
    if (input.ResetPolicy && input.PolicyDocument) throw invalidCombination('ResetPolicy and PolicyDocument cannot be specified together.');
    const policyDocument = input.ResetPolicy ? defaultPolicy : input.PolicyDocument && checkPolicy(input.PolicyDocument);
    const changed = policyDocument ? context.update(vpcEndpointTable, endpoint, { policyDocument }) : endpoint;
    for (const tableId of new Set(input.RemoveRouteTableIds)) removeEndpointRoute(context, endpoint, tableId);
    for (const tableId of new Set(input.AddRouteTableIds)) addEndpointRoute(context, endpoint, tableId);
    if (changed.type === 'Interface') changeInterface(context, changed, input);
    context.subjects.push(endpoint.id);
    return { Return: true };
  },
});
