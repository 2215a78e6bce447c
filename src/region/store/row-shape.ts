import { columnNames, type RowKey, type RowValues, type TableDefinition } from './table';

type Fields = Record<string, unknown>;
type NewFields = new (region: string, id: string) => Fields;

/**
 * Makes the rows of one table, all alike to the engine. Rows that come of spread and optional members would each have a layout of their own,
 * which takes up three times as much memory as the row.
 */
export class RowShape<Row extends RowKey> {
  private readonly columns: readonly string[];
  private readonly NewRow = newFields();

  constructor(table: TableDefinition<Row>) {
    this.columns = columnNames(table as unknown as TableDefinition<RowKey>);
  }

  /** A row that says the same; what is absent or undefined is absent. */
  of(row: Row): Row {
    const given = row as unknown as Readonly<Fields>;
    const made = new this.NewRow(row.region, row.id);
    for (const column of this.columns) {
      const value = given[column];
      if (value !== undefined) made[column] = value;
    }
    return made as unknown as Row;
  }

  /** Values in the order of `columns` (by default the table's own) → row. Absent values stay absent. */
  ofValues(region: string, id: string, values: RowValues, columns: readonly string[] = this.columns): Row {
    const made = new this.NewRow(region, id);
    for (let index = 0; index < columns.length; index++) {
      const value = values[index];
      if (value !== null && value !== undefined) made[columns[index]!] = value;
    }
    return made as unknown as Row;
  }
}

/** A constructor of its own for each table: the engine keeps a layout by constructor. What it makes is a plain object all the same. */
function newFields(): NewFields {
  function Row(this: Fields, region: string, id: string): void {
    this['region'] = region;
    this['id'] = id;
  }
  Row.prototype = Object.prototype;
  return Row as unknown as NewFields;
}
