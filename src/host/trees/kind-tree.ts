import * as vscode from 'vscode';
import type { Change, ChangeSet } from '../../shared/region-types';
import { explain } from '../messages';
import { pageSize, type Session } from '../session';
import type { DisplayHold } from './display-hold';
import { Pages } from './pages';
import { TreeEntry } from './tree-entry';
import { pageItem, tooltipOf, treeItem } from './tree-item';
import { TreePage } from './tree-page';

/** Changes are shown at most this often, milliseconds: once a frame. */
const frame = 16;

/** What stands in a tree. */
export type TreeElement = TreeEntry | TreePage;

/**
 * A tree of the resources of one kind. Up to 200 stand in it as they are; more are cut into pages, each read when it is opened, so that neither the
 * first look nor a change costs more the more there are. Afterwards the tree asks only for what change sets name and what it has read, fires only those
 * rows, and does neither while it is hidden.
 *
 * Change sets arrive in order with answers: what one tells before an answer is in that answer, what comes after is not.
 */
export class KindTree implements vscode.TreeDataProvider<TreeElement>, vscode.Disposable {
  private readonly changeEmitter = new vscode.EventEmitter<TreeElement[] | undefined>();
  private pages: Pages | undefined;
  private loading: Promise<Pages> | undefined;
  /** Ids whose rows are to be asked for. */
  private readonly dirty = new Set<string>();
  /** Elements to be fired. */
  private readonly stale = new Set<TreeElement>();
  private allStale = false;
  private visible = false;
  private flushing = false;
  private timer: NodeJS.Timeout | undefined;
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
    this.schedule();
  }

  getTreeItem(element: TreeElement): vscode.TreeItem {
    if (element instanceof TreeEntry) return treeItem(element.shown);
    return pageItem(element, element === this.pages?.all.at(-1));
  }

  async getChildren(element?: TreeElement): Promise<TreeElement[]> {
    if (element instanceof TreeEntry) return [];
    this.visible = true;
    try {
      const pages = await this.load();
      const page = element ?? pages.single;
      if (!page) return Array.from(pages.all);
      await this.read(page);
      return Array.from(page.entries?.values() ?? []);
    } catch (error) {
      // Why the account did not open is shown by the views; the next look tries again.
      this.session.log.error(`${this.kind}: ${explain(error)}`);
      return [];
    }
  }

  getParent(element: TreeElement): TreePage | undefined {
    return element instanceof TreeEntry ? this.pages?.parentOf(element.id) : undefined;
  }

  resolveTreeItem(item: vscode.TreeItem, element: TreeElement): vscode.TreeItem {
    return element instanceof TreeEntry ? { ...item, tooltip: tooltipOf(element.shown.face) } : item;
  }

  /** The row of a resource: pages are read from the newest on until it is found. */
  async find(id: string): Promise<TreeEntry | undefined> {
    const pages = await this.load();
    const [node] = await this.session.nodesById(this.kind, [id]);
    if (!node) return undefined;
    for (const page of pages.all.toReversed()) {
      await this.read(page);
      if (pages.pageWith(id) === page) return pages.find(id) ?? this.take(pages, node);
    }
    return undefined;
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private reset(): void {
    for (const { entries } of this.pages?.all ?? []) entries?.forEach((entry) => entry.drop());
    this.pages = undefined;
    this.loading = undefined;
    this.dirty.clear();
    this.stale.clear();
    this.allStale = false;
    this.changeEmitter.fire(undefined);
  }

  private load(): Promise<Pages> {
    if (this.loading) return this.loading;
    const loading = this.readTotal();
    this.loading = loading;
    loading.catch(() => {
      if (this.loading === loading) this.loading = undefined;
    });
    return loading;
  }

  /** Asks how many there are, which brings the first page too. */
  private async readTotal(): Promise<Pages> {
    await this.session.open();
    const { nodes, total } = await this.session.nodes(this.kind, 0);
    const pages = new Pages(this.kind, total);
    for (const node of nodes) pages.put(pages.all[0]!, this.newEntry(node));
    pages.all[0]!.entries ??= new Map();
    this.pages = pages;
    return pages;
  }

  private read(page: TreePage): Promise<void> {
    if (page.entries) return Promise.resolve();
    page.reading ??= this.readPage(page).finally(() => (page.reading = undefined));
    return page.reading;
  }

  private async readPage(page: TreePage): Promise<void> {
    for (;;) {
      const { pages } = this;
      if (!pages) return;
      const { deletions } = pages;
      const { nodes } = await this.session.nodes(this.kind, pages.offsetOf(page));
      if (pages !== this.pages) return;
      if (deletions !== pages.deletions) continue;
      page.entries = new Map();
      for (const node of nodes.slice(0, page.size)) pages.put(page, this.newEntry(node));
      return;
    }
  }

  private newEntry(node: TreeEntry['node']): TreeEntry {
    return new TreeEntry(node, this.hold, (entry) => {
      if (this.pages?.find(entry.id) === entry) this.markStale(entry);
    });
  }

  private onChanges({ changed }: ChangeSet): void {
    if (!this.pages) return;
    const { region } = this.session;
    for (const change of changed) {
      if (change.kind === this.kind && change.region === region) this.note(this.pages, change);
      if (!this.pages) return;
    }
    this.schedule();
  }

  private note(pages: Pages, { id, how }: Change): void {
    if (pages.pageWith(id)) {
      if (how === 'deleted') this.drop(pages, id);
      else this.dirty.add(id);
    } else if (how === 'created') {
      const { page, isNew } = pages.grow(id);
      if (page.entries) this.dirty.add(id);
      this.markStale(isNew ? undefined : page);
    } else if (how === 'deleted' && pages.all.some(({ entries }) => !entries)) {
      // It is in a page that has not been read: nobody knows which.
      this.reset();
    }
  }

  private drop(pages: Pages, id: string): void {
    pages.find(id)?.drop();
    pages.deletions++;
    this.dirty.delete(id);
    const removed = pages.remove(id);
    this.markStale(removed?.isGone ? undefined : removed?.page);
  }

  /** Notes what is to be fired; `undefined` is the whole. */
  private markStale(element: TreeElement | undefined): void {
    if (element === undefined || (element instanceof TreePage && element === this.pages?.single)) this.allStale = true;
    else this.stale.add(element);
    this.schedule();
  }

  private schedule(): void {
    if (this.timer || this.flushing || !this.visible) return;
    if (this.allStale || this.dirty.size + this.stale.size > 0) this.timer = setTimeout(() => void this.flush(), frame);
  }

  /** Asks for the rows that have changed and fires them; a page only when rows came or went in it. */
  private async flush(): Promise<void> {
    this.timer = undefined;
    const { pages } = this;
    if (!pages) return;
    this.flushing = true;
    const ids = Array.from(this.dirty);
    this.dirty.clear();
    try {
      for (let from = 0; from < ids.length; from += pageSize) {
        const nodes = await this.session.nodesById(this.kind, ids.slice(from, from + pageSize));
        if (pages === this.pages) for (const node of nodes) this.take(pages, node);
      }
    } catch (error) {
      this.session.log.error(`${this.kind}: ${explain(error)}`);
    } finally {
      this.flushing = false;
    }
    if (pages === this.pages) this.fire();
    this.schedule();
  }

  private fire(): void {
    const stale = Array.from(this.stale);
    const all = this.allStale;
    this.stale.clear();
    this.allStale = false;
    if (all) this.changeEmitter.fire(undefined);
    else if (stale.length > 0) this.changeEmitter.fire(stale);
  }

  /** Takes what a resource is now; answers its row, unless it has none any more. */
  private take(pages: Pages, node: TreeEntry['node']): TreeEntry | undefined {
    const page = pages.pageWith(node.id);
    if (!page) return undefined;
    const known = pages.find(node.id);
    if (known) {
      if (known.update(node)) this.stale.add(known);
      return known;
    }
    const entry = this.newEntry(node);
    pages.put(page, entry);
    return entry;
  }
}
