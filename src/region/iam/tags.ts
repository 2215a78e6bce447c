import type { Tag } from '@aws-sdk/client-iam';
import type { Context } from '../kernel/context';
import { ApiError } from '../kernel/errors';
import type { RowKey, TableDefinition } from '../store/table';
import { limitExceeded, validationError } from './errors';
import { pageByMarker, type MarkerPage, type MarkerRequest } from './paging';

/** Tags an IAM resource can have (IAM quotas). */
const tagsPerResource = 50;

/** Tags of a role or profile as its row keeps them: key → value, in the order they were given. */
export type IamTags = Readonly<Record<string, string>>;

function invalidInput(message: string): ApiError {
  return new ApiError('InvalidInput', message);
}

/**
 * Adds tags to those present. Keys keep their case, but two that differ in nothing else are one (IAM User Guide, rules for tagging).
 * @throws ApiError ValidationError, InvalidInput, LimitExceeded above 50
 */
export function addTags(present: IamTags, given: readonly Tag[] | undefined): IamTags {
  const tags = new Map(Object.entries(present));
  const seen = new Set<string>();
  (given ?? []).forEach(({ Key: key, Value: value = '' }, index) => {
    const at = `tags.${index + 1}.member`;
    if (!key) throw validationError(key, `${at}.key`, 'Member must have length greater than or equal to 1');
    if (key.length > 128) throw validationError(key, `${at}.key`, 'Member must have length less than or equal to 128');
    if (value.length > 256) throw validationError(value, `${at}.value`, 'Member must have length less than or equal to 256');
    if (/^aws:/i.test(key)) throw invalidInput("Tag keys beginning with 'aws:' are reserved for system use.");
    if (seen.has(key.toLowerCase())) throw invalidInput('Duplicate tag keys found. Please note that Tag keys are case insensitive.');
    seen.add(key.toLowerCase());
    tags.set(Array.from(tags.keys()).find((known) => known.toLowerCase() === key.toLowerCase()) ?? key, value);
  });
  if (tags.size > tagsPerResource) throw limitExceeded(`The number of tags has reached the maximum limit.`);
  return Object.fromEntries(tags);
}

/** Takes tags away by key; keys that are not there are no error (IAM API, UntagRole). @throws ApiError ValidationError */
export function removeTags(present: IamTags, keys: readonly string[] | undefined): IamTags {
  if (keys === undefined) throw validationError(undefined, 'tagKeys', 'Member must not be null');
  const gone = new Set(keys.map((key) => key.toLowerCase()));
  return Object.fromEntries(Object.entries(present).filter(([key]) => !gone.has(key.toLowerCase())));
}

/** A role or profile, as far as its tags go. */
interface TaggedRow extends RowKey {
  readonly tags: IamTags;
}

/** Gives a role or profile other tags: what the actions that tag and untag do. */
export function retag<Row extends TaggedRow>(
  context: Context,
  table: TableDefinition<Row>,
  row: Row,
  change: (present: IamTags) => IamTags,
): Record<string, never> {
  context.inRegion('').put(table, { ...row, tags: change(row.tags) });
  context.subjects.push(row.id);
  return {};
}

/** One page of tags, in the order of their keys. @throws ApiError ValidationError */
export function pageOfTags(action: string, request: MarkerRequest, tags: IamTags): { Tags: Tag[] } & Omit<MarkerPage<Tag>, 'items'> {
  const { items, ...more } = pageByMarker(action, request, iamTagList(tags), ({ Key }) => Key ?? '');
  return { Tags: items, ...more };
}

/** Tags in IAM's shape. */
export function iamTagList(tags: IamTags): Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
