import assert from 'node:assert/strict';
import type { SqlDatabase } from '../../../src/region/ports';
import { createDatabase, journalHeader } from '../../../src/region/store/schema';
import { Store } from '../../../src/region/store/store';
import type { RowKey, TableDefinition } from '../../../src/region/store/table';
import { sqlPorts } from '../support/sql-ports';
import { labelTable, miniTables, type ThingRow, thingTable } from './support/mini-tables';

const region = 'north-1';
/** What a row holds of the columns that it says nothing of. */
const absent = { name: undefined, size: undefined, weight: undefined, on: undefined, note: undefined };
const thing = (id: string, name: string, more: Partial<ThingRow> = {}): ThingRow => ({ region, id, name, ...more });

function emptyStore(): Store {
  return new Store(createDatabase(sqlPorts, miniTables), miniTables);
}

const ids = (store: Store, table: TableDefinition<RowKey> = thingTable, where = region): string[] =>
  Array.from(store.in(table, where).all(), ({ row }) => row.id);

const named = (store: Store, name: string): string[] =>
  store
    .in(thingTable, region)
    .by('name', name)
    .map(({ row }) => row.id);

const lettered = (store: Store, letter: string): string[] =>
  store
    .in(thingTable, region)
    .by('letter', letter)
    .map(({ row }) => row.id);

/** Rows of a table as SQLite has them: `[id, seq]`, by creation number. */
function sqlRows(database: SqlDatabase, table: string): unknown[][] {
  const rows: unknown[][] = [];
  const select = database.prepare(`SELECT "id", "seq" FROM "${table}" ORDER BY "seq"`);
  select.each([], (values) => rows.push([...values]));
  select.free();
  return rows;
}

describe('Store', () => {
  it('lists rows in creation order, whatever is changed later', () => {
    const store = emptyStore();
    for (const id of ['c', 'a', 'b']) store.put(thingTable, thing(id, id));
    store.put(thingTable, thing('c', 'changed'));
    assert.deepEqual(ids(store), ['c', 'a', 'b']);
    assert.equal(store.in(thingTable, region).get('c')?.row.name, 'changed');
  });

  it('keeps the rows of regions apart', () => {
    const store = emptyStore();
    store.put(thingTable, thing('a', 'here'));
    store.put(thingTable, { region: 'south-1', id: 'a', name: 'there' });
    store.delete(thingTable, region, 'a');
    assert.deepEqual(ids(store), []);
    assert.deepEqual(ids(store, thingTable, 'south-1'), ['a']);
    assert.deepEqual(store.regionsOf(thingTable), ['north-1', 'south-1']);
  });

  it('finds rows by an index, one key or several, as they change', () => {
    const store = emptyStore();
    store.put(thingTable, thing('1', 'ab'));
    store.put(thingTable, thing('2', 'bc'));
    store.put(thingTable, { region, id: '3' });
    assert.deepEqual([lettered(store, 'a'), lettered(store, 'b'), lettered(store, 'c')], [['1'], ['1', '2'], ['2']]);
    store.put(thingTable, thing('1', 'c'));
    assert.deepEqual([lettered(store, 'a'), lettered(store, 'b'), lettered(store, 'c')], [[], ['2'], ['1', '2']]);
    const rows = store.in(thingTable, region);
    assert.deepEqual([rows.count('letter', 'c'), rows.count('letter', 'a'), rows.size], [2, 0, 3]);
    assert.deepEqual([...rows.keys('name')].sort(), ['bc', 'c']);
  });

  it('undoes to a savepoint: rows, indexes and creation order', () => {
    const store = emptyStore();
    for (const id of ['a', 'b', 'c']) store.put(thingTable, thing(id, 'old'));
    const savepoint = store.savepoint();
    store.delete(thingTable, region, 'a');
    store.put(thingTable, thing('b', 'new'));
    store.put(thingTable, thing('d', 'new'));
    assert.deepEqual([ids(store), named(store, 'new'), named(store, 'old')], [['b', 'c', 'd'], ['b', 'd'], ['c']]);
    store.rollback(savepoint);
    assert.deepEqual([ids(store), named(store, 'new'), named(store, 'old')], [['a', 'b', 'c'], [], ['a', 'b', 'c']]);
  });

  it('undoes a nested savepoint alone, and an outer one with what was kept inside', () => {
    const store = emptyStore();
    const outer = store.savepoint();
    store.put(thingTable, thing('a', 'outer'));
    const inner = store.savepoint();
    store.put(thingTable, thing('a', 'inner'));
    store.put(thingTable, thing('b', 'inner'));
    store.rollback(inner);
    assert.deepEqual([ids(store), named(store, 'outer')], [['a'], ['a']]);
    const kept = store.savepoint();
    store.put(thingTable, thing('c', 'kept'));
    assert.ok(kept > outer);
    store.rollback(outer);
    assert.deepEqual([ids(store), store.prepare().empty], [[], true]);
  });

  it('restores a row deleted and made again, with its old place in the order', () => {
    const store = emptyStore();
    for (const id of ['a', 'b']) store.put(thingTable, thing(id, 'old'));
    const savepoint = store.savepoint();
    store.delete(thingTable, region, 'a');
    store.put(thingTable, thing('a', 'again'));
    assert.deepEqual(ids(store), ['b', 'a']);
    store.rollback(savepoint);
    assert.deepEqual(
      [ids(store), named(store, 'old')],
      [
        ['a', 'b'],
        ['a', 'b'],
      ],
    );
  });

  it('tells watchers of every change and its undoing', () => {
    const store = emptyStore();
    store.put(thingTable, thing('a', '1'));
    const told: string[] = [];
    store.watch(thingTable, (before, after) => told.push(`${before?.name ?? '-'}>${after?.name ?? '-'}`));
    const savepoint = store.savepoint();
    store.put(thingTable, thing('a', '2'));
    store.put(thingTable, thing('b', '3'));
    store.delete(thingTable, region, 'a');
    store.delete(thingTable, region, 'nothing');
    store.rollback(savepoint);
    assert.deepEqual(told, ['->1', '1>2', '->3', '2>-', '->2', '3>-', '2>1']);
  });

  it('prepares net changes only, each row once', () => {
    const store = emptyStore();
    store.put(thingTable, thing('kept', 'a'));
    store.put(thingTable, thing('gone', 'b'));
    store.commit();
    store.put(thingTable, thing('kept', 'c'));
    store.put(thingTable, thing('kept', 'd', { size: 4, on: false, note: { deep: [1] } }));
    store.delete(thingTable, region, 'gone');
    store.put(thingTable, thing('brief', 'e'));
    store.delete(thingTable, region, 'brief');
    const savepoint = store.savepoint();
    store.put(thingTable, thing('undone', 'f'));
    store.rollback(savepoint);
    const { rows, changed, empty } = store.prepare();
    assert.deepEqual(rows, {
      things: [
        ['north-1', 'kept', 1, 'd', 4, null, false, { deep: [1] }],
        ['north-1', 'gone'],
      ],
    });
    assert.deepEqual(changed, [
      { kind: 'things', region: 'north-1', id: 'kept', how: 'changed' },
      { kind: 'things', region: 'north-1', id: 'gone', how: 'deleted' },
    ]);
    assert.equal(empty, false);
  });

  it('names rows that stay as they are where told to, until that is undone', () => {
    const store = emptyStore();
    for (const id of ['shows', 'shows too']) store.put(thingTable, thing(id, 'a'));
    store.commit();
    store.put(thingTable, thing('decides', 'b'));
    store.nameChanged(thingTable, region, 'shows');
    const savepoint = store.savepoint();
    store.nameChanged(thingTable, region, 'shows too');
    store.rollback(savepoint);
    const { rows, changed } = store.prepare();
    assert.deepEqual(rows, { things: [['north-1', 'decides', 3, 'b', null, null, null, null]] });
    assert.deepEqual(
      changed.map(({ id, how }) => `${id} ${how}`),
      ['decides created', 'shows changed'],
    );
    store.commit();
    store.put(thingTable, thing('decides', 'c'));
    assert.deepEqual(
      store.prepare().changed.map(({ id }) => id),
      ['decides'],
    );
  });

  it('hands the database committed rows only, when flushed', () => {
    const store = emptyStore();
    store.put(thingTable, thing('a', '1'));
    store.put(thingTable, thing('b', '2'));
    assert.deepEqual(sqlRows(store.database, 'things'), []);
    store.commit();
    assert.deepEqual([store.pendingRows, sqlRows(store.database, 'things')], [2, []]);
    store.put(thingTable, thing('uncommitted', '3'));
    assert.equal(store.flush(), true);
    assert.deepEqual(
      [store.pendingRows, sqlRows(store.database, 'things')],
      [
        0,
        [
          ['a', 1],
          ['b', 2],
        ],
      ],
    );
    store.delete(thingTable, region, 'a');
    store.commit();
    store.flush();
    assert.deepEqual(sqlRows(store.database, 'things'), [
      ['b', 2],
      ['uncommitted', 3],
    ]);
  });

  it('flushes in portions, and a row changed between two of them as it is last', () => {
    const store = emptyStore();
    for (const id of ['a', 'b', 'c']) store.put(thingTable, thing(id, 'first'));
    store.commit();
    assert.equal(store.flush(2), false);
    assert.deepEqual(sqlRows(store.database, 'things'), [
      ['a', 1],
      ['b', 2],
    ]);
    store.delete(thingTable, region, 'a');
    store.put(thingTable, thing('c', 'second'));
    store.commit();
    while (!store.flush(1));
    const names: unknown[] = [];
    const select = store.database.prepare('SELECT "id", "name" FROM "things" ORDER BY "id"');
    select.each([], (values) => names.push([...values]));
    select.free();
    assert.deepEqual(names, [
      ['b', 'first'],
      ['c', 'second'],
    ]);
  });

  it('tells the database nothing of a row that goes before it was told of it', () => {
    const store = emptyStore();
    store.put(thingTable, thing('stays', '1'));
    store.put(thingTable, thing('goes', '1'));
    store.commit();
    store.put(thingTable, thing('goes', '2'));
    store.commit();
    assert.equal(store.pendingRows, 2);
    store.delete(thingTable, region, 'goes');
    store.commit();
    assert.equal(store.pendingRows, 1);
    store.flush();
    assert.deepEqual(sqlRows(store.database, 'things'), [['stays', 1]]);
    store.delete(thingTable, region, 'stays');
    store.commit();
    store.put(thingTable, thing('stays', 'again'));
    store.commit();
    store.delete(thingTable, region, 'stays');
    store.commit();
    assert.equal(store.pendingRows, 1);
    store.flush();
    assert.deepEqual([store.pendingRows, sqlRows(store.database, 'things')], [0, []]);
  });

  it('names each resource once in a change set, however many there are', () => {
    const store = emptyStore();
    const names = Array.from({ length: 40 }, (_, index) => `t${index}`);
    for (const id of names) store.put(thingTable, thing(id, '1'));
    store.nameChanged(thingTable, region, 't3');
    const { changed } = store.prepare();
    assert.deepEqual(
      changed.map(({ id, how }) => `${id} ${how}`),
      names.map((id) => `${id} created`),
    );
  });

  it('opens a database with the values, order and indexes it was written with', () => {
    const store = emptyStore();
    const full = thing('z', 'naïve "한글" \u{1f5a5}', {
      size: 9_007_199_254_740_991,
      weight: 0.1,
      on: true,
      note: { a: ['b', null, false] },
    });
    store.put(thingTable, full);
    store.put(thingTable, { region, id: 'bare' });
    store.put(thingTable, thing('falsy', '', { size: 0, weight: -0.5, on: false, note: '' }));
    store.commit();
    store.flush();
    const opened = new Store(sqlPorts.openDatabase(store.database.export()), miniTables);
    const rows = Array.from(opened.in(thingTable, region).all());
    assert.deepEqual(rows, [
      { seq: 1, row: full },
      { seq: 2, row: { region, id: 'bare', ...absent } },
      { seq: 3, row: thing('falsy', '', { size: 0, weight: -0.5, on: false, note: '' }) },
    ]);
    assert.deepEqual(named(opened, full.name!), ['z']);
    opened.put(thingTable, thing('next', 'x'));
    assert.equal(opened.in(thingTable, region).get('next')?.seq, 4);
  });

  it('counts what it takes over from a journal towards what it writes at a time', () => {
    const store = emptyStore();
    const image = store.database.export();
    for (const id of ['a', 'b', 'c']) store.put(thingTable, thing(id, 'record'));
    const record = { at: 5, cause: { type: 'advance' as const }, rows: store.prepare().rows };
    const opened = new Store(sqlPorts.openDatabase(image), miniTables);
    opened.apply(JSON.parse(JSON.stringify(record)), journalHeader(miniTables));
    const counts = [3, 2, 2, 1].map((limit) => [opened.flush(limit), sqlRows(opened.database, 'things').length, opened.pendingRows]);
    assert.deepEqual(counts, [
      [false, 0, 3],
      [false, 2, 1],
      [true, 3, 0],
      [true, 3, 0],
    ]);
  });

  it('goes on after a failure that made the database roll back by itself', () => {
    const store = emptyStore();
    store.put(thingTable, thing('a', '1'));
    store.commit();
    const database = store.database as { exec(text: string): void };
    const exec = database.exec.bind(database);
    database.exec = (text) => {
      exec(text === 'COMMIT' ? 'ROLLBACK' : text);
      if (text === 'COMMIT') throw new Error('out of memory');
    };
    assert.throws(() => store.flush(), { message: 'out of memory' });
    database.exec = exec;
    assert.deepEqual([store.pendingRows, store.flush(), sqlRows(store.database, 'things')], [1, true, [['a', 1]]]);
  });

  it('takes records over what the database says: changed, deleted, made, in order', () => {
    const store = emptyStore();
    for (const id of ['a', 'b', 'c']) store.put(thingTable, thing(id, 'image'));
    store.commit();
    store.flush();
    const image = store.database.export();
    store.put(thingTable, thing('a', 'record'));
    store.delete(thingTable, region, 'b');
    store.put(thingTable, thing('d', 'record', { on: true, note: ['x'] }));
    const record = { at: 5, cause: { type: 'advance' as const }, rows: store.prepare().rows };

    const opened = new Store(sqlPorts.openDatabase(image), miniTables);
    opened.apply(JSON.parse(JSON.stringify(record)), journalHeader(miniTables));
    assert.equal(opened.pendingRows, 3);
    assert.deepEqual([ids(opened), named(opened, 'record'), named(opened, 'image')], [['a', 'c', 'd'], ['a', 'd'], ['c']]);
    assert.deepEqual(opened.in(thingTable, region).get('d'), {
      seq: 4,
      row: { ...absent, ...thing('d', 'record', { on: true, note: ['x'] }) },
    });
    assert.equal(opened.prepare().empty, true);
    opened.flush();
    assert.deepEqual(sqlRows(opened.database, 'things'), [
      ['a', 1],
      ['c', 3],
      ['d', 4],
    ]);
  });

  it('keeps every row as a plain object with all columns in their order, those that are missing undefined', () => {
    const store = emptyStore();
    const kept = store.put(thingTable, thing('a', 'x', { on: true }));
    assert.deepEqual(kept, { region, id: 'a', ...absent, name: 'x', on: true });
    assert.equal(store.in(thingTable, region).get('a')?.row, kept);
    const columns = ['region', 'id', 'name', 'size', 'weight', 'on', 'note'];
    assert.deepEqual([Object.keys(kept), Object.keys(store.put(thingTable, { ...kept, size: 1 }))], [columns, columns]);
  });

  it('puts values where the record says, when its columns stand in another order', () => {
    const store = emptyStore();
    const header = { schema: 1, tables: { things: ['on', 'name', 'note', 'weight', 'size'] }, json: { things: ['note'] } };
    store.apply({ at: 0, cause: { type: 'advance' }, rows: { things: [[region, 'a', 7, true, 'n', { k: 1 }, 0.5, 3]] } }, header);
    assert.deepEqual(store.in(thingTable, region).get('a'), {
      seq: 7,
      row: thing('a', 'n', { on: true, note: { k: 1 }, weight: 0.5, size: 3 }),
    });
  });

  it('names what a commit is about: the thing itself before what is said about it', () => {
    const store = emptyStore();
    store.put(thingTable, thing('old', 'x'));
    store.commit();
    store.put(labelTable, { region, id: 'l1', thing: 'old', text: 't' });
    store.put(labelTable, { region, id: 'l2', thing: 'new', text: 't' });
    store.put(thingTable, thing('new', 'x'));
    assert.deepEqual(
      store.prepare().changed.map(({ id, how }) => `${id} ${how}`),
      ['new created', 'old changed'],
    );
    store.commit();
    store.delete(thingTable, region, 'old');
    store.delete(labelTable, region, 'l1');
    store.delete(labelTable, region, 'l2');
    assert.deepEqual(
      store.prepare().changed.map(({ id, how }) => `${id} ${how}`),
      ['old deleted', 'new changed'],
    );
  });

  it('refuses a table that is not in its schema', () => {
    const store = new Store(createDatabase(sqlPorts, [thingTable]), [thingTable]);
    assert.throws(() => store.put(labelTable, { region, id: 'a', thing: 'b', text: 'c' }), /No table labels/);
  });
});
