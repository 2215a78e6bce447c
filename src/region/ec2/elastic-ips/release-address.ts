import { tagsTable } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import type { Dependence } from '../../kernel/dependence';
import { ApiError, invalidCombination, invalidValue, missingParameter } from '../../kernel/errors';
import { refuseManaged } from '../network-interfaces/attachments';
import { interfaceHolder } from '../network-interfaces/interface-holder';
import { networkInterfaceTable } from '../network-interfaces/network-interfaces';
import { defaultVpc } from '../vpcs/vpcs';
import { disassociate } from './disassociate-address';
import { elasticIpAt, type ElasticIpRow, elasticIpTable, findAllocation, releasedAddressTable } from './elastic-ips';

/** CHOICE: so many released addresses of a region can be recovered, the latest ones; others are someone else's by then. */
const keptReleased = 100;

/** What has an address: the instance or interface it is mapped to, outside the default VPC (reference: network.md §5). */
export const addressDependence: Dependence<ElasticIpRow> = {
  action: 'ec2:ReleaseAddress',
  code: 'InvalidIPAddress.InUse',
  of(context, { association }) {
    const nic = association && context.get(networkInterfaceTable, association.networkInterfaceId);
    return nic && nic.managedBy === undefined && nic.vpcId !== defaultVpc(context)?.id ? [interfaceHolder(nic)] : [];
  },
};

/**
 * ReleaseAddress (API; reference: network.md §5): one that is mapped in the default VPC is disassociated first, elsewhere it must be before. A name
 * that the address resolves to holds it (EC2 User Guide, reverse DNS). The address itself named only those of EC2-Classic (as recorded).
 * @throws ApiError InvalidAllocationID.NotFound, AuthFailure for an address that is not the account's or serves a NAT gateway,
 *   InvalidParameterValue for one that is named by itself, InvalidAddress.NotFound for another border group, InvalidIPAddress.InUse,
 *   InvalidAddress.Locked
 */
export const releaseAddress = defineAction({
  name: 'ec2:ReleaseAddress',
  access: 'write',
  inputs: { AllocationId: 'honoured', PublicIp: 'honoured', NetworkBorderGroup: 'honoured', DryRun: 'honoured' },
  handle(context, { AllocationId, PublicIp, NetworkBorderGroup }) {
    if (AllocationId && PublicIp) throw invalidCombination('You may specify public IP or allocation id, but not both in the same call');
    if (!AllocationId && !PublicIp) throw missingParameter('AllocationId');
    if (!AllocationId) {
      if (!elasticIpAt(context, PublicIp!)) throw new ApiError('AuthFailure', `The address '${PublicIp}' does not belong to you.`);
      throw invalidValue('You must specify an allocation id when releasing a VPC elastic IP address');
    }
    const address = findAllocation(context, AllocationId);
    if (NetworkBorderGroup !== undefined && NetworkBorderGroup !== context.region) {
      throw new ApiError('InvalidAddress.NotFound', `Address '${address.publicIp}' not found.`);
    }
    if (address.ptrRecord !== undefined || address.ptrUpdate) {
      throw new ApiError('InvalidAddress.Locked', `Address '${address.publicIp}' is locked to your account by its reverse DNS record.`);
    }
    const nic = address.association && context.get(networkInterfaceTable, address.association.networkInterfaceId);
    if (nic) refuseManaged(nic);
    if (addressDependence.of(context, address).length > 0) {
      throw new ApiError(addressDependence.code, `Address ${address.publicIp} is in use.`);
    }
    disassociate(context, address);
    context.closeUsage(address.id);
    context.delete(elasticIpTable, address.id);
    context.delete(tagsTable, address.id);
    context.put(releasedAddressTable, { region: context.region, id: address.publicIp });
    for (const { id } of context.list(releasedAddressTable).slice(0, -keptReleased)) context.delete(releasedAddressTable, id);
    context.subjects.push(address.id);
    return {};
  },
});
