import type { NatGateway, NatGatewayAddress } from '@aws-sdk/client-ec2';
import { tagsMember } from '../../aws/tags';
import type { Context } from '../../kernel/context';
import { networkInterfaceTable } from '../network-interfaces/network-interfaces';
import type { NatGatewayRow } from './nat-gateways';
import { wholeSecond } from '../../aws/whole-second';

/** A NAT gateway in AWS's shape (API, NatGateway). */
export function describeNatGateway(context: Context, row: NatGatewayRow): NatGateway {
  return {
    CreateTime: wholeSecond(row.createTime),
    ...(row.deleteTime !== undefined && { DeleteTime: wholeSecond(row.deleteTime) }),
    ...(row.failure && row.state !== 'pending' && { FailureCode: row.failure.code, FailureMessage: row.failure.message }),
    NatGatewayAddresses: addresses(context, row),
    NatGatewayId: row.id,
    State: row.state,
    SubnetId: row.subnetId,
    VpcId: row.vpcId,
    ...tagsMember(context, row.id),
    ConnectivityType: row.connectivityType,
    AvailabilityMode: 'zonal',
  };
}

/** A public gateway as the answer that made it says: of its addresses only what was asked for (as recorded of the real service). */
export function describeNewNatGateway(context: Context, row: NatGatewayRow): NatGateway {
  const { NatGatewayAddresses = [], ...shape } = describeNatGateway(context, row);
  if (row.connectivityType === 'private' || row.state !== 'pending') return { ...shape, NatGatewayAddresses };
  const asked = NatGatewayAddresses.filter(({ AllocationId }) => AllocationId !== undefined);
  return { ...shape, NatGatewayAddresses: asked.map(({ AllocationId, IsPrimary, Status }) => ({ AllocationId, IsPrimary, Status })) };
}

/** The addresses of its interface, or while it has none, those it was asked to take. */
function addresses(context: Context, row: NatGatewayRow): NatGatewayAddress[] {
  const nic = context.by(networkInterfaceTable, 'managedBy', row.id)[0];
  if (!nic) {
    const Status = row.state === 'deleted' ? undefined : ('failed' as const);
    return row.allocationIds.map((AllocationId, index) => ({ AllocationId, IsPrimary: index === 0, ...(Status && { Status }) }));
  }
  const Status = row.state === 'pending' ? 'associating' : row.state === 'deleting' ? 'disassociating' : 'succeeded';
  return nic.privateAddresses.map(({ address, primary, elastic }) => ({
    ...(elastic && { AllocationId: elastic.allocationId, AssociationId: elastic.associationId, PublicIp: elastic.publicIp }),
    NetworkInterfaceId: nic.id,
    PrivateIp: address,
    IsPrimary: primary,
    Status,
  }));
}
