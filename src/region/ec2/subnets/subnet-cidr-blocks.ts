import { findAll, type IdForm } from '../../aws/ids';
import { defineAction } from '../../kernel/action';
import { ApiError, missingParameter } from '../../kernel/errors';
import { networkInterfaceTable } from '../network-interfaces/network-interfaces';
import { refusePools } from '../network/pools';
import { findVpc } from '../vpcs/vpcs';
import { subnetIpv6Block } from './subnet-blocks';
import { describeSubnetIpv6 } from './subnet-shape';
import { findSubnet, subnetTable } from './subnets';

/**
 * AssociateSubnetCidrBlock (API): an IPv6 block of the VPC, one a subnet. CHOICE: it is there at once, though the answer says `associating`.
 * @throws ApiError InvalidSubnetID.*, MissingParameter, InvalidParameterValue, InvalidSubnet.Range, InvalidSubnet.Conflict, CidrLimitExceeded,
 *   those of pools
 */
export const associateSubnetCidrBlock = defineAction({
  name: 'ec2:AssociateSubnetCidrBlock',
  access: 'write',
  inputs: { Ipv6IpamPoolId: 'honoured', Ipv6NetmaskLength: 'honoured', SubnetId: 'honoured', Ipv6CidrBlock: 'honoured' },
  handle(context, input) {
    if (!input.SubnetId) throw missingParameter('subnetId');
    const subnet = findSubnet(context, input.SubnetId);
    refusePools(input);
    if (!input.Ipv6CidrBlock) throw missingParameter('ipv6CidrBlock');
    if (subnet.ipv6Block) {
      throw new ApiError('CidrLimitExceeded', `This subnet '${subnet.id}' has met its maximum number of allowed IPv6 CIDRs: 1`);
    }
    const ipv6Block = subnetIpv6Block(context, findVpc(context, subnet.vpcId), input.Ipv6CidrBlock);
    context.update(subnetTable, subnet, { ipv6Block });
    context.subjects.push(subnet.id);
    return { SubnetId: subnet.id, Ipv6CidrBlockAssociation: describeSubnetIpv6(ipv6Block, 'associating') };
  },
});

const associationIdForm: IdForm = {
  prefix: 'subnet-cidr-assoc',
  errorPrefix: 'InvalidSubnetCidrBlockAssociationID',
  noun: 'subnet CIDR block association',
};

/**
 * DisassociateSubnetCidrBlock (API).
 * @throws ApiError InvalidSubnetCidrBlockAssociationID.*, InvalidCidrBlock.InUse while new interfaces are to get addresses of the block, or some have
 */
export const disassociateSubnetCidrBlock = defineAction({
  name: 'ec2:DisassociateSubnetCidrBlock',
  access: 'write',
  inputs: { AssociationId: 'honoured' },
  handle(context, { AssociationId: id }) {
    if (!id) throw missingParameter('associationId');
    const subnet = findAll([id], associationIdForm, (each) => context.by(subnetTable, 'ipv6Association', each)[0])[0]!;
    if (subnet.assignIpv6AddressOnCreation) {
      throw new ApiError(
        'InvalidCidrBlock.InUse',
        `The subnet IPv6 CIDR block with association ID ${id} may not be disassociated, because its subnet has assign-ipv6-address-on-creation set to true.`,
      );
    }
    if (context.by(networkInterfaceTable, 'subnet', subnet.id).some((nic) => nic.ipv6Addresses ?? nic.ipv6Prefixes)) {
      throw new ApiError(
        'InvalidCidrBlock.InUse',
        `The subnet IPv6 CIDR block with association ID ${id} may not be disassociated, because network interfaces have addresses of it.`,
      );
    }
    const { ipv6Block, ...rest } = subnet;
    context.put(subnetTable, rest);
    context.subjects.push(subnet.id);
    return { SubnetId: subnet.id, Ipv6CidrBlockAssociation: describeSubnetIpv6(ipv6Block!, 'disassociating') };
  },
});
