import type { IndexOf, RowKey, StoredRow } from './table';

/** The rows that one key of an index names, by id. Most keys name one row, and a Map for each of those would cost more than all the rows. */
type Members<Row> = StoredRow<Row> | Map<string, StoredRow<Row>>;

/** The rows of one table in one region, held in memory with their indexes. */
export class Partition<Row extends RowKey> {
  private rows = new Map<string, StoredRow<Row>>();
  private readonly indexes = new Map<string, Map<string, Members<Row>>>();
  private readonly kept: readonly { readonly of: IndexOf<Row>; readonly entries: Map<string, Members<Row>> }[];
  private disordered = false;
  private lastSeq = 0;

  constructor(definitions: Readonly<Record<string, IndexOf<Row>>>) {
    this.kept = Object.entries(definitions).map(([name, of]) => {
      const entries = new Map<string, Members<Row>>();
      this.indexes.set(name, entries);
      return { of, entries };
    });
  }

  get size(): number {
    return this.rows.size;
  }

  get(id: string): StoredRow<Row> | undefined {
    return this.rows.get(id);
  }

  /** Rows in creation order. */
  all(): Iterable<StoredRow<Row>> {
    if (this.disordered) {
      this.rows = new Map([...this.rows].sort((a, b) => a[1].seq - b[1].seq));
      this.disordered = false;
    }
    return this.rows.values();
  }

  /** Rows that an index names by `key`, in creation order. */
  by(index: string, key: string): readonly StoredRow<Row>[] {
    const found = this.indexes.get(index)?.get(key);
    if (!found) return [];
    return found instanceof Map ? [...found.values()].sort((a, b) => a.seq - b.seq) : [found];
  }

  /** How many rows an index names by `key`. */
  count(index: string, key: string): number {
    const found = this.indexes.get(index)?.get(key);
    return found instanceof Map ? found.size : found ? 1 : 0;
  }

  /** The keys under which an index names at least one row. */
  keys(index: string): Iterable<string> {
    return this.indexes.get(index)?.keys() ?? [];
  }

  /** Puts a row in place of the one that has its id, if any; `undefined` takes it out. */
  set(id: string, before: StoredRow<Row> | undefined, next: StoredRow<Row> | undefined): void {
    if (next) {
      if (!before) {
        if (next.seq < this.lastSeq) this.disordered = true;
        this.lastSeq = Math.max(this.lastSeq, next.seq);
      }
      this.rows.set(id, next);
    } else {
      this.rows.delete(id);
    }
    for (const { of, entries } of this.kept) {
      const old = before && of(before.row);
      const now = next && of(next.row);
      // A row that keeps its key takes its own place.
      if (old !== undefined && (old !== now || typeof old !== 'string')) {
        if (typeof old === 'string') removeMember(entries, old, before!);
        else for (const key of old) removeMember(entries, key, before!);
      }
      if (now === undefined) continue;
      if (typeof now === 'string') addMember(entries, now, next!);
      else for (const key of now) addMember(entries, key, next!);
    }
  }
}

function addMember<Row extends RowKey>(entries: Map<string, Members<Row>>, key: string, stored: StoredRow<Row>): void {
  const members = entries.get(key);
  if (members instanceof Map) members.set(stored.row.id, stored);
  else if (!members || members.row.id === stored.row.id) entries.set(key, stored);
  else {
    entries.set(
      key,
      new Map([
        [members.row.id, members],
        [stored.row.id, stored],
      ]),
    );
  }
}

function removeMember<Row extends RowKey>(entries: Map<string, Members<Row>>, key: string, stored: StoredRow<Row>): void {
  const members = entries.get(key);
  if (members instanceof Map) {
    members.delete(stored.row.id);
    if (members.size === 0) entries.delete(key);
  } else if (members?.row.id === stored.row.id) entries.delete(key);
}
