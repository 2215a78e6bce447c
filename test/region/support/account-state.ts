import type { Sandbox } from '../../../src/region/kernel/sandbox';

/** Everything an account holds: its digest, and what is in memory, which a rollback that misses something would leave behind. */
export interface AccountState {
  readonly digest: string;
  readonly now: number;
  /** Table and region → its rows as JSON, in the order of their ids. */
  readonly rows: Readonly<Record<string, readonly string[]>>;
  /** The next commit would write nothing. */
  readonly clean: boolean;
}

/** The account as it is now, uncommitted rows included. */
export function accountState(sandbox: Sandbox): AccountState {
  const rows: Record<string, string[]> = {};
  for (const table of sandbox.definition.tables) {
    for (const region of sandbox.store.regionsOf(table)) {
      const found = Array.from(sandbox.store.in(table, region).all(), ({ row }) => JSON.stringify(row, sorted)).sort();
      if (found.length > 0) rows[`${table.name} ${region}`] = found;
    }
  }
  return { digest: sandbox.digest(), now: sandbox.now, rows, clean: sandbox.store.prepare().empty };
}

function sorted(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
