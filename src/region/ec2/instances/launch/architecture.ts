import type { InstanceTypeFacts } from '../../../catalog/instance-types';
import { invalidValue } from '../../../kernel/errors';

/** @throws ApiError InvalidParameterValue when the type cannot run an image of that architecture */
export function checkArchitecture(type: InstanceTypeFacts, architecture: string): void {
  if (type.architectures.includes(architecture)) return;
  throw invalidValue(
    `The architecture '${type.architectures.join(',')}' of the specified instance type does not match the architecture '${architecture}' of the specified AMI. Specify an instance type and an AMI that have matching architectures, and try again. You can use 'describe-instance-types' or 'describe-images' to discover the architecture of the instance type or AMI.`,
  );
}
