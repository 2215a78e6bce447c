import type { ActionDefinition } from '../kernel/action';
import { putAccountSettings } from './put-account-settings';

/** Region actions of our own service. */
export const sandboxActions: readonly ActionDefinition[] = [putAccountSettings];
