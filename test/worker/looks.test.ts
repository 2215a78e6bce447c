import assert from 'node:assert/strict';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KeptAnswers, type Recollection } from '../../src/host/kept-looks';
import type { Handlers } from '../../src/shared/rpc';
import type { NodePage, WorkerCalls, WorkerEvents } from '../../src/shared/worker';
import { takeSeat } from '../../src/worker/leadership';
import { WorkerService } from '../../src/worker/worker-service';
import { skipReason } from '../support/skip';
import { cleanUp, newFolder, paused, seoul, surroundings } from './support/surroundings';

const build = '1.2.3';

/** What a window shows of an account that it is about to open. */
function recall(folder: string, build: string): Promise<Recollection | undefined> {
  const kept = new KeptAnswers(folder, build);
  kept.read();
  kept.compare();
  return kept.show();
}

const ofGroups = { kind: 'security-groups', region: seoul, offset: 'newest', limit: 200, selection: {}, keep: true } as const;
const ofInstances = { ...ofGroups, kind: 'instances' } as const;
const ofCounts = { kinds: ['key-pairs', 'security-groups'], region: seoul, keep: true } as const;
const byState = { kind: 'instances', region: seoul, selection: { grouping: { by: 'state' } }, keep: true } as const;

describe('What views showed first', () => {
  let folder: string;
  let logged: string[];
  let window: Handlers<WorkerCalls>;
  const never = new AbortController().signal;

  const newWindow = (): Handlers<WorkerCalls> =>
    new WorkerService(Promise.resolve(surroundings), (name, value) => {
      const { level, text } = value as WorkerEvents['log'];
      if (name === 'log' && level === 'warn') logged.push(text);
    }).handlers();
  const open = (speed = 0): unknown => window.open({ ...paused, speed, folder, build }, never);
  const close = (): unknown => window.close(undefined as never, never);
  const group = (GroupName: string): unknown =>
    window.execute({ action: 'ec2:CreateSecurityGroup', region: seoul, input: { GroupName, Description: 'a group' } } as never, never);
  const keepGroups = async (): Promise<void> => {
    await open();
    await window.nodes(ofGroups, never);
    await close();
  };

  beforeEach(() => {
    folder = newFolder();
    logged = [];
    window = newWindow();
  });
  afterEach(async () => {
    await window.close(undefined as never, never);
    await cleanUp();
  });

  it('is kept as it is when the account is closed', async () => {
    await open();
    await window.nodes(ofGroups, never);
    await window.counts(ofCounts, never);
    await group('later');
    assert.equal(await recall(folder, build), undefined);
    await close();
    const kept = (await recall(folder, build))!;
    assert.equal(kept.defaultRegion, seoul);
    const page = kept.answerTo('nodes', ofGroups)!;
    assert.deepEqual(
      page.nodes.map(({ face }) => face.label),
      ['default', 'later'],
    );
    assert.deepEqual([page.total, page.offset], [2, 0]);
    assert.deepEqual(kept.answerTo('counts', ofCounts), [0, 2]);
    assert.equal(kept.answerTo('nodes', { ...ofGroups, region: 'us-east-1' }), undefined);
    assert.deepEqual(logged, []);
  });

  it('is what the next opening answers, also of a machine that was starting', async () => {
    await open(1);
    const { output } = await window.execute(
      {
        action: 'ec2:DescribeImages',
        region: seoul,
        input: { Owners: ['amazon'], Filters: [{ Name: 'name', Values: ['al2023-ami-2*-x86_64'] }] },
      },
      never,
    );
    const { ImageId } = (output as { Images: { ImageId: string }[] }).Images[0]!;
    await window.execute(
      { action: 'ec2:RunInstances', region: seoul, input: { ImageId, InstanceType: 't3.micro', MinCount: 2, MaxCount: 2 } } as never,
      never,
    );
    await window.nodes(ofInstances, never);
    await window.groups(byState, never);
    await close();
    const kept = (await recall(folder, build))!;
    writeFileSync(join(folder, 'clock.json'), '{"speed":0}\n');
    await open();
    assert.deepEqual(kept.answerTo('groups', byState), [{ value: 'pending', count: 2 }]);
    assert.deepEqual(kept.answerTo('groups', byState), await window.groups(byState, never));
    const page = JSON.parse(JSON.stringify(await window.nodes(ofInstances, never))) as NodePage;
    const nodes = page.nodes.map((node) => ({ ...node, face: { ...node.face, tooltip: [] } }));
    assert.equal(nodes.length, 2);
    assert.deepEqual(kept.answerTo('nodes', ofInstances), { ...page, nodes });
  });

  it('is not kept of other questions, nor by who does not say which build it is', async () => {
    await window.open({ ...paused, folder }, never);
    await window.nodes(ofGroups, never);
    await close();
    assert.equal(existsSync(join(folder, 'looks.json')), false);
    await open();
    await window.nodes({ ...ofGroups, keep: false }, never);
    await close();
    assert.equal(existsSync(join(folder, 'looks.json')), false);
  });

  it('is kept on by a window whose views were not opened', async () => {
    await keepGroups();
    await open();
    await group('later');
    await close();
    assert.equal((await recall(folder, build))!.answerTo('nodes', ofGroups)!.total, 2);
  });

  it('is not kept on of regions that a new account has not brought to life', async () => {
    await open();
    await window.nodes({ ...ofGroups, region: 'eu-west-1' }, never);
    await window.counts(ofCounts, never);
    await close();
    await open();
    await window.session({ action: 'Reset', input: {} }, never);
    await window.counts(ofCounts, never);
    await close();
    const kept = (await recall(folder, build))!;
    assert.equal(kept.answerTo('nodes', { ...ofGroups, region: 'eu-west-1' }), undefined);
    assert.deepEqual(kept.answerTo('counts', ofCounts), [0, 1]);
    assert.deepEqual(logged, []);
  });

  it('is kept of no question that was refused', async () => {
    await open();
    await assert.rejects(async () => window.nodes({ ...ofGroups, kind: 'unicorns' }, never), { code: 'InvalidParameterValue' });
    await window.counts(ofCounts, never);
    await close();
    assert.deepEqual((await recall(folder, build))!.answerTo('counts', ofCounts), [0, 1]);
    assert.deepEqual(logged, []);
  });

  it('is kept of the latest region and grouping', async () => {
    await open();
    await window.nodes(ofGroups, never);
    await window.nodes({ ...ofGroups, region: 'eu-west-1' }, never);
    await close();
    const kept = (await recall(folder, build))!;
    assert.equal(kept.answerTo('nodes', ofGroups), undefined);
    assert.equal(kept.answerTo('nodes', { ...ofGroups, region: 'eu-west-1' })!.total, 1);
  });

  it('stands for the build that wrote it only', async () => {
    await keepGroups();
    assert.equal(await recall(folder, '1.2.4'), undefined);
    assert.notEqual(await recall(folder, build), undefined);
  });

  it('does not stand while somebody holds the account, nor after, though that one changed nothing', async () => {
    await keepGroups();
    const seat = await takeSeat(folder);
    assert.equal(seat.role, 'holder');
    assert.equal(await recall(folder, build), undefined);
    if (seat.role === 'holder') await seat.release();
    assert.equal(await recall(folder, build), undefined);
  });

  it('does not stand once a file of the account is another', async () => {
    await keepGroups();
    const journal = readdirSync(folder).find((name) => name.endsWith('.journal'))!;
    appendFileSync(join(folder, journal), ' ');
    assert.equal(await recall(folder, build), undefined);
  });

  it('does not stand when somebody has held the account between its reading and its showing', async () => {
    await keepGroups();
    const kept = new KeptAnswers(folder, build);
    kept.read();
    const seat = await takeSeat(folder);
    if (seat.role === 'holder') await seat.release();
    kept.compare();
    assert.equal(await kept.show(), undefined);
    assert.equal(kept.areShown, false);
  });

  it('is not read from a file that is not whole', async () => {
    await keepGroups();
    const file = join(folder, 'looks.json');
    writeFileSync(file, readFileSync(file).subarray(0, -1));
    assert.equal(await recall(folder, build), undefined);
    assert.equal(await recall(newFolder(), build), undefined);
  });

  it('may be read by its owner only', async function () {
    if (process.platform === 'win32') {
      skipReason(this, 'Windows has no file modes');
      this.skip();
    }
    await keepGroups();
    assert.equal(statSync(join(folder, 'looks.json')).mode & 0o777, 0o600);
  });

  it('does not keep the account from closing when it cannot be written', async () => {
    mkdirSync(join(folder, 'looks.json.new'));
    await keepGroups();
    assert.equal(logged.length, 1);
    assert.match(logged[0]!, /^What the views show was not kept for the next window: Error: EISDIR/);
    assert.equal(await recall(folder, build), undefined);
    await open();
    assert.equal((await window.nodes(ofGroups, never)).total, 1);
  });
});
