import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { CloudSandboxApi } from '../../../src/host/api';
import { watchBusy } from '../support/busy';
import { watchEventLoop } from '../support/event-loop';
import type { Answer, Block, Shown, Work } from './work';

const rounds = 3;
/** How often an operation is done that takes a while. */
const longRounds = 2;
/** What an operation leads to is over this long after its answer, milliseconds: trees have read what changed, rows are on screen. */
const aftermath = 800;
/** How long a window that has just been opened is busy with itself, milliseconds. */
const settling = 1_000;
/** The end of the path of the extension's code in the extension host. */
const code = 'dist/extension.js';

type Extension = vscode.Extension<CloudSandboxApi>;

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
  await delay(settling);
  if (work === 'show') return show(extension);
  const [start, before] = [performance.now(), process.cpuUsage()];
  const api = await extension.activate();
  const { user, system } = process.cpuUsage(before);
  const activation = { elapsed: performance.now() - start, computed: (user + system) / 1_000 };
  if (work === 'activate') return { activation };
  await vscode.commands.executeCommand('cloudSandbox.instances.focus');
  return { activation, ...(work === 'many' ? await many(api) : { blocks: await blocks(api) }) };
}

/** Opens the view, which activates the extension, as a click on its icon does; then, in the window that has come to rest, the launch wizard. */
async function show(extension: Extension): Promise<Answer> {
  void vscode.commands.executeCommand('workbench.view.extension.cloudSandbox');
  while (!extension.isActive) await new Promise((resolve) => setImmediate(resolve));
  const activatedAt = Date.now();
  const shown = await firstRows(extension.exports.tree('instances')!, activatedAt);
  await seen('row');
  await delay(aftermath);
  const wizardAt = Date.now();
  await vscode.commands.executeCommand('cloudSandbox.launchInstance');
  await seen('images');
  return { shown, wizardAt };
}

/** Waits until something has been seen in the window. */
async function seen(sight: string): Promise<void> {
  const file = process.env['BENCH_SIGHTS']!;
  while (!existsSync(file) || !readFileSync(file, 'utf8').includes(`"${sight}"`)) await delay(50);
}

/** Watches VS Code ask the tree for its first rows. */
function firstRows(tree: vscode.TreeDataProvider<unknown>, activatedAt: number): Promise<Shown> {
  const getChildren = tree.getChildren.bind(tree);
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('No rows were shown within 20 s')), 20_000);
    let askedAt: number | undefined;
    tree.getChildren = async (element) => {
      askedAt ??= Date.now();
      const rows = (await getChildren(element)) ?? [];
      if (rows.length > 0 && askedAt !== undefined) {
        clearTimeout(late);
        resolve({ activatedAt, askedAt, answeredAt: Date.now() });
      }
      return rows;
    };
  });
}

/** @param work is done twice */
async function block(name: string, idle: number, work: () => Promise<unknown>): Promise<Block> {
  const workAndAfter = async (): Promise<void> => {
    await work();
    await delay(aftermath);
  };
  const blocked = await watchEventLoop(workAndAfter);
  return { name, ...blocked, idle, busy: await watchBusy(code, workAndAfter) };
}

const idleBlock = async (): Promise<number> => (await watchEventLoop(() => delay(1_000))).longest;

/** Begins with an account in which time stands still; answers the id of an image to launch. */
async function begin(api: CloudSandboxApi): Promise<string> {
  await api.session('Reset', {});
  await api.session('SetClockSpeed', { Speed: 0 });
  const { Images } = await api.execute('ec2:DescribeImages', {
    Owners: ['amazon'],
    Filters: [{ Name: 'name', Values: ['al2023-ami-2*-x86_64'] }],
  });
  return Images![0]!.ImageId!;
}

/** Changes of instances in a second, and for how long. */
const [changesPerSecond, seconds] = [100, 3];

/** Opens a tree of 10,000 instances, and changes them while it is on screen. */
async function many(api: CloudSandboxApi): Promise<Pick<Answer, 'opened' | 'blocks'>> {
  const ImageId = await begin(api);
  await api.session('PutAccountSettings', { quotas: { 'L-1216C47A': 100_000, 'L-DF5E4CA3': 20_000 } });
  const ids: string[] = [];
  const { Subnets = [] } = await api.execute('ec2:DescribeSubnets', {});
  for (let batch = 0; batch < 10; batch++) {
    const SubnetId = Subnets[batch % Subnets.length]!.SubnetId;
    const { Instances = [] } = await api.execute('ec2:RunInstances', {
      ImageId,
      InstanceType: 't3.nano',
      MinCount: 1_000,
      MaxCount: 1_000,
      SubnetId,
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
  await delay(aftermath);
  let turn = 0;
  const changing = await block(`${changesPerSecond} changes a second in a tree of 10,000 instances`, await idleBlock(), async () => {
    const began = performance.now();
    for (let change = 0; change < changesPerSecond * seconds; change++, turn++) {
      const name = { Key: 'Name', Value: `changed ${turn}` };
      void api.execute('ec2:CreateTags', { Resources: [ids[ids.length - 1 - (turn % 200)]!], Tags: [name] });
      const due = ((change + 1) * 1_000) / changesPerSecond - (performance.now() - began);
      if (due > 0) await delay(due);
    }
  });
  return { opened, blocks: [changing] };
}

async function blocks(api: CloudSandboxApi): Promise<Block[]> {
  const found: Block[] = [];
  let keys = 0;
  for (let round = 0; round < longRounds; round++) {
    const launch = { ImageId: await begin(api), InstanceType: 't3.nano', MinCount: 1_000, MaxCount: 1_000 } as const;
    await delay(aftermath);
    const idle = await idleBlock();
    found.push(await block('RunInstances(1000)', idle, () => api.execute('ec2:RunInstances', launch)));
    found.push(await block('CreateKeyPair', idle, () => api.execute('ec2:CreateKeyPair', { KeyName: `benchmark ${keys++}` })));
    found.push(await block('30-day advance', idle, () => api.session('AdvanceClock', { Seconds: 30 * 86_400 })));
  }
  return found;
}
