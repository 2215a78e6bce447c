import type { Context } from '../kernel/context';
import { ApiError } from '../kernel/errors';
import { findParameter } from './find-parameter';

const prefix = 'resolve:ssm:';

/** Whether an ImageId names a parameter instead of an image (EC2 User Guide, Systems Manager parameters in launch templates). */
export function isParameterReference(imageId: string): boolean {
  return imageId.startsWith(prefix);
}

/**
 * The image an ImageId stands for: itself, or for `resolve:ssm:<parameter>` what the parameter names. The service's own words for a parameter
 * that is not there are not documented (CHOICE).
 * @throws ApiError SsmInvalidParameter
 */
export function resolveImageId(context: Context, imageId: string): string {
  if (!isParameterReference(imageId)) return imageId;
  try {
    return findParameter(context, imageId.slice(prefix.length)).parameter.image.imageId;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw new ApiError('SsmInvalidParameter', `The parameter '${imageId.slice(prefix.length)}' cannot be resolved: ${error.code}`);
  }
}
