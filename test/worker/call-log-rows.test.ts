import assert from 'node:assert/strict';
import type { ActionName } from '../../src/region/aws/action-names';
import { type CallFilter, type CallRecord, timePassed } from '../../src/shared/activity';
import type { AccountHost } from '../../src/worker/account-host';
import { type Asked, CallLog, keptCalls } from '../../src/worker/call-log';
import { FakeWall } from './support/fake-wall';
import { cleanUp, editor, never, openHost, seoul } from './support/surroundings';

/** 2026-01-15 09:00 UTC. */
const beginning = Date.UTC(2026, 0, 15, 9);
const cli = { kind: 'endpoint', accessKeyId: 'AKIAEXAMPLE', userAgent: 'aws-cli/2.15.30' } as const;
const boto = { kind: 'endpoint', accessKeyId: 'AKIAEXAMPLE', userAgent: 'Boto3/1.34.69' } as const;

describe('The rows of the log of calls', () => {
  let wall: FakeWall;
  let host: AccountHost;
  let image: string;

  beforeEach(async () => {
    wall = new FakeWall(beginning);
    ({ host } = openHost({}, { wall }));
    const { Images } = (await run('ec2:DescribeImages', { Owners: ['amazon'] }, editor)) as { Images: { ImageId: string }[] };
    image = Images[0]!.ImageId;
  });
  afterEach(cleanUp);

  const run = (action: ActionName, input: object, caller: Parameters<AccountHost['execute']>[1] = cli): Promise<unknown> =>
    host.execute({ action, region: seoul, input: input as never }, caller).then(({ output }) => output);
  const calls = async (filter?: CallFilter): Promise<readonly CallRecord[]> =>
    (await host.activity({ offset: 0, limit: 200, ...(filter && { filter }) })).calls;
  const told = async (): Promise<[string, number][]> => (await calls()).map(({ action, again }) => [action, again?.times ?? 1]);
  const launch = async (count = 1): Promise<string[]> => {
    const input = { ImageId: image, InstanceType: 't3.micro', MinCount: count, MaxCount: count };
    const { Instances } = (await run('ec2:RunInstances', input, editor)) as { Instances: { InstanceId: string }[] };
    return Instances.map(({ InstanceId }) => InstanceId);
  };
  const advance = (Seconds: number): Promise<unknown> => host.session('AdvanceClock', { Seconds }, editor, never);

  it('count the same look, as long as nothing else is done', async () => {
    const [id] = await launch();
    const one = { InstanceIds: [id] };
    for (let time = 0; time < 5; time++) {
      // Each process of the AWS CLI tells a session of its own.
      await run('ec2:DescribeInstances', { InstanceIds: [id] }, { ...cli, userAgent: `${cli.userAgent} sid/${time}` });
    }
    await run('ec2:DescribeInstances', one, boto);
    await run('ec2:DescribeInstances', {});
    await run('ec2:DescribeInstances', one);
    assert.deepEqual(await told(), [
      ['ec2:DescribeInstances', 6],
      ['ec2:DescribeInstances', 1],
      ['ec2:DescribeInstances', 1],
      ['ec2:RunInstances', 1],
    ]);
    const [row] = await calls();
    assert.deepEqual([row!.number, row!.again], [2, { times: 6, latest: 9, since: beginning }]);
    assert.deepEqual((await host.call({ number: 2 }))?.input, one);
    // What came again is among what is new.
    assert.deepEqual(
      (await host.activity({ offset: 0, limit: 200, after: 8 })).calls.map(({ number }) => number),
      [2],
    );
    await advance(8);
    await run('ec2:DescribeInstances', one);
    assert.deepEqual((await told()).slice(0, 3), [
      ['ec2:DescribeInstances', 1],
      ['sandbox:AdvanceClock', 1],
      ['ec2:DescribeInstances', 6],
    ]);
  });

  it('count the same failing look, and what fails otherwise apart', async () => {
    await launch();
    for (const id of ['i-0123456789abcdef0', 'i-0123456789abcdef0', 'i-0123456789abcdef1', 'i-0123456789abcdef0']) {
      await assert.rejects(run('ec2:DescribeInstances', { InstanceIds: [id] }));
    }
    assert.deepEqual((await told()).slice(0, 2), [
      ['ec2:DescribeInstances', 3],
      ['ec2:DescribeInstances', 1],
    ]);
    assert.equal((await calls())[0]!.error?.code, 'InvalidInstanceID.NotFound');
  });

  it('tell what an advance changed', async () => {
    const ids = await launch(2);
    await advance(600);
    const [row] = await calls();
    assert.equal(row!.action, 'sandbox:AdvanceClock');
    const instances = row!.changed.filter(({ kind }) => kind === 'instances');
    assert.deepEqual(
      instances,
      ids.map((id) => ({ kind: 'instances', region: seoul, id, how: 'changed' })),
    );
    assert.deepEqual([row!.changedCount, row!.changedKinds], [row!.changed.length, undefined]);
    await run('ec2:TerminateInstances', { InstanceIds: ids });
    // Several commits, one an event.
    await host.session('AdvanceClock', { UntilIdle: true }, editor, never);
    const [settled] = await calls();
    assert.deepEqual(
      settled!.changed.filter(({ kind }) => kind === 'instances').map(({ id }) => id),
      ids,
    );
  });

  it('tell the first 200 resources that time changed, and how many of each kind', async () => {
    for (let times = 0; times < 3; times++) await launch(50);
    await advance(600);
    const [row] = await calls();
    assert.equal(row!.changed.length, 200);
    const counts = new Map(row!.changedKinds!.map(({ kind, count }) => [kind, count]));
    assert.deepEqual([counts.get('instances'), counts.get('volumes')], [150, 150]);
    assert.equal(
      row!.changedKinds!.reduce((sum, { count }) => sum + count, 0),
      row!.changedCount,
    );
  });

  it('tell what time brings about by itself, in one row as long as nothing is done', async () => {
    await host.session('SetClockSpeed', { Speed: 1 }, editor, never);
    const [id] = await launch();
    await wall.pass(5_000);
    await run('ec2:DescribeInstances', {});
    await wall.pass(60_000);
    await run('ec2:DescribeInstances', {});
    const found = await calls();
    assert.deepEqual(
      found.slice(0, 3).map(({ action }) => action),
      ['ec2:DescribeInstances', timePassed, 'ec2:RunInstances'],
    );
    const row = found[1]!;
    assert.deepEqual([row.caller, row.reads, row.input, row.region], [{ kind: 'clock' }, false, 'unknown', '']);
    assert.deepEqual(
      row.changed.filter(({ kind }) => kind === 'instances'),
      [{ kind: 'instances', region: seoul, id, how: 'changed' }],
    );
    assert.deepEqual(
      (await calls({ client: 'clock' })).map(({ action }) => action),
      [timePassed],
    );
    await run('ec2:StopInstances', { InstanceIds: [id] });
    await wall.pass(120_000);
    await run('ec2:DescribeVpcs', {});
    assert.deepEqual(
      (await calls()).slice(0, 4).map(({ action }) => action),
      ['ec2:DescribeVpcs', timePassed, 'ec2:StopInstances', 'ec2:DescribeInstances'],
    );
  });

  it('count requests that were refused for the same reason, and keep 200 of them', async () => {
    const error = { code: 'AuthFailure', message: 'AWS was not able to validate the provided access credentials' };
    const refused = { action: 'ec2:RunInstances', region: seoul, caller: cli, error, requestId: 'a' };
    host.refused(refused);
    host.refused({ ...refused, requestId: 'b' });
    host.refused({ ...refused, action: '', region: '', caller: { kind: 'endpoint', userAgent: '' } });
    const [unknown, row] = await calls({ only: 'errors' });
    assert.deepEqual([unknown!.action, unknown!.again], ['', undefined]);
    assert.deepEqual(
      [row!.action, row!.error, row!.refused, row!.again?.times, row!.requestId, row!.input],
      ['ec2:RunInstances', error, true, 2, 'b', 'unknown'],
    );
    const long = { code: 'MalformedQueryString', message: 'x'.repeat(1_000) };
    for (let times = 0; times < 2; times++) {
      host.refused({ ...refused, error: long });
      assert.deepEqual((await calls())[0]!.error, { code: 'MalformedQueryString', message: 'x'.repeat(256) });
    }
    await launch();
    for (let index = 0; index < 1_000; index++) {
      host.refused({ ...refused, caller: { ...cli, accessKeyId: `AKIA${index}` } });
      await assert.rejects(run('ec2:TerminateInstances', { InstanceIds: [`i-${index}`] }));
      await assert.rejects(run('ec2:DescribeInstances', { InstanceIds: [`i-${index}`] }));
    }
    const { total } = await host.activity({ offset: 0, limit: 1 });
    assert.equal(total, keptCalls.refused + keptCalls.others + 1);
    // What changed something is still there.
    assert.deepEqual(
      (await calls({ only: 'changes' })).map(({ action, input }) => [action, input]),
      [['ec2:RunInstances', 'kept']],
    );
  });

  it('may be missing, but what was done is answered all the same', async () => {
    const problems: string[] = [];
    const log = new CallLog(
      host.sandbox,
      wall,
      () => assert.fail('nothing is to be told'),
      (text) => problems.push(text),
    );
    wall.after = () => {
      throw new Error('no more room');
    };
    const asked: Asked = { action: 'ec2:CreateSecurityGroup', region: seoul, input: {}, caller: cli };
    assert.equal(await log.around(asked, async () => 'done'), 'done');
    await assert.rejects(
      log.around(asked, () => Promise.reject(new Error('not done'))),
      { message: 'not done' },
    );
    log.refused({ action: '', region: '', caller: cli, error: { code: 'AuthFailure', message: '' }, requestId: 'a' });
    assert.deepEqual(problems, Array(3).fill('A call is missing in the log of calls: Error: no more room'));
  });

  it('have the answers of changes, without secrets', async () => {
    await run('ec2:CreateSecurityGroup', { GroupName: 'web', Description: 'web' });
    const { GroupId } = (await host.call({ number: 1 }))!.answer as { GroupId: string };
    assert.match(GroupId, /^sg-[0-9a-f]{17}$/);
    await run('ec2:CreateKeyPair', { KeyName: 'key', KeyType: 'ed25519' });
    const { input, answer } = (await host.call({ number: 2 }))!;
    assert.deepEqual(input, { KeyName: 'key', KeyType: 'ed25519' });
    assert.deepEqual([answer!['KeyName'], Object.hasOwn(answer!, 'KeyMaterial')], ['key', false]);
    assert.deepEqual(
      (await calls()).map(({ hasSecrets }) => hasSecrets),
      [true, undefined],
    );
    await run('ec2:DescribeVpcs', {});
    assert.equal((await host.call({ number: 3 }))!.answer, undefined);
  });
});
