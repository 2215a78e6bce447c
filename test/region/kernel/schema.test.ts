import assert from 'node:assert/strict';
import type { SqlDatabase } from '../../../src/region/ports';
import type { JournalHeader, JournalRecord } from '../../../src/region/store/journal-record';
import { createDatabase, type Migrations, NewerSchemaError, openImage } from '../../../src/region/store/schema';
import { Store } from '../../../src/region/store/store';
import { sqlPorts } from '../support/sql-ports';
import { miniTables, type ThingRow, thingTable } from './support/mini-tables';

const region = 'north-1';

/** Schema 1 as it once was: a thing was called `title`, and its note was plain text in `remark`. */
function oldImage(): Uint8Array {
  const database = sqlPorts.openDatabase();
  database.exec(
    'CREATE TABLE "things" ("region" TEXT NOT NULL, "id" TEXT NOT NULL, "seq" INTEGER NOT NULL, "title" TEXT, "size" INTEGER, "extra" TEXT, PRIMARY KEY ("region", "id")) WITHOUT ROWID;' +
      `INSERT INTO "things" VALUES ('${region}', 'a', 1, 'first', 1, '{"deep":true}'), ('${region}', 'b', 2, 'second', 2, NULL);` +
      'PRAGMA user_version = 1;',
  );
  return database.export();
}

const oldHeader: JournalHeader = { schema: 1, tables: { things: ['title', 'size', 'extra'] }, json: { things: ['extra'] } };

const oldRecords: readonly JournalRecord[] = [
  { at: 1, cause: { type: 'advance' }, rows: { things: [[region, 'a', 1, 'renamed', 10, { deep: [1, 2] }]] } },
  {
    at: 2,
    cause: { type: 'advance' },
    rows: {
      things: [
        [region, 'b'],
        [region, 'c', 3, 'third', null, null],
      ],
    },
  },
];

/** 1 → 2 renames the column, 2 → 3 gives every thing a weight. */
const steps: Migrations = {
  1: (database) =>
    database.exec('ALTER TABLE "things" RENAME COLUMN "title" TO "name"; ALTER TABLE "things" RENAME COLUMN "extra" TO "note";'),
  2: (database) => database.exec('ALTER TABLE "things" ADD COLUMN "weight" REAL; UPDATE "things" SET "weight" = "size" * 0.5;'),
};

function rowsOf(database: SqlDatabase): unknown[][] {
  const rows: unknown[][] = [];
  const select = database.prepare('SELECT "id", "seq", "name", "size", "weight", "note" FROM "things" ORDER BY "id"');
  select.each([], (values) => rows.push([...values]));
  select.free();
  return rows;
}

function versionOf(database: SqlDatabase): number {
  let version = -1;
  const pragma = database.prepare('PRAGMA user_version');
  pragma.each([], ([value]) => (version = Number(value)));
  pragma.free();
  return version;
}

describe('schema', () => {
  it('creates a database of its own schema', () => {
    assert.equal(versionOf(createDatabase(sqlPorts, miniTables)), 2);
  });

  it('opens an image of its own schema as it is, leaving the records to the store', () => {
    const { database, migrated } = openImage(sqlPorts, oldImage(), oldHeader, oldRecords, [], {}, 1);
    assert.deepEqual([migrated, versionOf(database)], [false, 1]);
  });

  it('migrates an image of an older schema step by step, with the journal on top of it', () => {
    const { database, migrated } = openImage(sqlPorts, oldImage(), oldHeader, oldRecords, [], steps, 3);
    assert.deepEqual([migrated, versionOf(database)], [true, 3]);
    assert.deepEqual(rowsOf(database), [
      ['a', 1, 'renamed', 10, 5, '{"deep":[1,2]}'],
      ['c', 3, 'third', null, null, null],
    ]);
  });

  it('migrates an image that has no journal', () => {
    const { database } = openImage(sqlPorts, oldImage(), undefined, [], [], steps, 3);
    assert.deepEqual(rowsOf(database), [
      ['a', 1, 'first', 1, 0.5, '{"deep":true}'],
      ['b', 2, 'second', 2, 1, null],
    ]);
  });

  it('reads migrated rows as rows of today, whatever kind of value stood in a JSON column of the journal', () => {
    const values: unknown[] = [{ a: 1 }, ['x'], 'text', '', '7', 7, 0, true, false];
    const records: JournalRecord[] = [
      {
        at: 1,
        cause: { type: 'advance' },
        rows: { things: values.map((value, index) => [region, `v${index}`, 10 + index, 'n', 1, value]) },
      },
    ];
    const { database } = openImage(sqlPorts, oldImage(), oldHeader, JSON.parse(JSON.stringify(records)), [], steps, 3);
    database.exec('ALTER TABLE "things" ADD COLUMN "on" INTEGER');
    const store = new Store(database, miniTables);
    const found = values.map((_value, index) => store.in(thingTable, region).get(`v${index}`)?.row.note);
    assert.deepEqual(found, values);
  });

  it('writes to a migrated database, in which columns stand in another order', () => {
    const { database } = openImage(sqlPorts, oldImage(), undefined, [], [], steps, 3);
    database.exec('ALTER TABLE "things" ADD COLUMN "on" INTEGER');
    const store = new Store(database, miniTables);
    const full: ThingRow = { region, id: 'full', name: 'n', size: 1, weight: 2.5, on: true, note: 'text' };
    store.put(thingTable, full);
    store.commit();
    store.flush();
    assert.deepEqual(new Store(sqlPorts.openDatabase(database.export()), miniTables).in(thingTable, region).get('full')?.row, full);
  });

  it('refuses an image of a newer schema in words that help', () => {
    assert.throws(
      () => openImage(sqlPorts, oldImage(), undefined, [], [], {}, 0),
      (error) =>
        error instanceof NewerSchemaError &&
        error.found === 1 &&
        /newer version of Cloud Sandbox.*Update the extension/.test(error.message),
    );
  });

  it('refuses a journal of a newer schema on an image of its own', () => {
    assert.throws(() => openImage(sqlPorts, oldImage(), { ...oldHeader, schema: 2 }, [], [], {}, 1), NewerSchemaError);
  });

  it('says which migration is missing, and leaves the image usable', () => {
    const image = oldImage();
    assert.throws(() => openImage(sqlPorts, image, undefined, [], [], { 1: steps[1]! }, 3), /No migration from schema 2/);
    assert.equal(versionOf(sqlPorts.openDatabase(image)), 1);
  });
});
