import * as vscode from 'vscode';
import type { CloudSandboxApi } from '../../src/host/api';
import { assertWithin, fixedWork } from '../support/limits';
import { launch, newAccount, rows, until } from './support/sandbox';
import { computed } from './support/processor-time';

/** The longest turn of the extension host's event loop while `work` went on, milliseconds. */
async function longestTurn(work: () => Promise<void>): Promise<number> {
  let longest = 0;
  let last = computed();
  let running = true;
  const look = (): void => {
    const now = computed();
    longest = Math.max(longest, now - last);
    last = now;
    if (running) setImmediate(look);
  };
  look();
  await work();
  running = false;
  return longest;
}

describe('the extension host stays responsive', () => {
  let api: CloudSandboxApi;

  before(async () => {
    api = await newAccount('responsive');
    await vscode.commands.executeCommand('cloudSandbox.instances.focus');
    await rows(api, 'instances');
  });

  const works: [string, (attempt: number) => Promise<void>][] = [
    [
      'a launch of 1,000 instances',
      async (attempt) => {
        if (attempt > 0) await newAccount('responsive');
        await launch(api, 1_000);
        await until(api.tree('instances')!.onDidChangeTreeData!, async () => (await rows(api, 'instances')).length === 5);
      },
    ],
    [
      'a new RSA key pair',
      async (attempt) => {
        await api.execute('ec2:CreateKeyPair', { KeyName: `responsive ${attempt}` });
      },
    ],
    [
      'thirty days with 1,000 instances',
      async () => {
        await api.session('AdvanceClock', { Seconds: 30 * 86_400 });
      },
    ],
  ];
  for (const [name, work] of works) {
    it(name, async () => {
      const measured = await assertWithin({
        what: `the longest turn during ${name}`,
        limit: 15,
        measure: (attempt) => longestTurn(() => work(attempt)),
        yardstick: () => fixedWork(computed),
      });
      console.log(`longest turn during ${name}: ${measured.map((time) => time.toFixed(1)).join(', ')} ms`);
    });
  }
});
