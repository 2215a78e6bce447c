import initSqlJs from 'sql.js';
import { creation, openAccount } from '../region/support/account';
import { findImage, findSubnets, launch, newFolder, openHost, runIn, seoul, startThread } from './support/accounts';
import { median, print, repeat, summary, time } from './support/figures';

const instances = 1_000;
const rowsOfALaunch = 12_000;

/** What the machine needs for as many rows with plain sql.js: one transaction, one prepared statement, an instance's width. */
async function rawInsert(): Promise<number> {
  const sql = await initSqlJs();
  return median(
    await repeat(5, 1, async () => {
      const database = new sql.Database();
      database.run(
        'CREATE TABLE rows (region TEXT, id TEXT, seq INTEGER, a TEXT, b TEXT, c INTEGER, d TEXT, PRIMARY KEY (region, id)) WITHOUT ROWID',
      );
      const elapsed = await time(() => {
        database.run('BEGIN');
        const insert = database.prepare('INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?, ?)');
        for (let row = 0; row < rowsOfALaunch; row++) {
          insert.run([
            seoul,
            `i-0${row.toString(16).padStart(16, '0')}`,
            row,
            'running',
            't3.micro',
            creation,
            `{"subnetId":"subnet-${row}","groups":["sg-1"]}`,
          ]);
        }
        insert.free();
        database.run('COMMIT');
      });
      database.close();
      return elapsed;
    }),
  );
}

function launchInRegion(): Promise<number[]> {
  return repeat(7, 3, async () => {
    const { sandbox, run } = openAccount();
    const image = await findImage(async (action, input) => run(action, input));
    const elapsed = await time(() => run('ec2:RunInstances', launch(image, instances)));
    sandbox.close();
    return elapsed;
  });
}

async function launchInThread(): Promise<number[]> {
  const thread = startThread();
  await thread.open(newFolder());
  const image = await findImage(thread.run);
  const elapsed = await repeat(7, 3, async () => {
    await thread.peer.call('session', { action: 'Reset', input: {} });
    await thread.run('ec2:DescribeInstances', {});
    return time(() => thread.run('ec2:RunInstances', launch(image, instances)));
  });
  await thread.peer.call('close', undefined as never);
  await thread.stop();
  return elapsed;
}

async function reset(): Promise<number[]> {
  const thread = startThread();
  await thread.open(newFolder());
  const image = await findImage(thread.run);
  const elapsed = await repeat(9, 2, async () => {
    await thread.run('ec2:RunInstances', launch(image, 200));
    return time(() => thread.peer.call('session', { action: 'Reset', input: {} }));
  });
  await thread.peer.call('close', undefined as never);
  await thread.stop();
  return elapsed;
}

async function describePages(): Promise<{ cold: number[]; cached: number[] }> {
  const host = await openHost(newFolder());
  const run = runIn(host);
  const image = await findImage(run);
  const subnets = await findSubnets(run);
  const page = (): Promise<unknown> => run('ec2:DescribeInstances', { MaxResults: 1_000 });
  const coldRuns: number[] = [];
  for (let launched = 0; launched < 10; launched++) {
    await run('ec2:RunInstances', launch(image, 1_000, subnets[launched % subnets.length]));
    // Virtual time moves every instance into another state, so no shape made before still holds.
    await host.session('AdvanceClock', { UntilIdle: true }, { kind: 'session' }, new AbortController().signal);
    if (launched >= 5) coldRuns.push(await time(page));
  }
  const { Reservations, NextToken } = await run('ec2:DescribeInstances', { MaxResults: 1_000 });
  const found = Reservations!.reduce((sum, reservation) => sum + reservation.Instances!.length, 0);
  if (found !== 1_000 || NextToken === undefined) throw new Error(`A page of 1,000 held ${found}`);
  const cached = await repeat(15, 3, () => time(page));
  await host.close();
  return { cold: coldRuns, cached };
}

const insert = await rawInsert();
const yardstick = { name: 'raw sql.js insert of 12,000 rows, per 1,000', value: insert / instances };
print({
  name: 'RunInstances(1000)',
  ...summary(await launchInThread(), instances),
  unit: 'ms/instance',
  goal: 0.4,
  yardstick,
  how: "median of 7 calls to dist/worker.mjs in its thread, journal on disk, each in a new account; from the call's message to its answer in the calling thread",
});
print({
  name: 'RunInstances(1000), region only',
  ...summary(await launchInRegion(), instances),
  unit: 'ms/instance',
  yardstick,
  how: 'median of 7 calls of Sandbox.execute, each in a new account without a journal',
});
const pages = await describePages();
print({
  name: 'DescribeInstances, 1,000 of 10,000, cached shapes',
  ...summary(pages.cached),
  unit: 'ms',
  goal: 25,
  how: "median of 15 calls of the worker's AccountHost",
});
print({
  name: 'DescribeInstances, 1,000, no shape cached',
  ...summary(pages.cold),
  unit: 'ms',
  how: 'median of 5 first calls after all instances changed',
});
print({
  name: 'Reset',
  ...summary(await reset()),
  unit: 'ms',
  goal: 20,
  how: 'median of 9 calls to dist/worker.mjs, files on disk, account of 200 instances',
});
