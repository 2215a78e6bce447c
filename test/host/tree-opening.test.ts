import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Session } from '../../src/host/session';
import { DisplayHold } from '../../src/host/trees/display-hold';
import { ResourceTree } from '../../src/host/trees/resource-tree';
import type { ResourceNode } from '../../src/shared/worker';

describe('a tree whose account is being opened', () => {
  const never = new vscode.EventEmitter<never>();
  const hold = new DisplayHold();
  let opened: vscode.EventEmitter<void>;
  let failed: vscode.EventEmitter<string>;
  let recollects: boolean;
  let refusal: string | undefined;
  let tree: ResourceTree;
  let told: number;

  const image = (kind: string): ResourceNode => ({
    kind,
    region: 'us-east-1',
    id: 'ami-1',
    face: { label: recollects ? 'kept' : 'ami-1', description: [], tooltip: [], icon: 'package', flags: [] },
  });
  const labels = async (): Promise<unknown[]> => (await tree.getChildren()).map((element) => tree.getTreeItem(element).label);

  /** A session whose account is opened by the first question, unless something was kept to be shown before; it has one image. */
  const session = (): Partial<Session> => ({
    onDidOpen: opened.event as unknown as Session['onDidOpen'],
    onDidFail: failed.event,
    onDidChange: never.event,
    onDidReplace: never.event,
    onDidChangeRegion: never.event,
    log: { error: () => undefined } as unknown as Session['log'],
    open: async () => {
      if (refusal !== undefined) throw new Error(refusal);
      opened.fire();
      return {} as never;
    },
    look: async () => {
      if (recollects) return;
      if (refusal !== undefined) throw new Error(refusal);
      opened.fire();
    },
    get kept() {
      return { areShown: recollects } as Session['kept'];
    },
    newestNodes: async (kind) => ({ nodes: [image(kind)], total: 1, offset: 0 }),
    nodesById: async (kind) => [image(kind)],
    counts: async (kinds) => kinds.map(() => 0),
  });

  beforeEach(() => {
    opened = new vscode.EventEmitter();
    failed = new vscode.EventEmitter();
    recollects = false;
    refusal = undefined;
    told = 0;
    tree = new ResourceTree(session() as Session, 'instances', hold);
    tree.onDidChangeTreeData(() => told++);
  });
  afterEach(() => tree.dispose());

  it('answers the question that waits, and does not have it asked again', async () => {
    assert.equal((await tree.getChildren()).length, 1);
    assert.equal(told, 0);
  });

  it('has what was answered before asked for again', async () => {
    await tree.getChildren();
    opened.fire();
    assert.equal(told, 1);
    // VS Code knows already.
    opened.fire();
    assert.equal(told, 1);
  });

  it('has rows asked for when a first opening failed and a later one does not', async () => {
    refusal = 'The disk is full';
    assert.deepEqual(await tree.getChildren(), []);
    refusal = undefined;
    opened.fire();
    assert.equal(told, 1);
  });

  it('shows what was kept of it, until it is open', async () => {
    recollects = true;
    assert.deepEqual(await labels(), ['kept']);
    assert.equal(told, 0);
    recollects = false;
    opened.fire();
    assert.equal(told, 1);
    assert.deepEqual(await labels(), ['ami-1']);
  });

  it('shows nothing that was kept of an account that does not open', async () => {
    recollects = true;
    assert.deepEqual(await labels(), ['kept']);
    refusal = 'The disk is full';
    failed.fire(refusal);
    recollects = false;
    assert.equal(told, 1);
    assert.deepEqual(await labels(), []);
    // What is empty already is not asked for again and again.
    failed.fire(refusal);
    assert.equal(told, 1);
  });

  it('finds no resource before it is open', async () => {
    recollects = true;
    refusal = 'The disk is full';
    await assert.rejects(tree.find('instances', 'ami-1'), { message: 'The disk is full' });
  });
});
