import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Session } from '../../src/host/session';
import { DisplayHold } from '../../src/host/trees/display-hold';
import { ResourceTree } from '../../src/host/trees/resource-tree';
import type { ChangeSet } from '../../src/shared/region-types';
import type { ResourceNode } from '../../src/shared/worker';

describe('a tree whose account is being opened', () => {
  const never = new vscode.EventEmitter<never>();
  const hold = new DisplayHold();
  let opened: vscode.EventEmitter<void>;
  let failed: vscode.EventEmitter<string>;
  let changed: vscode.EventEmitter<ChangeSet>;
  let recollects: boolean;
  let refusal: string | undefined;
  let tree: ResourceTree;
  let opens: number;
  let isOpen: boolean;
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
    region: 'us-east-1',
    onDidOpen: opened.event as unknown as Session['onDidOpen'],
    onDidFail: failed.event,
    onDidChange: changed.event,
    onDidReplace: never.event,
    onDidChangeRegion: never.event,
    log: { error: () => undefined } as unknown as Session['log'],
    open: async () => {
      if (refusal !== undefined) throw new Error(refusal);
      if (!isOpen) opened.fire();
      isOpen = true;
      return {} as never;
    },
    look: async () => {
      opens++;
      if (recollects) return;
      if (refusal !== undefined) throw new Error(refusal);
      if (!isOpen) opened.fire();
      isOpen = true;
    },
    get kept() {
      return { areShown: recollects } as Session['kept'];
    },
    newestNodes: async (kind) => ({ nodes: [image(kind)], total: 1, offset: 0 }),
    nodesById: async (kind) => [image(kind)],
    counts: async (kinds) => kinds.map(() => 0),
  });

  const change = (): void =>
    changed.fire({
      version: 1,
      now: 0,
      changed: [{ kind: 'instances', region: 'us-east-1', id: 'ami-1', how: 'changed' }],
    });

  beforeEach(() => {
    opened = new vscode.EventEmitter();
    failed = new vscode.EventEmitter();
    changed = new vscode.EventEmitter();
    recollects = false;
    refusal = undefined;
    opens = told = 0;
    isOpen = false;
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
    assert.equal(opens, 1, 'the view does not have the account opened anew');
    // What is empty already is not asked for again and again.
    failed.fire(refusal);
    assert.equal(told, 1);
    // The user has.
    refusal = undefined;
    opened.fire();
    assert.equal(told, 2);
    assert.deepEqual(await labels(), ['ami-1']);
  });

  it('opens an account that did not open anew when the user looks at a view that was hidden', async () => {
    recollects = true;
    assert.deepEqual(await labels(), ['kept']);
    tree.setVisible(false);
    failed.fire('The disk is full');
    recollects = false;
    assert.deepEqual(await labels(), ['ami-1']);
    assert.equal(opens, 2);
  });

  for (const [view, rows] of [
    ['images', ['ami-1']],
    ['instances', ['ami-1', 'Launch Templates']],
  ] as const) {
    it(`shows ${view} although only their counts were kept and the rows wait for the opening`, async () => {
      const opening = new Promise<void>((resolve) => opened.event(resolve));
      let ask = (): void => undefined;
      const asked = new Promise<void>((resolve) => (ask = resolve));
      const errors: unknown[] = [];
      tree.dispose();
      tree = new ResourceTree(
        {
          ...session(),
          look: async () => undefined,
          log: { error: (text: string) => errors.push(text) } as unknown as Session['log'],
          counts: async (kinds) => kinds.map(() => 1),
          newestNodes: async (kind) => {
            ask();
            await opening;
            return { nodes: [image(kind)], total: 1, offset: 0 };
          },
        } as Partial<Session> as Session,
        view,
        hold,
      );
      const shown = labels();
      await asked;
      // The counts have come by then.
      await new Promise(setImmediate);
      opened.fire();
      assert.deepEqual([await shown, errors], [rows, []]);
    });
  }

  it('finds a row to reveal anew when a reset left it behind while changes were being shown', async () => {
    await tree.getChildren();
    const first = await tree.find('instances', 'ami-1');
    change();
    const reset = new Promise<void>((resolve) => tree.onDidChangeTreeData(() => resolve()));
    const finding = tree.findSettled('instances', 'ami-1');
    await new Promise(setImmediate);
    opened.fire();
    await reset;
    const found = await finding;
    assert.ok(found !== undefined && found !== first);
    assert.ok((await tree.getChildren())[0] === found);
  });

  it('leaves nobody waiting for changes to be shown when it is closed', async () => {
    await tree.getChildren();
    await tree.find('instances', 'ami-1');
    change();
    const finding = tree.findSettled('instances', 'ami-1');
    await new Promise(setImmediate);
    tree.dispose();
    assert.equal((await finding)?.id, 'ami-1');
  });

  it('finds no resource before it is open', async () => {
    recollects = true;
    refusal = 'The disk is full';
    await assert.rejects(tree.find('instances', 'ami-1'), { message: 'The disk is full' });
  });
});
