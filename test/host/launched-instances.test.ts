import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { LaunchedInstances } from '../../src/host/panels/launch/launched-instances';
import type { Session } from '../../src/host/session';
import type { LaunchedView } from '../../src/shared/launch-instance';
import type { ChangeSet } from '../../src/shared/region-types';
import type { ResourceNode } from '../../src/shared/worker';

const region = 'ap-northeast-2';

/** An account that has instances only, and notes what it was asked for. */
class Account {
  readonly states = new Map<string, string>();
  readonly addresses = new Map<string, string>();
  readonly asked: string[] = [];
  /** What asking for nodes waits for. */
  held: (() => Promise<void>) | undefined;
  private readonly openings = new vscode.EventEmitter<void>();
  private readonly changes = new vscode.EventEmitter<ChangeSet>();
  private version = 0;

  readonly asking = new vscode.EventEmitter<void>();
  readonly errors = new vscode.EventEmitter<string>();

  readonly session = {
    onDidChange: this.changes.event,
    onDidOpen: this.openings.event,
    log: { error: (text: string) => this.errors.fire(text) },
    nodesById: async (_: string, ids: readonly string[]): Promise<ResourceNode[]> => {
      this.asked.push(`nodes ${ids.length > 3 ? ids.length : ids.join(' ')}`);
      this.asking.fire();
      await this.held?.();
      return ids.flatMap((id) => this.node(id) ?? []);
    },
    execute: (action: string, { Filters: [{ Values }] }: { Filters: [{ Values: string[] }] }): Promise<unknown> => {
      this.asked.push(`${action} ${Values.length > 3 ? Values.length : Values.join(' ')}`);
      const Instances = Values.map((InstanceId) => ({ InstanceId, PublicIpAddress: this.addresses.get(InstanceId) }));
      return Promise.resolve({ Reservations: [{ Instances }] });
    },
  } as unknown as Session;

  open(): void {
    this.openings.fire();
  }

  change(...changed: { kind?: string; id: string; where?: string }[]): void {
    const named = changed.map(({ kind = 'instances', id, where = region }) => ({ kind, id, region: where, how: 'changed' as const }));
    this.changes.fire({ version: ++this.version, now: 0, changed: named });
  }

  private node(id: string): ResourceNode | undefined {
    const state = this.states.get(id);
    if (state === undefined) return undefined;
    const face = { label: id, description: [], icon: 'vm', flags: [], tooltip: [] };
    return { kind: 'instances', region, id, state, transient: state === 'pending', face };
  }
}

describe('the instances of a launch', () => {
  let account: Account;
  let followed: LaunchedInstances | undefined;
  let tell: ((view: LaunchedView) => void) | undefined;

  beforeEach(() => (account = new Account()));
  afterEach(() => followed?.dispose());

  const follow = (ids: readonly string[]): LaunchedInstances =>
    (followed = new LaunchedInstances(account.session, region, ids, (view) => tell?.(view)));
  const told = (): Promise<LaunchedView> => new Promise((resolve) => (tell = resolve));

  it('are looked at once, and then only those that changed', async () => {
    for (const id of ['i-1', 'i-2']) account.states.set(id, 'pending');
    assert.deepEqual(await follow(['i-1', 'i-2']).view(), {
      instances: [
        { id: 'i-1', state: 'pending' },
        { id: 'i-2', state: 'pending' },
      ],
      states: { pending: 2 },
      settled: false,
    });
    assert.deepEqual(account.asked.splice(0), ['nodes i-1 i-2', 'ec2:DescribeInstances i-1 i-2']);
    const next = told();
    account.states.set('i-2', 'running').set('i-9', 'running');
    account.addresses.set('i-2', '3.34.1.2');
    account.change({ id: 'i-9' }, { id: 'i-1', kind: 'volumes' }, { id: 'i-1', where: 'us-east-1' });
    account.change({ id: 'i-2' });
    account.change({ id: 'i-2' });
    assert.deepEqual(await next, {
      instances: [
        { id: 'i-1', state: 'pending' },
        { id: 'i-2', state: 'running', publicIp: '3.34.1.2' },
      ],
      states: { pending: 1, running: 1 },
      settled: false,
    });
    assert.deepEqual(account.asked, ['nodes i-2', 'ec2:DescribeInstances i-2']);
  });

  it('have no state and no address once they are removed from lists', async () => {
    account.states.set('i-1', 'running');
    account.addresses.set('i-1', '3.34.1.2');
    await follow(['i-1']).view();
    const next = told();
    account.states.delete('i-1');
    account.change({ id: 'i-1' });
    assert.deepEqual(await next, { instances: [{ id: 'i-1' }], states: {}, settled: true });
  });

  it('are all counted, and the first 20 shown', async () => {
    const ids = Array.from({ length: 450 }, (_, index) => `i-${index}`);
    for (const id of ids) account.states.set(id, 'running');
    const { instances, states, settled } = await follow(ids).view();
    assert.deepEqual([instances.length, instances[19]?.id, states, settled], [20, 'i-19', { running: 450 }, true]);
    assert.deepEqual(account.asked.splice(0), ['nodes 200', 'nodes 200', 'nodes 50', 'ec2:DescribeInstances 20']);
    const next = told();
    account.states.set('i-400', 'pending');
    account.change({ id: 'i-400' });
    assert.deepEqual((await next).states, { running: 449, pending: 1 });
    assert.deepEqual(account.asked, ['nodes i-400']);
  });

  it('are not looked at any more when the page is closed', async () => {
    account.states.set('i-1', 'pending');
    await follow(['i-1']).view();
    account.asked.length = 0;
    account.change({ id: 'i-1' });
    followed?.dispose();
    const other = told();
    const second = new LaunchedInstances(account.session, region, ['i-1'], (view) => tell?.(view));
    account.change({ id: 'i-1' });
    await other;
    second.dispose();
    assert.deepEqual(account.asked, ['nodes i-1', 'ec2:DescribeInstances i-1']);
  });

  it('are not said to be removed because they could not be looked at once', async () => {
    for (const id of ['i-1', 'i-2']) account.states.set(id, 'pending');
    await follow(['i-1', 'i-2']).view();
    account.held = () => Promise.reject(new Error('The worker ended'));
    const failed = new Promise((resolve) => account.errors.event(resolve));
    account.states.set('i-1', 'running');
    account.change({ id: 'i-1' });
    assert.equal(await failed, 'Launched instances: Error: The worker ended');
    account.held = undefined;
    account.asked.length = 0;
    const next = told();
    account.states.set('i-2', 'running');
    account.change({ id: 'i-2' });
    assert.deepEqual((await next).states, { running: 2 });
    // The one that failed is looked at with the next.
    assert.deepEqual(account.asked, ['nodes i-1 i-2', 'ec2:DescribeInstances i-1 i-2']);
  });

  it('stay as they were when a look at others fails', async () => {
    for (const id of ['i-1', 'i-2']) account.states.set(id, 'running');
    const launched = follow(['i-1', 'i-2']);
    await launched.view();
    account.held = () => Promise.reject(new Error('The worker ended'));
    await assert.rejects(launched.view(), { message: 'The worker ended' });
    account.held = undefined;
    account.asked.length = 0;
    const next = told();
    account.change({ id: 'i-1' });
    assert.deepEqual((await next).states, { running: 2 });
    assert.deepEqual(account.asked[0], 'nodes i-1 i-2');
  });

  it('are all looked at again when the account has been opened anew', async () => {
    for (const id of ['i-1', 'i-2']) account.states.set(id, 'pending');
    await follow(['i-1', 'i-2']).view();
    const next = told();
    account.states.set('i-1', 'running');
    account.states.delete('i-2');
    account.open();
    assert.deepEqual(await next, { instances: [{ id: 'i-1', state: 'running' }, { id: 'i-2' }], states: { running: 1 }, settled: true });
  });

  it('are not told of when the page is closed while they are being looked at', async () => {
    account.states.set('i-1', 'pending');
    await follow(['i-1']).view();
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    account.held = () => released;
    let views = 0;
    tell = () => views++;
    const asked = new Promise<void>((resolve) => account.asking.event(resolve));
    account.change({ id: 'i-1' });
    await asked;
    followed?.dispose();
    release();
    // What follows an answer takes no time.
    await new Promise(setImmediate);
    assert.deepEqual([account.asked.at(-1), views], ['ec2:DescribeInstances i-1', 0]);
  });
});
