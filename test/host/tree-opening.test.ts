import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Session } from '../../src/host/session';
import { DisplayHold } from '../../src/host/trees/display-hold';
import { ResourceTree } from '../../src/host/trees/resource-tree';

describe('a tree whose account is being opened', () => {
  const never = new vscode.EventEmitter<never>();
  const hold = new DisplayHold();
  let opened: vscode.EventEmitter<void>;
  let refusal: string | undefined;
  let tree: ResourceTree;
  let told: number;

  /** A session whose account is opened by the first question, and has one image. */
  const session = (): Partial<Session> => ({
    onDidOpen: opened.event as unknown as Session['onDidOpen'],
    onDidChange: never.event,
    onDidReplace: never.event,
    onDidChangeRegion: never.event,
    log: { error: () => undefined } as unknown as Session['log'],
    open: async () => {
      if (refusal !== undefined) throw new Error(refusal);
      opened.fire();
      return {} as never;
    },
    nodes: async (kind) => ({
      nodes: [
        { kind, region: 'us-east-1', id: 'ami-1', face: { label: 'ami-1', description: [], tooltip: [], icon: 'package', flags: [] } },
      ],
      total: 1,
    }),
    counts: async (kinds) => kinds.map(() => 0),
  });

  beforeEach(() => {
    opened = new vscode.EventEmitter();
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
});
