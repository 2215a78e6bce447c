import type { DisassociateAddressRequest } from '@aws-sdk/client-ec2';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { ApiError, invalidCombination, invalidValue, missingParameter } from '../../kernel/errors';
import { refuseManaged } from '../network-interfaces/attachments';
import { networkInterfaceTable } from '../network-interfaces/network-interfaces';
import { givePublicAddress } from '../network-interfaces/public-address';
import { removeAssociation } from './association';
import { elasticIpAt, type ElasticIpRow, elasticIpTable } from './elastic-ips';

/** Takes a mapping away; the instance then gets an address out of Amazon's pool if it is so configured. @throws ApiError AuthFailure */
export function disassociate(context: Context, address: ElasticIpRow): ElasticIpRow {
  const nic = address.association && context.get(networkInterfaceTable, address.association.networkInterfaceId);
  if (!nic) return address;
  refuseManaged(nic);
  const free = removeAssociation(context, address);
  if (nic.attachment) givePublicAddress(context, nic.attachment.instanceId);
  context.subjects.push(nic.id);
  return free;
}

/**
 * DisassociateAddress (API; reference: network.md §5). The address itself named only those of EC2-Classic (as recorded).
 * @throws ApiError InvalidAssociationID.NotFound, AuthFailure for an address that is not the account's or serves a NAT gateway,
 *   InvalidParameterValue for one that is named by itself
 */
export const disassociateAddress = defineAction({
  name: 'ec2:DisassociateAddress',
  access: 'write',
  inputs: { AssociationId: 'honoured', PublicIp: 'honoured', DryRun: 'honoured' },
  handle(context, input) {
    const address = mappedAddress(context, input);
    context.subjects.push(address.id);
    disassociate(context, address);
    return {};
  },
});

function mappedAddress(context: Context, { AssociationId, PublicIp }: DisassociateAddressRequest): ElasticIpRow {
  if (AssociationId && PublicIp) throw invalidCombination('You may specify public IP or association id, but not both in the same call');
  if (AssociationId) {
    const row = context.by(elasticIpTable, 'association', AssociationId)[0];
    if (!row) throw new ApiError('InvalidAssociationID.NotFound', `The association ID '${AssociationId}' does not exist`);
    return row;
  }
  if (!PublicIp) throw missingParameter('AssociationId');
  if (!elasticIpAt(context, PublicIp)) throw new ApiError('AuthFailure', `The address '${PublicIp}' does not belong to you.`);
  throw invalidValue('You must specify an association id when unmapping an address from a VPC instance');
}
