import { instanceType, offeredIn } from '../catalog/instance-types';
import { zones } from '../catalog/regions';
import { setRoomInZone } from '../ec2/instances/launch/capacity';
import { defineAction } from '../kernel/action';
import { ApiError, invalidValue, missingParameter } from '../kernel/errors';

/** More than any account can run. */
const most = 1_000_000;

/**
 * PutInstanceCapacity, an action of our own: how many more instances of a type a zone has room for; without `Available` there is always room
 * again. Who finds none is answered with InsufficientInstanceCapacity.
 * @throws ApiError MissingParameter, InvalidParameterValue, InvalidZone.NotFound
 */
export const putInstanceCapacity = defineAction({
  name: 'sandbox:PutInstanceCapacity',
  access: 'write',
  inputs: { InstanceType: 'honoured', AvailabilityZone: 'honoured', Available: 'honoured' },
  handle(context, { InstanceType, AvailabilityZone, Available }) {
    if (!InstanceType) throw missingParameter('InstanceType');
    if (!AvailabilityZone) throw missingParameter('AvailabilityZone');
    if (!instanceType(InstanceType) || !offeredIn(InstanceType, context.region)) {
      throw invalidValue(`Invalid value '${InstanceType}' for InstanceType.`);
    }
    if (!zones(context.region).some(({ zoneName }) => zoneName === AvailabilityZone)) {
      throw new ApiError('InvalidZone.NotFound', `The zone '${AvailabilityZone}' does not exist.`);
    }
    if (Available !== undefined && (!Number.isInteger(Available) || Available < 0 || Available > most)) {
      throw invalidValue(`Available must be a whole number from 0 to ${most}`);
    }
    setRoomInZone(context, AvailabilityZone, InstanceType, Available);
    return { InstanceType, AvailabilityZone, ...(Available !== undefined && { Available }) };
  },
});
