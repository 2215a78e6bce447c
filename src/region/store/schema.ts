import type { Ports, SqlDatabase, SqlValue } from '../ports';
import type { JournalHeader, JournalRecord } from './journal-record';
import { createTableSql } from './sql-table';
import { columnNames, columnType, type RowKey, type TableDefinition } from './table';

/** The schema this build writes. */
export const schemaVersion = 1;

/** Brings a database from one schema to the next; the key is the schema it starts from. */
export type Migrations = Readonly<Record<number, (database: SqlDatabase) => void>>;

/** The migrations of this product: none yet, the first schema is still the newest. */
export const migrations: Migrations = {};

/** The account was written by a newer build. It is left as it is. */
export class NewerSchemaError extends Error {
  constructor(readonly found: number) {
    super(
      `This account was written by a newer version of Cloud Sandbox (schema ${found}; this version knows ${schemaVersion}). Update the extension to open it.`,
    );
    this.name = 'NewerSchemaError';
  }
}

/** The header of journals that this build writes. */
export function journalHeader(tables: readonly TableDefinition<RowKey>[]): JournalHeader {
  return {
    schema: schemaVersion,
    tables: Object.fromEntries(tables.map((table) => [table.name, columnNames(table)])),
    json: Object.fromEntries(tables.map((table) => [table.name, columnNames(table).filter((name) => columnType(table, name) === 'json')])),
  };
}

/** Opens an empty database with the tables of this schema. */
export function createDatabase(ports: Ports, tables: readonly TableDefinition<RowKey>[]): SqlDatabase {
  const database = ports.openDatabase();
  database.exec(`BEGIN; ${tables.map(createTableSql).join(' ')} PRAGMA user_version = ${schemaVersion}; COMMIT;`);
  return database;
}

/**
 * Opens a database from an image, bringing it to this build's schema. Records of an older schema are written into it before its migrations run,
 * and `migrated` then says that the account needs a new image; otherwise the records are left for the store to take over.
 */
export function openImage(
  ports: Ports,
  image: Uint8Array,
  header: JournalHeader | undefined,
  records: Iterable<JournalRecord>,
  steps: Migrations = migrations,
  version = schemaVersion,
): { database: SqlDatabase; migrated: boolean } {
  const database = ports.openDatabase(image);
  const found = Math.max(userVersion(database), header?.schema ?? 0);
  if (found > version) {
    database.close();
    throw new NewerSchemaError(found);
  }
  if (found === version) return { database, migrated: false };
  database.exec('BEGIN');
  for (const record of records) writeRecord(database, record, header!);
  for (let step = found; step < version; step++) {
    const migrate = steps[step];
    if (!migrate) throw new Error(`No migration from schema ${step}`);
    migrate(database);
  }
  database.exec(`PRAGMA user_version = ${version}; COMMIT;`);
  return { database, migrated: true };
}

function userVersion(database: SqlDatabase): number {
  let version = 0;
  const pragma = database.prepare('PRAGMA user_version');
  pragma.each([], ([value]) => (version = Number(value)));
  pragma.free();
  return version;
}

function writeRecord(database: SqlDatabase, record: JournalRecord, header: JournalHeader): void {
  for (const [table, writes] of Object.entries(record.rows)) {
    const names = ['region', 'id', 'seq', ...header.tables[table]!];
    const json = names.map((name) => header.json[table]!.includes(name));
    const columns = names.map((name) => `"${name}"`);
    const upsert = database.prepare(
      `INSERT OR REPLACE INTO "${table}" (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
    const remove = database.prepare(`DELETE FROM "${table}" WHERE "region" = ? AND "id" = ?`);
    for (const write of writes) {
      if (write.length === 2) remove.run([write[0], write[1]]);
      else upsert.run(write.map((value, index) => toSql(value, json[index]!)));
    }
    upsert.free();
    remove.free();
  }
}

function toSql(value: unknown, json: boolean): SqlValue {
  if (value === null) return null;
  if (json) return JSON.stringify(value);
  return typeof value === 'boolean' ? Number(value) : (value as SqlValue);
}
