import type { Tag, TagSpecification } from '@aws-sdk/client-ec2';
import { tagLimits } from '../catalog/quotas';
import type { Context } from '../kernel/context';
import { ApiError, invalidValue, missingParameter } from '../kernel/errors';
import { defineTable, type RowKey } from '../store/table';

/** The tags of one resource; no row when it has none. The row's id is the resource's. */
export interface TagsRow extends RowKey {
  readonly resourceType: string;
  /** Plural name of the resource's kind, for change sets. */
  readonly resourceKind: string;
  readonly tags: Readonly<Record<string, string>>;
}

export const tagsTable = defineTable<TagsRow>({
  name: 'tags',
  columns: { resourceType: 'text', resourceKind: 'text', tags: 'json' },
  indexes: {},
  about: (row) => ({ kind: row.resourceKind, id: row.id }),
  holdsNames: true,
});

const { perResource, keyLength, valueLength, reservedPrefix } = tagLimits();

/** Keys that AWS's own services give: nobody else makes, changes or takes away such tags (EC2 User Guide, tag restrictions). */
export function isReservedTagKey(key: string): boolean {
  return key.toLowerCase().startsWith(reservedPrefix);
}

/** The error for a reserved key. */
export function reservedTagKey(): ApiError {
  return invalidValue(`Tag keys starting with '${reservedPrefix}' are reserved for internal use`);
}

/** The tags of a resource as key → value, in the order they were given. */
export function tagsOf(context: Context, id: string): Readonly<Record<string, string>> {
  return context.get(tagsTable, id)?.tags ?? {};
}

/** The tags of a resource in AWS's shape. */
export function tagList(context: Context, id: string): Tag[] {
  return Object.entries(tagsOf(context, id)).map(([Key, Value]) => ({ Key, Value }));
}

/**
 * The tags of a resource for answers that leave the member out when there are none, as those about instances, images, volumes, VPCs, subnets,
 * security groups, addresses, NAT gateways, launch templates and placement groups do, where others have an empty list (seen in answers of the real service).
 */
export function tagsMember(context: Context, id: string): { Tags?: Tag[] } {
  const Tags = tagList(context, id);
  return Tags.length > 0 ? { Tags } : {};
}

/**
 * Checks tags as the real service does.
 * @throws ApiError InvalidParameterValue for keys or values that are too long, reserved keys, duplicate keys
 */
export function checkTags(tags: readonly Tag[]): Record<string, string> {
  const checked: Record<string, string> = {};
  for (const { Key, Value } of tags) {
    if (Key === undefined || Key === '') throw invalidValue('Tag key cannot be null or empty.');
    if (Key.length > keyLength) throw invalidValue(`Tag key exceeds the maximum length of ${keyLength} characters`);
    if ((Value ?? '').length > valueLength) throw invalidValue(`Tag value exceeds the maximum length of ${valueLength} characters.`);
    if (isReservedTagKey(Key)) throw reservedTagKey();
    if (Object.hasOwn(checked, Key)) throw invalidValue(`Duplicate tag key '${Key}' specified.`);
    Object.defineProperty(checked, Key, { value: Value ?? '', enumerable: true, writable: true, configurable: true });
  }
  return checked;
}

/** Adds tags to a resource, replacing those with the same key; tags that are there already change nothing. @throws ApiError TagLimitExceeded */
export function putTags(
  context: Context,
  id: string,
  resourceType: string,
  resourceKind: string,
  tags: Readonly<Record<string, string>>,
): void {
  const present = tagsOf(context, id);
  if (Object.entries(tags).every(([key, value]) => Object.hasOwn(present, key) && present[key] === value)) return;
  const merged = { ...present, ...tags };
  // Tags that AWS itself gives do not count (EC2 User Guide, tag restrictions).
  if (Object.keys(merged).filter((key) => !isReservedTagKey(key)).length > perResource) {
    throw new ApiError('TagLimitExceeded', 'The maximum number of Tags for a resource has been reached.');
  }
  context.put(tagsTable, { region: context.region, id, resourceType, resourceKind, tags: merged });
}

/**
 * The tags that a request gives to the resources it makes, by resource type.
 * @param allowed resource types that the action can tag
 * @throws ApiError for a type it can't
 */
export function tagSpecifications(
  specifications: readonly TagSpecification[] | undefined,
  allowed: readonly string[],
): Map<string, Record<string, string>> {
  const given = new Map<string, Record<string, string>>();
  for (const { ResourceType, Tags } of specifications ?? []) {
    if (!ResourceType) throw missingParameter('TagSpecification.ResourceType');
    if (!allowed.includes(ResourceType)) {
      throw invalidValue(`'${ResourceType}' is not a valid taggable resource type for this operation.`);
    }
    if (given.has(ResourceType)) throw invalidValue(`Tag specification resource type must be unique: ${ResourceType}`);
    if (!Tags || Tags.length === 0) throw missingParameter('TagSpecification.Tag');
    given.set(ResourceType, checkTags(Tags));
  }
  return given;
}
