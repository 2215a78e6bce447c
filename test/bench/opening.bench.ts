import { readFileSync, statSync } from 'node:fs';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { accountDefinition } from '../../src/region/definition';
import { AccountHost } from '../../src/worker/account-host';
import { nodeDisk } from '../../src/worker/disk';
import { decodeJournal } from '../../src/worker/journal';
import { loadPorts } from '../../src/worker/ports';
import { nodeWallTime } from '../../src/worker/wall-time';
import { plan, seoul, startThread, wasmFile } from './support/accounts';
import { median, print, summary, time } from './support/figures';
import { copyOf, journalOf, makeKilledAccount, workUntilKilled } from './support/killed-account';

/** What a fresh thread measured, milliseconds. */
interface Opening {
  readonly wasm: number;
  readonly open: number;
  readonly page: number;
  readonly nodes: number;
  readonly total: number;
}

const page = { kind: 'instances', region: seoul, offset: 0, limit: 200 };

/** In a thread of its own, so that nothing has been compiled or read before. */
async function openHere(folder: string): Promise<Opening> {
  const start = performance.now();
  const ports = await loadPorts(wasmFile);
  const loaded = performance.now();
  const surroundings = { definition: accountDefinition, ports, disk: nodeDisk, wall: nodeWallTime };
  const host = AccountHost.open(surroundings, { ...plan, folder }, () => undefined);
  const opened = performance.now();
  const { nodes, total } = await host.views.nodes(page);
  const answered = performance.now();
  return { wasm: loaded - start, open: opened - loaded, page: answered - opened, nodes: nodes.length, total };
}

async function openInFreshThread(folder: string): Promise<Opening> {
  const worker = new Worker(new URL(import.meta.url), { workerData: { folder } });
  const opening = await new Promise<Opening>((resolve, reject) => worker.once('message', resolve).once('error', reject));
  await worker.terminate();
  if (opening.nodes !== 200) throw new Error(`The first page has ${opening.nodes} nodes`);
  return opening;
}

/** From the start of the product's thread to the first page, as the editor has it. */
async function openInProduct(folder: string): Promise<number> {
  const start = performance.now();
  const thread = startThread();
  const opening = thread.open(folder);
  await thread.peer.call('nodes', page).catch(() => undefined);
  await opening;
  await thread.peer.call('nodes', page);
  const elapsed = performance.now() - start;
  await thread.stop();
  return elapsed;
}

/** The least that opening must do: to parse what the journal holds. */
function parseRecords(folder: string): Promise<number> {
  const { records } = decodeJournal(readFileSync(journalOf(folder)));
  const text = JSON.stringify(Array.from(records));
  return time(() => JSON.parse(text));
}

async function measure(): Promise<void> {
  const killed = await makeKilledAccount(import.meta.url);
  const megabytes = statSync(journalOf(killed)).size / 1e6;
  const parsed: number[] = [];
  const openings: Opening[] = [];
  const product: number[] = [];
  for (let run = 0; run < 7; run++) {
    parsed.push(await parseRecords(killed));
    openings.push(await openInFreshThread(copyOf(killed)));
    product.push(await openInProduct(copyOf(killed)));
  }
  const of = (part: (opening: Opening) => number): { value: number; best: number } => summary(openings.map(part));
  const account = `an account with ${openings[0]!.total} instances and a journal of ${megabytes.toFixed(1)} MB, killed`;
  print({
    name: 'opening after a kill',
    ...of(({ open, page: first }) => open + first),
    unit: 'ms',
    goal: 150,
    yardstick: { name: 'JSON.parse of its records', value: median(parsed) },
    how: `median of 7, each in a fresh thread: AccountHost.open to the first page of 200 nodes; ${account}`,
  });
  print({ name: 'opening after a kill: first page of it', ...of(({ page: first }) => first), unit: 'ms', how: 'its last part' });
  print({
    name: 'start of sql.js',
    ...of(({ wasm }) => wasm),
    unit: 'ms',
    how: 'median of 7: loadPorts in a fresh thread, before opening',
  });
  print({
    name: 'opening after a kill, with the start of the thread',
    ...summary(product),
    unit: 'ms',
    how: 'median of 7: new Worker(dist/worker.mjs) to the first page of 200 nodes in the calling thread',
  });
}

const work = process.argv.indexOf('--work');
if (!isMainThread) parentPort!.postMessage(await openHere((workerData as { folder: string }).folder));
else if (work > 0) await workUntilKilled(process.argv[work + 1]!);
else await measure();
