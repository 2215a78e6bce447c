import { readFileSync, writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { CloudSandboxApi } from '../../../src/host/api';
import { watchEventLoop } from '../support/event-loop';
import type { Answer, Block, Work } from './work';

const rounds = 5;
/** What an operation leads to is over this long after its answer, milliseconds: trees have read what changed, rows are on screen. */
const aftermath = 1_500;

/** Runs inside the extension host of a real VS Code, started by test/bench/editor.bench.ts. */
export async function run(): Promise<void> {
  const work = readFileSync(process.env['BENCH_WORK']!, 'utf8') as Work;
  let answer: Answer;
  try {
    answer = await measure(work);
  } catch (error) {
    answer = { problem: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  writeFileSync(process.env['BENCH_ANSWER']!, JSON.stringify(answer));
}

async function measure(work: Work): Promise<Answer> {
  const extension = vscode.extensions.getExtension<CloudSandboxApi>('cloud-sandbox.cloud-sandbox');
  if (!extension) throw new Error('The extension is not there');
  if (extension.isActive) throw new Error('The extension was active before it was asked for');
  // A window that has just been opened is still busy with itself.
  await delay(2_000);
  if (work === 'show') return { activatedAt: await show(extension) };
  const start = performance.now();
  const api = await extension.activate();
  const activate = performance.now() - start;
  const activatedAt = Date.now();
  if (work === 'read') {
    const rows = await api.tree('instances')!.getChildren();
    const children = Date.now() - activatedAt;
    if (!rows || rows.length === 0) throw new Error('The tree has no rows');
    return { activate, activatedAt, children };
  }
  await vscode.commands.executeCommand('cloudSandbox.instances.focus');
  if (work === 'wizard') return { activate, activatedAt, askedAt: await openWizard(api) };
  if (work === 'many') return { activate, activatedAt, ...(await many(api)) };
  return { activate, activatedAt, blocks: await blocks(api) };
}

/** Opens the view, which activates the extension, as a click on its icon does; answers when it was active. */
async function show(extension: vscode.Extension<CloudSandboxApi>): Promise<number> {
  void vscode.commands.executeCommand('workbench.view.extension.cloudSandbox');
  while (!extension.isActive) await new Promise((resolve) => setImmediate(resolve));
  const activatedAt = Date.now();
  // The window stays until the first row has been seen in it.
  await delay(3_000);
  return activatedAt;
}

/** Opens the launch wizard in a window that has come to rest with the tree of instances on screen; answers when it was asked for. */
async function openWizard(api: CloudSandboxApi): Promise<number> {
  await api.tree('instances')!.getChildren();
  await delay(aftermath);
  const askedAt = Date.now();
  await vscode.commands.executeCommand('cloudSandbox.launchInstance');
  // The window stays until the page has been seen in it.
  await delay(4_000);
  return askedAt;
}

async function block(name: string, work: () => Promise<unknown>): Promise<Block> {
  let elapsed = 0;
  const blocked = await watchEventLoop(async () => {
    const start = performance.now();
    await work();
    elapsed = performance.now() - start;
    await delay(aftermath);
  });
  return { name, ...blocked, idle: (await watchEventLoop(() => delay(elapsed + aftermath))).longest, elapsed };
}

/** Changes of instances in a second, and for how long. */
const [changesPerSecond, seconds] = [100, 5];

/** Opens a tree of 10,000 instances, and changes them while it is on screen. */
async function many(api: CloudSandboxApi): Promise<Pick<Answer, 'opened' | 'blocks'>> {
  await api.session('Reset', {});
  await api.session('SetClockSpeed', { Speed: 0 });
  await api.session('PutAccountSettings', { quotas: { 'L-1216C47A': 100_000, 'L-DF5E4CA3': 20_000 } });
  const { Images } = await api.execute('ec2:DescribeImages', {
    Owners: ['amazon'],
    Filters: [{ Name: 'name', Values: ['al2023-ami-2*-x86_64'] }],
  });
  const ids: string[] = [];
  const { Subnets = [] } = await api.execute('ec2:DescribeSubnets', {});
  for (let batch = 0; batch < 10; batch++) {
    const { Instances = [] } = await api.execute('ec2:RunInstances', {
      ImageId: Images![0]!.ImageId!,
      InstanceType: 't3.nano',
      MinCount: 1_000,
      MaxCount: 1_000,
      SubnetId: Subnets[batch % Subnets.length]!.SubnetId,
    });
    ids.push(...Instances.map(({ InstanceId }) => InstanceId!));
  }
  await delay(aftermath);
  const opened: number[] = [];
  const tree = api.tree('instances')!;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    // The tree forgets what it has read.
    await vscode.commands.executeCommand('cloudSandbox.clearFilter');
    const pages = (await tree.getChildren())!;
    await tree.getChildren(pages.at(-1));
    opened.push(performance.now() - start);
  }
  const changing = await block(`${changesPerSecond} changes a second in a tree of 10,000 instances`, async () => {
    for (let turn = 0; turn < changesPerSecond * seconds; turn++) {
      const name = { Key: 'Name', Value: `changed ${turn}` };
      void api.execute('ec2:CreateTags', { Resources: [ids[ids.length - 1 - (turn % 200)]!], Tags: [name] });
      await delay(1_000 / changesPerSecond);
    }
  });
  return { opened, blocks: [changing] };
}

async function blocks(api: CloudSandboxApi): Promise<Block[]> {
  const found: Block[] = [];
  for (let round = 0; round < rounds; round++) {
    await api.session('Reset', {});
    await api.session('SetClockSpeed', { Speed: 0 });
    const { Images } = await api.execute('ec2:DescribeImages', {
      Owners: ['amazon'],
      Filters: [{ Name: 'name', Values: ['al2023-ami-2*-x86_64'] }],
    });
    const launch = { ImageId: Images![0]!.ImageId!, InstanceType: 't3.micro', MinCount: 1_000, MaxCount: 1_000 } as const;
    await delay(aftermath);
    found.push(await block('RunInstances(1000)', () => api.execute('ec2:RunInstances', launch)));
    found.push(await block('CreateKeyPair', () => api.execute('ec2:CreateKeyPair', { KeyName: 'benchmark' })));
    found.push(await block('30-day advance', () => api.session('AdvanceClock', { Seconds: 30 * 86_400 })));
  }
  return found;
}
