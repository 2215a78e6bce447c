import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ask, signedForm } from '../endpoint/support/raw-http';
import { startThread } from './support/accounts';
import { Client, connections, form, launchForm, openClient, times, version } from './support/endpoint-client';
import { median, percentile, print, printSkipped, repeat, summary, time } from './support/figures';
import { residentBytes, startEcho, startMoto, startServe } from './support/servers';

/** In a fresh thread with an open account, as when the command is first used in the editor. */
async function startInThread(): Promise<number> {
  const thread = startThread();
  await thread.open();
  const elapsed = await time(async () => {
    const { url, accessKeyId, secretAccessKey } = await thread.peer.call('startEndpoint', { port: 0 });
    const port = Number(new URL(url!).port);
    const { status, text } = await ask(port, signedForm(port, form, { keyId: accessKeyId!, secret: secretAccessKey! }));
    if (status !== 200) throw new Error(`The endpoint answered ${status}: ${text}`);
  });
  await thread.stop();
  return elapsed;
}

async function startCommand(): Promise<number> {
  const start = performance.now();
  const client = new Client(await startServe());
  await client.ask(form);
  const elapsed = performance.now() - start;
  await client.close();
  return elapsed;
}

/** What the same costs a server that does nothing: it listens and answers once. */
async function startBareServer(): Promise<number> {
  const server = createServer((_request, response) => response.end('<ok/>'));
  const elapsed = await time(async () => {
    const port = await new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
    );
    await ask(port, signedForm(port, form));
  });
  await new Promise((resolve) => server.close(resolve));
  return elapsed;
}

/** What starting Node to do nothing costs. */
function startNode(): Promise<number> {
  return time(() => new Promise((resolve) => spawn(process.execPath, ['-e', '0']).on('exit', resolve)));
}

async function start(): Promise<void> {
  const bare = summary(await repeat(9, 2, startBareServer)).value;
  print({
    name: 'start of the endpoint to its first answer',
    ...summary(await repeat(7, 1, startInThread)),
    unit: 'ms',
    goal: 400,
    yardstick: { name: 'a bare node:http server that is loaded already', value: bare },
    how: 'median of 7 fresh threads of dist/worker.mjs with an open account: startEndpoint to the answer of a signed DescribeInstances',
  });
  print({
    name: 'cloud-sandbox serve to its first answer',
    ...summary(await repeat(5, 1, startCommand)),
    unit: 'ms',
    yardstick: { name: 'node -e 0', value: summary(await repeat(5, 1, startNode)).value },
    how: 'median of 5: spawn of dist/cli.mjs to the answer of a signed DescribeInstances, process start included',
  });
}

/** A figure of requests per second, told as milliseconds a request. */
function printRate(name: string, rates: readonly number[], echo: readonly number[], share: number, bytes: number, more: string): void {
  const [ours, bare] = [median(rates), median(echo)];
  print({
    name,
    value: 1_000 / ours,
    best: 1_000 / Math.max(...rates),
    unit: 'ms',
    goal: 1_000 / (bare * share),
    yardstick: { name: `node:http answering ${bytes} bytes`, value: 1_000 / bare },
    how: `${Math.round(ours)} requests a second (${((100 * ours) / bare).toFixed(0)} % of the bare server's ${Math.round(bare)}), ${connections} keep-alive connections, median of ${rates.length} rounds in turn with the bare server; ${more}`,
  });
}

function printAgainstMoto(name: string, ours: Rate, moto: Rate | undefined, times: number): void {
  if (moto === undefined) return printSkipped(`${name} against moto_server`, 'moto_server is not installed');
  print({
    name: `${name} against moto_server`,
    value: 1_000 / ours.perSecond,
    unit: 'ms',
    goal: 1_000 / (moto.perSecond * times),
    yardstick: { name: 'moto_server', value: 1_000 / moto.perSecond },
    how: `${Math.round(ours.perSecond)} requests a second, ${(ours.perSecond / moto.perSecond).toFixed(1)} times moto_server's ${Math.round(moto.perSecond)} (goal ${times} times); ${connections} connections, moto_server's better of one and ${connections}; processor time ${ours.processor.toFixed(3)} ms a request, moto_server's ${moto.processor.toFixed(2)} ms`,
  });
}

/** Requests a second of the calls that are held against moto_server. */
interface Rates {
  readonly describe: Rate;
  readonly launch: Rate;
  readonly tag: Rate;
}

interface Rate {
  readonly perSecond: number;
  /** Processor time a request, milliseconds. */
  readonly processor: number;
}

/** Measures a server that has ten instances; `few` is for one that is slow. */
async function rates(client: Client, few: boolean): Promise<Rates> {
  const image = await client.image();
  const [id] = await client.launch(image, 10);
  if (!few) await client.settle();
  const best = async (count: number, make: (index: number) => string): Promise<Rate> => {
    const rounds: number[] = [];
    const processor: number[] = [];
    // What was just compiled is not yet fast.
    for (let asked = 0; !few && asked < 6_000; asked += count) await client.rate(times(Math.min(count, 6_000 - asked), make));
    for (let round = 0; round < 3; round++) {
      rounds.push(await client.rate(times(count, make)));
      processor.push(client.processor);
      // It may do better when it is asked one thing at a time.
      if (few) rounds.push(1_000 / median(await client.latencies(times(count, make))));
    }
    return { perSecond: few ? Math.max(...rounds) : median(rounds), processor: median(processor) };
  };
  const describe = await best(few ? 30 : 4_000, () => form);
  const tag = await best(few ? 100 : 3_000, (index) => tagForm(id!, index));
  const launch = await best(few ? 20 : 300, () => launchForm(image, 1));
  return { describe, launch, tag };
}

/** What moto_server does in a second; undefined where it is not installed. */
async function motoRates(): Promise<Rates | undefined> {
  const server = await startMoto();
  if (!server) return undefined;
  const moto = new Client(server);
  try {
    return await rates(moto, true);
  } finally {
    await moto.close();
  }
}

const tagForm = (id: string, index: number): string =>
  `Action=CreateTags${version}&ResourceId.1=${id}&Tag.1.Key=round&Tag.1.Value=${index}`;

/** Ten instances: what polling them costs. */
async function poll(): Promise<void> {
  const client = await openClient();
  await client.launch(await client.image(), 10);
  await client.settle();
  const bytes = Buffer.byteLength(await client.ask(form));
  const echo = new Client(await startEcho(bytes));
  const [rates, bare]: [number[], number[]] = [[], []];
  const [own, its]: [number[], number[]] = [[], []];
  const forms = times(4_000, () => form);
  for (let round = -2; round < 7; round++) {
    const [ours, echoed] = [await client.rate(forms), await echo.rate(forms)];
    if (round < 0) continue;
    rates.push(ours);
    bare.push(echoed);
    own.push(client.processor);
    its.push(echo.processor);
  }
  const processor = `processor time ${median(own).toFixed(3)} ms a request, the bare server's ${median(its).toFixed(3)} ms`;
  printRate('DescribeInstances, 10 instances', rates, bare, 0.4, bytes, processor);
  await echo.close();
  await client.close();
}

/** The same calls of moto_server, and launches. */
async function few(): Promise<void> {
  const moto = await motoRates();
  const client = await openClient();
  const ours = await rates(client, false);
  printAgainstMoto('DescribeInstances, 10 instances,', ours.describe, moto?.describe, 50);
  printAgainstMoto('RunInstances of 1', ours.launch, moto?.launch, 20);
  printAgainstMoto('CreateTags on one, durable,', ours.tag, moto?.tag, 15);
  const image = await client.image();
  const hundreds = await client.latencies(times(12, () => launchForm(image, 100)));
  print({
    name: 'RunInstances of 100',
    ...summary(hundreds.slice(2)),
    unit: 'ms',
    goal: 30,
    how: 'median of 10 signed requests one after the other, journal on disk; from the first byte of the request to the last of the answer',
  });
  await client.close();
}

/** Filters that match nothing, each looking somewhere else. */
const filters = [
  'tag:Name',
  'tag-key',
  'tag-value',
  'instance-type',
  'image-id',
  'instance-state-name',
  'private-ip-address',
  'ip-address',
  'dns-name',
  'instance.group-id',
  'vpc-id',
  'subnet-id',
  'block-device-mapping.volume-id',
  'network-interface.network-interface-id',
  'network-interface.addresses.private-ip-address',
  'key-name',
];

async function many(): Promise<void> {
  const client = await openClient();
  const image = await client.image();
  const subnets = await client.subnets();
  const ids: string[] = [];
  for (let lot = 0; lot < 10; lot++) ids.push(...(await client.launch(image, 1_000, subnets[lot % subnets.length])));
  await client.settle();
  await describeThousand(client);
  const small = Buffer.byteLength(await client.ask(`${form}&Filter.1.Name=instance-type&Filter.1.Value.1=none`));
  const echo = new Client(await startEcho(small));
  const bare = (): Promise<number> => echo.latencies(times(500, () => form)).then(median);
  await bare();
  const one = await client.latencies(times(1_000, (index) => `${form}&InstanceId.1=${ids[(index * 7_919) % ids.length]}`));
  const yardstick = { name: `node:http answering ${small} bytes`, value: await bare() };
  const how =
    'median from the first byte of the signed request to the last of the answer, one connection, the HTTP of server and client included';
  print({ name: 'DescribeInstances, one id of 10,000', ...summary(one), unit: 'ms', goal: 0.5, yardstick, how });
  for (const filter of filters) {
    const asked = (count: number): string[] => times(count, (index) => `${form}&Filter.1.Name=${filter}&Filter.1.Value.1=none-${index}`);
    const [first, second] = await client.latencies(asked(2));
    const taken = await client.latencies(asked(300));
    const [changed] = await client.ask(tagForm(ids[0]!, 1)).then(() => client.latencies(asked(1)));
    print({
      name: `DescribeInstances, ${filter} matching none of 10,000`,
      ...summary(taken),
      unit: 'ms',
      goal: 0.5,
      yardstick,
      how: `${how}; the first such request took ${first!.toFixed(2)} ms, the second ${second!.toFixed(2)} ms, the first after a tag was changed ${changed!.toFixed(2)} ms`,
    });
  }
  await echo.close();
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  const resident = residentBytes(client.server);
  if (resident === undefined) printSkipped('resident memory with 10,000 instances', 'this system does not tell it');
  else
    print({
      name: 'resident memory with 10,000 instances',
      value: resident / 1024 / 1024,
      unit: 'MB',
      goal: 200,
      how: 'VmRSS of the process of cloud-sandbox serve, after the requests above',
    });
  await client.close();
}

async function describeThousand(client: Client): Promise<void> {
  const page = `${form}&MaxResults=1000`;
  const bytes = Buffer.byteLength(await client.ask(page));
  const megabytes = bytes / 1_000_000;
  const echo = new Client(await startEcho(bytes));
  const [ours, bare]: [number[], number[]] = [[], []];
  for (let round = -5; round < 25; round++) {
    const [taken, echoed] = [await client.latencies([page]), await echo.latencies([page])];
    if (round < 0) continue;
    ours.push(taken[0]!);
    bare.push(echoed[0]!);
  }
  print({
    name: 'DescribeInstances, 1,000 in one answer, a MB of XML',
    ...summary(ours, megabytes),
    unit: 'ms',
    goal: 8,
    yardstick: { name: `node:http answering ${bytes} bytes, a MB`, value: median(bare) / megabytes },
    how: 'median of 25 signed requests one after the other, from the first byte of the request to the last of the answer',
  });
  await echo.close();
}

/** A thousand instances that start and stop while the clock runs fast: what a client's poll then waits at most. */
async function fast(): Promise<void> {
  const client = await openClient();
  const image = await client.image();
  const ids = await client.launch(image, 1_000);
  await client.settle();
  await client.sandbox('SetClockSpeed', { Speed: 60 });
  const page = times(
    40,
    () =>
      `${form}&${ids
        .slice(0, 10)
        .map((id, index) => `InstanceId.${index + 1}=${id}`)
        .join('&')}`,
  );
  const taken: number[] = [];
  for (let round = 0; round < 30; round++) {
    const some = ids
      .slice(round * 30, round * 30 + 30)
      .map((id, index) => `InstanceId.${index + 1}=${id}`)
      .join('&');
    await client.ask(`Action=StopInstances${version}&${some}`);
    taken.push(...(await client.latencies(page)));
    await new Promise((resolve) => setTimeout(resolve, 100));
    taken.push(...(await client.latencies(page)));
  }
  const [p50, p99] = [percentile(taken, 0.5), percentile(taken, 0.99)];
  print({
    name: 'DescribeInstances, 10 of 1,000, at 60 times the speed, 99th percentile',
    value: p99,
    unit: 'ms',
    goal: p50 + 15,
    yardstick: { name: 'median', value: p50 },
    how: `${taken.length} signed requests one after the other while 30 instances at a time are stopped`,
  });
  await client.close();
}

const parts = { start, poll, few, many, fast };
const chosen = process.env['BENCH_PARTS']?.split(',');
for (const [name, part] of Object.entries(parts)) if (!chosen || chosen.includes(name)) await part();
