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

function position(
  action: string,
  request: PageRequest & object,
  limits: PageLimits,
): { limit: number; after: number; token: (last: number) => string } {
  const { MaxResults, NextToken, ...others } = request;
  if (MaxResults !== undefined && (MaxResults < limits.least || MaxResults > limits.most)) {
    throw invalidValue(
      `Value ( ${MaxResults} ) for parameter maxResults is invalid. Expecting a value ${
        MaxResults < limits.least ? `greater than or equal to ${limits.least}` : `less than or equal to ${limits.most}`
      }.`,
    );
  }
  const fingerprint = hashHex(`${action} ${JSON.stringify(others)}`).slice(0, 12);
  const token = (last: number): string => encodeBase64(utf8(JSON.stringify([fingerprint, last])));
  return { limit: MaxResults ?? Infinity, after: NextToken ? readToken(NextToken, fingerprint) : 0, token };
}

function readToken(text: string, fingerprint: string): number {
  const bytes = decodeBase64(text);
  if (bytes) {
    const [, found, last] = /^\["([0-9a-f]{12})",(\d{1,15})\]$/.exec(String.fromCharCode(...bytes.slice(0, 64))) ?? [];
    if (found === fingerprint && last !== undefined) return Number(last);
  }
  throw new ApiError('InvalidNextToken', `The token '${text.slice(0, 100)}' is invalid`);
}

/** EC2 refuses MaxResults together with explicit ids. */
export function refuseIdsWithPaging(request: PageRequest, ids: readonly string[] | undefined, idsName: string): void {
  if (request.MaxResults !== undefined && ids && ids.length > 0) {
    throw invalidCombination(`The parameter ${idsName} cannot be used with the parameter maxResults`);
  }
}
