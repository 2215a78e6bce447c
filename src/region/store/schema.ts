import type { Ports, SqlDatabase, SqlValue } from '../ports';
import type { JournalHeader, JournalRecord } from './journal-record';
import { createTableSql, sqlType } from './sql-table';
import { columnNames, columnType, type ColumnType, type RowKey, type TableDefinition } from './table';

/** The schema this build writes. */
export const schemaVersion = 2;

/** Brings a database from one schema to the next; the key is the schema it starts from. */
export type Migrations = Readonly<Record<number, (database: SqlDatabase) => void>>;

/**
 * What each step does besides giving new tables and columns their place, which `completeTables` does for all of them. What needs the account's
 * rules rather than SQL is done afterwards, by the definition's `upgradeRegion`.
 */
export const migrations: Migrations = {
  // User data leaves the rows of instances, which are written again at each change of state: one row for all the instances of a launch.
  1(database) {
    if (columnsOf(database, 'ec2_instances').size === 0) return;
    database.exec(`
      CREATE TABLE "ec2_user_data" ("region" TEXT NOT NULL, "id" TEXT NOT NULL, "seq" INTEGER NOT NULL, "data" TEXT, PRIMARY KEY ("region", "id")) WITHOUT ROWID;
      INSERT INTO "ec2_user_data" SELECT "region", "reservationId", MIN("seq"), json_extract("options", '$.userData') FROM "ec2_instances"
        WHERE json_extract("options", '$.userData') IS NOT NULL GROUP BY "region", "reservationId";
      ALTER TABLE "ec2_instances" ADD COLUMN "userDataId" TEXT;
      UPDATE "ec2_instances" SET "userDataId" = "reservationId", "options" = json_remove("options", '$.userData')
        WHERE json_extract("options", '$.userData') IS NOT NULL;`);
  },
};

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
  tables: readonly TableDefinition<RowKey>[],
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
  completeTables(database, tables);
  database.exec(`PRAGMA user_version = ${version}; COMMIT;`);
  return { database, migrated: true };
}

/** Makes the tables that are not there and adds the columns that are missing; a new column is empty in the rows that are there. */
function completeTables(database: SqlDatabase, tables: readonly TableDefinition<RowKey>[]): void {
  for (const table of tables) {
    const found = columnsOf(database, table.name);
    if (found.size === 0) database.exec(createTableSql(table));
    for (const [name, type] of Object.entries<ColumnType>(found.size === 0 ? {} : table.columns)) {
      if (!found.has(name)) database.exec(`ALTER TABLE "${table.name}" ADD COLUMN "${name}" ${sqlType(type)};`);
    }
  }
}

function columnsOf(database: SqlDatabase, table: string): ReadonlySet<string> {
  const names = new Set<string>();
  const info = database.prepare(`PRAGMA table_info("${table}")`);
  info.each([], ([, name]) => names.add(String(name)));
  info.free();
  return names;
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
