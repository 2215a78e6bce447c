import type { ActionDefinition } from '../kernel/action';
import { describeProductSubscriptions, productSubscriptionTable, subscribeToProduct } from './product-subscriptions';
import { putAccountSettings } from './put-account-settings';
import { putInstanceCapacity } from './put-instance-capacity';
import { shutDownGuest } from './shut-down-guest';

/** Region actions of our own service. */
export const sandboxActions: readonly ActionDefinition[] = [
  describeProductSubscriptions,
  putAccountSettings,
  putInstanceCapacity,
  shutDownGuest,
  subscribeToProduct,
];

export const sandboxTables = [productSubscriptionTable] as const;
