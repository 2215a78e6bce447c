import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import type { Opened } from '../../src/shared/worker';
import { cleanUp, newFolder, seoul } from './support/surroundings';
import { bundleProgram, closeWindows, startWindow, type Window } from './support/window';

describe('Windows that share an account', function () {
  this.timeout(30_000);
  let program = '';

  before(async () => (program = await bundleProgram('follower')));
  afterEach(async () => {
    await closeWindows();
    await cleanUp();
  });

  const group = (window: Window, GroupName: string): Promise<unknown> =>
    window.peer.call('execute', { action: 'ec2:CreateSecurityGroup', region: seoul, input: { GroupName, Description: 'a group' } });
  const groups = async (window: Window): Promise<string[]> => {
    const { nodes } = await window.peer.call('nodes', { kind: 'security-groups', region: seoul, offset: 0, limit: 200 });
    return nodes.map(({ face }) => face.label);
  };

  it('see what its holder does as it happens, and dates as dates', async () => {
    const folder = newFolder();
    const [first, second] = [startWindow(program), startWindow(program)];
    assert.equal((await first.open(folder)).role, 'holder');
    await group(first, 'before');
    const opened = await second.open(folder);
    assert.equal(opened.role, 'follower');
    assert.equal(opened.accountId, '123456789012');
    assert.deepEqual(await groups(second), ['default', 'before']);

    const change = second.next('changes');
    await group(first, 'after');
    assert.deepEqual(
      (await change).changed.filter(({ kind }) => kind === 'security-groups').map(({ how }) => how),
      ['created'],
    );
    assert.deepEqual(await groups(second), ['default', 'before', 'after']);

    const clock = second.next('clock');
    await first.peer.call('session', { action: 'AdvanceClock', input: { Seconds: 60 } });
    assert.equal((await clock).now, opened.clock.now + 60_000);

    const { output } = await first.peer.call('execute', {
      action: 'ec2:CreateKeyPair',
      region: seoul,
      input: { KeyName: 'key', KeyType: 'ed25519' },
    });
    assert.match((output as { KeyMaterial: string }).KeyMaterial, /^-----BEGIN OPENSSH PRIVATE KEY-----/);
    const seen = await second.peer.call('execute', { action: 'ec2:DescribeKeyPairs', region: seoul, input: {} });
    assert.deepEqual(
      (seen.output as { KeyPairs: { CreateTime: Date }[] }).KeyPairs[0]!.CreateTime,
      new Date(Math.floor(opened.clock.now / 1000) * 1000 + 60_000),
    );
  });

  it('see the calls of its holder', async () => {
    const folder = newFolder();
    const [first, second] = [startWindow(program), startWindow(program)];
    await first.open(folder);
    await second.open(folder);
    const news = second.next('activity');
    await group(first, 'web');
    assert.deepEqual(await news, { number: 1 });
    const { calls } = await second.peer.call('activity', { offset: 0, limit: 10 });
    assert.deepEqual(
      calls.map(({ action, caller }) => [action, caller.kind]),
      [['ec2:CreateSecurityGroup', 'editor']],
    );
    assert.deepEqual((await second.peer.call('call', { number: 1 }))?.input, { GroupName: 'web', Description: 'a group' });
  });

  it('refuse to change what another one holds', async () => {
    const folder = newFolder();
    const [first, second] = [startWindow(program), startWindow(program)];
    await first.open(folder);
    await second.open(folder);
    await assert.rejects(group(second, 'mine'), {
      code: 'ReadOnly',
      message: 'ec2:CreateSecurityGroup was refused: another window holds this account, and this one only follows it',
    });
    for (const [action, input] of [
      ['AdvanceClock', { Seconds: 1 }],
      ['SetClockSpeed', { Speed: 10 }],
      ['Reset', {}],
      ['PutAccountSettings', { rules: 'classic' }],
    ] as const) {
      await assert.rejects(second.peer.call('session', { action, input: input as never }), { code: 'ReadOnly' }, action);
    }
    await assert.rejects(second.peer.call('startEndpoint', { port: 0 }), { code: 'ReadOnly' });
    await second.peer.call('session', { action: 'DescribeClock', input: {} });
    assert.deepEqual(await groups(first), ['default']);
  });

  it('have exactly one holder when they start at once', async () => {
    for (let round = 0; round < 3; round++) {
      const folder = newFolder();
      const windows = Array.from({ length: 4 }, () => startWindow(program));
      const opened = await Promise.all(windows.map((window) => window.open(folder)));
      assert.deepEqual(opened.map(({ role }) => role).sort(), ['follower', 'follower', 'follower', 'holder']);
      const holder = windows[opened.findIndex(({ role }) => role === 'holder')]!;
      await group(holder, 'shared');
      for (const window of windows) assert.deepEqual(await groups(window), ['default', 'shared']);
      await closeWindows();
    }
  });

  it('lose nothing when the holder is killed: one takes over, the others follow it', async () => {
    const folder = newFolder();
    const windows = Array.from({ length: 4 }, () => startWindow(program));
    const opened: Opened[] = [];
    for (const window of windows) opened.push(await window.open(folder));
    assert.deepEqual(
      opened.map(({ role }) => role),
      ['holder', 'follower', 'follower', 'follower'],
    );
    let holder = windows[0]!;
    let others = windows.slice(1);
    const names = ['default'];
    while (others.length > 0) {
      const name = `with ${others.length} followers`;
      await group(holder, name);
      names.push(name);
      const roles = Promise.all(others.map((window) => window.next('holder')));
      await holder.kill();
      const found = (await roles).map(({ role }) => role);
      assert.equal(found.filter((role) => role === 'holder').length, 1);
      holder = others[found.indexOf('holder')]!;
      others = others.filter((window) => window !== holder);
      assert.deepEqual(await groups(holder), names);
      for (const window of others) assert.deepEqual(await groups(window), names);
    }
    await group(holder, 'alone');
    assert.deepEqual(await groups(holder), [...names, 'alone']);
  });

  it('take over from a holder that closes, and from one that was killed before they came', async () => {
    const folder = newFolder();
    const [first, second] = [startWindow(program), startWindow(program)];
    await first.open(folder);
    await group(first, 'one');
    await second.open(folder);
    const role = second.next('holder');
    await first.peer.call('close', undefined as never);
    assert.deepEqual(await role, { role: 'holder' });
    await group(second, 'two');
    await second.kill();
    const third = startWindow(program);
    assert.equal((await third.open(folder)).role, 'holder');
    assert.deepEqual(await groups(third), ['default', 'one', 'two']);
    assert.equal(readdirSync(folder).filter((name) => /^holder\.\d+$/.test(name)).length, 1);
    assert.equal((await first.open(folder)).role, 'follower');
  });

  it('go their own way without a folder', async () => {
    const [first, second] = [startWindow(program), startWindow(program)];
    const opened = await Promise.all([first, second].map((window) => window.peer.call('open', { ...memory })));
    assert.deepEqual(
      opened.map(({ role }) => role),
      ['holder', 'holder'],
    );
    await assert.rejects(startWindow(program).peer.call('nodes', { kind: 'instances', region: seoul, offset: 0, limit: 1 }), {
      code: 'NotOpen',
    });
  });
});

const memory = {
  defaultRegion: seoul,
  speed: 10,
  settings: { rules: 'today', freeTierPlan: '12-month', quotaProfile: 'established', quotas: {} },
} as const;
