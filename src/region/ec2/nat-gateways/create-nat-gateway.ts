import type { CreateNatGatewayRequest } from '@aws-sdk/client-ec2';
import { withClientToken } from '../../aws/client-tokens';
import { isIdOf } from '../../aws/ids';
import { accountLimit } from '../../aws/quotas';
import { putTags, tagSpecifications } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { ApiError, invalidCombination, invalidValue, missingParameter, notSimulated } from '../../kernel/errors';
import { putAssociation } from '../elastic-ips/association';
import { type ElasticIpRow, elasticIpTable } from '../elastic-ips/elastic-ips';
import { attachedGateway } from '../internet-gateways/internet-gateways';
import { freeAddressCount } from '../network/addresses';
import { type AddressPlan, drawAddresses, planAddresses } from '../network-interfaces/interface-addresses';
import { newMacAddress } from '../network-interfaces/mac-address';
import { findNetworkInterface, type NetworkInterfaceRow, networkInterfaceTable } from '../network-interfaces/network-interfaces';
import { checkInterfaceQuota } from '../network-interfaces/quota';
import { findSubnet, type SubnetRow, subnetTable } from '../subnets/subnets';
import { describeNewNatGateway } from './nat-gateway-shape';
import { becomingAvailable, becomingFailed } from './nat-gateway-events';
import { findNatGateway, type NatGatewayRow, natGatewayTable } from './nat-gateways';

/** Secondary addresses a gateway can have (VPC User Guide, NAT gateways: 7 for a public one, 31 for a private one). */
const secondaryLimits = { public: 7, private: 31 } as const;

/**
 * CreateNatGateway (API; VPC User Guide, NAT gateways; reference: network.md §7): `pending`, then `available` with an interface of its own or, for
 * what only shows in the making, `failed` with a code. A zonal gateway is simulated, a regional one is not.
 * @throws ApiError MissingParameter, InvalidSubnet, InvalidSubnetID.NotFound, InvalidElasticIpID.*, InvalidParameterCombination,
 *   NatGatewayLimitExceeded
 */
export const createNatGateway = defineAction({
  name: 'ec2:CreateNatGateway',
  access: 'write',
  inputs: {
    AvailabilityMode: 'honoured',
    AllocationId: 'honoured',
    ClientToken: 'honoured',
    DryRun: 'honoured',
    SubnetId: 'honoured',
    VpcId: 'refused',
    AvailabilityZoneAddresses: 'refused',
    TagSpecifications: 'honoured',
    ConnectivityType: 'honoured',
    PrivateIpAddress: 'honoured',
    SecondaryAllocationIds: 'honoured',
    SecondaryPrivateIpAddresses: 'honoured',
    SecondaryPrivateIpAddressCount: 'honoured',
  },
  handle(context, input) {
    const answer = (row: NatGatewayRow) => ({
      ...(input.ClientToken && { ClientToken: input.ClientToken }),
      NatGateway: describeNewNatGateway(context, row),
    });
    return withClientToken(
      context,
      'CreateNatGateway',
      input,
      () => {
        const row = create(context, input);
        return { output: answer(row), result: row.id };
      },
      (id) => answer(findNatGateway(context, id)),
    );
  },
});

function create(context: Context, input: CreateNatGatewayRequest): NatGatewayRow {
  const { AvailabilityMode = 'zonal', ConnectivityType = 'public', SubnetId, AllocationId, SecondaryAllocationIds = [] } = input;
  if (AvailabilityMode === 'regional') throw notSimulated('regional NAT gateways');
  if (AvailabilityMode !== 'zonal') throw invalidValue(`Value (${String(AvailabilityMode)}) for parameter availabilityMode is invalid.`);
  if (ConnectivityType !== 'public' && ConnectivityType !== 'private') {
    throw invalidValue(`Value (${String(ConnectivityType)}) for parameter connectivityType is invalid.`);
  }
  if (!SubnetId) throw missingParameter('SubnetId');
  if (!isIdOf('subnet', SubnetId)) throw new ApiError('InvalidSubnet', `The subnet ID '${SubnetId}' is malformed`);
  const subnet = findSubnet(context, SubnetId);
  if (ConnectivityType === 'public' && !AllocationId) {
    throw new ApiError(
      'MissingParameter',
      'The request must include the AllocationId parameter. Add the required parameter and retry the request.',
    );
  }
  if (ConnectivityType === 'private' && (AllocationId || SecondaryAllocationIds.length > 0)) {
    throw invalidCombination('Private NAT gateways cannot have an Elastic IP address.');
  }
  const allocationIds = [...(AllocationId ? [AllocationId] : []), ...SecondaryAllocationIds];
  if (new Set(allocationIds).size < allocationIds.length) throw invalidValue('An allocation ID was given more than once.');
  const allocations = allocationIds.map((id) => findElasticIp(context, id));
  const tags = tagSpecifications(input.TagSpecifications, ['natgateway']);
  checkQuota(context, subnet);
  const plan = planOf(context, input, subnet, allocations.length);
  if (plan.ipv4.count - 1 > secondaryLimits[ConnectivityType]) {
    throw invalidValue(`A ${ConnectivityType} NAT gateway can have up to ${secondaryLimits[ConnectivityType]} secondary addresses.`);
  }
  const failure = failureOf(context, subnet, allocations, plan.ipv4.count);
  const row = context.put<NatGatewayRow>(natGatewayTable, {
    region: context.region,
    id: context.newId('nat'),
    vpcId: subnet.vpcId,
    subnetId: subnet.id,
    connectivityType: ConnectivityType,
    state: 'pending',
    createTime: context.now,
    allocationIds,
    ...(failure && { failure }),
    ...(input.ClientToken && { clientToken: input.ClientToken }),
  });
  putTags(context, row.id, 'natgateway', 'nat-gateways', tags.get('natgateway') ?? {});
  context.transition(row.id, undefined, 'pending');
  context.subjects.push(row.id);
  if (failure) {
    becomingFailed(context, row.id);
  } else {
    makeInterface(context, row, subnet, plan, allocations);
    becomingAvailable(context, row.id);
  }
  return row;
}

/** This action has codes of its own for allocations (as observed). @throws ApiError InvalidElasticIpID.Malformed, InvalidElasticIpID.NotFound */
function findElasticIp(context: Context, id: string): ElasticIpRow {
  if (!isIdOf('eipalloc', id)) throw new ApiError('InvalidElasticIpID.Malformed', `The elastic-ip ID '${id}' is malformed`);
  const row = context.get(elasticIpTable, id);
  if (!row) throw new ApiError('InvalidElasticIpID.NotFound', `The elastic-ip ID '${id}' does not exist`);
  return row;
}

/** @throws ApiError NatGatewayLimitExceeded (EC2 error codes); those that failed or are deleted do not count (VPC User Guide, quotas) */
function checkQuota(context: Context, subnet: SubnetRow): void {
  const limit = accountLimit(context, 'natGatewaysPerZone');
  const inZone = context
    .list(natGatewayTable)
    .filter(
      ({ state, subnetId }) =>
        ['pending', 'available', 'deleting'].includes(state) &&
        context.get(subnetTable, subnetId)?.availabilityZone === subnet.availabilityZone,
    );
  if (inZone.length < limit) return;
  throw new ApiError('NatGatewayLimitExceeded', `Performing this operation would exceed the limit of ${limit} NAT gateways`);
}

/** A secondary private address goes with each secondary Elastic IP address. */
function planOf(context: Context, input: CreateNatGatewayRequest, subnet: SubnetRow, allocations: number): AddressPlan {
  const { PrivateIpAddress, SecondaryPrivateIpAddresses = [], SecondaryPrivateIpAddressCount } = input;
  if (SecondaryPrivateIpAddresses.length > 0 && SecondaryPrivateIpAddressCount !== undefined) {
    throw invalidCombination('secondaryPrivateIpAddressCount and secondaryPrivateIpAddresses cannot be used together.');
  }
  if (SecondaryPrivateIpAddressCount !== undefined && input.ConnectivityType !== 'private') {
    throw invalidCombination('secondaryPrivateIpAddressCount is for private NAT gateways only.');
  }
  const named = SecondaryPrivateIpAddresses.length;
  const count = SecondaryPrivateIpAddressCount ?? (named > 0 ? named : Math.max(0, allocations - 1));
  if (input.ConnectivityType !== 'private' && named > 0 && named !== allocations - 1) {
    throw invalidCombination('The numbers of secondary private addresses and of secondary allocation IDs must be equal.');
  }
  const fixed = [...(PrivateIpAddress === undefined ? [] : [PrivateIpAddress]), ...SecondaryPrivateIpAddresses];
  if (PrivateIpAddress === undefined && named > 0) throw missingParameter('PrivateIpAddress');
  const PrivateIpAddresses = fixed.map((address, index) => ({ PrivateIpAddress: address, Primary: index === 0 }));
  const plan = planAddresses(context, { PrivateIpAddresses, Ipv6AddressCount: 0 }, subnet);
  return { ...plan, ipv4: { fixed, count: count + 1 } };
}

/** What makes a gateway fail after it was asked for, with AWS's codes and words (API, NatGateway). */
function failureOf(
  context: Context,
  subnet: SubnetRow,
  allocations: readonly ElasticIpRow[],
  addresses: number,
): NatGatewayRow['failure'] | undefined {
  if (allocations.length > 0 && !attachedGateway(context, subnet.vpcId)) {
    return { code: 'Gateway.NotAttached', message: `Network ${subnet.vpcId} has no Internet gateway attached` };
  }
  const taken = allocations.find(({ association }) => association);
  if (taken) return { code: 'Resource.AlreadyAssociated', message: `Elastic IP address ${taken.id} is already associated` };
  if (freeAddressCount(context, subnet) < addresses) {
    return { code: 'InsufficientFreeAddressesInSubnet', message: 'Subnet has insufficient free addresses to create this NAT gateway' };
  }
  return undefined;
}

/** The gateway's own interface, which nobody else may manage. It has no security group (VPC User Guide, NAT gateways). */
function makeInterface(
  context: Context,
  row: NatGatewayRow,
  subnet: SubnetRow,
  plan: AddressPlan,
  allocations: readonly ElasticIpRow[],
): void {
  checkInterfaceQuota(context);
  const nic = context.put<NetworkInterfaceRow>(networkInterfaceTable, {
    region: context.region,
    id: context.newId('eni'),
    vpcId: row.vpcId,
    subnetId: row.subnetId,
    availabilityZone: subnet.availabilityZone,
    description: `Interface for NAT Gateway ${row.id}`,
    macAddress: newMacAddress(context),
    ...drawAddresses(context, plan, subnet, new Set(plan.ipv4.fixed)),
    associatePublicIp: false,
    groups: [],
    status: 'in-use',
    sourceDestCheck: false,
    interfaceType: 'nat_gateway',
    managedBy: row.id,
  });
  allocations.forEach(({ id }, index) => {
    putAssociation(context, context.get(elasticIpTable, id)!, findNetworkInterface(context, nic.id), nic.privateAddresses[index]!.address);
  });
}
