import { setTimeout as delay } from 'node:timers/promises';
import { findImage, findSubnets, launch, newFolder, seoul, startThread, type Thread } from './support/accounts';
import { percentile, print } from './support/figures';

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

/** Three thousand instances, a third of them starting, stopping and terminating each, when thirty days are to pass. */
async function measure(): Promise<Waits> {
  const thread = startThread();
  await thread.open(newFolder());
  const image = await findImage(thread.run);
  const subnets = await findSubnets(thread.run);
  const fleets: string[][] = [];
  for (const subnet of subnets.slice(0, 3)) {
    if (fleets.length === 2) await thread.peer.call('session', { action: 'AdvanceClock', input: { UntilIdle: true } });
    const { Instances } = await thread.run('ec2:RunInstances', launch(image, 1_000, subnet));
    fleets.push(Instances!.map(({ InstanceId }) => InstanceId!));
  }
  await thread.run('ec2:StopInstances', { InstanceIds: fleets[0]! });
  await thread.run('ec2:TerminateInstances', { InstanceIds: fleets[1]! });
  // What the launches left to be written to the database is no part of the advance.
  await delay(1_500);
  const during = keepAsking(thread, fleets[2]![0]!);
  const start = performance.now();
  const { Events } = await thread.peer.call('session', { action: 'AdvanceClock', input: { Seconds: days * 86_400 } });
  const elapsed = performance.now() - start;
  await during.stop();
  const after = keepAsking(thread, fleets[2]![0]!);
  await delay(2_000);
  await after.stop();
  await thread.peer.call('close', undefined as never);
  await thread.stop();
  return { during: during.waits, after: after.waits, events: Events, elapsed };
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

const runs: Waits[] = [];
const calm: number[] = [];
for (let run = 0; run < 5; run++) {
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
