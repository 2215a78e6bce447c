import { spawn } from 'node:child_process';
import { cpSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SessionActions } from '../../../src/shared/worker';
import { findImage, findSubnets, launch, newFolder, openHost, runIn } from './accounts';

/** The journal grows to this, just short of the 8 MiB at which it is due for a new image. */
const journalBytes = 8_000_000;

/** The file that holds the account's journal. */
export function journalOf(folder: string): string {
  const name = readdirSync(folder).find((file) => file.endsWith('.journal'));
  if (name === undefined) throw new Error(`There is no journal in ${folder}`);
  return join(folder, name);
}

/**
 * A working day, again and again, until the journal is full: launches of a few machines with tags, stops and starts, tags changed, old machines
 * terminated, hours that pass. Then the process is killed. Runs in a process of its own.
 */
export async function workUntilKilled(folder: string): Promise<never> {
  const host = await openHost(folder);
  const run = runIn(host);
  const advance = (input: SessionActions['AdvanceClock']['input']): Promise<unknown> =>
    host.session('AdvanceClock', { ...input }, { kind: 'session' }, new AbortController().signal);
  const image = await findImage(run);
  const subnets = await findSubnets(run);
  const fleet: string[] = [];
  for (let round = 0; statSync(journalOf(folder)).size < journalBytes; round++) {
    const { Instances } = await run('ec2:RunInstances', launch(image, 8, subnets[round % subnets.length]));
    const launched = Instances!.map(({ InstanceId }) => InstanceId!);
    fleet.push(...launched);
    await advance({ Seconds: 60 });
    await run('ec2:StopInstances', { InstanceIds: launched.slice(0, 4) });
    await advance({ UntilIdle: true });
    for (const id of launched) await run('ec2:CreateTags', { Resources: [id], Tags: [{ Key: 'round', Value: String(round) }] });
    await run('ec2:StartInstances', { InstanceIds: launched.slice(0, 3) });
    await advance({ Seconds: 3_600 });
    if (fleet.length > 600) await run('ec2:TerminateInstances', { InstanceIds: fleet.splice(0, 8) });
  }
  process.kill(process.pid, 'SIGKILL');
  throw new Error('A killed process goes on');
}

/** Lets another process (this program with `--work <folder>`) fill an account's journal and be killed; answers the folder it left. */
export async function makeKilledAccount(program: string): Promise<string> {
  const folder = newFolder();
  const child = spawn(process.execPath, [fileURLToPath(program), '--work', folder], { stdio: ['ignore', 'inherit', 'inherit'] });
  const signal = await new Promise((resolve) => child.on('exit', (_code, by) => resolve(by)));
  if (signal !== 'SIGKILL') throw new Error('The process that fills the journal was not killed');
  return folder;
}

/** The account's folder as it was when the process was killed. */
export function copyOf(folder: string): string {
  const copy = newFolder();
  cpSync(folder, copy, { recursive: true, filter: (file) => !file.endsWith('.sock') });
  return copy;
}
