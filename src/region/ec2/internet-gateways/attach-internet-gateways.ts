import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { type Dependence, distinct } from '../../kernel/dependence';
import { ApiError, invalidValue, missingParameter } from '../../kernel/errors';
import { interfaceHolder } from '../network-interfaces/interface-holder';
import { networkInterfaceTable } from '../network-interfaces/network-interfaces';
import { findVpc, type VpcRow } from '../vpcs/vpcs';
import { attachedGateway, findInternetGateway, type InternetGatewayRow, internetGatewayTable } from './internet-gateways';

/** @throws ApiError MissingParameter, InvalidInternetGatewayID.*, InvalidVpcID.* */
function requestedPair(
  context: Context,
  { InternetGatewayId, VpcId }: { readonly InternetGatewayId: string | undefined; readonly VpcId: string | undefined },
): { readonly gateway: InternetGatewayRow; readonly vpc: VpcRow } {
  if (!InternetGatewayId) throw missingParameter('internetGatewayId');
  if (!VpcId) throw missingParameter('vpcId');
  return { gateway: findInternetGateway(context, InternetGatewayId), vpc: findVpc(context, VpcId) };
}

/**
 * AttachInternetGateway (API; reference: network.md §7): a gateway is attached to one VPC, a VPC has one gateway.
 * @throws ApiError InvalidInternetGatewayID.*, InvalidVpcID.*, Resource.AlreadyAssociated, InvalidParameterValue when the VPC has another
 */
export const attachInternetGateway = defineAction({
  name: 'ec2:AttachInternetGateway',
  access: 'write',
  inputs: { DryRun: 'honoured', InternetGatewayId: 'honoured', VpcId: 'honoured' },
  handle(context, input) {
    const { gateway, vpc } = requestedPair(context, input);
    if (gateway.vpcId !== undefined) {
      throw new ApiError('Resource.AlreadyAssociated', `resource ${gateway.id} is already attached to network ${gateway.vpcId}`);
    }
    if (attachedGateway(context, vpc.id)) throw invalidValue(`Network ${vpc.id} already has an internet gateway attached`);
    context.update(internetGatewayTable, gateway, { vpcId: vpc.id });
    context.subjects.push(gateway.id, vpc.id);
    return {};
  },
});

/** What needs an attached gateway: the interfaces of its VPC that have public addresses (API, DetachInternetGateway; reference: network.md §7). */
export const attachmentDependence: Dependence<InternetGatewayRow> = {
  action: 'ec2:DetachInternetGateway',
  code: 'DependencyViolation',
  of: (context, { vpcId }) =>
    distinct(
      (vpcId === undefined ? [] : context.by(networkInterfaceTable, 'vpc', vpcId))
        .filter(({ publicAddress, privateAddresses }) => publicAddress ?? privateAddresses.some(({ elastic }) => elastic))
        .map(interfaceHolder),
    ),
};

/**
 * DetachInternetGateway (API; reference: network.md §7).
 * @throws ApiError InvalidInternetGatewayID.*, InvalidVpcID.*, Gateway.NotAttached, DependencyViolation while the VPC has public addresses
 */
export const detachInternetGateway = defineAction({
  name: 'ec2:DetachInternetGateway',
  access: 'write',
  inputs: { DryRun: 'honoured', InternetGatewayId: 'honoured', VpcId: 'honoured' },
  handle(context, input) {
    const { gateway, vpc } = requestedPair(context, input);
    if (gateway.vpcId !== vpc.id) {
      throw new ApiError('Gateway.NotAttached', `resource ${gateway.id} is not attached to network ${vpc.id}`);
    }
    if (attachmentDependence.of(context, gateway).length > 0) {
      throw new ApiError(
        attachmentDependence.code,
        `Network ${vpc.id} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`,
      );
    }
    const { vpcId: _, ...detached } = gateway;
    context.put(internetGatewayTable, detached);
    context.subjects.push(gateway.id, vpc.id);
    return {};
  },
});
