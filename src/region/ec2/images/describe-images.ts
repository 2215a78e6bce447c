import type { Image } from '@aws-sdk/client-ec2';
import { type CatalogImage, publicImage, publicImages } from '../../catalog/images';
import { compileFilters } from '../../aws/filters';
import { checkIdForm } from '../../aws/ids';
import { pageOfList, refuseIdsWithPaging } from '../../aws/paging';
import { tagsMember, tagsOf } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { ApiError } from '../../kernel/errors';
import { resolveImageId } from '../../ssm/resolve-image';
import { imageFilters } from './image-filters';
import { describeImage, imageIdForm } from './image-shape';

const aliases: readonly string[] = ['amazon', 'aws-marketplace', 'aws-backup-vault'];

/**
 * DescribeImages (API; paging 1–1000): the public images of the catalogue. Deprecated ones (the lessons' "Classic") show when they are named or
 * asked for; none is disabled. @throws ApiError InvalidAMIID.Malformed, InvalidAMIID.NotFound, SsmInvalidParameter, InvalidUserID.Malformed, InvalidParameterValue
 */
export const describeImages = defineAction({
  name: 'ec2:DescribeImages',
  access: 'read',
  inputs: {
    ExecutableUsers: 'honoured',
    ImageIds: 'honoured',
    Owners: 'honoured',
    IncludeDeprecated: 'honoured',
    IncludeDisabled: 'accepted',
    MaxResults: 'honoured',
    NextToken: 'honoured',
    DryRun: 'honoured',
    Filters: 'honoured',
  },
  handle(context, input) {
    refuseIdsWithPaging(input, input.ImageIds, 'imagesSet');
    const { ImageIds: ids = [], Owners: owners = [], ExecutableUsers: users = [], IncludeDeprecated = false } = input;
    checkUsers(owners, ['self', ...aliases]);
    checkUsers(users, ['self', 'all']);
    const matches = compileFilters(input.Filters, imageFilters, (image: Image) => tagsOf(context, image.ImageId!));
    const asked =
      ids.length > 0
        ? named(context, ids)
        : publicImages(context.region).filter((image) => IncludeDeprecated || !deprecated(context, image));
    const kept = asked
      .filter((image) => owners.length === 0 || owners.some((owner) => ownedBy(image, owner)))
      .filter(() => users.length === 0 || users.includes('all'))
      .filter((image) => matches(describeImage(image)));
    const { items, NextToken } = pageOfList('DescribeImages', input, { least: 1, most: 1_000 }, kept);
    return {
      Images: items.map((image) => ({ ...describeImage(image), ...tagsMember(context, image.imageId) })),
      ...(NextToken && { NextToken }),
    };
  },
});

/** Images by id or by `resolve:ssm:<parameter>`, as RunInstances takes them. */
function named(context: Context, asked: readonly string[]): CatalogImage[] {
  const ids = asked.map((id) => resolveImageId(context, id));
  for (const id of ids) checkIdForm(id, imageIdForm);
  const distinct = [...new Set(ids)];
  const missing = distinct.filter((id) => !publicImage(context.region, id));
  if (missing.length > 0) {
    throw new ApiError(
      'InvalidAMIID.NotFound',
      missing.length === 1 ? `The image id '[${missing[0]}]' does not exist` : `The image ids '[${missing.join(', ')}]' do not exist`,
    );
  }
  return distinct.map((id) => publicImage(context.region, id)!);
}

function deprecated(context: Context, image: CatalogImage): boolean {
  return image.deprecationTime !== undefined && image.deprecationTime <= context.now;
}

/** `self` has no images of its own: the account cannot make any yet. */
function ownedBy(image: CatalogImage, owner: string): boolean {
  return owner === image.ownerId || owner === image.ownerAlias;
}

/** @throws ApiError InvalidUserID.Malformed for what is neither an account id nor one of the words (EC2 error codes) */
function checkUsers(users: readonly string[], words: readonly string[]): void {
  for (const user of users) {
    if (!words.includes(user) && !/^\d{12}$/.test(user)) throw new ApiError('InvalidUserID.Malformed', `Invalid user id: "${user}"`);
  }
}
