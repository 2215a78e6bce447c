import type { CreateNetworkInterfaceRequest } from '@aws-sdk/client-ec2';
import { withClientToken } from '../../aws/client-tokens';
import { isIdOf } from '../../aws/ids';
import { putTags, tagSpecifications } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { ApiError, invalidValue, missingParameter, notSimulated } from '../../kernel/errors';
import { notOfSubnet, resolveGroups } from '../security-groups/resolve-groups';
import { securityGroupTable } from '../security-groups/security-groups';
import { findSubnet } from '../subnets/subnets';
import { connectionTracking } from './connection-tracking';
import { drawAddresses, planAddresses } from './interface-addresses';
import { becomingAvailable } from './interface-events';
import { describeNetworkInterface } from './interface-shape';
import { newMacAddress } from './mac-address';
import { findNetworkInterface, type InterfaceType, type NetworkInterfaceRow, networkInterfaceTable } from './network-interfaces';
import { checkInterfaceQuota } from './quota';

/**
 * CreateNetworkInterface (API; EC2 User Guide, network interfaces): `pending`, soon `available`. Operator is reserved by AWS.
 * @throws ApiError MissingParameter, InvalidSubnetID.NotFound, InvalidSecurityGroupID.NotFound, NetworkInterfaceLimitExceeded, and those of `planAddresses` and `resolveGroups`
 */
export const createNetworkInterface = defineAction({
  name: 'ec2:CreateNetworkInterface',
  access: 'write',
  inputs: {
    Ipv4Prefixes: 'honoured',
    Ipv4PrefixCount: 'honoured',
    Ipv6Prefixes: 'honoured',
    Ipv6PrefixCount: 'honoured',
    InterfaceType: 'honoured',
    TagSpecifications: 'honoured',
    ClientToken: 'honoured',
    EnablePrimaryIpv6: 'honoured',
    ConnectionTrackingSpecification: 'accepted',
    Operator: 'refused',
    SubnetId: 'honoured',
    Description: 'honoured',
    PrivateIpAddress: 'honoured',
    Groups: 'honoured',
    PrivateIpAddresses: 'honoured',
    SecondaryPrivateIpAddressCount: 'honoured',
    Ipv6Addresses: 'honoured',
    Ipv6AddressCount: 'honoured',
    DryRun: 'honoured',
  },
  handle(context, input) {
    const answer = (row: NetworkInterfaceRow) => ({
      NetworkInterface: describeNetworkInterface(context, row),
      ...(input.ClientToken && { ClientToken: input.ClientToken }),
    });
    return withClientToken(
      context,
      'CreateNetworkInterface',
      input,
      () => {
        const row = create(context, input);
        return { output: answer(row), result: row.id };
      },
      (id) => answer(findNetworkInterface(context, id)),
    );
  },
});

function create(context: Context, input: CreateNetworkInterfaceRequest): NetworkInterfaceRow {
  if (!input.SubnetId) throw missingParameter('SubnetId');
  const subnet = findSubnet(context, input.SubnetId);
  if ((input.Description ?? '').length > 255) throw invalidValue('The description exceeds the maximum length of 255 characters.');
  const tags = tagSpecifications(input.TagSpecifications, ['network-interface']);
  const missing = input.Groups?.find((id) => isIdOf('sg', id) && !context.get(securityGroupTable, id));
  // Unlike elsewhere (Amazon EKS User Guide, security groups for pods).
  if (missing !== undefined) throw new ApiError('InvalidSecurityGroupID.NotFound', `The securityGroup ID '${missing}' does not exist`);
  const groups = resolveGroups(context, {
    ids: input.Groups,
    names: undefined,
    vpcId: subnet.vpcId,
    stranger: (id) => notOfSubnet(id, subnet.id),
  });
  checkInterfaceQuota(context);
  const plan = planAddresses(context, { ...input, primaryIpv6: input.EnablePrimaryIpv6 }, subnet);
  const { ConnectionTrackingSpecification: tracking } = input;
  const row = context.put<NetworkInterfaceRow>(networkInterfaceTable, {
    region: context.region,
    id: context.newId('eni'),
    vpcId: subnet.vpcId,
    subnetId: subnet.id,
    availabilityZone: subnet.availabilityZone,
    description: input.Description ?? '',
    macAddress: newMacAddress(context),
    ...drawAddresses(context, plan, subnet, new Set(plan.ipv4.fixed)),
    associatePublicIp: false,
    groups,
    status: 'pending',
    sourceDestCheck: true,
    ...creationType(input.InterfaceType),
    ...(tracking && { connectionTracking: connectionTracking(tracking) }),
  });
  putTags(context, row.id, 'network-interface', 'network-interfaces', tags.get('network-interface') ?? {});
  context.transition(row.id, undefined, 'pending');
  context.subjects.push(row.id);
  becomingAvailable(context, row.id);
  return row;
}

function creationType(asked: string | undefined): { interfaceType?: InterfaceType } {
  if (asked === undefined || asked === 'interface') return {};
  if (asked === 'efa') return { interfaceType: 'efa' };
  if (asked === 'efa-only' || asked === 'branch' || asked === 'trunk') throw notSimulated(`network interfaces of type ${asked}`);
  throw invalidValue(`Value (${asked}) for parameter interfaceType is invalid.`);
}
