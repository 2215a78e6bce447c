import type { Context } from './kernel/context';

/** What a region gets when an older build wrote the account; each entry leaves alone what is as it should be. */
const upgrades: readonly ((context: Context) => void)[] = [];

/** Runs once a region, when the account is opened. */
export function upgradeRegion(context: Context): void {
  for (const upgrade of upgrades) upgrade(context);
}
