import type { Filter } from '@aws-sdk/client-ec2';
import { ApiError, invalidValue, missingParameter } from '../kernel/errors';

/** What a filter looks at in a resource: text, several texts (one match is enough), or nothing. Numbers and booleans count as their text. */
export type FilterValue = string | number | boolean | readonly string[] | undefined;

/** The filters of one describe action: AWS's filter name → what it looks at. */
export type FilterFields<Item> = Readonly<Record<string, (item: Item) => FilterValue>>;

/** The tags of a resource, for `tag:KEY`, `tag-key` and `tag-value`; undefined for actions that don't know them. */
export type TagsOfItem<Item> = (item: Item) => Readonly<Record<string, string>>;

/** One filter of a request, compiled. */
export interface Condition<Item> {
  readonly name: string;
  look(item: Item): FilterValue;
  /** Values that mean themselves. */
  readonly plain: ReadonlySet<string>;
  /** Values with wildcards. */
  readonly patterns: readonly Wildcard[];
}

/** The test that a request's filters make, and what it is made of. */
export interface Keep<Item> {
  (item: Item): boolean;
  readonly conditions: readonly Condition<Item>[];
}

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
): Keep<Item> {
  if (filters && filters.reduce((count, filter) => count + (filter.Values?.length ?? 0), 0) > valuesPerRequest) {
    throw new ApiError('FilterLimitExceeded', `The maximum number of filter values specified on a single call is ${valuesPerRequest}`);
  }
  const conditions = (filters ?? []).map((filter) => compileFilter(filter, fields, tags));
  return Object.assign((item: Item): boolean => conditions.every((condition) => holds(condition, item)), { conditions });
}

function compileFilter<Item>(filter: Filter, fields: FilterFields<Item>, tags: TagsOfItem<Item> | undefined): Condition<Item> {
  const name = filter.Name;
  if (!name) throw missingParameter('Filter.Name');
  const look = lookOf(name, fields, tags);
  if (!look) throw invalidValue(`The filter '${name}' is invalid`);
  if (!filter.Values || filter.Values.length === 0) throw missingParameter('Filter.Value');
  const plain = filter.Values.filter((value) => !/[*?\\]/.test(value));
  const patterns = filter.Values.filter((value) => /[*?\\]/.test(value)).map(wildcard);
  return { name, look, plain: new Set(plain), patterns };
}

function holds<Item>(condition: Condition<Item>, item: Item): boolean {
  const value = condition.look(item);
  if (value === undefined) return false;
  return typeof value === 'object' ? value.some((each) => matchesText(condition, each)) : matchesText(condition, String(value));
}

/** Whether one text is among a condition's values. */
export function matchesText({ plain, patterns }: Pick<Condition<never>, 'plain' | 'patterns'>, text: string): boolean {
  return plain.has(text) || patterns.some((pattern) => pattern(text));
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

/** Tells whether a text fits a filter value. */
export type Wildcard = (text: string) => boolean;

const anyText = Symbol('*');
const anyCharacter = Symbol('?');

/**
 * Compiles a filter value with wildcards. Not to a regular expression: one with many `*` could be made to run for hours, where this takes at
 * most (length of the text) × (length of the value) steps.
 */
export function wildcard(value: string): Wildcard {
  const parts: (string | symbol)[] = [];
  for (let index = 0; index < value.length; index++) {
    const character = value[index]!;
    if (character === '*') parts.push(anyText);
    else if (character === '?') parts.push(anyCharacter);
    else parts.push(character === '\\' && index + 1 < value.length ? value[++index]! : character);
  }
  return (text) => {
    let at = 0;
    let part = 0;
    let star = -1;
    let starAt = 0;
    while (at < text.length) {
      if (parts[part] === anyText) {
        star = part++;
        starAt = at;
      } else if (part < parts.length && (parts[part] === anyCharacter || parts[part] === text[at])) {
        part++;
        at++;
      } else if (star >= 0) {
        // Only the last `*` is given more: what an earlier one could take instead, the last one can take too.
        part = star + 1;
        at = ++starAt;
      } else {
        return false;
      }
    }
    while (parts[part] === anyText) part++;
    return part === parts.length;
  };
}
