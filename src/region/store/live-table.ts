import type { TableWrites } from './journal-record';
import type { Partition } from './partition';
import type { RowShape } from './row-shape';
import type { SqlTable } from './sql-table';
import type { RowKey, StoredRow, TableDefinition } from './table';

/** Told of every row that appears, changes or goes, also when a savepoint is rolled back. */
export type RowListener<Row> = (before: Row | undefined, after: Row | undefined) => void;

/** What the database is to be told of a row. */
export interface Pending {
  readonly region: string;
  readonly id: string;
  readonly stored: StoredRow<RowKey> | undefined;
  /** The database has no such row: when it goes again, there is nothing to tell. */
  readonly fresh: boolean;
}

/** The rows of one table in one region. */
export interface Place {
  readonly table: LiveTable;
  readonly region: string;
  readonly rows: Partition<RowKey>;
  /** By id, the first state of each row touched since the last commit. */
  readonly touched: Map<string, StoredRow<RowKey> | undefined>;
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
  readonly listeners: RowListener<RowKey>[];
  /** Committed rows that the database does not hold yet. */
  readonly pending: Map<string, Pending>;
  /** What a journal holds for the table, oldest first; taken over as pending rows when the table is first needed. */
  readonly recorded: { readonly writes: TableWrites; readonly columns: readonly string[] }[];
  nextSeq: number;
  loaded: boolean;
}

/**
 * Turns the last that a journal tells of each row into a pending row: most rows are written several times before the next image. Answers how
 * many these are.
 */
export function takeOver({ shape, recorded, pending }: LiveTable): number {
  if (recorded.length === 0) return 0;
  const last = new Map<string, { readonly write: TableWrites[number]; readonly columns: readonly string[] }>();
  for (const { writes, columns } of recorded) for (const write of writes) last.set(keyOf(write[0], write[1]), { write, columns });
  recorded.length = 0;
  for (const [key, { write, columns }] of last) {
    const [region, id, seq, ...values] = write;
    const stored = seq === undefined ? undefined : { seq, row: shape.ofValues(region, id, values, columns) };
    pending.set(key, { region, id, stored, fresh: false });
  }
  return last.size;
}

/** How rows that wait for the database are named. */
export function keyOf(region: string, id: string): string {
  return `${region}\n${id}`;
}

/** Sorts places as the tables stand. */
export function inOrder(a: Place, b: Place): number {
  return a.table.position - b.table.position;
}
