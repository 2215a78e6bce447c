import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { ActionName } from '../../src/region/aws/action-names';
import type { InputOf, OutputOf } from '../../src/region/aws/actions';
import type { SessionActionName, SessionActions } from '../../src/shared/worker';
import type { AccountHost } from '../../src/worker/account-host';
import { type Disk, nodeDisk } from '../../src/worker/disk';
import { FakeWall } from './support/fake-wall';
import { cleanUp, editor, never, newFolder, openHost, seoul } from './support/surroundings';

/** 2026-01-15 09:00 UTC. */
const beginning = Date.UTC(2026, 0, 15, 9);

async function run<Name extends ActionName>(host: AccountHost, action: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
  return (await host.execute({ action, region: seoul, input }, editor)).output;
}

async function session<Name extends SessionActionName>(
  host: AccountHost,
  action: Name,
  input: SessionActions[Name]['input'],
): Promise<SessionActions[Name]['output']> {
  return (await host.session(action, input as Record<string, unknown>, editor, never)) as SessionActions[Name]['output'];
}

async function launch(host: AccountHost, count = 1): Promise<string[]> {
  const { Images } = await run(host, 'ec2:DescribeImages', { Owners: ['amazon'] });
  const image = Images!.find(({ Architecture, Platform }) => Architecture === 'x86_64' && Platform === undefined)!;
  const input = { ImageId: image.ImageId!, InstanceType: 't3.micro', MinCount: count, MaxCount: count } as const;
  const { Instances } = await run(host, 'ec2:RunInstances', input);
  return Instances!.map(({ InstanceId }) => InstanceId!);
}

describe('The holder of an account', () => {
  let wall: FakeWall;

  beforeEach(() => (wall = new FakeWall(beginning)));
  afterEach(cleanUp);

  it('tells who and where the account is', () => {
    const { host } = openHost({}, { wall });
    assert.deepEqual(host.opened(), {
      role: 'holder',
      accountId: '123456789012',
      defaultRegion: 'ap-northeast-2',
      clock: { now: beginning, wall: beginning, speed: 0 },
      settings: { rules: 'today', freeTierPlan: '12-month', quotaProfile: 'established', quotas: {} },
    });
  });

  it('makes equal accounts from equal seeds', () => {
    const digests = ['a', 'a', 'b'].map((seed) => openHost({ seed }, { wall }).host.sandbox.digest());
    assert.equal(digests[0], digests[1]);
    assert.notEqual(digests[0], digests[2]);
    const drawn = [1, 2].map(() => openHost({ seed: undefined }, { wall }).host.sandbox.account().seed);
    assert.notEqual(drawn[0], drawn[1]);
  });

  it('tells what an action changed before it is answered', async () => {
    const { host, told } = openHost({}, { wall });
    await run(host, 'ec2:DescribeVpcs', {});
    told.length = 0;
    const answered = run(host, 'ec2:CreateSecurityGroup', { GroupName: 'web', Description: 'web' }).then((output) => {
      return { output, changes: told.filter(({ name }) => name === 'changes').length };
    });
    const { output, changes } = await answered;
    assert.equal(changes, 1);
    const first = told.find(({ name }) => name === 'changes')!.value as { version: number; changed: object[] };
    // After the account and its region, whose creation were changes too.
    assert.equal(first.version, 3);
    assert.ok(
      first.changed.some((change) =>
        JSON.stringify(change).includes(`"kind":"security-groups","region":"${seoul}","id":"${output.GroupId!}"`),
      ),
    );
  });

  it('shows pages of resources in the order of their creation, at most 200', async () => {
    const { host } = openHost({}, { wall });
    const ids = await launch(host, 205);
    const request = { kind: 'instances', region: seoul };
    const first = await host.views.nodes({ ...request, offset: 0, limit: 500 });
    assert.equal(first.total, 205);
    assert.deepEqual(
      first.nodes.map(({ id }) => id),
      ids.slice(0, 200),
    );
    assert.equal(first.nodes[0]!.state, 'pending');
    assert.equal(first.nodes[0]!.transient, true);
    const last = await host.views.nodes({ ...request, offset: 200, limit: 200 });
    assert.deepEqual(
      last.nodes.map(({ id }) => id),
      ids.slice(200),
    );
    assert.deepEqual(await host.views.nodes({ ...request, offset: 'newest', limit: 200 }), { ...last, offset: 200, total: 205 });
    const newest = await host.views.nodes({ ...request, offset: 'newest', limit: 41 });
    assert.deepEqual([newest.offset, newest.nodes.length], [164, 41]);
    assert.deepEqual(await host.views.nodes({ kind: 'volumes', region: 'eu-west-1', offset: 'newest', limit: 200 }), {
      nodes: [],
      total: 0,
      offset: 0,
    });
    const named = await host.views.nodesById({ ...request, ids: [ids[3]!, 'i-0123456789abcdef0'] });
    assert.deepEqual(
      named.map(({ id }) => id),
      [ids[3]],
    );
    await assert.rejects(host.views.nodes({ kind: 'unicorns', region: seoul, offset: 0, limit: 1 }), { code: 'InvalidParameterValue' });
  });

  it('brings a region to life when it is first looked at', async () => {
    const { host } = openHost({}, { wall });
    const { nodes } = await host.views.nodes({ kind: 'security-groups', region: 'eu-west-1', offset: 0, limit: 10 });
    assert.deepEqual(
      nodes.map(({ face }) => face.label),
      ['default'],
    );
    await assert.rejects(host.views.nodes({ kind: 'security-groups', region: 'nowhere-1', offset: 0, limit: 10 }), {
      code: 'InvalidParameterValue',
    });
  });

  it('tells why a machine is in its state, who asked, and what comes next', async () => {
    const { host } = openHost({}, { wall });
    const [id] = await launch(host);
    const request = { kind: 'instances', region: seoul, id: id! };
    const before = await host.views.history(request);
    assert.equal(before.state, 'pending');
    assert.deepEqual(
      before.transitions.map(({ at, to, cause, caller }) => [at, to, cause.name, caller]),
      [[beginning, 'pending', 'ec2:RunInstances', { kind: 'editor' }]],
    );
    assert.equal(before.upcoming[0]!.event, 'ec2:instance-running');
    const words = { 'ec2:instance-running': { text: 'The instance has started: its host, network and root volume are ready' } };
    assert.deepEqual(before.words, words);
    await session(host, 'AdvanceClock', { UntilIdle: true });
    const after = await host.views.history(request);
    assert.equal(after.state, 'running');
    assert.deepEqual(
      after.transitions.map(({ at, to, cause, caller, scheduledBy }) => [at, to, cause.name, caller, scheduledBy?.name]),
      [
        [beginning, 'pending', 'ec2:RunInstances', { kind: 'editor' }, undefined],
        [before.upcoming[0]!.at, 'running', 'ec2:instance-running', { kind: 'editor' }, 'ec2:RunInstances'],
      ],
    );
    assert.deepEqual(after.words, words);
  });

  it('tells the whole story of a machine that has left the lists', async () => {
    const { host } = openHost({}, { wall });
    const [id] = await launch(host);
    await session(host, 'AdvanceClock', { UntilIdle: true });
    await run(host, 'ec2:TerminateInstances', { InstanceIds: [id!] });
    await session(host, 'AdvanceClock', { UntilIdle: true });
    const terminated = await host.views.history({ kind: 'instances', region: seoul, id: id! });
    await session(host, 'AdvanceClock', { Seconds: 3_600 });
    const { state, transitions, words, upcoming } = await host.views.history({ kind: 'instances', region: seoul, id: id! });
    assert.deepEqual([state, upcoming], [undefined, []]);
    assert.deepEqual(
      transitions.map(({ to }) => to),
      ['pending', 'running', 'shutting-down', 'terminated', 'removed'],
    );
    const last = transitions.at(-1)!;
    assert.deepEqual(
      [last.from, last.at - terminated.transitions.at(-1)!.at, last.cause.name],
      ['terminated', 3_600_000, 'ec2:instance-purged'],
    );
    assert.deepEqual([last.caller, last.scheduledBy?.name], [{ kind: 'editor' }, 'ec2:instance-terminated']);
    assert.deepEqual(words['ec2:instance-purged'], { text: 'The instance is removed from lists, one hour after it was terminated' });
  });

  it('answers errors with their AWS code and leaves the account alone', async () => {
    const { host, told } = openHost({}, { wall });
    await launch(host);
    const before = host.sandbox.digest();
    await assert.rejects(run(host, 'ec2:StopInstances', { InstanceIds: ['i-0123456789abcdef0'] }), {
      code: 'InvalidInstanceID.NotFound',
      message: "The instance ID 'i-0123456789abcdef0' does not exist",
    });
    assert.deepEqual(told.at(-1), {
      name: 'log',
      value: { level: 'debug', text: 'ec2:StopInstances in ap-northeast-2 by editor: InvalidInstanceID.NotFound' },
    });
    await assert.rejects(run(host, 'ec2:Fly' as ActionName, {} as never), { code: 'InvalidAction' });
    assert.equal(host.sandbox.digest(), before);
  });

  describe('as a session', () => {
    it('moves the clock by seconds, to a time, to the next event and until idle', async () => {
      const { host } = openHost({}, { wall });
      assert.deepEqual(await session(host, 'DescribeClock', {}), { Now: '2026-01-15T09:00:00.000Z', Speed: 0, Settled: true });
      await launch(host);
      const due = host.sandbox.nextEventAt!;
      assert.deepEqual(await session(host, 'AdvanceClock', { Seconds: 1.5 }), {
        Now: '2026-01-15T09:00:01.500Z',
        Speed: 0,
        NextEvent: new Date(due).toISOString(),
        Settled: false,
        Events: 0,
      });
      const next = await session(host, 'AdvanceClock', { ToNextEvent: true });
      assert.deepEqual([next.Now, next.Events, next.Settled], [new Date(due).toISOString(), 1, true]);
      const to = await session(host, 'AdvanceClock', { To: '2026-01-16T00:00:00Z' });
      assert.equal(to.Now, '2026-01-16T00:00:00.000Z');
      const idle = await session(host, 'AdvanceClock', { UntilIdle: true });
      assert.deepEqual([idle.Now, idle.Events], ['2026-01-16T00:00:00.000Z', 0]);
    });

    it('refuses what makes no sense', async () => {
      const { host } = openHost({}, { wall });
      const before = host.sandbox.digest();
      for (const [action, input, code] of [
        ['AdvanceClock', {}, 'InvalidParameterCombination'],
        ['AdvanceClock', { Seconds: 1, UntilIdle: true }, 'InvalidParameterCombination'],
        ['AdvanceClock', { Seconds: -1 }, 'InvalidParameterValue'],
        ['AdvanceClock', { Seconds: '5' }, 'InvalidParameterValue'],
        ['AdvanceClock', { Seconds: 1e12 }, 'InvalidParameterValue'],
        ['AdvanceClock', { To: '2026-01-15T08:59:59Z' }, 'InvalidParameterValue'],
        ['AdvanceClock', { To: 'tomorrow' }, 'InvalidParameterValue'],
        ['AdvanceClock', { Hours: 1 }, 'UnknownParameter'],
        ['SetClockSpeed', { Speed: -1 }, 'InvalidParameterValue'],
        ['SetClockSpeed', { Speed: 'fast' }, 'InvalidParameterValue'],
        ['Reset', { Seed: 5 }, 'InvalidParameterValue'],
        ['PutAccountSettings', { rules: 'tomorrow' }, 'InvalidParameterValue'],
        ['Explode', {}, 'InvalidAction'],
      ] as const) {
        await assert.rejects(host.session(action, input, editor, never), { code }, `${action} ${JSON.stringify(input)}`);
      }
      assert.equal(host.sandbox.digest(), before);
    });

    it('changes settings like any other action, with an entry in the activity log', async () => {
      const { host } = openHost({}, { wall });
      const { Settings } = await session(host, 'PutAccountSettings', { rules: 'classic' });
      assert.deepEqual(Settings, { rules: 'classic', freeTierPlan: '12-month', quotaProfile: 'established', quotas: {} });
      assert.equal(host.opened().settings.rules, 'classic');
    });

    it('replaces the account by a new one', async () => {
      const folder = newFolder();
      const { host, told } = openHost({ folder }, { wall });
      const fresh = host.sandbox.digest();
      await launch(host, 3);
      await session(host, 'AdvanceClock', { Seconds: 100 });
      const { Now } = await session(host, 'Reset', {});
      assert.equal(Now, '2026-01-15T09:00:00.000Z');
      assert.equal(host.sandbox.digest(), fresh);
      assert.deepEqual(told.at(-1), { name: 'holder', value: { role: 'holder' } });
      assert.deepEqual((await run(host, 'ec2:DescribeInstances', {})).Reservations, []);
      await session(host, 'Reset', { Seed: 'another' });
      assert.notEqual(host.sandbox.digest(), fresh);
      const another = host.sandbox.digest();
      await host.close();
      assert.equal(openHost({ folder }, { wall }).host.sandbox.digest(), another);
    });

    it('cancels a running advance when the account is replaced', async () => {
      const { host } = openHost({}, { wall });
      await launch(host, 60);
      wall.cost = 1;
      const advance = session(host, 'AdvanceClock', { Seconds: 86_400 });
      await setImmediate();
      await session(host, 'Reset', {});
      assert.ok((await advance).Events < 60);
      assert.equal(host.sandbox.now, host.sandbox.account().createdAt);
    });
  });

  it('remembers the speed of its clock, and that time stood still meanwhile', async () => {
    const folder = newFolder();
    const first = openHost({ folder, speed: 10 }, { wall }).host;
    await session(first, 'SetClockSpeed', { Speed: 60 });
    await wall.pass(1_000);
    await first.close();
    await wall.pass(1_000_000);
    const second = openHost({ folder, speed: 10 }, { wall }).host;
    assert.deepEqual(await session(second, 'DescribeClock', {}), { Now: '2026-01-15T09:01:00.000Z', Speed: 60, Settled: true });
  });

  it('writes the database in idle moments, and an image after an advance of more than a day', async () => {
    const folder = newFolder();
    let swapped: () => void;
    const swap = new Promise<void>((resolve) => (swapped = resolve));
    const disk: Disk = {
      ...nodeDisk,
      rename(from, to) {
        nodeDisk.rename(from, to);
        if (to.endsWith('account.2.sqlite')) swapped();
      },
    };
    const { host } = openHost({ folder }, { wall, disk });
    await launch(host, 100);
    assert.ok(host.sandbox.store.pendingRows > 300);
    await wall.pass(99);
    assert.ok(host.sandbox.store.pendingRows > 300);
    await wall.pass(1);
    assert.equal(host.sandbox.store.pendingRows, 0);
    assert.ok(readdirSync(folder).includes('account.1.journal'));
    await session(host, 'AdvanceClock', { Seconds: 2 * 86_400 });
    await wall.pass(1_000);
    await swap;
    assert.ok(readdirSync(folder).includes('account.2.journal'));
  });

  it('goes on when the database cannot be written, and writes it when it can', async () => {
    const folder = newFolder();
    const { host, told } = openHost({ folder }, { wall });
    const [id] = await launch(host);
    const waiting = host.sandbox.store.pendingRows;
    const database = host.sandbox.store.database as { exec(text: string): void };
    const exec = database.exec.bind(database);
    database.exec = (text) => {
      // As SQLite does it when memory or disk are full.
      exec(text === 'COMMIT' ? 'ROLLBACK' : text);
      if (text === 'COMMIT') throw new Error('out of memory');
    };
    await wall.pass(100);
    assert.equal(host.sandbox.store.pendingRows, waiting);
    const problems = (): string[] => told.flatMap(({ name, value }) => (name === 'log' && value.level === 'error' ? [value.text] : []));
    const problem = "The account's database could not be brought up to date, its journal goes on: Error: out of memory";
    assert.deepEqual(problems(), [problem]);
    await run(host, 'ec2:TerminateInstances', { InstanceIds: [id!] });
    await wall.pass(999);
    assert.deepEqual(problems(), [problem]);
    await wall.pass(1);
    assert.deepEqual(problems(), [problem, problem]);
    database.exec = exec;
    await wall.pass(1_000);
    assert.equal(host.sandbox.store.pendingRows, 0);
    assert.deepEqual(problems(), [problem, problem]);
  });

  it('brings the database up to date in slices when it closes', async () => {
    const folder = newFolder();
    const { host } = openHost({ folder }, { wall });
    await launch(host, 200);
    const { store } = host.sandbox;
    const waiting = store.pendingRows;
    assert.ok(waiting > 600);
    const flush = store.flush.bind(store);
    const written: number[] = [];
    store.flush = (limit) => {
      const before = store.pendingRows;
      const complete = flush(limit);
      written.push(before - store.pendingRows);
      return complete;
    };
    const { yields } = wall;
    await host.close();
    assert.equal(wall.yields - yields, Math.ceil(waiting / 200) - 1);
    assert.ok(
      written.every((rows) => rows <= 200),
      `${written.join()}`,
    );
    assert.ok(readdirSync(folder).includes('account.2.sqlite'));
  });

  it('keeps a key of its own, which only its owner can read', async () => {
    const folder = newFolder();
    const { host } = openHost({ folder });
    const { accessKeyId, secretAccessKey } = host.credentials;
    assert.match(accessKeyId, /^AKIA[A-Z2-7]{16}$/);
    assert.match(secretAccessKey, /^[A-Za-z0-9+/]{40}$/);
    const file = join(folder, 'credentials');
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal(readFileSync(file, 'utf8'), `[default]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`);
    await host.close();
    assert.deepEqual(openHost({ folder }).host.credentials, host.credentials);
  });

  it('serves the endpoint and says where it is', async () => {
    const { host, told } = openHost({}, { wall });
    const state = await host.startEndpoint({ port: 0 });
    assert.match(state.url!, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.equal(state.secretAccessKey, host.credentials.secretAccessKey);
    assert.equal((await host.startEndpoint({ port: 0 })).url, state.url);
    assert.deepEqual(told.at(-1), { name: 'endpoint', value: state });
    const other = openHost({}, { wall }).host;
    await assert.rejects(other.startEndpoint({ port: Number(new URL(state.url!).port) }), { code: 'EADDRINUSE' });
    assert.equal((await host.stopEndpoint()).url, undefined);
    await assert.rejects(fetch(state.url!));
  });
});
