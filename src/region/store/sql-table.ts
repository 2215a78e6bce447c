import type { SqlDatabase, SqlStatement, SqlValue } from '../ports';
import type { RowShape } from './row-shape';
import { columnNames, columnType, type ColumnType, type RowKey, type StoredRow, type TableDefinition } from './table';

/** How SQL keeps a column. */
export function sqlType(type: ColumnType): string {
  const types: Record<ColumnType, string> = { text: 'TEXT', integer: 'INTEGER', real: 'REAL', boolean: 'INTEGER', json: 'TEXT' };
  return types[type];
}

/** The SQL that creates a table with the given columns. */
export function createTableSql(table: TableDefinition<RowKey>): string {
  const columns = Object.entries<ColumnType>(table.columns).map(([name, type]) => `"${name}" ${sqlType(type)}`);
  return `CREATE TABLE "${table.name}" ("region" TEXT NOT NULL, "id" TEXT NOT NULL, "seq" INTEGER NOT NULL${columns
    .map((column) => `, ${column}`)
    .join('')}, PRIMARY KEY ("region", "id")) WITHOUT ROWID;`;
}

/** Reads and writes the rows of one table in the database. */
export class SqlTable<Row extends RowKey> {
  private upsert: SqlStatement | undefined;
  private remove: SqlStatement | undefined;
  private readonly columns: readonly string[];
  private readonly types: readonly ColumnType[];
  private readonly names: string;

  constructor(
    private readonly database: SqlDatabase,
    private readonly table: TableDefinition<Row>,
    private readonly shape: RowShape<Row>,
  ) {
    this.columns = columnNames(table as unknown as TableDefinition<RowKey>);
    this.types = this.columns.map((column) => columnType(table as unknown as TableDefinition<RowKey>, column));
    this.names = ['region', 'id', 'seq', ...this.columns].map((name) => `"${name}"`).join(', ');
  }

  /** Hands every row to `visit`, in creation order. */
  load(visit: (stored: StoredRow<Row>) => void): void {
    const texts: SqlValue[] = [];
    let region = '';
    let decoded: unknown[] = [];
    const select = this.database.prepare(`SELECT ${this.names} FROM "${this.table.name}" ORDER BY "seq"`);
    select.each([], (values) => {
      // Rows made together have much in common, and then share it in memory.
      decoded = this.types.map((type, index) => {
        const value = values[index + 3] ?? null;
        if (value === texts[index]) return decoded[index];
        texts[index] = value;
        return decode(type, value);
      });
      if (region !== values[0]) region = String(values[0]);
      visit({ seq: Number(values[2]), row: this.shape.ofValues(region, String(values[1]), decoded) });
    });
    select.free();
  }

  write({ seq, row }: StoredRow<Row>): void {
    // By name: in a migrated database the columns may stand in another order.
    this.upsert ??= this.database.prepare(
      `INSERT OR REPLACE INTO "${this.table.name}" (${this.names}) VALUES (${Array(this.columns.length + 3)
        .fill('?')
        .join(', ')})`,
    );
    const fields = row as unknown as Record<string, unknown>;
    const values: SqlValue[] = [row.region, row.id, seq];
    for (let index = 0; index < this.columns.length; index++) values.push(encode(this.types[index]!, fields[this.columns[index]!]));
    this.upsert.run(values);
  }

  delete(region: string, id: string): void {
    this.remove ??= this.database.prepare(`DELETE FROM "${this.table.name}" WHERE "region" = ? AND "id" = ?`);
    this.remove.run([region, id]);
  }
}

function encode(type: ColumnType, value: unknown): SqlValue {
  if (value === undefined || value === null) return null;
  if (type === 'json') return JSON.stringify(value);
  if (type === 'boolean') return value ? 1 : 0;
  return value as SqlValue;
}

function decode(type: ColumnType, value: SqlValue): unknown {
  if (value === null) return null;
  if (type === 'json') return JSON.parse(String(value));
  if (type === 'boolean') return value !== 0;
  return value;
}
