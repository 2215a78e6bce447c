import type { RowKey, Subject, TableDefinition } from './table';

/** How a resource changed in a commit. */
export type ChangeHow = 'created' | 'changed' | 'deleted';

/** One resource that a commit touched. */
export interface Change {
  readonly kind: string;
  readonly region: string;
  readonly id: string;
  readonly how: ChangeHow;
}

/** What one outer commit changed; `version` counts commits of this opening of the account. */
export interface ChangeSet {
  readonly version: number;
  /** Virtual time of the commit, epoch milliseconds. */
  readonly now: number;
  readonly changed: readonly Change[];
}

/** As many changes are looked through one by one: most commits have no more, and text to find each by would cost more. */
const few = 16;

/** What a commit changes for those who look, each resource once, in the order in which they came up. */
export class Changes {
  readonly list: Change[] = [];
  private places: Map<string, number> | undefined;

  /** Adds what a written row, or one that shows what was written, changes. */
  announce(table: TableDefinition<RowKey>, before: RowKey | undefined, after: RowKey | undefined): void {
    const { region, id } = (after ?? before)!;
    if (table.kind) {
      const place = this.find(table.kind, region, id);
      // What only shows something else may be new itself.
      if (before !== after || place < 0) {
        this.put(place, { kind: table.kind, region, id, how: before ? (after ? 'changed' : 'deleted') : 'created' });
      }
    }
    if (!table.about) return;
    // A row that has come to describe another resource changes both.
    if (before) this.announceAbout(table.about(before), region);
    if (after && after !== before) this.announceAbout(table.about(after), region);
  }

  private announceAbout(about: Subject | readonly Subject[] | undefined, region: string): void {
    for (const { kind, id } of about === undefined ? [] : 'kind' in about ? [about] : about) {
      if (this.find(kind, region, id) < 0) this.put(-1, { kind, region, id, how: 'changed' });
    }
  }

  private find(kind: string, region: string, id: string): number {
    if (this.places) return this.places.get(keyOf(kind, region, id)) ?? -1;
    for (let place = 0; place < this.list.length; place++) {
      const change = this.list[place]!;
      if (change.id === id && change.kind === kind && change.region === region) return place;
    }
    return -1;
  }

  private put(place: number, change: Change): void {
    if (place >= 0) {
      this.list[place] = change;
      return;
    }
    this.list.push(change);
    if (this.places) this.places.set(keyOf(change.kind, change.region, change.id), this.list.length - 1);
    else if (this.list.length > few) {
      this.places = new Map(this.list.map(({ kind, region, id }, index) => [keyOf(kind, region, id), index]));
    }
  }
}

function keyOf(kind: string, region: string, id: string): string {
  return `${kind}\n${region}\n${id}`;
}
