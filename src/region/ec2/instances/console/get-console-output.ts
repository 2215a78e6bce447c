import { instanceType } from '../../../catalog/instance-types';
import { encodeBase64, utf8 } from '../../../kernel/base64';
import { defineAction } from '../../../kernel/action';
import type { Context } from '../../../kernel/context';
import { ApiError, missingParameter } from '../../../kernel/errors';
import { historyTable } from '../../../kernel/tables';
import { findInstances, type InstanceRow } from '../instances';
import { bootLog } from './boot-log';
import { wholeSecond } from '../../../aws/whole-second';

/** The output as it was posted: once, this many milliseconds after the boot (API: "shortly after instance boot"; CHOICE: five minutes). */
const posted = 300_000;

/** When an instance that runs no more left `running`: its console has shown nothing since. */
function switchedOff(context: Context, { id, state }: InstanceRow): number | undefined {
  if (state === 'running') return undefined;
  const transitions = context.get(historyTable, id)?.transitions ?? [];
  return [...transitions].reverse().find(({ from, to }) => from === 'running' && to !== 'running')?.at;
}

/**
 * GetConsoleOutput (API): what the console showed shortly after the last boot; `Latest`, on Nitro types, what it shows now. Empty while there is
 * nothing yet.
 * @throws ApiError MissingParameter, InvalidInstanceID.*, UnsupportedOperation for `Latest` on other types
 */
export const getConsoleOutput = defineAction({
  name: 'ec2:GetConsoleOutput',
  access: 'read',
  inputs: { InstanceId: 'honoured', Latest: 'honoured', DryRun: 'honoured' },
  handle(context, { InstanceId, Latest = false }) {
    if (!InstanceId) throw missingParameter('InstanceId');
    const row = findInstances(context, [InstanceId])[0]!;
    const type = instanceType(row.instanceType);
    if (Latest && type?.hypervisor !== 'nitro' && !type?.bareMetal) {
      throw new ApiError('UnsupportedOperation', 'This instance type does not support retrieving the latest console logs.');
    }
    const booted = row.bootedAt ?? row.runningSince;
    if (booted === undefined || (!Latest && context.now < booted + posted)) return { InstanceId, Timestamp: wholeSecond(context.now) };
    const seen = Math.min(Latest ? context.now : booted + posted, switchedOff(context, row) ?? Infinity);
    const text = bootLog(context, row, booted)
      .filter(({ at }) => booted + at * 1_000 <= seen)
      .map((line) => `${line.text}\r\n`)
      .join('');
    return { InstanceId, Timestamp: wholeSecond(seen), ...(text !== '' && { Output: encodeBase64(utf8(text)) }) };
  },
});
