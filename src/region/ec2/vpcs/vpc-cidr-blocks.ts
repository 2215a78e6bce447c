import { findAll, type IdForm } from '../../aws/ids';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { ApiError, invalidCombination, missingParameter } from '../../kernel/errors';
import { blockCovers } from '../network/block-match';
import { checkVpcIpv6, vpcBlockInputs } from '../network/pools';
import { addLocalRoute, removeLocalRoute } from '../route-tables/main-route-table';
import { subnetTable } from '../subnets/subnets';
import { addIpv6Block } from './put-vpc';
import { checkIpv6Room, checkSecondaryBlock, drawIpv6Block, vpcBlock } from './vpc-blocks';
import { describeIpv4Block, describeIpv6Block } from './vpc-shape';
import { findVpc, primaryAssociationId, vpcTable } from './vpcs';

/**
 * AssociateVpcCidrBlock (API). The answer says `associating`, as the service's; CHOICE: the block is there at once.
 * @throws ApiError InvalidVpcID.*, MissingParameter, InvalidParameterValue, InvalidParameterCombination, InvalidVpc.Range, CidrLimitExceeded, those of pools
 */
export const associateVpcCidrBlock = defineAction({
  name: 'ec2:AssociateVpcCidrBlock',
  access: 'write',
  inputs: {
    ...vpcBlockInputs,
    VpcId: 'honoured',
  },
  handle(context, input) {
    if (!input.VpcId) throw missingParameter('vpcId');
    const vpc = findVpc(context, input.VpcId);
    checkVpcIpv6(context.region, input);
    if (input.CidrBlock && input.AmazonProvidedIpv6CidrBlock) {
      throw invalidCombination('Only one of cidrBlock, amazonProvidedIpv6CidrBlock can be specified.');
    }
    context.subjects.push(vpc.id);
    if (input.AmazonProvidedIpv6CidrBlock) {
      checkIpv6Room(context, vpc);
      const block = drawIpv6Block(context);
      addIpv6Block(context, vpc, block);
      return { VpcId: vpc.id, Ipv6CidrBlockAssociation: describeIpv6Block(context, block, 'associating') };
    }
    if (!input.CidrBlock) throw missingParameter('cidrBlock');
    const cidrBlock = vpcBlock(input.CidrBlock);
    checkSecondaryBlock(context, vpc, cidrBlock);
    const block = { associationId: context.newId('vpc-cidr-assoc'), cidrBlock };
    context.update(vpcTable, vpc, { secondaryBlocks: [...(vpc.secondaryBlocks ?? []), block] });
    addLocalRoute(context, vpc.id, cidrBlock);
    return { VpcId: vpc.id, CidrBlockAssociation: describeIpv4Block(block, 'associating') };
  },
});

const associationIdForm: IdForm = {
  prefix: 'vpc-cidr-assoc',
  errorPrefix: 'InvalidVpcCidrBlockAssociationID',
  noun: 'vpc CIDR block association',
};

/** @throws ApiError InvalidCidrBlock.InUse while a subnet lies in the block */
function checkUnused(context: Context, vpcId: string, associationId: string, block: string): void {
  const used = context
    .by(subnetTable, 'vpc', vpcId)
    .some(({ cidrBlock, ipv6Block }) =>
      [cidrBlock, ipv6Block?.ipv6CidrBlock].some((each) => each !== undefined && blockCovers(block, each)),
    );
  if (!used) return;
  throw new ApiError(
    'InvalidCidrBlock.InUse',
    `The vpc CIDR block with association ID ${associationId} may not be disassociated, because it has subnets.`,
  );
}

/** A list that became empty is absent. */
function without<Item extends { readonly associationId: string }>(
  list: readonly Item[] | undefined,
  id: string,
): readonly Item[] | undefined {
  const left = list?.filter(({ associationId }) => associationId !== id) ?? [];
  return left.length > 0 ? left : undefined;
}

/**
 * DisassociateVpcCidrBlock (API): not the block the VPC was made with, and none that has subnets. CHOICE: the block is gone at once.
 * @throws ApiError InvalidVpcCidrBlockAssociationID.*, OperationNotPermitted, InvalidCidrBlock.InUse
 */
export const disassociateVpcCidrBlock = defineAction({
  name: 'ec2:DisassociateVpcCidrBlock',
  access: 'write',
  inputs: { AssociationId: 'honoured' },
  handle(context, { AssociationId: id }) {
    if (!id) throw missingParameter('associationId');
    const vpc = findAll([id], associationIdForm, (each) => context.by(vpcTable, 'cidrAssociation', each)[0])[0]!;
    if (id === primaryAssociationId(vpc)) {
      throw new ApiError(
        'OperationNotPermitted',
        `The vpc CIDR block with association ID ${id} may not be disassociated. It is the primary IPv4 CIDR block of the VPC`,
      );
    }
    context.subjects.push(vpc.id);
    const { secondaryBlocks, ipv6Blocks, ...rest } = vpc;
    const ipv4 = secondaryBlocks?.find(({ associationId }) => associationId === id);
    const ipv6 = ipv6Blocks?.find(({ associationId }) => associationId === id);
    const block = (ipv4?.cidrBlock ?? ipv6?.ipv6CidrBlock)!;
    checkUnused(context, vpc.id, id, block);
    const leftIpv4 = without(secondaryBlocks, id);
    const leftIpv6 = without(ipv6Blocks, id);
    context.put(vpcTable, { ...rest, ...(leftIpv4 && { secondaryBlocks: leftIpv4 }), ...(leftIpv6 && { ipv6Blocks: leftIpv6 }) });
    removeLocalRoute(context, vpc.id, block);
    return {
      VpcId: vpc.id,
      ...(ipv4 && { CidrBlockAssociation: describeIpv4Block(ipv4, 'disassociating') }),
      ...(ipv6 && { Ipv6CidrBlockAssociation: describeIpv6Block(context, ipv6, 'disassociating') }),
    };
  },
});
