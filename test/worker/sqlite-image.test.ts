import assert from 'node:assert/strict';
import type { SqlDatabase, SqlValue } from '../../src/region/ports';
import { SqliteImage } from '../../src/worker/sqlite-image';
import { ports } from './support/surroundings';

const columns = ['region', 'id', 'seq', 'text', 'whole', 'real'];
const layout = '("region" TEXT NOT NULL, "id" TEXT NOT NULL, "seq" INTEGER NOT NULL, "text" TEXT, "whole" INTEGER, "real" REAL';
const key = ', PRIMARY KEY ("region", "id"))';

describe("The bytes of an account's image", () => {
  let database: SqlDatabase;

  beforeEach(() => {
    database = ports.openDatabase();
  });
  afterEach(() => database.close());

  const fill = (rows: readonly (readonly SqlValue[])[]): void => {
    const insert = database.prepare('INSERT INTO "things" VALUES (?, ?, ?, ?, ?, ?)');
    for (const row of rows) insert.run(row);
    insert.free();
  };
  const read = (names = columns): SqlValue[][] | undefined => new SqliteImage(database.export()).rowsOf('things', names);
  const bySql = (names = columns): SqlValue[][] => {
    const found: SqlValue[][] = [];
    const select = database.prepare(`SELECT ${names.map((name) => `"${name}"`).join(', ')} FROM "things" ORDER BY "region", "id"`);
    select.each([], (row) => found.push([...row]));
    select.free();
    return found;
  };

  it('give every kind of value', () => {
    database.exec(`CREATE TABLE "things" ${layout}${key} WITHOUT ROWID;`);
    const values: readonly SqlValue[][] = [
      [null, null, null],
      ['', 0, 0],
      ['서울 리전 — “a”', 1, 0.1],
      ['x', -1, -2.5],
      ['x', 127, 1e300],
      ['x', -128, 3],
      ['x', 32_767, 1 / 3],
      ['x', -8_388_608, Number.MIN_VALUE],
      ['x', 2_147_483_647, 1],
      ['x', 140_737_488_355_327, 2],
      ['x', 9_007_199_254_740_991, 4],
      ['x', -9_007_199_254_740_991, 5],
    ];
    const rows = values.map((value, index) => ['ap-northeast-2', `i-${String(index).padStart(2, '0')}`, index, ...value]);
    fill(rows);
    assert.deepEqual(read(), rows);
    assert.deepEqual(
      read(['seq', 'whole']),
      rows.map((row) => [row[2], row[4]]),
    );
  });

  for (const size of [512, 4_096, 65_536]) {
    it(`give values longer than a page, of trees of several levels, on pages of ${size} bytes`, () => {
      database.exec(`PRAGMA page_size = ${size}; VACUUM; CREATE TABLE "things" ${layout}${key} WITHOUT ROWID;`);
      const lengths = [0, 90, 200, 480, 520, 1_000, 4_000, 4_090, 4_200, 16_400, 66_000, 200_000];
      const rows = Array.from({ length: 3_000 }, (_, index) => {
        const text = 'é0123456789'.repeat(20_000).slice(0, index % 250 === 0 ? lengths[index / 250] : index % 90);
        return ['us-east-1', `i-${((index * 7_919) % 3_000).toString(16).padStart(17, '0')}`, index, text, index * index, index / 8];
      });
      fill(rows);
      const expected = rows.toSorted((a, b) => (a[1]! < b[1]! ? -1 : 1));
      assert.deepEqual(read(), expected);
      assert.equal(Buffer.from(database.export()).readUInt16BE(16), size % 65_536 || 1);
      database.exec(`DELETE FROM "things" WHERE "seq" % 3 = 0; UPDATE "things" SET "text" = "text" || 'more' WHERE "seq" % 5 = 0;`);
      assert.equal(read()!.length, 2_000);
      assert.deepEqual(read(), bySql());
    });
  }

  it('give nothing for a column that was added after a row was written', () => {
    database.exec(`CREATE TABLE "things" ${layout}${key} WITHOUT ROWID;`);
    fill([['us-east-1', 'i-1', 1, 'old', 1, 1.5]]);
    database.exec('ALTER TABLE "things" ADD COLUMN "later" TEXT;');
    database.exec(`INSERT INTO "things" VALUES ('us-east-1', 'i-2', 2, 'new', 2, 2.5, 'here');`);
    assert.deepEqual(read(['id', 'later', 'real']), [
      ['i-1', null, 1.5],
      ['i-2', 'here', 2.5],
    ]);
    assert.equal(read(['id', 'never']), undefined);
  });

  it('leave to SQL what the store does not write', () => {
    database.exec(`CREATE TABLE "things" ${layout}${key};`);
    assert.equal(read(), undefined);
    assert.equal(new SqliteImage(database.export()).rowsOf('others', columns), undefined);
    const wide = ports.openDatabase();
    wide.exec(`PRAGMA encoding = 'UTF-16le'; CREATE TABLE "things" ${layout}${key} WITHOUT ROWID;`);
    const bytes = wide.export();
    wide.close();
    assert.equal(bytes[59], 2);
    assert.equal(new SqliteImage(bytes).rowsOf('things', columns), undefined);
  });

  it('leave to SQL what is damaged', () => {
    database.exec(`CREATE TABLE "things" ${layout}${key} WITHOUT ROWID;`);
    fill(Array.from({ length: 1_000 }, (_, index) => ['us-east-1', `i-${index}`, index, 'x', 1, 1]));
    const bytes = database.export();
    assert.equal(new SqliteImage(bytes).rowsOf('things', columns)!.length, 1_000);
    bytes.fill(0, bytes.length / 2);
    assert.equal(new SqliteImage(bytes).rowsOf('things', columns), undefined);
  });

  it('count no longer once something has been written', () => {
    database.exec(`CREATE TABLE "things" ${layout}${key} WITHOUT ROWID;`);
    fill([['us-east-1', 'i-1', 1, 'x', 1, 1.5]]);
    const opened = ports.openDatabase(database.export());
    assert.deepEqual(opened.unchangedRows!('things', columns), [['us-east-1', 'i-1', 1, 'x', 1, 1.5]]);
    opened.exec(`BEGIN; DELETE FROM "things"; COMMIT;`);
    assert.equal(opened.unchangedRows!('things', columns), undefined);
    opened.close();
  });
});
