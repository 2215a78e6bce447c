import type { Tag, TagSpecification } from '@aws-sdk/client-ec2';
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
});

/** Tags a resource can have (reference: quotas, tags). */
const tagsPerResource = 50;

/** The tags of a resource as key → value, in the order they were given. */
export function tagsOf(context: Context, id: string): Readonly<Record<string, string>> {
  return context.get(tagsTable, id)?.tags ?? {};
}

/** The tags of a resource in AWS's shape. */
export function tagList(context: Context, id: string): Tag[] {
  return Object.entries(tagsOf(context, id)).map(([Key, Value]) => ({ Key, Value }));
}

/**
 * Checks tags as the real service does.
 * @throws ApiError InvalidParameterValue for keys over 128 or values over 256 characters, keys in the reserved `aws:` space, duplicate keys
 */
export function checkTags(tags: readonly Tag[]): Record<string, string> {
  const checked: Record<string, string> = {};
  for (const { Key, Value } of tags) {
    if (Key === undefined || Key === '') throw invalidValue('Tag key cannot be null or empty.');
    if (Key.length > 128) throw invalidValue('Tag key exceeds the maximum length of 128 characters');
    if ((Value ?? '').length > 256) throw invalidValue('Tag value exceeds the maximum length of 256 characters.');
    if (/^aws:/i.test(Key)) throw invalidValue(`Tag keys starting with 'aws:' are reserved for internal use`);
    if (Object.hasOwn(checked, Key)) throw invalidValue(`Duplicate tag key '${Key}' specified.`);
    Object.defineProperty(checked, Key, { value: Value ?? '', enumerable: true, writable: true, configurable: true });
  }
  return checked;
}

/** Adds tags to a resource, replacing those with the same key; tags that are there already change nothing. @throws ApiError TagLimitExceeded above 50 */
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
  if (Object.keys(merged).length > tagsPerResource) {
    throw new ApiError('TagLimitExceeded', `The maximum number of tags per resource (${tagsPerResource}) has been exceeded.`);
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
