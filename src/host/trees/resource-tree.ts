import * as vscode from 'vscode';
import type { ChangeSet, ViewName } from '../../shared/region-types';
import type { Grouping, ResourceNode, Selection } from '../../shared/worker';
import { explain } from '../messages';
import { pageSize, type Session } from '../session';
import type { DisplayHold } from './display-hold';
import { elementsBelow, listBelow, withBelow } from './below';
import { FlushSchedule } from './flush-schedule';
import { type ListTree, ResourceList, type TreeElement } from './resource-list';
import { PendingChanges } from './pending-changes';
import { TreeEntry } from './tree-entry';
import { TreeFolder } from './tree-folder';
import { folderItem, pageItem, tooltipOf, treeItem } from './tree-item';
import { TreePage } from './tree-page';
import { findKind, kindNamed, kindsOf, type ViewKinds } from './view-kinds';

/** A row, what it stands below, and what that stands below. */
const rounds = 3;

/** How the resources of a view's own kind are shown. */
export interface ViewOptions {
  readonly grouping?: Grouping;
  readonly filter?: string;
}

/**
 * A view of the sidebar. After the first look it asks only for what change sets name and what it has read, fires only those rows, and does neither
 * while it is hidden.
 *
 * Change sets arrive in order with answers: what one tells before an answer is in that answer, what comes after is not.
 */
export class ResourceTree implements vscode.TreeDataProvider<TreeElement>, vscode.Disposable, ListTree {
  private readonly changeEmitter = new vscode.EventEmitter<TreeElement[] | undefined>();
  private readonly readEmitter = new vscode.EventEmitter<void>();
  private readonly kinds: ViewKinds;
  /** Rows of the view's own kind when they are in no groups. */
  private own: ResourceList | undefined;
  private groups: TreeFolder[] | undefined;
  private folders: TreeFolder[] | undefined;
  private options: ViewOptions = {};
  private readonly pending: PendingChanges;
  /** VS Code has something to show for its last question about the top. */
  private answered = false;
  /** What was kept stands no longer, and the account did not open: the view has no rows until somebody opens it. */
  private emptied = false;
  private readonly flushes = new FlushSchedule(
    () => this.pending.urgency,
    () => this.flush(),
  );
  /** Counts resets: the answer to a question from before one is not taken. */
  private generation = 0;
  private readonly subscriptions: vscode.Disposable[];

  readonly onDidChangeTreeData = this.changeEmitter.event;
  /** The rows of the view's own kind have been read or counted anew. */
  readonly onDidRead = this.readEmitter.event;

  constructor(
    readonly session: Session,
    readonly view: ViewName,
    readonly hold: DisplayHold,
  ) {
    this.kinds = kindsOf(view);
    const isSelecting = (): boolean => (this.options.grouping ?? this.options.filter) !== undefined;
    this.pending = new PendingChanges({
      own: this.kinds.own,
      get isSelecting() {
        return isSelecting();
      },
      lists: (kind) => this.lists(kind),
    });
    this.subscriptions = [
      this.changeEmitter,
      this.readEmitter,
      session.onDidChange((changes) => this.onChanges(changes)),
      session.onDidChangeRegion(() => this.reset()),
      session.onDidReplace(() => this.reset()),
      session.onDidOpen(() => this.reset(this.answered)),
      session.onDidFail(() => session.kept.areShown && this.empty()),
    ];
  }

  /** The view came on screen, or left it. */
  setVisible(visible: boolean): void {
    this.flushes.setVisible(visible);
  }

  /** Shows the resources of the view's own kind in another way. */
  show(options: ViewOptions): void {
    this.options = options;
    this.reset();
  }

  /** How many resources of its own kind the view shows; undefined until they have been counted. */
  get total(): number | undefined {
    return this.groups ? this.groups.reduce((sum, { count }) => sum + count, 0) : this.own?.total;
  }

  getTreeItem(element: TreeElement): vscode.TreeItem {
    if (element instanceof TreeEntry) return treeItem(element.shown, element.list.prefix);
    return element instanceof TreeFolder ? folderItem(element) : pageItem(element, element.list.isLast(element));
  }

  async getChildren(element?: TreeElement): Promise<TreeElement[]> {
    this.flushes.setVisible(true);
    try {
      if (element instanceof TreePage) return await element.list.rows(element);
      if (element instanceof TreeFolder) return await element.list.elements();
      if (element instanceof TreeEntry) return await elementsBelow(this, element);
      return await this.roots();
    } catch (error) {
      // Why the account did not open is shown by the views; the next look tries again.
      this.session.log.error(`${this.view}: ${explain(error)}`);
      return [];
    } finally {
      this.answered ||= element === undefined;
    }
  }

  getParent(element: TreeElement): TreeElement | undefined {
    if (element instanceof TreeEntry) return element.list.parentOf(element);
    return element instanceof TreeFolder ? element.owner : element.list.owner;
  }

  resolveTreeItem(item: vscode.TreeItem, element: TreeElement): vscode.TreeItem {
    return element instanceof TreeEntry ? { ...item, tooltip: tooltipOf(element.shown.face) } : item;
  }

  /** The row of a resource; undefined when it is gone, or not among those that the view shows. */
  async find(kind: string, id: string): Promise<TreeEntry | undefined> {
    // Until the account is open, rows are there to be seen only.
    await this.session.open();
    await this.roots();
    const [node] = await this.session.nodesById(kind, [id], undefined, this.selectionOf(kind));
    if (!node) return undefined;
    if (kindNamed(kind).parent === undefined) return this.topList(node)?.seek(node);
    const parent = node.parent === undefined ? undefined : await this.find(kindNamed(kind).parent!, node.parent);
    if (!parent) return undefined;
    await elementsBelow(this, parent);
    return listBelow(parent, kind)?.seek(node);
  }

  /**
   * The row of a resource as VS Code can reveal it: what is known to have changed has been fired, because VS Code loses the rows below one that is fired
   * while it is being revealed, and no reset meanwhile has left the row behind.
   */
  async findSettled(kind: string, id: string): Promise<TreeEntry | undefined> {
    const entry = await this.find(kind, id);
    await this.flushes.settle();
    return entry && entry.list.find(id) !== entry ? this.find(kind, id) : entry;
  }

  markStale(element: TreeElement | undefined): void {
    this.pending.redraw(element);
    this.flushes.schedule();
  }

  dispose(): void {
    this.flushes.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** @param fire false when VS Code still waits for rows: asking it to ask again would only make it drop them */
  private reset(fire = true): void {
    this.generation++;
    this.emptied = false;
    for (const list of this.lists()) list.reset();
    this.own = this.groups = this.folders = undefined;
    this.pending.clear();
    if (fire) this.askAgain();
  }

  /**
   * Shows nothing of what was kept. The rows that VS Code asks for then must not open the account, which would fail and be told once more; a view that
   * is hidden is asked when the user looks at it.
   */
  private empty(): void {
    this.reset(false);
    this.emptied = this.flushes.isVisible;
    this.askAgain();
  }

  private askAgain(): void {
    this.answered = false;
    this.changeEmitter.fire(undefined);
  }

  /** How the view selects among the resources of a kind. */
  private selectionOf(kind: string): Selection {
    return kind === this.kinds.own ? this.options : {};
  }

  private async roots(): Promise<TreeElement[]> {
    if (this.emptied) return [];
    await this.session.look();
    const { generation } = this;
    const { own } = this.kinds;
    const grouped = own !== undefined && this.options.grouping !== undefined;
    const counted = this.folders && (!grouped || this.groups) ? undefined : this.count();
    if (own !== undefined && !grouped) this.own ??= new ResourceList(this, own, this.selectionOf(own), undefined);
    // Asked in one go: the first look waits for one answer, not for two.
    const [listed = []] = await Promise.all([grouped ? undefined : this.own?.elements(), counted]);
    // What was read before a reset, such as that of the account's opening, is not to be shown any more.
    if (generation !== this.generation) return this.roots();
    const rows: TreeElement[] = grouped ? this.groups! : listed;
    this.readEmitter.fire();
    // A kind beside the view's own is worth a folder when there is something in it.
    return [...rows, ...this.folders!.filter(({ count }) => own === undefined || count > 0)];
  }

  /** Counts what stands in the folders at the top. */
  private async count(): Promise<void> {
    const { generation } = this;
    const { own, others } = this.kinds;
    const { options } = this;
    const { grouping } = options;
    const [counts, groups] = await Promise.all([
      others.length > 0 ? this.session.counts(others) : [],
      own !== undefined && grouping ? this.session.groups(own, options) : undefined,
    ]);
    if (generation !== this.generation) return this.count();
    if (!this.folders) {
      this.folders = others.map(
        (kind, index) => new TreeFolder({ kind }, undefined, counts[index]!, (folder) => new ResourceList(this, kind, {}, folder)),
      );
    } else {
      for (const [index, folder] of this.folders.entries()) this.recount(folder, counts[index]!);
    }
    if (own === undefined || !grouping || !groups) return;
    const known = new Map(this.groups?.map((folder) => [folder.key, folder]));
    const next = groups.map(({ value, count }) => {
      const made = new TreeFolder(
        { grouping, value },
        undefined,
        count,
        (folder) => new ResourceList(this, own, { ...this.options, group: value }, folder),
      );
      const folder = known.get(made.key);
      if (folder) this.recount(folder, count);
      return folder ?? made;
    });
    const same = next.length === this.groups?.length && next.every((folder, index) => folder === this.groups![index]);
    if (this.groups && !same) this.markStale(undefined);
    this.groups = next;
    this.readEmitter.fire();
  }

  private recount(folder: TreeFolder, count: number): void {
    if (folder.count === count) return;
    const { own } = this.kinds;
    const appears = own !== undefined && 'kind' in folder.content && (folder.count === 0 || count === 0);
    folder.count = count;
    this.markStale(appears ? undefined : folder);
  }

  /** The list at the top that a resource belongs to. */
  private topList(node: ResourceNode): ResourceList | undefined {
    if (node.kind !== this.kinds.own) {
      return this.folders?.find(({ content }) => 'kind' in content && content.kind === node.kind)?.list;
    }
    if (!this.options.grouping) return this.own;
    return this.groups?.find(({ content }) => 'value' in content && content.value === node.group)?.list;
  }

  /** All lists that have been made, those of one kind if it is named. */
  private lists(kind?: string): ResourceList[] {
    const top = [...(this.own ? [this.own] : []), ...[...(this.groups ?? []), ...(this.folders ?? [])].map(({ list }) => list)];
    const all = top.flatMap(withBelow);
    return kind === undefined ? all : all.filter((list) => list.kind === kind);
  }

  private onChanges({ changed }: ChangeSet): void {
    if (!this.folders) return;
    const { view } = this;
    const { region } = this.session;
    const lists = new Map<string, ResourceList[]>();
    for (const change of changed) {
      // Some changes are of what no view shows.
      const kind = findKind(change.kind);
      if (change.region !== region || kind?.view !== view) continue;
      if (!lists.has(kind.name)) lists.set(kind.name, this.lists(kind.name));
      this.pending.note(change, lists.get(kind.name)!);
    }
    this.flushes.schedule();
  }

  /** Asks for what has changed and fires it. */
  private async flush(): Promise<void> {
    const { folders } = this;
    try {
      // What comes below a resource, or goes, changes that resource's row too.
      for (let round = 0; round < rounds && folders === this.folders; round++) {
        for (const [kind, ids] of this.pending.takeAsked()) await this.askFor(kind, ids);
      }
      if (folders === this.folders) await this.catchUp();
    } catch (error) {
      this.session.log.error(`${this.view}: ${explain(error)}`);
    }
    if (folders === this.folders) this.fire();
  }

  private async askFor(kind: string, ids: readonly string[]): Promise<void> {
    const { folders } = this;
    for (let from = 0; from < ids.length; from += pageSize) {
      const asked = ids.slice(from, from + pageSize);
      const nodes = await this.session.nodesById(kind, asked, undefined, this.selectionOf(kind));
      if (folders !== this.folders) return;
      const lists = this.lists(kind);
      const found = new Map(nodes.map((node) => [node.id, node]));
      for (const id of asked) this.place(kind, id, found.get(id), lists);
    }
  }

  /** Puts a resource where it belongs now. */
  private place(kind: string, id: string, node: ResourceNode | undefined, lists: readonly ResourceList[]): void {
    const { parent } = kindNamed(kind);
    const before = lists.find((list) => list.find(id));
    const after = node && (parent === undefined ? this.topList(node) : lists.find((list) => list.selection.parent === node.parent));
    if (after && (after === before || !after.isSelected)) {
      const known = after.find(id);
      const children = JSON.stringify(known?.node.children);
      after.take(node);
      if (known?.below && children !== JSON.stringify(node.children)) this.markStale(known);
      return;
    }
    for (const list of [before, after]) if (list) this.pending.readAgain(list);
    if (parent !== undefined) {
      for (const below of [before?.selection.parent, node?.parent]) if (below !== undefined) this.pending.ask(parent, below);
    } else if (before ?? node) {
      this.pending.countAgain();
    }
  }

  /** Reads and counts anew what somebody came into, or left. */
  private async catchUp(): Promise<void> {
    if (!this.pending.isOutdated || !this.flushes.mayRecount()) return;
    const { lists, counts } = this.pending.takeOutdated();
    for (const list of lists) list.readAgain();
    if (counts) await this.count();
  }

  private fire(): void {
    const stale = this.pending.takeStale();
    if (stale === 'all') this.changeEmitter.fire(undefined);
    else if (stale.length > 0) this.changeEmitter.fire(stale);
  }
}
