import type { Context } from '../kernel/context';
import type { Partition } from '../store/partition';
import type { RowKey, StoredRow } from '../store/table';
import { type Condition, type Keep, matchesText } from './filters';

/** Fewer rows than this are looked at one by one. */
const worthIndexing = 256;
/** Most filters of one table that are remembered at a time. */
const mostFilters = 64;

/** Text a filter looks at → the rows that have it. */
type Values = ReadonlyMap<string, readonly StoredRow<RowKey>[]>;

interface Remembered {
  readonly stamp: number;
  /**
   * By action and filter. A filter used once is only noted: what is asked again is worth indexing. One that looks at the time is none to remember.
   */
  readonly filters: Map<string, Values | 'used' | 'timed'>;
}

/** What is remembered of each table: rebuilt from rows whenever anything of the account but the time has changed. */
const memory = new WeakMap<Partition<RowKey>, Remembered>();

/**
 * The rows that may pass a request's filters, in creation order: all of them, or when the same filter has been used before and nothing has
 * changed since, those that the most telling filter leaves.
 */
export function candidates<Row extends RowKey>(
  context: Context,
  action: string,
  rows: Partition<Row>,
  { conditions }: Keep<Row>,
): Iterable<StoredRow<Row>> {
  if (conditions.length === 0 || rows.size < worthIndexing) return rows.all();
  const partition = rows as unknown as Partition<RowKey>;
  let remembered = memory.get(partition);
  if (remembered?.stamp !== context.stamp) memory.set(partition, (remembered = { stamp: context.stamp, filters: new Map() }));
  let best: StoredRow<RowKey>[] | undefined;
  for (const condition of conditions as unknown as readonly Condition<RowKey>[]) {
    const values = valuesOf(context, action, remembered, partition, condition);
    if (!values) continue;
    const found = rowsWith(values, condition);
    if (!best || found.length < best.length) best = found;
  }
  return (best as StoredRow<Row>[] | undefined) ?? rows.all();
}

function valuesOf(
  context: Context,
  action: string,
  { filters }: Remembered,
  rows: Partition<RowKey>,
  { name, look }: Condition<RowKey>,
): Values | undefined {
  const key = `${action} ${name}`;
  const known = filters.get(key);
  if (known === undefined) {
    if (filters.size < mostFilters) filters.set(key, 'used');
    return undefined;
  }
  if (known === 'timed') return undefined;
  if (known !== 'used') return known;
  const { result, timeless } = context.watchingTime(() => collect(rows, look));
  filters.set(key, timeless ? result : 'timed');
  return result;
}

function collect(rows: Partition<RowKey>, look: Condition<RowKey>['look']): Values {
  const values = new Map<string, StoredRow<RowKey>[]>();
  for (const stored of rows.all()) {
    const value = look(stored.row);
    if (value === undefined) continue;
    for (const text of typeof value === 'object' ? new Set(value) : [String(value)]) {
      const same = values.get(text);
      if (same) same.push(stored);
      else values.set(text, [stored]);
    }
  }
  return values;
}

function rowsWith(values: Values, condition: Condition<RowKey>): StoredRow<RowKey>[] {
  const texts = condition.patterns.length > 0 ? [...values.keys()].filter((text) => matchesText(condition, text)) : [...condition.plain];
  const found = new Set(texts.flatMap((text) => values.get(text) ?? []));
  return [...found].sort((a, b) => a.seq - b.seq);
}
