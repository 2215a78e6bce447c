import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { accountDefinition } from '../../../src/region/definition';
import { schemaVersion } from '../../../src/region/store/schema';

/** Every column of every table, as `table.column type`: what an account of this schema has on disk. */
function columns(): string[] {
  return accountDefinition.tables
    .flatMap(({ name, columns: found }) => Object.entries(found).map(([column, type]) => `${name}.${column} ${type}`))
    .sort();
}

describe('The tables of an account', () => {
  it('are those of the schema they say they have: a change of them raises schemaVersion and writes a new file, with the old one kept', () => {
    const pinned = readFileSync(`test/region/kernel/fixtures/schema-${schemaVersion}.txt`, 'utf8').trimEnd().split('\n');
    assert.deepEqual(columns(), pinned);
  });
});
