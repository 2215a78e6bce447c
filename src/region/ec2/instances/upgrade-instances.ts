import { publicImage } from '../../catalog/images';
import type { Context } from '../../kernel/context';
import { expectPassword, prepareWindows, windowsPasswordTable } from './console/windows-passwords';
import { instanceTable } from './instances';

/** Gives Windows instances of older builds a password to ask for: a few minutes after the account is opened, or after their next start. */
export function upgradeWindowsInstances(context: Context): void {
  for (const row of context.list(instanceTable)) {
    if (publicImage(row.region, row.imageId)?.platform !== 'windows' || context.get(windowsPasswordTable, row.id)) continue;
    prepareWindows(context, row);
    if (row.state === 'running') expectPassword(context, row.id);
  }
}
