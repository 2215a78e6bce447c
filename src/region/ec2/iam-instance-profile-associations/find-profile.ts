import type { IamInstanceProfileSpecification } from '@aws-sdk/client-ec2';
import type { Context } from '../../kernel/context';
import { invalidCombination, invalidValue, missingParameter } from '../../kernel/errors';
import { instanceProfileArn, instanceProfileNamed } from '../../iam/instance-profiles';

/** What an instance keeps of its profile. */
export interface InstanceProfileReference {
  readonly arn: string;
  /** `AIPA…`. */
  readonly id: string;
}

/**
 * The instance profile that a request names by ARN or name, with its role (EC2 User Guide, IAM roles for Amazon EC2).
 * @throws ApiError InvalidParameterCombination, InvalidParameterValue, MissingParameter
 */
export function findProfile(context: Context, { Arn, Name }: IamInstanceProfileSpecification): InstanceProfileReference {
  if (Arn !== undefined && Name !== undefined)
    throw invalidCombination("The parameter 'iamInstanceProfile.name' may not be used in combination with 'iamInstanceProfile.arn'");
  if (Arn === undefined && Name === undefined) throw missingParameter('IamInstanceProfile.Arn');
  const account = context.inRegion('');
  const found = instanceProfileNamed(account, Name ?? /[^/]*$/.exec(Arn!)![0]);
  if (!found || (Name === undefined ? instanceProfileArn(account, found) !== Arn : found.name !== Name)) {
    throw Arn === undefined
      ? invalidValue(`Value (${Name}) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name`)
      : invalidValue(`Value (${Arn}) for parameter iamInstanceProfile.arn is invalid. Invalid IAM Instance Profile ARN`);
  }
  const arn = instanceProfileArn(account, found);
  if (found.roleId === undefined) throw invalidValue(`IAM Instance Profile "${arn}" has no associated IAM Roles`);
  return { arn, id: found.id };
}
