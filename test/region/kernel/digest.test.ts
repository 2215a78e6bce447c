import assert from 'node:assert/strict';
import { sqlPorts } from '../support/sql-ports';
import { createDatabase } from '../../../src/region/store/schema';
import { digestTables } from '../../../src/region/store/digest';
import { Store } from '../../../src/region/store/store';
import { miniAccount, type MiniAccount, north, start } from './support/mini-account';
import { entryTable, labelTable, miniTables, type ThingRow, thingTable } from './support/mini-tables';

const things: readonly ThingRow[] = [
  { region: 'b', id: '1', name: 'x', size: 1, weight: 0.5, on: true, note: { a: 1 } },
  { region: 'a', id: '2', name: 'y' },
  { region: 'a', id: '10', name: 'z', note: [] },
];

function digestOf(rows: readonly ThingRow[], more: (store: Store) => void = () => undefined, tables = miniTables): string {
  const store = new Store(createDatabase(sqlPorts, miniTables), miniTables);
  for (const row of rows) store.put(thingTable, row);
  more(store);
  store.commit();
  store.flush();
  return digestTables(store.database, tables, sqlPorts.digests);
}

describe('digest', () => {
  it('is 64 hex digits, the same whatever the order of rows and tables', () => {
    const digest = digestOf(things);
    assert.match(digest, /^[0-9a-f]{64}$/);
    assert.equal(digestOf([...things].reverse()), digest);
    assert.equal(
      digestOf(things, () => undefined, [...miniTables].reverse()),
      digest,
    );
  });

  it('does not know what was made and deleted again', () => {
    assert.equal(
      digestOf([{ region: 'a', id: 'brief', name: 'b' }, ...things], (store) => store.delete(thingTable, 'a', 'brief')),
      digestOf(things),
    );
  });

  it('differs with any value, any row, any region', () => {
    const [first, ...rest] = things as [ThingRow, ...ThingRow[]];
    const others: readonly (readonly ThingRow[])[] = [
      rest,
      [{ ...first, name: 'X' }, ...rest],
      [{ ...first, size: 2 }, ...rest],
      [{ ...first, weight: 0.5000001 }, ...rest],
      [{ ...first, on: false }, ...rest],
      [{ ...first, note: { a: 2 } }, ...rest],
      [{ ...first, region: 'c' }, ...rest],
      [{ ...first, id: '3' }, ...rest],
    ];
    const digests = new Set([digestOf(things), ...others.map((rows) => digestOf(rows))]);
    assert.equal(digests.size, others.length + 1);
    assert.notEqual(
      digestOf(things, (store) => store.put(labelTable, { region: 'a', id: 'l', thing: '1', text: 't' })),
      digestOf(things),
    );
  });

  it('leaves logs out', () => {
    assert.equal(
      digestOf(things, (store) => store.put(entryTable, { region: 'a', id: 'e', text: 't' })),
      digestOf(things),
    );
  });

  it('survives being opened from an image, from records, and from both', () => {
    const account = miniAccount();
    account.sandbox.commitCreation();
    const first = account.sandbox.image();
    const work = (name: string) => (): void =>
      void account.write((context) => {
        context.put(thingTable, {
          region: north,
          id: context.newId('t'),
          name,
          size: context.now - start,
          weight: context.random('w'),
          note: { name },
        });
        context.schedule(1_000, 'test:none', name);
      });
    work('one')();
    const middle = account.sandbox.image();
    const from = account.records.length;
    work('two')();
    account.sandbox.advance(start + 500);
    const opened: MiniAccount[] = [
      account.reopen(account.sandbox.image()),
      account.reopen(middle, account.records.slice(from)),
      account.reopen(first, account.records.slice(1)),
    ];
    for (const { sandbox } of opened) assert.equal(sandbox.digest(), account.sandbox.digest());
    for (const { sandbox } of opened) sandbox.advance(start + 2_000);
    account.sandbox.advance(start + 2_000);
    for (const { sandbox } of opened) assert.equal(sandbox.digest(), account.sandbox.digest());
  });

  it('is the same for the same seed and actions, another for another seed', () => {
    const [one, same, other] = ['s', 's', 't'].map((seed) => {
      const account = miniAccount({ seed });
      account.write((context) => context.put(thingTable, { region: north, id: context.newId('t'), name: 'n' }));
      return account.sandbox.digest();
    });
    assert.equal(one, same);
    assert.notEqual(one, other);
  });
});
