import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { Session } from '../../src/host/session';
import { DisplayHold } from '../../src/host/trees/display-hold';
import { ResourceTree } from '../../src/host/trees/resource-tree';
import { extension } from './support/sandbox';

describe('what the views of the window before showed', function () {
  this.timeout(30_000);
  const log = { logLevel: vscode.LogLevel.Info, debug() {}, info() {}, warn() {}, error() {} } as unknown as vscode.LogOutputChannel;
  const hold = new DisplayHold();
  let folder: string;
  const sessions: Session[] = [];
  const trees: ResourceTree[] = [];

  const newSession = (build = '1.0.0'): Session => {
    const session = new Session({
      workerFile: vscode.Uri.joinPath(extension().extensionUri, 'dist', 'worker.mjs').fsPath,
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

  it('is shown before the account is open, and asked for again when it is', async () => {
    await showThenClose();

    const session = newSession();
    const tree = newTree(session);
    let opened = false;
    session.onDidOpen(() => (opened = true));
    const asked = new Promise((resolve) => tree.onDidChangeTreeData(resolve));
    const kept = await labels(tree);
    assert.equal(opened, false);
    assert.equal(session.kept.areShown, true);
    assert.ok(kept.includes('Security Groups 2'), kept.join(', '));
    assert.equal(await asked, undefined);
    assert.equal(session.kept.areShown, false);
    assert.deepEqual(await labels(tree), kept);
  });

  it('is not acted upon: an action waits for the account', async () => {
    await showThenClose();

    const session = newSession();
    await labels(newTree(session));
    assert.equal(session.kept.areShown, true);
    await session.execute('ec2:DeleteSecurityGroup', { GroupName: 'web' });
    assert.equal(session.kept.areShown, false);
    assert.ok((await labels(newTree(session))).includes('Security Groups 1'));
  });

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
