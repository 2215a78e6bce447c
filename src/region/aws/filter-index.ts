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
  /** By the filter's name; undefined after its first use: only what is asked again is worth indexing. */
  readonly filters: Map<string, Values | undefined>;
}

/** What is remembered of each table: rebuilt from rows whenever anything of the account has changed. */
const memory = new WeakMap<Partition<RowKey>, Remembered>();

/**
 * The rows that may pass a request's filters, in creation order: all of them, or when the same filter has been used before and nothing has
 * changed since, those that the most telling filter leaves.
 * @param stamp of the account's state, see `Context.stamp`
 */
export function candidates<Row extends RowKey>(stamp: number, rows: Partition<Row>, { conditions }: Keep<Row>): Iterable<StoredRow<Row>> {
  if (conditions.length === 0 || rows.size < worthIndexing) return rows.all();
  const partition = rows as unknown as Partition<RowKey>;
  let remembered = memory.get(partition);
  if (remembered?.stamp !== stamp) memory.set(partition, (remembered = { stamp, filters: new Map() }));
  let best: StoredRow<RowKey>[] | undefined;
  for (const condition of conditions as unknown as readonly Condition<RowKey>[]) {
    const values = valuesOf(remembered, partition, condition);
    if (!values) continue;
    const found = rowsWith(values, condition);
    if (!best || found.length < best.length) best = found;
  }
  return (best as StoredRow<Row>[] | undefined) ?? rows.all();
}

function valuesOf({ filters }: Remembered, rows: Partition<RowKey>, { name, look }: Condition<RowKey>): Values | undefined {
  if (!filters.has(name)) {
    if (filters.size < mostFilters) filters.set(name, undefined);
    return undefined;
  }
  let values = filters.get(name);
  if (!values) filters.set(name, (values = collect(rows, look)));
  return values;
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
