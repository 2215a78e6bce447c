import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { at } from '../../../scripts/lib/paths.mjs';
import { startWorkerThread, type WorkerThread } from '../../../src/host/worker-thread';
import type { ActionName } from '../../../src/region/aws/action-names';
import type { InputOf, OutputOf } from '../../../src/region/aws/actions';
import { accountDefinition } from '../../../src/region/definition';
import type { Opened, OpenOptions } from '../../../src/shared/worker';
import { AccountHost } from '../../../src/worker/account-host';
import { nodeDisk } from '../../../src/worker/disk';
import { loadPorts } from '../../../src/worker/ports';
import { nodeWallTime } from '../../../src/worker/wall-time';

/** The region that benchmarks work in. */
export const seoul = 'ap-northeast-2';

export const wasmFile = at('node_modules/sql.js/dist/sql-wasm.wasm');

/** An account in which no quota of vCPUs or interfaces refuses anything, and which no clock moves. */
export const plan: Omit<OpenOptions, 'folder'> = {
  defaultRegion: seoul,
  seed: 'benchmark',
  speed: 0,
  settings: {
    rules: 'today',
    freeTierPlan: '12-month',
    quotaProfile: 'established',
    quotas: { 'L-1216C47A': 1_000_000, 'L-DF5E4CA3': 1_000_000 },
  },
};

const folders: string[] = [];
process.on('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new folder on the disk that holds the project; it is removed when this process ends. */
export function newFolder(): string {
  mkdirSync(at('out/bench'), { recursive: true });
  const folder = mkdtempSync(at('out/bench', 'account-'));
  folders.push(folder);
  return folder;
}

/** Opens an account in this thread, as the worker does. */
export async function openHost(folder?: string): Promise<AccountHost> {
  const ports = await loadPorts(wasmFile);
  return AccountHost.open(
    { definition: accountDefinition, ports, disk: nodeDisk, wall: nodeWallTime },
    { ...plan, ...(folder !== undefined && { folder }) },
    () => undefined,
  );
}

/** The product's worker thread, dist/worker.mjs, as the editor starts it. */
export interface Thread extends WorkerThread {
  open(folder?: string): Promise<Opened>;
  run<Name extends ActionName>(action: Name, input: InputOf<Name>): Promise<OutputOf<Name>>;
}

export function startThread(): Thread {
  const { peer, stop } = startWorkerThread(at('dist/worker.mjs'), (reason) => {
    throw new Error(reason);
  });
  return {
    peer,
    stop,
    open: (folder) => peer.call('open', { ...plan, ...(folder !== undefined && { folder }) }),
    async run(action, input) {
      const { output } = await peer.call('execute', { action, region: seoul, input } as never);
      return output as never;
    },
  };
}

/** Runs an action of the account, wherever the account is held. */
export type Run = <Name extends ActionName>(action: Name, input: InputOf<Name>) => Promise<OutputOf<Name>>;

export function runIn(host: AccountHost): Run {
  return async (action, input) => (await host.execute({ action, region: seoul, input }, { kind: 'editor' })).output;
}

/** The newest Amazon Linux 2023. */
export async function findImage(run: Run): Promise<string> {
  const { Images } = await run('ec2:DescribeImages', { Owners: ['amazon'], Filters: [{ Name: 'name', Values: ['al2023-ami-2*-x86_64'] }] });
  return Images!.toSorted((a, b) => (a.CreationDate! < b.CreationDate! ? 1 : -1))[0]!.ImageId!;
}

/** The default subnets, one an availability zone. */
export async function findSubnets(run: Run): Promise<string[]> {
  const { Subnets } = await run('ec2:DescribeSubnets', {});
  return Subnets!.map(({ SubnetId }) => SubnetId!);
}

/** What launches `count` instances with a tag each on instance and volume. */
export function launch(ImageId: string, count: number, SubnetId?: string): InputOf<'ec2:RunInstances'> {
  const Tags = [{ Key: 'Name', Value: 'fleet' }];
  return {
    ImageId,
    InstanceType: 't3.micro',
    MinCount: count,
    MaxCount: count,
    ...(SubnetId !== undefined && { SubnetId }),
    TagSpecifications: [
      { ResourceType: 'instance', Tags },
      { ResourceType: 'volume', Tags },
    ],
  };
}
