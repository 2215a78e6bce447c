import type { TableWrites } from './journal-record';
import { Partition } from './partition';
import type { RowShape } from './row-shape';
import type { SqlTable } from './sql-table';
import type { RowKey, StoredRow, TableDefinition } from './table';

/** Told of every row that appears, changes or goes, also when a savepoint is rolled back. */
export type RowListener<Row> = (before: Row | undefined, after: Row | undefined) => void;

/** What the database is to be told of a row. */
export interface Pending {
  readonly stored: StoredRow<RowKey> | undefined;
  /** The database has no such row: when it goes again, there is nothing to tell. */
  readonly fresh: boolean;
}

/** A row as it was at the last commit, and as it is now. */
export interface Touched {
  readonly before: StoredRow<RowKey> | undefined;
  after: StoredRow<RowKey> | undefined;
}

/** The rows of one table in one region. */
export interface Place {
  readonly table: LiveTable;
  readonly region: string;
  readonly rows: Partition<RowKey>;
  /** By id, the rows touched since the last commit. */
  readonly touched: Map<string, Touched>;
  /** By id, the committed rows that the database does not hold yet. */
  readonly pending: Map<string, Pending>;
  /** Ids of some of them in the reverse of the database's order: written by it, many rows together change few of its pages. */
  queue: string[];
}

/** A table of an open account. */
export interface LiveTable {
  readonly definition: TableDefinition<RowKey>;
  /** Where it stands among the tables: what a commit tells of is in that order. */
  readonly position: number;
  readonly columns: readonly string[];
  readonly shape: RowShape<RowKey>;
  readonly sql: SqlTable<RowKey>;
  readonly places: Map<string, Place>;
  /** The one of them that was asked for last. */
  latest: Place | undefined;
  readonly listeners: RowListener<RowKey>[];
  /** What a journal holds for the table, oldest first; taken over as pending rows when the table is first needed. */
  readonly recorded: { readonly writes: TableWrites; readonly columns: readonly string[] }[];
  nextSeq: number;
  loaded: boolean;
}

/** The rows of a table in a region, of which there may be none yet. */
export function placeOf(table: LiveTable, region: string): Place {
  // Most of what is asked for, one after the other, is in one region.
  if (table.latest?.region === region) return table.latest;
  let place = table.places.get(region);
  if (!place) {
    place = { table, region, rows: new Partition(table.definition.indexes), touched: new Map(), pending: new Map(), queue: [] };
    table.places.set(region, place);
  }
  table.latest = place;
  return place;
}

/**
 * Turns the last that a journal tells of each row into a pending row: most rows are written several times before the next image. Answers how
 * many these are.
 */
export function takeOver(table: LiveTable): number {
  const { shape, recorded } = table;
  if (recorded.length === 0) return 0;
  const last = new Map<string, { readonly write: TableWrites[number]; readonly columns: readonly string[] }>();
  for (const { writes, columns } of recorded) for (const write of writes) last.set(`${write[0]}\n${write[1]}`, { write, columns });
  recorded.length = 0;
  for (const { write, columns } of last.values()) {
    const [region, id, seq, ...values] = write;
    const stored = seq === undefined ? undefined : { seq, row: shape.ofValues(region, id, values, columns) };
    placeOf(table, region).pending.set(id, { stored, fresh: false });
  }
  return last.size;
}

/** Sorts places as the tables stand. */
export function inOrder(a: Place, b: Place): number {
  return a.table.position - b.table.position;
}
