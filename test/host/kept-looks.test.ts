import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { Session } from '../../src/host/session';
import { DisplayHold } from '../../src/host/trees/display-hold';
import { ResourceTree } from '../../src/host/trees/resource-tree';
import type { WorkerThread } from '../../src/host/worker-thread';
import { extension } from './support/sandbox';

describe('what the views of the window before showed', function () {
  this.timeout(30_000);
  const log = { logLevel: vscode.LogLevel.Info, debug() {}, info() {}, warn() {}, error() {} } as unknown as vscode.LogOutputChannel;
  const hold = new DisplayHold();
  let folder: string;
  const sessions: Session[] = [];
  const trees: ResourceTree[] = [];

  const realWorker = (): string => vscode.Uri.joinPath(extension().extensionUri, 'dist', 'worker.mjs').fsPath;
  const newSession = (build = '1.0.0', workerFile = realWorker()): Session => {
    const session = new Session({
      workerFile,
      accountFolder: folder,
      build,
      memory: { get: () => undefined, keys: () => [], update: async () => undefined },
      log,
    });
    session.kept.read();
    sessions.push(session);
    return session;
  };
  const newTree = (session: Session): ResourceTree => {
    const tree = new ResourceTree(session, 'network', hold);
    trees.push(tree);
    return tree;
  };
  const labels = async (tree: ResourceTree): Promise<unknown[]> =>
    (await tree.getChildren())
      .map((element) => tree.getTreeItem(element))
      .map(({ label, description }) => `${String(label)} ${description}`);

  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'cloud-sandbox-'))));
  afterEach(async () => {
    for (const tree of trees.splice(0)) tree.dispose();
    for (const session of sessions.splice(0)) {
      await session.close();
      session.dispose();
    }
    rmSync(folder, { recursive: true, force: true });
  });
  after(() => hold.dispose());

  const showThenClose = async (): Promise<void> => {
    const session = newSession();
    const tree = newTree(session);
    await tree.getChildren();
    tree.dispose();
    await session.execute('ec2:CreateSecurityGroup', { GroupName: 'web', Description: 'web' });
    await session.close();
  };

  /** Lets the account of a session be opened only when the function is called that this answers. */
  const heldBack = (session: Session): (() => void) => {
    session.prepare();
    const { peer } = (session as unknown as { thread: WorkerThread }).thread;
    const call = peer.call.bind(peer) as (...request: unknown[]) => Promise<unknown>;
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    Object.assign(peer, { call: (...request: unknown[]) => released.then(() => call(...request)) });
    return release;
  };

  it('is shown before the account is open, and asked for again when it is', async () => {
    await showThenClose();

    const session = newSession();
    const open = heldBack(session);
    const tree = newTree(session);
    const asked = new Promise((resolve) => tree.onDidChangeTreeData(resolve));
    const kept = await labels(tree);
    assert.equal(session.kept.areShown, true);
    assert.ok(kept.includes('Security Groups 2'), kept.join(', '));
    open();
    assert.equal(await asked, undefined);
    assert.equal(session.kept.areShown, false);
    assert.deepEqual(await labels(tree), kept);
  });

  it('is not acted upon: an action waits for the account', async () => {
    await showThenClose();

    const session = newSession();
    const open = heldBack(session);
    await labels(newTree(session));
    assert.equal(session.kept.areShown, true);
    open();
    await session.execute('ec2:DeleteSecurityGroup', { GroupName: 'web' });
    assert.equal(session.kept.areShown, false);
    assert.ok((await labels(newTree(session))).includes('Security Groups 1'));
  });

  it('is not shown when another window has had the account since this one read it', async () => {
    await showThenClose();

    const session = newSession();
    const other = newSession();
    await other.execute('ec2:DeleteSecurityGroup', { GroupName: 'web' });
    await other.close();
    const shown = await labels(newTree(session));
    assert.ok(shown.includes('Security Groups 1'), shown.join(', '));
  });

  for (const [what, program] of [
    [
      'answers that it cannot be opened',
      `import { parentPort } from 'node:worker_threads';
      const error = { code: 'StorageError', message: 'The disk is full', status: 500 };
      parentPort.on('message', ({ id }) => parentPort.postMessage([{ id, error }]));`,
    ],
    ['ends', "throw new Error('The disk is full');"],
  ] as const) {
    it(`goes when the thread of the account ${what}, which is told once and not tried again`, async () => {
      await showThenClose();

      const worker = join(folder, 'worker.mjs');
      writeFileSync(worker, program);
      const session = newSession('1.0.0', worker);
      const tree = newTree(session);
      const seen = { opens: 0, fails: 0 };
      const start = session as unknown as { start(): Promise<unknown> };
      const original = start.start.bind(session);
      start.start = () => {
        seen.opens++;
        return original();
      };
      session.onDidFail(() => seen.fails++);
      const emptied = new Promise((resolve) => tree.onDidChangeTreeData(resolve));
      assert.ok((await labels(tree)).includes('Security Groups 2'));
      await emptied;
      assert.deepEqual(await labels(tree), []);
      assert.deepEqual(seen, { opens: 1, fails: 1 });
      // A user's action tries again.
      await assert.rejects(session.execute('ec2:DescribeVpcs', {}), /The disk is full/);
      assert.deepEqual(seen, { opens: 2, fails: 2 });
    });
  }

  it('is shown neither by another build nor when a window that is gone did not close the account', async () => {
    await showThenClose();

    const other = newSession('1.0.1');
    await labels(newTree(other));
    assert.equal(other.kept.areShown, false);
    assert.equal(other.readOnly, false);
    await other.close();
    writeFileSync(join(folder, 'holder.99'), '{"socket":"/nowhere"}\n');
    const next = newSession('1.0.1');
    await labels(newTree(next));
    assert.equal(next.kept.areShown, false);
  });
});
