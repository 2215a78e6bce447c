/** How one column is kept: `json` as text, `boolean` as 0 or 1, an absent value as NULL. */
export type ColumnType = 'text' | 'integer' | 'real' | 'boolean' | 'json';

/** The key of every row: the region it belongs to ('' for what belongs to the account) and an id unique in its table and region. */
export interface RowKey {
  readonly region: string;
  readonly id: string;
}

/**
 * Names the rows that share a value; undefined leaves a row out of that index. Declared as a method's type, so that tables of different rows can
 * stand in one list.
 */
export type IndexOf<Row> = { of(row: Row): string | readonly string[] | undefined }['of'];

/** A resource that a row says something of. */
export interface Subject {
  /** Plural name of its kind. */
  readonly kind: string;
  readonly id: string;
}

/** A table of the account: its SQL name, columns, in-memory indexes and the resource kind its rows are. */
export interface TableDefinition<Row extends RowKey, Index extends string = string> {
  readonly name: string;
  readonly columns: { readonly [Column in Exclude<keyof Row, keyof RowKey>]-?: ColumnType };
  readonly indexes: { readonly [Name in Index]: IndexOf<Row> };
  /** The kind named in change sets when a row changes; none for tables that nobody looks at. */
  readonly kind?: string;
  /** For rows that describe other resources (tags): the kinds and ids that change with them. */
  about?(row: Row): Subject | readonly Subject[] | undefined;
  /** The index that gives the resource whose state the row depends on: the row counts as changed in change sets whenever that one changes. */
  readonly follows?: Index;
  /** The indexes that give the resources whose names the row shows: it counts as changed when one gets another name. */
  readonly showsNameOf?: readonly Index[];
  /** The indexes that give the resources a row stands for: what follows the row, or shows its name, follows those too. */
  readonly standsFor?: readonly Index[];
  /** Its rows hold names of other resources, by their ids. */
  readonly holdsNames?: boolean;
  /** Its rows change whenever time passes, and with them nothing that was worked out without looking at the time. */
  readonly tellsTime?: boolean;
  /** A log of what was done, not part of the account: left out of the digest. */
  readonly log?: boolean;
}

/**
 * Declares a table. The order of `columns` is the order in SQL and in journal records.
 */
export function defineTable<Row extends RowKey, Index extends string = never>(
  definition: TableDefinition<Row, Index>,
): TableDefinition<Row, Index> {
  return definition;
}

/** A row with its creation number: rows of a table list in that order (reference: clients.md §4, creation order). */
export interface StoredRow<Row> {
  readonly seq: number;
  readonly row: Row;
}

/** A row's values in column order, as they stand in a journal record. */
export type RowValues = readonly unknown[];

/** The columns besides region, id and seq, in order. */
export function columnNames(table: TableDefinition<RowKey>): readonly string[] {
  return Object.keys(table.columns);
}

/** The type of one of a table's columns. */
export function columnType(table: TableDefinition<RowKey>, column: string): ColumnType {
  return (table.columns as Readonly<Record<string, ColumnType>>)[column]!;
}
