import type { InstanceNetworkInterfaceSpecification, RunInstancesRequest } from '@aws-sdk/client-ec2';
import { instanceType, offeredInZone } from '../../../catalog/instance-types';
import { zones } from '../../../catalog/regions';
import type { Context } from '../../../kernel/context';
import { ApiError, invalidCombination, invalidValue } from '../../../kernel/errors';
import { findNetworkInterface } from '../../network-interfaces/network-interfaces';
import { freeAddressCount } from '../../network/addresses';
import { findSubnet, type SubnetRow, subnetTable } from '../../subnets/subnets';
import { checkZoneOfGroup, type GroupPlacement, roomInGroup, zoneOfGroup } from '../../placement-groups/members';
import { defaultVpc } from '../../vpcs/vpcs';
import { roomInZone } from './capacity';

/**
 * Where the instances go: the subnet asked for, or a default subnet in the zone asked for, or in a zone of EC2's choice that has the type and
 * room (reference: instances.md §2).
 * @throws ApiError InvalidSubnetID.NotFound, InvalidParameterCombination, InvalidParameterValue, VPCIdNotSpecified, Unsupported
 */
export function chooseSubnet(
  context: Context,
  input: RunInstancesRequest,
  typeName: string,
  least: number,
  placement?: GroupPlacement,
): SubnetRow {
  const zone = zoneAskedFor(context, input);
  const subnetId = input.SubnetId ?? subnetOfInterfaces(context, input.NetworkInterfaces ?? []);
  if (subnetId !== undefined && subnetId !== '') {
    const subnet = findSubnet(context, subnetId);
    if (zone !== undefined && subnet.availabilityZone !== zone) {
      throw invalidValue(`The subnet '${subnet.id}' does not exist in the Availability Zone '${zone}'.`);
    }
    checkZone(context, typeName, subnet);
    if (placement) checkZoneOfGroup(context, placement.group, subnet.availabilityZone);
    return subnet;
  }
  const vpc = defaultVpc(context);
  const subnets = vpc ? context.by(subnetTable, 'vpc', vpc.id).filter(({ defaultForAz }) => defaultForAz) : [];
  if (zone !== undefined) {
    const subnet = subnets.find(({ availabilityZone }) => availabilityZone === zone);
    if (!subnet) throw vpcNotSpecified();
    checkZone(context, typeName, subnet);
    if (placement) checkZoneOfGroup(context, placement.group, zone);
    return subnet;
  }
  if (subnets.length === 0) throw vpcNotSpecified();
  const together = placement && zoneOfGroup(context, placement.group);
  const offering = subnets.filter(
    ({ availabilityZone, availabilityZoneId }) =>
      offeredInZone(typeName, context.region, availabilityZoneId) && (together === undefined || together === availabilityZone),
  );
  if (offering.length === 0) throw typeNotSupported(typeName);
  const roomy = offering.filter(
    (subnet) =>
      freeAddressCount(context, subnet) >= least &&
      roomInZone(context, subnet.availabilityZone, typeName) >= least &&
      (!placement || roomInGroup(context, placement.group, subnet.availabilityZone) >= least),
  );
  const choices = roomy.length > 0 ? roomy : offering;
  return choices[Math.floor(context.random('zone') * choices.length)]!;
}

/** The subnet that the listed interfaces name, or that one of them which is there already is in. */
function subnetOfInterfaces(context: Context, listed: readonly InstanceNetworkInterfaceSpecification[]): string | undefined {
  const existing = listed.find(({ NetworkInterfaceId }) => NetworkInterfaceId !== undefined)?.NetworkInterfaceId;
  if (existing !== undefined) return findNetworkInterface(context, existing).subnetId;
  return listed.find(({ SubnetId }) => SubnetId !== undefined)?.SubnetId;
}

function zoneAskedFor(context: Context, { Placement }: RunInstancesRequest): string | undefined {
  // Clients send an empty text where they have nothing to say.
  const name = Placement?.AvailabilityZone || undefined;
  const id = Placement?.AvailabilityZoneId || undefined;
  if (name !== undefined && id !== undefined)
    throw invalidCombination('Specify either an Availability Zone or an Availability Zone ID, not both.');
  if (name === undefined && id === undefined) return undefined;
  const zone = zones(context.region).find(({ zoneName, zoneId }) => zoneName === name || zoneId === id);
  if (!zone) throw invalidValue(`Invalid availability zone: [${name ?? id}]`);
  return zone.zoneName;
}

function vpcNotSpecified(): ApiError {
  return new ApiError('VPCIdNotSpecified', 'No default VPC for this user. GroupName is only supported for EC2-Classic and default VPC.');
}

function checkZone(context: Context, typeName: string, subnet: SubnetRow): void {
  if (offeredInZone(typeName, context.region, subnet.availabilityZoneId)) return;
  const others = zones(context.region).filter(({ zoneId }) => offeredInZone(typeName, context.region, zoneId));
  if (others.length === 0) throw typeNotSupported(typeName);
  throw new ApiError(
    'Unsupported',
    `Your requested instance type (${typeName}) is not supported in your requested Availability Zone (${subnet.availabilityZone}). Please retry your request by not specifying an Availability Zone or choosing ${others.map(({ zoneName }) => zoneName).join(', ')}.`,
  );
}

/** EC2's answers for a type that is not there: unknown anywhere, or not offered in this region. */
export function typeNotSupported(typeName: string): ApiError {
  if (!instanceType(typeName)) return invalidValue(`Invalid value '${typeName}' for InstanceType.`);
  return new ApiError(
    'Unsupported',
    'The requested configuration is currently not supported. Please check the documentation for supported configurations.',
  );
}
