import { checkIdForm, malformedId } from '../../../aws/ids';
import { type CatalogImage, publicImage } from '../../../catalog/images';
import type { Context } from '../../../kernel/context';
import { ApiError, missingParameter } from '../../../kernel/errors';
import { isSubscribed } from '../../../sandbox/product-subscriptions';
import { resolveImageId } from '../../../ssm/resolve-image';
import { imageIdForm } from '../../images/image-shape';

/**
 * The image of a launch: an id, or a Systems Manager parameter that names one. An image of the Marketplace needs the account's subscription.
 * @throws ApiError MissingParameter, SsmInvalidParameter, InvalidAMIID.Malformed, .NotFound, OptInRequired
 */
export function findImage(context: Context, asked: string | undefined): CatalogImage {
  if (asked === undefined || asked === '') throw missingParameter('ImageId');
  const id = resolveImageId(context, asked);
  checkIdForm(id, imageIdForm);
  const image = publicImage(context.region, id);
  if (!image) throw new ApiError('InvalidAMIID.NotFound', `The image id '[${id}]' does not exist`);
  if (image.productCode !== undefined && !isSubscribed(context, image.productCode)) {
    throw new ApiError(
      'OptInRequired',
      `In order to use this AWS Marketplace product you need to accept terms and subscribe. To do so please visit https://aws.amazon.com/marketplace/pp?sku=${image.productCode}`,
    );
  }
  return image;
}

/** The answer to whoever names a kernel or RAM disk: all images are of hardware virtualization, and the account has no kernel images. */
export function kernelNotFound(id: string): ApiError {
  if (!/^a[kr]i-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id)) return malformedId(id, imageIdForm);
  return new ApiError('InvalidAMIID.NotFound', `The image id '[${id}]' does not exist`);
}
