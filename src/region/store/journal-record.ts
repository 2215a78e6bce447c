import type { RowValues } from './table';

/** What caused a commit: an action asked for from outside, time passing, or the account being made. */
export type CommitCause =
  | { readonly type: 'action'; readonly action: string; readonly region: string; readonly caller: unknown }
  | { readonly type: 'advance' }
  | { readonly type: 'create' };

/** The rows of one table that a commit wrote: `[region, id, seq, ...values]`, or `[region, id]` for a deleted row. */
export type TableWrites = readonly (readonly [string, string, number, ...RowValues] | readonly [string, string])[];

/** One commit as the journal keeps it. Opening applies the rows; it never runs handlers again. */
export interface JournalRecord {
  /** Virtual time after the commit, epoch milliseconds. */
  readonly at: number;
  readonly cause: CommitCause;
  readonly rows: { readonly [table: string]: TableWrites };
}

/** The first line of a journal: the schema its records were written with. */
export interface JournalHeader {
  readonly schema: number;
  /** Column names of each table, in the order of the records' values. */
  readonly tables: { readonly [table: string]: readonly string[] };
  /** Those of them that hold JSON: a record has their values as they are, the database as text. */
  readonly json: { readonly [table: string]: readonly string[] };
}
