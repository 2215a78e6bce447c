import { type ColumnType, defineTable, type RowKey } from '../../../../src/region/store/table';

/** A row with a column of every type, each of which may be absent. */
export interface ThingRow extends RowKey {
  readonly name?: string;
  readonly size?: number;
  readonly weight?: number;
  readonly on?: boolean;
  readonly note?: unknown;
}

export const thingTable = defineTable<ThingRow, 'name' | 'letter'>({
  name: 'things',
  kind: 'things',
  columns: { name: 'text', size: 'integer', weight: 'real', on: 'boolean', note: 'json' },
  indexes: { name: (row) => row.name, letter: (row) => [...new Set(row.name ?? '')] },
});

/** Rows about things. */
export interface LabelRow extends RowKey {
  readonly thing: string;
  readonly text: string;
}

export const labelTable = defineTable<LabelRow, 'thing'>({
  name: 'labels',
  columns: { thing: 'text', text: 'text' },
  indexes: { thing: (row) => row.thing },
  about: (row) => ({ kind: 'things', id: row.thing }),
});

/** Things with states, of which `busy` ends by itself. */
export interface WorkerRow extends RowKey {
  readonly state: 'busy' | 'idle';
}

export const workerTable = defineTable<WorkerRow, 'state'>({
  name: 'workers',
  kind: 'workers',
  columns: { state: 'text' },
  indexes: { state: (row) => row.state },
});

/** A log: not part of what the digest covers. */
export interface EntryRow extends RowKey {
  readonly text: string;
}

export const entryTable = defineTable<EntryRow>({ name: 'entries', columns: { text: 'text' }, indexes: {}, log: true });

export const miniTables = [thingTable, labelTable, workerTable, entryTable];

/** The columns of a table as older builds had them, for the tests of migrations. */
export type Columns = Readonly<Record<string, ColumnType>>;
