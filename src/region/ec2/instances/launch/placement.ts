import type { RunInstancesRequest } from '@aws-sdk/client-ec2';
import { instanceType, offeredInZone } from '../../../catalog/instance-types';
import { zones } from '../../../catalog/regions';
import { findAll } from '../../../aws/ids';
import type { Context } from '../../../kernel/context';
import { ApiError, invalidCombination, invalidValue } from '../../../kernel/errors';
import { freeAddressCount } from '../../network/addresses';
import { subnetIdForm, type SubnetRow, subnetTable } from '../../subnets/subnets';
import { defaultVpc } from '../../vpcs/vpcs';

/** A subnet by its id. @throws ApiError InvalidSubnetID.Malformed, .NotFound */
export function findSubnet(context: Context, id: string): SubnetRow {
  return findAll([id], subnetIdForm, (each) => context.get(subnetTable, each))[0]!;
}

/**
 * Where the instances go: the subnet asked for, or a default subnet in the zone asked for, or in a zone of EC2's choice that has the type and
 * room (reference: instances.md §2).
 * @throws ApiError InvalidSubnetID.NotFound, InvalidParameterCombination, InvalidParameterValue, VPCIdNotSpecified, Unsupported
 */
export function chooseSubnet(context: Context, input: RunInstancesRequest, typeName: string, least: number): SubnetRow {
  const zone = zoneAskedFor(context, input);
  const subnetId = input.SubnetId ?? input.NetworkInterfaces?.find(({ SubnetId }) => SubnetId !== undefined)?.SubnetId;
  if (subnetId !== undefined && subnetId !== '') {
    const subnet = findSubnet(context, subnetId);
    if (zone !== undefined && subnet.availabilityZone !== zone) {
      throw invalidValue(`The subnet '${subnet.id}' does not exist in the Availability Zone '${zone}'.`);
    }
    checkZone(context, typeName, subnet);
    return subnet;
  }
  const vpc = defaultVpc(context);
  const subnets = vpc ? context.by(subnetTable, 'vpc', vpc.id).filter(({ defaultForAz }) => defaultForAz) : [];
  if (zone !== undefined) {
    const subnet = subnets.find(({ availabilityZone }) => availabilityZone === zone);
    if (!subnet) throw vpcNotSpecified();
    checkZone(context, typeName, subnet);
    return subnet;
  }
  if (subnets.length === 0) throw vpcNotSpecified();
  const offering = subnets.filter(({ availabilityZoneId }) => offeredInZone(typeName, context.region, availabilityZoneId));
  if (offering.length === 0) throw typeNotSupported(typeName);
  const roomy = offering.filter((subnet) => freeAddressCount(context, subnet) >= least);
  const choices = roomy.length > 0 ? roomy : offering;
  return choices[Math.floor(context.random('zone') * choices.length)]!;
}

function zoneAskedFor(context: Context, { Placement }: RunInstancesRequest): string | undefined {
  const { AvailabilityZone: name, AvailabilityZoneId: id } = Placement ?? {};
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
