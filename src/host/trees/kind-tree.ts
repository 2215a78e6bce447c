import * as vscode from 'vscode';
import type { Change, ChangeSet } from '../../shared/region-types';
import type { ResourceNode } from '../../shared/worker';
import { explain } from '../messages';
import { pageSize, type Session } from '../session';
import type { DisplayHold } from './display-hold';
import { TreeEntry } from './tree-entry';
import { tooltipOf, treeItem } from './tree-item';

/** Changes are shown at most this often, milliseconds: once a frame. */
const frame = 16;
/** With more changes than this behind it, a hidden tree is read anew. */
const mostDirty = 1_000;

/**
 * A tree of the resources of one kind. The first page is on screen as soon as it is there, the rest follows by itself. Afterwards the tree asks only
 * for what change sets name, fires only those rows, and does neither while it is hidden.
 */
export class KindTree implements vscode.TreeDataProvider<TreeEntry>, vscode.Disposable {
  private readonly changeEmitter = new vscode.EventEmitter<TreeEntry[] | undefined>();
  private readonly entries = new Map<string, TreeEntry>();
  private readonly dirty = new Set<string>();
  private readonly changedOnScreen = new Set<TreeEntry>();
  private loading: Promise<void> | undefined;
  /** Counts readings of the whole; an answer for an older one is dropped. */
  private reading = 0;
  private deletedWhileReading = false;
  private visible = false;
  private timer: NodeJS.Timeout | undefined;
  private busy = false;
  private readonly subscriptions: vscode.Disposable[];

  readonly onDidChangeTreeData = this.changeEmitter.event;

  constructor(
    private readonly session: Session,
    readonly kind: string,
    private readonly hold: DisplayHold,
  ) {
    this.subscriptions = [
      this.changeEmitter,
      session.onDidChange((changes) => this.onChanges(changes)),
      session.onDidChangeRegion(() => this.reset()),
      session.onDidReplace(() => this.reset()),
      session.onDidOpen(() => this.reset()),
    ];
  }

  /** The view came on screen, or left it. */
  setVisible(visible: boolean): void {
    this.visible = visible;
    if (visible) this.schedule();
  }

  getTreeItem(entry: TreeEntry): vscode.TreeItem {
    return treeItem(entry.shown);
  }

  async getChildren(entry?: TreeEntry): Promise<TreeEntry[]> {
    if (entry) return [];
    this.visible = true;
    try {
      await this.load();
    } catch (error) {
      this.session.log.error(`${this.kind}: ${explain(error)}`);
    }
    return Array.from(this.entries.values());
  }

  getParent(): undefined {
    return undefined;
  }

  resolveTreeItem(item: vscode.TreeItem, entry: TreeEntry): vscode.TreeItem {
    return { ...item, tooltip: tooltipOf(entry.shown.face) };
  }

  /** The row of a resource, once it is there. */
  async find(id: string): Promise<TreeEntry | undefined> {
    await this.load();
    const [node] = this.entries.has(id) ? [] : await this.session.nodesById(this.kind, [id]);
    if (node && this.take(node) === 'added') this.changeEmitter.fire(undefined);
    return this.entries.get(id);
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private reset(): void {
    this.reading++;
    this.busy = false;
    clearTimeout(this.timer);
    this.timer = undefined;
    for (const entry of this.entries.values()) entry.drop();
    this.entries.clear();
    this.dirty.clear();
    this.changedOnScreen.clear();
    this.loading = undefined;
    this.changeEmitter.fire(undefined);
  }

  private load(): Promise<void> {
    this.loading ??= this.readFirstPage();
    return this.loading;
  }

  /** Why the account did not open is shown by the views; the next look tries again. */
  private async readFirstPage(): Promise<void> {
    const own = this.reading;
    this.deletedWhileReading = false;
    try {
      await this.session.open();
      if (own !== this.reading) return await this.load();
      this.busy = true;
      const { nodes, total } = await this.session.nodes(this.kind, 0);
      if (own !== this.reading) return await this.load();
      for (const node of nodes) this.take(node);
      if (total > nodes.length) void this.readRest(own, nodes.length);
      else this.finishReading();
    } catch (error) {
      if (own === this.reading) {
        this.loading = undefined;
        this.busy = false;
      }
      throw error;
    }
  }

  private async readRest(own: number, offset: number): Promise<void> {
    try {
      for (;;) {
        const { nodes, total } = await this.session.nodes(this.kind, offset);
        if (own !== this.reading) return;
        for (const node of nodes) this.take(node);
        offset += nodes.length;
        if (nodes.length < pageSize || offset >= total) break;
      }
      if (this.deletedWhileReading) return this.reset();
      this.changeEmitter.fire(undefined);
      this.finishReading();
    } catch (error) {
      if (own !== this.reading) return;
      this.busy = false;
      this.session.log.error(`${this.kind}: ${explain(error)}`);
    }
  }

  private finishReading(): void {
    this.busy = false;
    this.schedule();
  }

  private onChanges({ changed }: ChangeSet): void {
    if (!this.loading) return;
    const { region } = this.session;
    for (const change of changed) {
      if (change.kind === this.kind && change.region === region) this.note(change);
    }
    this.schedule();
  }

  private note({ id, how }: Change): void {
    if (how === 'deleted') this.deletedWhileReading = true;
    this.dirty.add(id);
  }

  private schedule(): void {
    if (this.timer || this.busy || !this.visible) {
      if (!this.visible && this.dirty.size > mostDirty) this.reset();
      return;
    }
    if (this.dirty.size + this.changedOnScreen.size > 0) this.timer = setTimeout(() => void this.flush(), frame);
  }

  /** Asks for what has changed and fires its rows; all rows only when some came or went. */
  private async flush(): Promise<void> {
    this.timer = undefined;
    const own = this.reading;
    const ids = Array.from(this.dirty);
    this.dirty.clear();
    this.busy = true;
    let moved = false;
    try {
      for (let from = 0; from < ids.length; from += pageSize) {
        const batch = ids.slice(from, from + pageSize);
        const nodes = await this.session.nodesById(this.kind, batch);
        if (own !== this.reading) return;
        const there = new Set(nodes.map(({ id }) => id));
        for (const node of nodes) moved = this.take(node) === 'added' || moved;
        for (const id of batch) moved = (!there.has(id) && this.remove(id)) || moved;
      }
    } catch (error) {
      this.session.log.error(`${this.kind}: ${explain(error)}`);
      return;
    } finally {
      if (own === this.reading) this.busy = false;
    }
    const changed = Array.from(this.changedOnScreen);
    this.changedOnScreen.clear();
    if (moved) this.changeEmitter.fire(undefined);
    else if (changed.length > 0) this.changeEmitter.fire(changed);
    this.schedule();
  }

  private take(node: ResourceNode): 'added' | 'kept' {
    const entry = this.entries.get(node.id);
    if (entry) {
      if (entry.update(node)) this.changedOnScreen.add(entry);
      return 'kept';
    }
    this.entries.set(node.id, new TreeEntry(node, this.hold, (released) => this.onReleased(released)));
    return 'added';
  }

  private onReleased(entry: TreeEntry): void {
    this.changedOnScreen.add(entry);
    this.schedule();
  }

  private remove(id: string): boolean {
    const entry = this.entries.get(id);
    entry?.drop();
    if (entry) this.changedOnScreen.delete(entry);
    return this.entries.delete(id);
  }
}
