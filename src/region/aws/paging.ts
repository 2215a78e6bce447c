import { decodeBase64, encodeBase64, utf8 } from '../kernel/base64';
import { ApiError, invalidCombination, invalidValue } from '../kernel/errors';
import { hashHex } from '../kernel/hash';
import type { RowKey, StoredRow } from '../store/table';

/** The paging inputs of a describe action. */
export interface PageRequest {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

/** What an action allows: the range of MaxResults. */
export interface PageLimits {
  readonly least: number;
  readonly most: number;
}

/** One page and, when there is more, the token that asks for it. */
export interface Page<Item> {
  readonly items: Item[];
  readonly NextToken?: string;
}

/**
 * Cuts one page out of rows in creation order. The token holds no state on our side: the action, a digest of the other inputs, and the last
 * row's creation number (reference: clients.md §3).
 * @throws ApiError InvalidParameterValue (MaxResults out of range), InvalidNextToken
 */
export function page<Row extends RowKey>(
  action: string,
  request: PageRequest & object,
  limits: PageLimits,
  rows: Iterable<StoredRow<Row>>,
  keep: (row: Row) => boolean,
): Page<Row> {
  const { limit, after, token } = position(action, request, limits);
  const items: Row[] = [];
  let last = 0;
  for (const { seq, row } of rows) {
    if (seq <= after || !keep(row)) continue;
    if (items.length === limit) return { items, NextToken: token(last) };
    items.push(row);
    last = seq;
  }
  return { items };
}

/** As `page`, over a list that never changes, such as the catalogue: the token holds a position. */
export function pageOfList<Item>(action: string, request: PageRequest & object, limits: PageLimits, items: readonly Item[]): Page<Item> {
  const { limit, after, token } = position(action, request, limits);
  const end = after + limit;
  return { items: items.slice(after, end), ...(end < items.length && { NextToken: token(end) }) };
}

/** Where an item stands in a list whose parts come and go: the creation number of its row, and within that row its key. */
export interface Place {
  readonly seq: number;
  readonly key: string;
}

/** True when the first place is before the second. */
function isBefore(a: Place, b: Place): boolean {
  return a.seq < b.seq || (a.seq === b.seq && a.key < b.key);
}

/**
 * As `page`, over parts of rows, in the order of their places: the token holds the last one's place, so that what comes or goes meanwhile neither
 * skips nor repeats another.
 */
export function pageByPlace<Item>(
  action: string,
  request: PageRequest & object,
  limits: PageLimits,
  items: Iterable<Item>,
  placeOf: (item: Item) => Place,
): Page<Item> {
  const { limit, fingerprint } = checked(action, request, limits);
  const after = request.NextToken ? readPlace(request.NextToken, fingerprint()) : undefined;
  const shown: Item[] = [];
  let last: Place | undefined;
  for (const item of items) {
    const place = placeOf(item);
    if (after && !isBefore(after, place)) continue;
    if (shown.length === limit && last) {
      return { items: shown, NextToken: writeToken([fingerprint(), last.seq, encodeURIComponent(last.key)]) };
    }
    shown.push(item);
    last = place;
  }
  return { items: shown };
}

function position(
  action: string,
  request: PageRequest & object,
  limits: PageLimits,
): { limit: number; after: number; token: (last: number) => string } {
  const { limit, fingerprint } = checked(action, request, limits);
  const token = (last: number): string => writeToken([fingerprint(), last]);
  return { limit, after: request.NextToken ? readToken(request.NextToken, fingerprint()) : 0, token };
}

/** The size of a page, and the digest that ties a token to its request. @throws ApiError InvalidParameterValue (MaxResults out of range) */
function checked(action: string, request: PageRequest & object, limits: PageLimits): { limit: number; fingerprint: () => string } {
  const { MaxResults, NextToken: _, ...others } = request;
  if (MaxResults !== undefined && (MaxResults < limits.least || MaxResults > limits.most)) {
    throw invalidValue(
      `Value ( ${MaxResults} ) for parameter maxResults is invalid. Expecting a value ${
        MaxResults < limits.least ? `greater than or equal to ${limits.least}` : `less than or equal to ${limits.most}`
      }.`,
    );
  }
  const fingerprint = (): string => hashHex(`${action} ${JSON.stringify(others)}`).slice(0, 12);
  return { limit: MaxResults ?? Infinity, fingerprint };
}

function writeToken(parts: readonly (string | number)[]): string {
  return encodeBase64(utf8(JSON.stringify(parts)));
}

/** A token's text; keys in it are percent-encoded, so each byte is one character. The longest is a key of 128 characters, each twelve bytes. */
function tokenText(token: string): string {
  return String.fromCharCode(...(decodeBase64(token)?.slice(0, 2_000) ?? []));
}

function readToken(token: string, fingerprint: string): number {
  const [, found, last] = /^\["([0-9a-f]{12})",(\d{1,15})\]$/.exec(tokenText(token)) ?? [];
  if (found === fingerprint && last !== undefined) return Number(last);
  throw invalidToken(token);
}

function readPlace(token: string, fingerprint: string): Place {
  const [, found, seq, key] = /^\["([0-9a-f]{12})",(\d{1,15}),"((?:[A-Za-z0-9\-_.!~*'()]|%[0-9A-F]{2})*)"\]$/.exec(tokenText(token)) ?? [];
  if (found === fingerprint && seq !== undefined && key !== undefined) {
    try {
      return { seq: Number(seq), key: decodeURIComponent(key) };
    } catch {
      // Percent-encoded bytes that are no UTF-8: not a token of ours.
    }
  }
  throw invalidToken(token);
}

function invalidToken(token: string): ApiError {
  return new ApiError('InvalidNextToken', `The token '${token.slice(0, 100)}' is invalid`);
}

/** EC2 refuses MaxResults together with explicit ids. */
export function refuseIdsWithPaging(request: PageRequest, ids: readonly string[] | undefined, idsName: string): void {
  if (request.MaxResults !== undefined && ids && ids.length > 0) {
    throw invalidCombination(`The parameter ${idsName} cannot be used with the parameter maxResults`);
  }
}
