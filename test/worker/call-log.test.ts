import assert from 'node:assert/strict';
import type { ActionName } from '../../src/region/aws/action-names';
import { clientOf, type CallFilter, type CallRecord } from '../../src/shared/activity';
import type { AccountHost } from '../../src/worker/account-host';
import { keptCalls } from '../../src/worker/call-log';
import { FakeWall } from './support/fake-wall';
import { cleanUp, editor, never, newFolder, openHost, seoul } from './support/surroundings';

/** 2026-01-15 09:00 UTC. */
const beginning = Date.UTC(2026, 0, 15, 9);
const cli = { kind: 'endpoint', accessKeyId: 'AKIAEXAMPLE', userAgent: 'aws-cli/2.15.30 md/awscrt#0.19.19 ua/2.0 os/linux' } as const;
const boto = { kind: 'endpoint', accessKeyId: 'AKIAEXAMPLE', userAgent: 'Boto3/1.34.69 md/Botocore#1.34.69 ua/2.0' } as const;

describe('The log of calls', () => {
  let wall: FakeWall;

  beforeEach(() => (wall = new FakeWall(beginning)));
  afterEach(cleanUp);

  const run = (
    host: AccountHost,
    action: ActionName,
    input: object,
    caller: Parameters<AccountHost['execute']>[1] = editor,
  ): Promise<unknown> => host.execute({ action, region: seoul, input: input as never }, caller).then(({ output }) => output);
  const calls = async (host: AccountHost, filter?: CallFilter): Promise<readonly CallRecord[]> =>
    (await host.activity({ offset: 0, limit: 200, ...(filter && { filter }) })).calls;
  const names = async (host: AccountHost, filter?: CallFilter): Promise<string[]> =>
    (await calls(host, filter)).map(({ action, error }) => (error ? `${action} ${error.code}` : action));
  const group = (host: AccountHost, GroupName: string, caller = cli): Promise<unknown> =>
    run(host, 'ec2:CreateSecurityGroup', { GroupName, Description: 'a group' }, caller);

  it('tells who asked what, what came of it and what it changed', async () => {
    const { host } = openHost({}, { wall });
    const { GroupId } = (await group(host, 'web')) as { GroupId: string };
    const [call] = await calls(host);
    assert.deepEqual(call, {
      number: 1,
      at: beginning,
      wall: beginning,
      took: 0,
      caller: cli,
      action: 'ec2:CreateSecurityGroup',
      region: seoul,
      reads: false,
      // The first call in a region brings it to life, with all it has.
      changed: call!.changed,
      changedCount: call!.changed.length,
      notSimulated: [],
      input: 'kept',
    });
    assert.deepEqual(
      call!.changed.filter(({ id }) => id === GroupId),
      [{ kind: 'security-groups', region: seoul, id: GroupId, how: 'created' }],
    );
    await host.session('AdvanceClock', { Seconds: 90 }, editor, never);
    await run(host, 'ec2:CreateTags', { Resources: [GroupId], Tags: [{ Key: 'Name', Value: 'w' }] });
    const [tags, advance] = await calls(host);
    assert.deepEqual(tags!.changed, [{ kind: 'security-groups', region: seoul, id: GroupId, how: 'changed' }]);
    assert.deepEqual([tags!.number, tags!.at, tags!.caller], [3, beginning + 90_000, { kind: 'editor' }]);
    assert.deepEqual([advance!.action, advance!.region, advance!.changed], ['sandbox:AdvanceClock', seoul, []]);
  });

  it('keeps failures with their messages, and they leave no trace in the account', async () => {
    const { host } = openHost({}, { wall });
    await run(host, 'ec2:DescribeVpcs', {});
    const digest = host.sandbox.digest();
    await assert.rejects(run(host, 'ec2:TerminateInstances', { InstanceIds: ['i-1'] }, cli));
    await assert.rejects(host.session('AdvanceClock', {}, editor, never));
    const [advance, terminate] = await calls(host);
    assert.deepEqual(terminate!.error, { code: 'InvalidInstanceID.Malformed', message: 'Invalid id: "i-1"' });
    assert.deepEqual([terminate!.changed, terminate!.changedCount], [[], 0]);
    assert.equal(advance!.error?.code, 'InvalidParameterCombination');
    assert.equal(host.sandbox.digest(), digest);
  });

  it('keeps every look of the endpoint, and of the editor those that were asked for', async () => {
    const { host } = openHost({}, { wall });
    await run(host, 'ec2:DescribeVpcs', {});
    await host.session('DescribeClock', {}, editor, never);
    await host.views.nodes({ kind: 'vpcs', region: seoul, offset: 0, limit: 10 });
    assert.deepEqual(await names(host), []);
    await run(host, 'ec2:DescribeVpcs', {}, cli);
    await host.execute({ action: 'ec2:DescribeRegions', region: seoul, input: {}, asked: true }, editor);
    assert.deepEqual(await names(host), ['ec2:DescribeRegions', 'ec2:DescribeVpcs']);
    assert.deepEqual(
      (await calls(host)).map(({ reads }) => reads),
      [true, true],
    );
  });

  it('names inputs that were given and not simulated', async () => {
    const { host } = openHost({}, { wall });
    const { inputs } = host.sandbox.definition.actions.find(({ name }) => name === 'ec2:RunInstances')!;
    const [accepted] = Object.entries(inputs).find(([, coverage]) => coverage === 'accepted')!;
    await assert.rejects(run(host, 'ec2:RunInstances', { ImageId: 'ami-1', [accepted]: {} }, cli));
    assert.deepEqual((await calls(host))[0]!.notSimulated, [accepted]);
  });

  it('keeps inputs to run them again, without secrets and not without end', async () => {
    const { host } = openHost({}, { wall });
    await run(host, 'ec2:CreateKeyPair', { KeyName: 'key', KeyType: 'ed25519', Material: { publicKey: 'x', fingerprint: 'y' } });
    assert.deepEqual((await host.call({ number: 1 }))?.input, { KeyName: 'key', KeyType: 'ed25519' });
    assert.deepEqual(
      (await calls(host))[0]!.changed.filter(({ kind }) => kind === 'key-pairs').map(({ how }) => how),
      ['created'],
    );
    await assert.rejects(run(host, 'ec2:RunInstances', { UserData: 'x'.repeat(70_000) }));
    const long = await host.call({ number: 2 });
    assert.deepEqual([long?.call.input, long?.input], ['too long', undefined]);
    // 4 Mi characters of calls that change nothing.
    for (let number = 3; number < 203; number++) {
      await assert.rejects(run(host, 'ec2:RunInstances', { UserData: 'x'.repeat(60_000) }));
    }
    assert.deepEqual((await host.call({ number: 202 }))?.call.input, 'kept');
    assert.deepEqual((await host.call({ number: 3 }))?.call.input, 'unknown');
    assert.equal(await host.call({ number: 203 }), undefined);
  });

  it('keeps 2,000 changes, in pages of at most 200; changes before them come from the account', async () => {
    const { host } = openHost({}, { wall });
    const { GroupId } = (await group(host, 'first')) as { GroupId: string };
    const tag = (Value: string): Promise<unknown> =>
      run(host, 'ec2:CreateTags', { Resources: [GroupId], Tags: [{ Key: 'a', Value }] }, cli);
    for (let number = 0; number < keptCalls.changes; number++) await tag(String(number));
    // These are in no log of the account's: five calls that are in it must go for them.
    for (let number = 0; number < 5; number++) await host.session('SetClockSpeed', { Speed: 0 }, editor, never);
    const { calls: page, total } = await host.activity({ offset: 0, limit: 1_000 });
    assert.deepEqual([page.length, total], [200, 2_005]);
    assert.deepEqual([page[0]!.number, page[199]!.number], [2_006, 1_807]);
    // The account keeps 2,000 of its 2,001 as well.
    const oldest = (await host.activity({ offset: 1_999, limit: 200 })).calls;
    assert.deepEqual(
      oldest.map(({ number, input }) => [number, input]),
      [
        [7, 'kept'],
        [6, 'unknown'],
        [5, 'unknown'],
        [4, 'unknown'],
        [3, 'unknown'],
        [2, 'unknown'],
      ],
    );
    assert.deepEqual(
      oldest.at(-1)!.changed.map(({ kind }) => kind),
      ['security-groups'],
    );
  });

  it('goes on where an earlier session of the account ended', async () => {
    const folder = newFolder();
    const before = openHost({ folder }, { wall }).host;
    const { GroupId } = (await group(before, 'web')) as { GroupId: string };
    await run(before, 'ec2:DescribeVpcs', {}, cli);
    await run(before, 'ec2:DeleteSecurityGroup', { GroupId });
    await before.close();
    const { host } = openHost({ folder }, { wall });
    assert.deepEqual(
      (await calls(host)).map(({ number, action, caller, changed }) => [number, action, caller.kind, changed]),
      [
        [2, 'ec2:DeleteSecurityGroup', 'editor', [{ id: GroupId, region: seoul }]],
        [1, 'ec2:CreateSecurityGroup', 'endpoint', [{ id: GroupId, region: seoul }]],
      ],
    );
    await group(host, 'api');
    assert.deepEqual(
      (await calls(host)).map(({ number }) => number),
      [3, 2, 1],
    );
    assert.equal((await host.call({ number: 1 }))?.call.action, 'ec2:CreateSecurityGroup');
  });

  it('begins anew with a reset, which is its first call', async () => {
    const { host } = openHost({}, { wall });
    await group(host, 'web');
    await host.session('Reset', {}, editor, never);
    assert.deepEqual(await names(host), ['sandbox:Reset']);
    assert.equal((await calls(host))[0]!.number, 1);
  });

  it('is filtered by result, caller and words', async () => {
    const { host } = openHost({}, { wall });
    const { GroupId } = (await group(host, 'web')) as { GroupId: string };
    await group(host, 'api', boto as never);
    await run(host, 'ec2:DescribeVpcs', {}, cli);
    await assert.rejects(group(host, 'web'));
    await host.session('SetClockSpeed', { Speed: 10 }, editor, never);
    const created = 'ec2:CreateSecurityGroup';
    assert.deepEqual(await names(host, { only: 'changes' }), ['sandbox:SetClockSpeed', created, created]);
    assert.deepEqual(await names(host, { only: 'looks' }), ['ec2:DescribeVpcs']);
    assert.deepEqual(await names(host, { only: 'errors' }), [`${created} InvalidGroup.Duplicate`]);
    assert.deepEqual(await names(host, { only: 'not-simulated' }), []);
    await run(host, 'ec2:CreateDhcpOptions', { DhcpConfigurations: [{ Key: 'domain-name', Values: ['example.com'] }] }, boto);
    assert.deepEqual(await names(host, { only: 'not-simulated' }), ['ec2:CreateDhcpOptions']);
    assert.deepEqual(await names(host, { client: 'boto3' }), ['ec2:CreateDhcpOptions', created]);
    assert.deepEqual(await names(host, { client: 'editor' }), ['sandbox:SetClockSpeed']);
    assert.deepEqual(await names(host, { text: 'duplicate create' }), [`${created} InvalidGroup.Duplicate`]);
    assert.deepEqual(await names(host, { text: GroupId }), [created]);
    assert.deepEqual(await names(host, { text: 'nothing' }), []);
    assert.equal((await host.activity({ offset: 1, limit: 1, filter: { only: 'changes' } })).total, 4);
    const news = await host.activity({ offset: 0, limit: 200, after: 3 });
    assert.deepEqual([news.calls.map(({ number }) => number), news.total], [[6, 5, 4], 6]);
  });

  it('tells of new calls, many at once', async () => {
    const { host, told } = openHost({}, { wall });
    for (const name of ['a', 'b', 'c']) await group(host, name);
    assert.deepEqual(
      told.filter(({ name }) => name === 'activity'),
      [],
    );
    await wall.pass(100);
    assert.deepEqual(
      told.filter(({ name }) => name === 'activity').map(({ value }) => value),
      [{ number: 3 }],
    );
  });
});

describe('The program behind a caller', () => {
  const agents: [userAgent: string, name: string, title: string | undefined][] = [
    [cli.userAgent, 'aws-cli', 'AWS CLI 2.15.30'],
    [boto.userAgent, 'boto3', 'Boto3 1.34.69'],
    [
      'APN/1.0 HashiCorp/1.0 Terraform/1.9.5 (+https://www.terraform.io) terraform-provider-aws/5.70.0 aws-sdk-go-v2/1.31.0',
      'terraform',
      'Terraform 1.9.5',
    ],
    ['aws-sdk-js/3.600.0 ua/2.0 os/linux lang/js', 'aws-sdk', 'AWS SDK for JavaScript 3.600.0'],
    ['aws-sdk-go-v2/1.31.0 os/linux lang/go', 'aws-sdk', 'AWS SDK for Go 1.31.0'],
    ['curl/8.5.0', 'other', 'curl 8.5.0'],
    ['', 'other', undefined],
  ];
  for (const [userAgent, name, title] of agents) {
    it(`is ${title ?? 'unknown'}`, () => {
      assert.deepEqual(clientOf({ kind: 'endpoint', userAgent }), { name, ...(title !== undefined && { title }) });
    });
  }
  it('is the editor', () => assert.deepEqual(clientOf({ kind: 'editor' }), { name: 'editor' }));
});
