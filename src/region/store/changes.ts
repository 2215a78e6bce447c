import type { RowKey, TableDefinition } from './table';

/** How a resource changed in a commit. */
export type ChangeHow = 'created' | 'changed' | 'deleted';

/** One resource that a commit touched. */
export interface Change {
  readonly kind: string;
  readonly region: string;
  readonly id: string;
  readonly how: ChangeHow;
}

/** What one outer commit changed; `version` counts commits of this opening of the account. */
export interface ChangeSet {
  readonly version: number;
  /** Virtual time of the commit, epoch milliseconds. */
  readonly now: number;
  readonly changed: readonly Change[];
}

/** Adds what a written row, or one that shows what was written, changes for those who look. */
export function announce(
  table: TableDefinition<RowKey>,
  before: RowKey | undefined,
  after: RowKey | undefined,
  changed: Map<string, Change>,
): void {
  const row = (after ?? before)!;
  if (table.kind) {
    const how = before ? (after ? 'changed' : 'deleted') : 'created';
    const key = `${table.kind}\n${row.region}\n${row.id}`;
    // What only shows something else may be new itself.
    if (before !== after || !changed.has(key)) changed.set(key, { kind: table.kind, region: row.region, id: row.id, how });
  }
  // A row that has come to describe another resource changes both.
  for (const about of [before, after].flatMap((each) => (each && table.about?.(each)) ?? [])) {
    const key = `${about.kind}\n${row.region}\n${about.id}`;
    if (!changed.has(key)) changed.set(key, { kind: about.kind, region: row.region, id: about.id, how: 'changed' });
  }
}
