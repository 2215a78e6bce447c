import { accountDefinition } from '../../src/region/definition';
import type { AccountHost } from '../../src/worker/account-host';
import { findImage, newFolder, openHost, runIn, seoul } from './support/accounts';
import { DailyWork } from './support/daily-work';
import { print } from './support/figures';

/** Days of virtual time that are measured, and how many pass before: until then what is kept of the latest calls and resources fills up. */
const [days, warmUp] = [30, 5];
/** Calls a day that look; those that change something, and those that are refused, come besides. */
const looks = 2_200;
/** The record of what was used, which the bill is made of: it is there to grow. `history` is bounded, and goes up and down below its bound. */
const growing: ReadonlySet<string> = new Set(['usage', 'history']);

const session = { kind: 'session' } as const;
const never = new AbortController().signal;

/** What the account takes up when a day has passed, bytes. */
interface Size {
  readonly calls: number;
  readonly heap: number;
  readonly resident: number;
  /** How many rows each table has, over all regions. */
  readonly rows: ReadonlyMap<string, number>;
}

function rowsOf({ sandbox: { store } }: AccountHost): Map<string, number> {
  const count = (table: (typeof accountDefinition.tables)[number]): number =>
    store.regionsOf(table).reduce((sum, region) => sum + store.in(table, region).size, 0);
  return new Map(accountDefinition.tables.map((table) => [table.name, count(table)]));
}

function sizeOf(host: AccountHost, calls: number): Size {
  for (let times = 0; times < 3; times++) global.gc!();
  const { heapUsed, rss } = process.memoryUsage();
  return { calls, heap: heapUsed, resident: rss, rows: rowsOf(host) };
}

/** What the sidebar asks for when somebody looks around in it. */
async function lookAround(day: number): Promise<void> {
  for (let turn = 0; turn < 20; turn++) {
    const here = { region: seoul, offset: 0, limit: 100 };
    const { nodes } = await host.views.nodes({ kind: 'instances', ...here, selection: { filter: turn % 2 ? `day ${day} ${turn}` : '' } });
    for (const kind of ['volumes', 'security-groups', 'network-interfaces']) await host.views.nodes({ kind, ...here, selection: {} });
    await host.views.search({ region: seoul, text: `day ${day - turn}` });
    await host.views.counts({ kinds: ['instances', 'volumes'], region: seoul });
    if (nodes[0]) await host.views.history({ kind: 'instances', region: seoul, id: nodes[0].id });
    const { calls } = await host.activity({ offset: 0, limit: 100, filter: { text: `day-${day}` } });
    for (const { number } of calls.slice(0, 5)) await host.call({ number });
  }
}

/** The slope of the line that comes nearest to the sizes, KB a thousand calls. */
function slope(sizes: readonly Size[], value: (size: Size) => number): number {
  const mean = (values: number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length;
  const [x, y] = [mean(sizes.map(({ calls }) => calls)), mean(sizes.map(value))];
  const over = mean(sizes.map((size) => (size.calls - x) * (value(size) - y)));
  return (1_000 * over) / mean(sizes.map(({ calls }) => (calls - x) ** 2)) / 1_024;
}

const host = await openHost(newFolder());
const image = await findImage(runIn(host));
const { url, accessKeyId, secretAccessKey } = await host.startEndpoint({ port: 0 });
const work = await DailyWork.begin(Number(new URL(url!).port), { keyId: accessKeyId!, secret: secretAccessKey! }, image);
const sizes: Size[] = [];
for (let day = 0; day < warmUp + days; day++) {
  await work.day(day, looks);
  if (day < warmUp) await work.fill(day);
  await lookAround(day);
  await host.session('AdvanceClock', { Seconds: 86_400 }, session, never);
  sizes.push(sizeOf(host, work.calls));
}
work.close();
await host.close();

const measured = sizes.slice(warmUp);
const [first, last] = [measured[0]!, measured.at(-1)!];
const more = [...last.rows].map(([name, count]) => ({ name, more: count - first.rows.get(name)! }));
const calls = last.calls - first.calls;
const how = `slope over ${calls} signed calls of all kinds by HTTP and ${days} days, after ${first.calls} calls and ${warmUp} days`;
const mega = (bytes: number): string => `${(bytes / 1_024 / 1_024).toFixed(1)} MB`;
print({
  name: 'growth of the heap with as many resources as before, a thousand calls',
  value: slope(measured, ({ heap }) => heap),
  unit: 'KB',
  goal: 15,
  how: `${how}: ${mega(first.heap)} to ${mega(last.heap)} after forced collections, ${more.find(({ name }) => name === 'usage')!.more} rows of usage more among it`,
});
print({
  name: 'growth of the resident memory with as many resources as before, a thousand calls',
  value: slope(measured, ({ resident }) => resident),
  unit: 'KB',
  goal: 100,
  how: `${how}: ${mega(first.resident)} to ${mega(last.resident)}, the client and the database in memory included`,
});
const grown = more.filter((table) => table.more > 0 && !growing.has(table.name));
print({
  name: 'tables that have grown with as many resources as before',
  value: grown.length,
  unit: 'tables',
  goal: 0,
  how: `rows after ${days} days held against those before; ${grown.map((table) => `${table.name} by ${table.more}`).join(', ') || 'none has'}`,
});
