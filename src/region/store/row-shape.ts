import { columnNames, type RowKey, type RowValues, type TableDefinition } from './table';

type Fields = Record<string, unknown>;

/**
 * Copies of an object, each made at a place of its own: where the engine meets a few layouts only it copies an object as a whole, else member by
 * member, which takes six times as long. Tables share these places, at most four the same one.
 */
const copiers: readonly ((fields: Fields) => Fields)[] = [
  (fields) => ({ ...fields }),
  (fields) => ({ ...fields }),
  (fields) => ({ ...fields }),
  (fields) => ({ ...fields }),
  (fields) => ({ ...fields }),
  (fields) => ({ ...fields }),
  (fields) => ({ ...fields }),
  (fields) => ({ ...fields }),
  (fields) => ({ ...fields }),
  (fields) => ({ ...fields }),
  (fields) => ({ ...fields }),
  (fields) => ({ ...fields }),
  (fields) => ({ ...fields }),
  (fields) => ({ ...fields }),
  (fields) => ({ ...fields }),
  (fields) => ({ ...fields }),
  (fields) => ({ ...fields }),
  (fields) => ({ ...fields }),
  (fields) => ({ ...fields }),
  (fields) => ({ ...fields }),
];

/**
 * Makes the rows of one table, all alike to the engine. Rows that come of spread and optional members would each have a layout of their own, which
 * takes up three times as much memory as the row.
 */
export class RowShape<Row extends RowKey> {
  private readonly columns: readonly string[];
  private readonly empty: Fields;
  private readonly copy: (fields: Fields) => Fields;

  /** @param position of the table among all tables */
  constructor(table: TableDefinition<Row>, position: number) {
    this.copy = copiers[position % copiers.length]!;
    this.columns = columnNames(table as unknown as TableDefinition<RowKey>);
    // What is parsed has a layout that reads fast; members added one by one, by names that vary, make a dictionary of an object with many.
    this.empty = JSON.parse(JSON.stringify(Object.fromEntries(['region', 'id', ...this.columns].map((name) => [name, null])))) as Fields;
    for (const name of Object.keys(this.empty)) this.empty[name] = undefined;
  }

  /** A row that says the same; what is absent is undefined. */
  of(row: Row): Row {
    const given = row as unknown as Readonly<Fields>;
    const made = this.copy(this.empty);
    made['region'] = row.region;
    made['id'] = row.id;
    for (const column of this.columns) {
      const value = given[column];
      if (value !== undefined) made[column] = value;
    }
    return made as unknown as Row;
  }

  /** Values in the order of `columns` (by default the table's own) → row. Absent values stay undefined. */
  ofValues(region: string, id: string, values: RowValues, columns: readonly string[] = this.columns): Row {
    const made = this.copy(this.empty);
    made['region'] = region;
    made['id'] = id;
    for (let index = 0; index < columns.length; index++) {
      const value = values[index];
      if (value !== null && value !== undefined) made[columns[index]!] = value;
    }
    return made as unknown as Row;
  }
}
