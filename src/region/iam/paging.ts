import { decodeBase64, encodeBase64, utf8 } from '../kernel/base64';
import { hashHex } from '../kernel/hash';
import { ApiError } from '../kernel/errors';
import { validationError } from './errors';

/** The paging inputs of IAM's lists. */
export interface MarkerRequest {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

/** One page of a list and, when there is more, the marker that asks for it. */
export interface MarkerPage<Item> {
  readonly items: Item[];
  readonly IsTruncated: boolean;
  readonly Marker?: string;
}

/** How many items a page has unless asked otherwise (IAM API, ListRoles). */
const usualPage = 100;

/**
 * Cuts one page out of a list (IAM API: MaxItems 1 to 1,000). The marker holds a digest of the other inputs and the key of the last item.
 * @param keyOf tells items apart; the list is answered in its order
 * @throws ApiError ValidationError
 */
export function pageByMarker<Item>(
  action: string,
  request: MarkerRequest & object,
  items: readonly Item[],
  keyOf: (item: Item) => string,
): MarkerPage<Item> {
  const { Marker, MaxItems = usualPage, ...others } = request;
  if (MaxItems < 1) throw validationError(MaxItems, 'maxItems', 'Member must have value greater than or equal to 1');
  if (MaxItems > 1_000) throw validationError(MaxItems, 'maxItems', 'Member must have value less than or equal to 1000');
  const fingerprint = hashHex(`${action} ${JSON.stringify(others)}`).slice(0, 12);
  const after = Marker === undefined ? undefined : readMarker(Marker, fingerprint);
  const sorted = [...items].sort((a, b) => order(keyOf(a), keyOf(b)));
  const left = after === undefined ? sorted : sorted.filter((item) => order(keyOf(item), after) > 0);
  const shown = left.slice(0, MaxItems);
  if (shown.length === left.length) return { items: shown, IsTruncated: false };
  return { items: shown, IsTruncated: true, Marker: encodeBase64(utf8(`${fingerprint}${encodeURIComponent(keyOf(shown.at(-1)!))}`)) };
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function readMarker(marker: string, fingerprint: string): string {
  const text = String.fromCharCode(...(decodeBase64(marker.slice(0, 4_000)) ?? []));
  if (text.startsWith(fingerprint)) {
    try {
      return decodeURIComponent(text.slice(fingerprint.length));
    } catch {
      // Not one of ours.
    }
  }
  throw new ApiError('ValidationError', `Invalid Marker: ${marker.slice(0, 100)}`);
}
