import type { RowKey, TableDefinition } from '../store/table';
import type { ActionDefinition, EventDefinition } from './action';
import type { Context } from './context';
import type { Kind } from './kind';

/** All that a kernel runs: handed in, so that the kernel knows no service. */
export interface AccountDefinition {
  readonly tables: readonly TableDefinition<RowKey>[];
  readonly actions: readonly ActionDefinition[];
  readonly events: readonly EventDefinition[];
  readonly kinds: readonly Kind[];
  regionExists(region: string): boolean;
  /** Gives a region what a new account has in it; runs once, before the first action there. */
  openRegion(context: Context): void;
  /** Gives a region that an older build wrote what `openRegion` and this build's rows have besides; runs once, when the account is opened. */
  upgradeRegion(context: Context): void;
}
