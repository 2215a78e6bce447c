import type { Filter } from '@aws-sdk/client-ec2';
import { ApiError, invalidValue, missingParameter } from '../kernel/errors';

/** What a filter looks at in a resource: text, several texts (one match is enough), or nothing. Numbers and booleans count as their text. */
export type FilterValue = string | number | boolean | readonly string[] | undefined;

/** The filters of one describe action: AWS's filter name → what it looks at. */
export type FilterFields<Item> = Readonly<Record<string, (item: Item) => FilterValue>>;

/** The tags of a resource, for `tag:KEY`, `tag-key` and `tag-value`; undefined for actions that don't know them. */
export type TagsOfItem<Item> = (item: Item) => Readonly<Record<string, string>>;

/** Values one request may carry in all its filters (EC2 error codes, FilterLimitExceeded). */
const valuesPerRequest = 200;

/**
 * Compiles a request's filters into one test (reference: clients.md §4): filters are joined by AND, a filter's values by OR; `*` stands for any
 * text, `?` for one character, `\` takes their meaning away; case counts.
 * @throws ApiError InvalidParameterValue for an unknown name, MissingParameter, FilterLimitExceeded
 */
export function compileFilters<Item>(
  filters: readonly Filter[] | undefined,
  fields: FilterFields<Item>,
  tags?: TagsOfItem<Item>,
): (item: Item) => boolean {
  if (!filters || filters.length === 0) return () => true;
  if (filters.reduce((count, filter) => count + (filter.Values?.length ?? 0), 0) > valuesPerRequest) {
    throw new ApiError('FilterLimitExceeded', `The maximum number of filter values specified on a single call is ${valuesPerRequest}`);
  }
  const tests = filters.map((filter) => compileFilter(filter, fields, tags));
  return (item) => tests.every((test) => test(item));
}

function compileFilter<Item>(filter: Filter, fields: FilterFields<Item>, tags: TagsOfItem<Item> | undefined): (item: Item) => boolean {
  const name = filter.Name;
  if (!name) throw missingParameter('Filter.Name');
  const look = lookOf(name, fields, tags);
  if (!look) throw invalidValue(`The filter '${name}' is invalid`);
  if (!filter.Values || filter.Values.length === 0) throw missingParameter('Filter.Value');
  const matches = compileValues(filter.Values);
  return (item) => {
    const value = look(item);
    if (value === undefined) return false;
    return typeof value === 'object' ? value.some(matches) : matches(String(value));
  };
}

function lookOf<Item>(
  name: string,
  fields: FilterFields<Item>,
  tags: TagsOfItem<Item> | undefined,
): ((item: Item) => FilterValue) | undefined {
  if (Object.hasOwn(fields, name)) return fields[name];
  if (!tags) return undefined;
  if (name === 'tag-key') return (item) => Object.keys(tags(item));
  if (name === 'tag-value') return (item) => Object.values(tags(item));
  if (!name.startsWith('tag:')) return undefined;
  const key = name.slice('tag:'.length);
  return (item) => {
    const given = tags(item);
    return Object.hasOwn(given, key) ? given[key] : undefined;
  };
}

/** One test for a filter's values: plain ones by look-up, patterns one by one. */
function compileValues(values: readonly string[]): (text: string) => boolean {
  const plain = new Set<string>();
  const patterns: RegExp[] = [];
  for (const value of values) {
    if (/[*?\\]/.test(value)) patterns.push(wildcard(value));
    else plain.add(value);
  }
  return (text) => plain.has(text) || patterns.some((pattern) => pattern.test(text));
}

/** A filter value with wildcards as a regular expression. Runs of `*` are one, so that it can't be made slow. */
export function wildcard(value: string): RegExp {
  let source = '';
  for (let index = 0; index < value.length; index++) {
    let character = value[index]!;
    if (character === '*') {
      if (!source.endsWith('.*')) source += '.*';
      continue;
    }
    if (character === '?') {
      source += '.';
      continue;
    }
    if (character === '\\' && index + 1 < value.length) character = value[++index]!;
    source += character.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&');
  }
  return new RegExp(`^${source}$`, 's');
}
