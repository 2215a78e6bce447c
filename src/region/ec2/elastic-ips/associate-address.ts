import type { AssociateAddressRequest } from '@aws-sdk/client-ec2';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { ApiError, invalidCombination, invalidValue, missingParameter } from '../../kernel/errors';
import { findInstances } from '../instances/instances';
import { attachedGateway } from '../internet-gateways/internet-gateways';
import { refuseManaged } from '../network-interfaces/attachments';
import {
  findNetworkInterface,
  interfacesOf,
  type NetworkInterfaceRow,
  networkInterfaceTable,
} from '../network-interfaces/network-interfaces';
import { givePublicAddress } from '../network-interfaces/public-address';
import { putAssociation, removeAssociation } from './association';
import { elasticIpAt, type ElasticIpRow, elasticIpTable, findAllocation } from './elastic-ips';

/** The address that a request names by its allocation or by itself. @throws ApiError MissingParameter, InvalidAllocationID.NotFound, InvalidAddress.NotFound */
export function namedAddress(
  context: Context,
  { AllocationId, PublicIp }: { readonly AllocationId?: string | undefined; readonly PublicIp?: string | undefined },
): ElasticIpRow {
  if (AllocationId && PublicIp) throw invalidCombination('You may specify public IP or allocation id, but not both in the same call');
  if (AllocationId) return findAllocation(context, AllocationId);
  if (!PublicIp) throw missingParameter('AllocationId');
  const row = elasticIpAt(context, PublicIp);
  if (!row) throw new ApiError('InvalidAddress.NotFound', `Address '${PublicIp}' not found.`);
  return row;
}

/**
 * AssociateAddress (API; EC2 User Guide, Elastic IP addresses; reference: network.md §5): maps an address to the primary private address of an
 * instance, or to a private address of an interface, and takes it from where it was mapped before unless AllowReassociation is false. The
 * target's own address out of Amazon's pool goes; an Elastic IP address that was there stays allocated. Doing it again changes nothing.
 * @throws ApiError InvalidInstanceID for an instance that is not up yet or has several interfaces, Gateway.NotAttached, Resource.AlreadyAssociated,
 *   InvalidParameterValue for a private address that is not there, AuthFailure for addresses and interfaces of services
 */
export const associateAddress = defineAction({
  name: 'ec2:AssociateAddress',
  access: 'write',
  inputs: {
    AllocationId: 'honoured',
    InstanceId: 'honoured',
    PublicIp: 'honoured',
    DryRun: 'honoured',
    NetworkInterfaceId: 'honoured',
    PrivateIpAddress: 'honoured',
    AllowReassociation: 'honoured',
  },
  handle(context, input) {
    const address = namedAddress(context, input);
    const nic = targetInterface(context, input);
    const { PrivateIpAddress: privateIp = nic.privateAddresses[0]!.address, AllowReassociation = true } = input;
    const target = nic.privateAddresses.find((each) => each.address === privateIp);
    if (!target) throw invalidValue(`The private IP address ${privateIp} is not assigned to the network interface ${nic.id}.`);
    if (!attachedGateway(context, nic.vpcId)) {
      throw new ApiError('Gateway.NotAttached', `Network ${nic.vpcId} is not attached to any internet gateway`);
    }
    context.subjects.push(address.id, nic.id);
    const present = address.association;
    if (present?.networkInterfaceId === nic.id && present.privateIpAddress === privateIp) return { AssociationId: present.associationId };
    if (present && !AllowReassociation) throw alreadyAssociated(address.id, present.associationId);
    if (target.elastic && !AllowReassociation) throw alreadyAssociated(nic.id, target.elastic.associationId);
    const holder = present && context.get(networkInterfaceTable, present.networkInterfaceId);
    if (holder) refuseManaged(holder);
    const free = removeAssociation(context, address);
    if (target.elastic) removeAssociation(context, context.get(elasticIpTable, target.elastic.allocationId)!);
    const associationId = putAssociation(context, free, findNetworkInterface(context, nic.id), privateIp);
    if (holder?.attachment) givePublicAddress(context, holder.attachment.instanceId);
    return { AssociationId: associationId };
  },
});

function alreadyAssociated(what: string, associationId: string): ApiError {
  return new ApiError('Resource.AlreadyAssociated', `resource ${what} is already associated with associate-id ${associationId}`);
}

/**
 * The interface that gets the address. The documentation lets only one of the two be given, but the service takes both and follows the instance
 * (Terraform AWS provider, issues 2689, 30028 and 31744).
 */
function targetInterface(context: Context, { InstanceId, NetworkInterfaceId }: AssociateAddressRequest): NetworkInterfaceRow {
  if (NetworkInterfaceId && !InstanceId) {
    const nic = findNetworkInterface(context, NetworkInterfaceId);
    refuseManaged(nic);
    return nic;
  }
  if (!InstanceId) throw missingParameter('InstanceId');
  const instance = findInstances(context, [InstanceId])[0]!;
  if (instance.state === 'pending' || instance.state === 'shutting-down' || instance.state === 'terminated') {
    // Not IncorrectInstanceState: as recorded of the real service, and as Terraform's AWS provider waits for it.
    throw new ApiError('InvalidInstanceID', `The ${instance.state} instance '${instance.id}' is not in a valid state for this operation.`);
  }
  const [nic, ...others] = interfacesOf(context, instance.id);
  if (others.length > 0) {
    throw new ApiError(
      'InvalidInstanceID',
      `There are multiple interfaces attached to instance '${instance.id}'. Please specify an interface ID for the operation instead.`,
    );
  }
  return nic!;
}
