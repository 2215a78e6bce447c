import { type CatalogImage, publicImage, publicImages } from '../../catalog/images';
import { compileFilters } from '../../aws/filters';
import { checkIdForm } from '../../aws/ids';
import { pageOfList, refuseIdsWithPaging } from '../../aws/paging';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { ApiError, invalidValue } from '../../kernel/errors';
import { imageFilters } from './image-filters';
import { describeImage } from './image-shape';

const imageIdForm = { prefix: 'ami', errorPrefix: 'InvalidAMIID', noun: 'image' } as const;
const aliases: readonly string[] = ['amazon', 'aws-marketplace', 'aws-backup-vault'];

/**
 * DescribeImages (API; paging 1–1000): the public images of the catalogue. Deprecated ones (the lessons' "Classic") show when they are named or
 * asked for. @throws ApiError InvalidAMIID.Malformed, InvalidAMIID.NotFound, InvalidUserID.Malformed, InvalidParameterValue
 */
export const describeImages = defineAction({
  name: 'ec2:DescribeImages',
  access: 'read',
  inputs: {
    ExecutableUsers: 'honoured',
    ImageIds: 'honoured',
    Owners: 'honoured',
    IncludeDeprecated: 'honoured',
    IncludeDisabled: 'honoured',
    MaxResults: 'honoured',
    NextToken: 'honoured',
    DryRun: 'honoured',
    Filters: 'honoured',
  },
  handle(context, input) {
    refuseIdsWithPaging(input, input.ImageIds, 'imagesSet');
    const { ImageIds: ids = [], Owners: owners = [], ExecutableUsers: users = [], IncludeDeprecated = false } = input;
    for (const owner of owners) checkOwner(owner);
    for (const user of users) checkUser(user);
    const matches = compileFilters(input.Filters, imageFilters, () => ({}));
    const asked =
      ids.length > 0
        ? named(context, ids)
        : publicImages(context.region).filter((image) => IncludeDeprecated || !deprecated(context, image));
    const kept = asked
      .filter((image) => owners.length === 0 || owners.some((owner) => ownedBy(image, owner)))
      .filter(() => users.length === 0 || users.includes('all'))
      .filter((image) => matches(describeImage(image)));
    const { items, NextToken } = pageOfList('DescribeImages', input, { least: 1, most: 1_000 }, kept);
    return { Images: items.map(describeImage), ...(NextToken && { NextToken }) };
  },
});

function named(context: Context, ids: readonly string[]): CatalogImage[] {
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

function checkOwner(owner: string): void {
  if (owner !== 'self' && !aliases.includes(owner) && !/^\d{12}$/.test(owner)) {
    throw new ApiError('InvalidUserID.Malformed', `Invalid user id: "${owner}"`);
  }
}

function checkUser(user: string): void {
  if (user !== 'self' && user !== 'all' && !/^\d{12}$/.test(user)) throw invalidValue(`Invalid user id: "${user}"`);
}
