import type { TableWrites } from './journal-record';
import type { RowKey, StoredRow } from './table';

/** A row as it stands in a journal record. */
export function writeOf(region: string, id: string, { seq, row }: StoredRow<RowKey>, columns: readonly string[]): TableWrites[number] {
  const fields = row as unknown as Readonly<Record<string, unknown>>;
  const write: [string, string, number, ...unknown[]] = [region, id, seq];
  for (const column of columns) write.push(fields[column] ?? null);
  return write;
}

/** True for rows that say the same: writing what is there already is no change. */
export function sameValues(columns: readonly string[], before: RowKey, after: RowKey): boolean {
  const [old, now] = [before, after] as unknown as Readonly<Record<string, unknown>>[];
  for (const column of columns) if (!sameValue(old![column], now![column])) return false;
  return true;
}

/** Whether two values are the same JSON: found out part by part, because most values that are written differ soon. */
function sameValue(before: unknown, after: unknown): boolean {
  if (before === after) return true;
  if (isObject(before) && isObject(after) && Array.isArray(before) === Array.isArray(after)) {
    const names = Object.keys(before);
    const others = Object.keys(after);
    if (names.length === others.length && names.every((name, index) => name === others[index])) {
      return names.every((name) => sameValue(before[name], after[name]));
    }
  } else if (typeof before === 'string' && typeof after === 'string') return false;
  return JSON.stringify(before) === JSON.stringify(after);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
