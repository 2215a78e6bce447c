import { setTimeout as delay } from 'node:timers/promises';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import type { SessionActions } from '../../src/shared/worker';
import { findImage, findSubnets, launch, newFolder, openHost, type Run, runIn, seoul, startThread, type Thread } from './support/accounts';
import { type Blocked, watchEventLoop } from './support/event-loop';
import { percentile, print, summary } from './support/figures';

/** How often a request is sent, milliseconds. */
const interval = 2;
const days = 30;

interface Waits {
  readonly during: number[];
  readonly after: number[];
  readonly events: number;
  readonly elapsed: number;
}

/** Sends a request every other millisecond, answered or not, and notes how long each waits, until `stop` is called. */
function keepAsking(thread: Thread, id: string): { waits: number[]; stop(): Promise<void> } {
  const waits: number[] = [];
  let asking = true;
  const asked = (async () => {
    const answers: Promise<void>[] = [];
    while (asking) {
      const start = performance.now();
      const answer = thread.peer.call('nodesById', { kind: 'instances', region: seoul, ids: [id] });
      answers.push(answer.then(() => void waits.push(performance.now() - start)));
      await delay(interval);
    }
    await Promise.all(answers);
  })();
  return {
    waits,
    stop() {
      asking = false;
      return asked;
    },
  };
}

/** Three thousand instances: a thousand each that are about to run, to be stopped and to be terminated. Answers one that stays. */
async function prepare(run: Run, untilIdle: () => Promise<unknown>): Promise<string> {
  const image = await findImage(run);
  const subnets = await findSubnets(run);
  const fleets: string[][] = [];
  for (const subnet of subnets.slice(0, 3)) {
    if (fleets.length === 2) await untilIdle();
    const { Instances } = await run('ec2:RunInstances', launch(image, 1_000, subnet));
    fleets.push(Instances!.map(({ InstanceId }) => InstanceId!));
  }
  await run('ec2:StopInstances', { InstanceIds: fleets[0]! });
  await run('ec2:TerminateInstances', { InstanceIds: fleets[1]! });
  // What the launches left to be written to the database is no part of the advance.
  await delay(1_500);
  return fleets[2]![0]!;
}

async function measure(): Promise<Waits> {
  const thread = startThread();
  await thread.open(newFolder());
  const id = await prepare(thread.run, () => thread.peer.call('session', { action: 'AdvanceClock', input: { UntilIdle: true } }));
  const during = keepAsking(thread, id);
  const start = performance.now();
  const arrived = await thread.peer.call('session', { action: 'AdvanceClock', input: { Seconds: days * 86_400 } });
  const { Events } = arrived as SessionActions['AdvanceClock']['output'];
  const elapsed = performance.now() - start;
  await during.stop();
  const after = keepAsking(thread, id);
  await delay(2_000);
  await after.stop();
  await thread.peer.call('close', undefined as never);
  await thread.stop();
  return { during: during.waits, after: after.waits, events: Events, elapsed };
}

interface Blocks {
  readonly during: Blocked;
  readonly after: Blocked;
}

/** How long the thread that holds the account cannot be reached: the same advance in the worker's code, watched turn by turn. */
async function blockedHere(): Promise<Blocks> {
  const host = await openHost(newFolder());
  const advance = (input: Record<string, unknown>): Promise<unknown> =>
    host.session('AdvanceClock', input, { kind: 'session' }, new AbortController().signal);
  await prepare(runIn(host), () => advance({ UntilIdle: true }));
  const during = await watchEventLoop(() => advance({ Seconds: days * 86_400 }));
  const after = await watchEventLoop(() => delay(2_000));
  await host.close();
  return { during, after };
}

async function blocked(): Promise<Blocks> {
  const worker = new Worker(new URL(import.meta.url));
  const blocks = await new Promise<Blocks>((resolve, reject) => worker.once('message', resolve).once('error', reject));
  await worker.terminate();
  return blocks;
}

/** The same requests while nothing else is to be done. */
async function idle(): Promise<number[]> {
  const thread = startThread();
  await thread.open(newFolder());
  const image = await findImage(thread.run);
  const { Instances } = await thread.run('ec2:RunInstances', launch(image, 10));
  await delay(500);
  const asking = keepAsking(thread, Instances![0]!.InstanceId!);
  await delay(1_000);
  await asking.stop();
  await thread.stop();
  return asking.waits;
}

async function measureAll(): Promise<void> {
  const runs: Waits[] = [];
  const calm: number[] = [];
  const holder: Blocks[] = [];
  for (let run = 0; run < 5; run++) {
    holder.push(await blocked());
    runs.push(await measure());
    calm.push(...(await idle()));
  }
  /** Of the runs, the one that the machine disturbed least counts for a maximum; for a share, all requests together. */
  const leastMaximum = (part: (run: Waits) => number[]): number => Math.min(...runs.map((run) => Math.max(...part(run))));
  const middleMaximum = (part: (run: Waits) => number[]): number =>
    percentile(
      runs.map((run) => Math.max(...part(run))),
      0.5,
    );
  const { events, elapsed } = runs[0]!;
  const load = `a 30-day advance of 3,000 instances in transition (${events} events, ${Math.round(elapsed)} ms)`;
  const asked = 'a request to dist/worker.mjs every 2 ms';
  const during = runs.flatMap((run) => run.during);
  const after = runs.flatMap((run) => run.after);
  print({
    name: 'wait during a 30-day advance, p99',
    value: percentile(during, 0.99),
    unit: 'ms',
    goal: 15,
    yardstick: { name: 'p99 while nothing happens', value: percentile(calm, 0.99) },
    how: `${asked} during ${load}, ${during.length} requests of 5 runs`,
  });
  print({
    name: 'wait during a 30-day advance, longest',
    value: middleMaximum((run) => run.during),
    best: leastMaximum((run) => run.during),
    unit: 'ms',
    goal: 15,
    yardstick: { name: 'longest while nothing happens', value: Math.max(...calm) },
    how: `${asked} during ${load}; median of 5 runs`,
  });
  print({
    name: 'wait after a 30-day advance, p99',
    value: percentile(after, 0.99),
    unit: 'ms',
    how: `${asked} in the 2 s after it, in which the database is brought up to date and an image is written`,
  });
  print({
    name: 'wait after a 30-day advance, longest',
    value: middleMaximum((run) => run.after),
    best: leastMaximum((run) => run.after),
    unit: 'ms',
    how: `${asked} in the 2 s after it; median of 5 runs`,
  });
  for (const when of ['during', 'after'] as const) {
    const byTheWall = percentile(
      holder.map((run) => run[when].byTheWall),
      0.5,
    );
    print({
      name: `longest block of the account's thread ${when} a 30-day advance`,
      ...summary(holder.map((run) => run[when].longest)),
      unit: 'ms',
      ...(when === 'during' && { goal: 15 }),
      how: `median of 5: the longest time between two turns of the event loop, less what other programs took of the thread (with it: ${Math.round(byTheWall)} ms), ${when === 'during' ? `during ${load}` : 'in the 2 s after it'}`,
    });
  }
}

if (isMainThread) await measureAll();
else parentPort!.postMessage(await blockedHere());
