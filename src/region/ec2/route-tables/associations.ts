import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { ApiError, invalidCombination, invalidValue, missingParameter } from '../../kernel/errors';
import { findSubnet } from '../subnets/subnets';
import { findRouteTable, routeTableAssociationTable, type RouteTableAssociationRow } from './route-tables';

const associated = { State: 'associated' } as const;

function findAssociation(context: Context, id: string | undefined): RouteTableAssociationRow {
  if (!id) throw missingParameter('associationId');
  const association = context.get(routeTableAssociationTable, id);
  if (!association) throw new ApiError('InvalidAssociationID.NotFound', `The association ID '${id}' does not exist`);
  return association;
}

/**
 * AssociateRouteTable (API): gives a subnet a table of its own in place of the main one.
 * @throws ApiError MissingParameter, InvalidParameterCombination, InvalidParameterValue for another VPC's subnet, InvalidRouteTableID.NotFound,
 *   InvalidSubnetID.NotFound, Resource.AlreadyAssociated, InvalidPublicIpv4PoolID.NotFound
 */
export const associateRouteTable = defineAction({
  name: 'ec2:AssociateRouteTable',
  access: 'write',
  inputs: { GatewayId: 'refused', PublicIpv4Pool: 'honoured', DryRun: 'honoured', SubnetId: 'honoured', RouteTableId: 'honoured' },
  handle(context, input) {
    if (!input.RouteTableId) throw missingParameter('routeTableId');
    const table = findRouteTable(context, input.RouteTableId);
    if (input.SubnetId && input.PublicIpv4Pool) {
      throw invalidCombination('The request must contain exactly one of subnetId, gatewayId, publicIpv4Pool');
    }
    // The account has brought no addresses of its own.
    if (input.PublicIpv4Pool) {
      throw new ApiError('InvalidPublicIpv4PoolID.NotFound', `The pool ID '${input.PublicIpv4Pool}' does not exist`);
    }
    if (!input.SubnetId) throw missingParameter('subnetId or gatewayId');
    const subnet = findSubnet(context, input.SubnetId);
    if (subnet.vpcId !== table.vpcId) throw invalidValue(`route table ${table.id} and subnet ${subnet.id} belong to different networks`);
    const [present] = context.by(routeTableAssociationTable, 'subnet', subnet.id);
    if (present && present.routeTableId !== table.id) {
      throw new ApiError(
        'Resource.AlreadyAssociated',
        `the specified association for route table ${table.id} conflicts with an existing association`,
      );
    }
    const association =
      present ??
      context.put(routeTableAssociationTable, {
        region: context.region,
        id: context.newId('rtbassoc'),
        routeTableId: table.id,
        vpcId: table.vpcId,
        subnetId: subnet.id,
      });
    context.subjects.push(table.id, subnet.id);
    return { AssociationId: association.id, AssociationState: associated };
  },
});

/**
 * DisassociateRouteTable (API): the subnet is back under its VPC's main table.
 * @throws ApiError MissingParameter, InvalidAssociationID.NotFound, InvalidParameterValue for the main table's association
 */
export const disassociateRouteTable = defineAction({
  name: 'ec2:DisassociateRouteTable',
  access: 'write',
  inputs: { DryRun: 'honoured', AssociationId: 'honoured' },
  handle(context, input) {
    const association = findAssociation(context, input.AssociationId);
    if (association.subnetId === undefined) {
      throw invalidValue(`cannot disassociate the main route table association ${association.id}`);
    }
    context.delete(routeTableAssociationTable, association.id);
    context.subjects.push(association.routeTableId, association.subnetId);
    return {};
  },
});

/**
 * ReplaceRouteTableAssociation (API): another table for a subnet or, by the main association, another main table for the VPC. The association
 * gets a new id.
 * @throws ApiError MissingParameter, InvalidAssociationID.NotFound, InvalidRouteTableID.NotFound, InvalidParameterValue for another VPC's table
 */
export const replaceRouteTableAssociation = defineAction({
  name: 'ec2:ReplaceRouteTableAssociation',
  access: 'write',
  inputs: { DryRun: 'honoured', AssociationId: 'honoured', RouteTableId: 'honoured' },
  handle(context, input) {
    const association = findAssociation(context, input.AssociationId);
    if (!input.RouteTableId) throw missingParameter('routeTableId');
    const table = findRouteTable(context, input.RouteTableId);
    if (table.vpcId !== association.vpcId) {
      const other = association.subnetId === undefined ? `network ${association.vpcId}` : `subnet ${association.subnetId}`;
      throw invalidValue(`route table ${table.id} and ${other} belong to different networks`);
    }
    context.delete(routeTableAssociationTable, association.id);
    const next = context.put(routeTableAssociationTable, { ...association, id: context.newId('rtbassoc'), routeTableId: table.id });
    context.subjects.push(association.routeTableId, table.id);
    return { NewAssociationId: next.id, AssociationState: associated };
  },
});
