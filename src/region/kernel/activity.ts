import type { Context } from './context';
import { activityTable } from './tables';

/** How many entries of the activity log are kept. */
const keptActivities = 2_000;

/** Notes one thing done to the account. */
export function recordActivity(
  account: Context,
  number: number,
  action: string,
  actionRegion: string,
  caller: unknown,
  subjects: readonly string[],
  notSimulated: readonly string[],
): void {
  account.put(activityTable, {
    region: '',
    id: String(number),
    number,
    at: account.now,
    action,
    actionRegion,
    caller,
    subjects: subjects.slice(0, 1_000),
    notSimulated,
  });
  account.delete(activityTable, String(number - keptActivities));
}
