import type { ActionDefinition } from '../../kernel/action';
import { describeManagedPrefixLists, describePrefixLists, getManagedPrefixListEntries } from './describe-prefix-lists';

/** What can be asked of prefix lists. */
export const prefixListActions: readonly ActionDefinition[] = [
  describeManagedPrefixLists,
  describePrefixLists,
  getManagedPrefixListEntries,
];
