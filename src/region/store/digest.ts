import { utf8 } from '../kernel/base64';
import type { Digests, SqlDatabase } from '../ports';
import { columnNames, type RowKey, type TableDefinition } from './table';

/**
 * SHA-256 over the tables' rows in canonical order, as 64 hex digits. Creation numbers are left out: they depend on what was deleted before the
 * account was last opened, and nothing but the order of lists follows from them.
 */
export function digestTables(database: SqlDatabase, tables: readonly TableDefinition<RowKey>[], digests: Digests): string {
  const parts: string[] = [];
  for (const table of [...tables].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (table.log) continue;
    const columns = ['region', 'id', ...columnNames(table)].map((name) => `"${name}"`).join(', ');
    const select = database.prepare(`SELECT ${columns} FROM "${table.name}" ORDER BY "region", "id"`);
    const rows: string[] = [];
    select.each([], (values) => rows.push(JSON.stringify(values)));
    select.free();
    parts.push(`${table.name} ${hex(digests.sha256(utf8(rows.join('\n'))))}`);
  }
  return hex(digests.sha256(utf8(parts.join('\n'))));
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
