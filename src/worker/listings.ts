import { tagsOf } from '../region/aws/tags';
import type { Context } from '../region/kernel/context';
import { findOfKind, type Kind, listKind } from '../region/kernel/kind';
import type { ChangeSet } from '../region/store/changes';
import type { RowKey } from '../region/store/table';
import type { Grouping, ResourceGroup, Selection } from '../shared/worker';
import { SearchTexts, wordsOf } from './search-text';

/** Selections that are kept up to date at once: a view looks at one, two windows at two. */
const kept = 4;

/** The state of a resource's lifecycle. */
export function stateOf({ lifecycle, source }: Kind, row: RowKey): string | undefined {
  if (!lifecycle || 'list' in source) return undefined;
  const state = source.indexes['state']?.(row);
  return typeof state === 'string' ? state : undefined;
}

/** The value by which a resource is grouped; empty when it has none. */
export function groupOf(context: Context, kind: Kind, row: RowKey, grouping: Grouping): string {
  if (grouping.by === 'tag') return tagsOf(context, row.id)[grouping.key] ?? '';
  return (grouping.by === 'state' ? stateOf(kind, row) : kind.groupings?.[grouping.by]?.(row)) ?? '';
}

interface Member {
  readonly id: string;
  /** Its place in the order of creation. */
  readonly order: number;
}

/** The resources of a kind that a filter lets through, by their groups. After a change only what it names is looked at again. */
class Listing {
  private readonly groups = new Map<string, Member[]>();
  private readonly places = new Map<string, { readonly group: string; readonly order: number }>();
  private readonly dirty = new Set<string>();
  private filled = false;

  constructor(
    readonly kind: Kind,
    private readonly words: readonly string[],
    private readonly grouping: Grouping | undefined,
    private readonly texts: SearchTexts,
  ) {}

  note(id: string): void {
    if (this.filled) this.dirty.add(id);
  }

  /** The groups, by their values. */
  groupsNow(context: Context): ResourceGroup[] {
    this.refresh(context);
    const groups = Array.from(this.groups, ([value, { length }]) => ({ value, count: length })).filter(({ count }) => count > 0);
    return groups.sort((a, b) => Number(a.value === '') - Number(b.value === '') || (a.value < b.value ? -1 : 1));
  }

  /** The ids of a group, or of all, in the order of creation. */
  members(context: Context, group = ''): readonly Member[] {
    this.refresh(context);
    return this.groups.get(group) ?? [];
  }

  /** True when the selection has the resource; with a group named, in it. */
  has(context: Context, id: string): boolean {
    this.refresh(context);
    return this.places.has(id);
  }

  private refresh(context: Context): void {
    if (!this.filled) {
      this.filled = true;
      listKind(context, this.kind).forEach((row, index) => this.place(context, row, this.orderOf(context, row.id, index)));
      return;
    }
    for (const id of this.dirty) {
      this.remove(id);
      const row = findOfKind(context, this.kind, id);
      if (row) this.place(context, row, this.orderOf(context, id, 0));
    }
    this.dirty.clear();
  }

  private orderOf(context: Context, id: string, index: number): number {
    const { source } = this.kind;
    return 'list' in source ? index : (context.rows(source).get(id)?.seq ?? 0);
  }

  private place(context: Context, row: RowKey, order: number): void {
    if (this.words.length > 0) {
      const text = this.texts.of(context, this.kind, row);
      if (!this.words.every((word) => text.includes(word))) return;
    }
    const group = this.grouping ? groupOf(context, this.kind, row, this.grouping) : '';
    let members = this.groups.get(group);
    if (!members) this.groups.set(group, (members = []));
    const member = { id: row.id, order };
    if (members.length === 0 || members.at(-1)!.order < order) members.push(member);
    else members.splice(positionOf(members, order), 0, member);
    this.places.set(row.id, { group, order });
  }

  private remove(id: string): void {
    const place = this.places.get(id);
    if (!place) return;
    const members = this.groups.get(place.group)!;
    members.splice(positionOf(members, place.order), 1);
    this.places.delete(id);
  }
}

/** Where a member of this order stands, or would. */
function positionOf(members: readonly Member[], order: number): number {
  let [low, high] = [0, members.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (members[middle]!.order < order) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The selections that views look at: each computed once over all resources, then kept up to date by change sets. */
export class Listings {
  readonly texts = new SearchTexts();
  private readonly listings = new Map<string, Listing>();

  note(changes: ChangeSet): void {
    this.texts.note(changes);
    if (this.listings.size === 0) return;
    for (const { region, kind, id } of changes.changed) {
      for (const [key, listing] of this.listings) if (listing.kind.name === kind && key.startsWith(`${region}\n`)) listing.note(id);
    }
  }

  /** The listing of a selection that has a filter or a grouping. */
  of(context: Context, kind: Kind, { filter = '', grouping }: Selection): Listing {
    const words = wordsOf(filter);
    const key = [context.region, kind.name, JSON.stringify(words), JSON.stringify(grouping)].join('\n');
    const listing = this.listings.get(key) ?? new Listing(kind, words, grouping, this.texts);
    // The one used last goes to the end; the first has waited longest.
    this.listings.delete(key);
    this.listings.set(key, listing);
    if (this.listings.size > kept) this.listings.delete(this.listings.keys().next().value!);
    return listing;
  }
}
