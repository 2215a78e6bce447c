import type { Change } from '../../shared/region-types';
import type { ResourceNode, Selection } from '../../shared/worker';
import type { Session } from '../session';
import type { DisplayHold } from './display-hold';
import { Pages } from './pages';
import { TreeEntry } from './tree-entry';
import type { TreeFolder } from './tree-folder';
import type { TreePage } from './tree-page';

/** What can be clicked in a tree. */
export type TreeElement = TreeFolder | TreePage | TreeEntry;

/** The tree that a list stands in. */
export interface ListTree {
  readonly session: Session;
  readonly hold: DisplayHold;
  /** Something is to be drawn anew; `undefined` is the whole tree. */
  markStale(element: TreeElement | undefined): void;
}

/**
 * Resources of a kind, below a folder, below another resource, or at the top of a view. Up to 200 stand there as they are; more are cut into pages,
 * each read when it is opened, so that neither the first look nor a change costs more the more there are.
 *
 * A list of all resources of its kind follows change sets one by one. Of a list that is selected from them (by what they stand below, a filter or a
 * group) only the worker knows who belongs to it: when somebody comes or goes, what has been read is read again.
 */
export class ResourceList {
  private pages: Pages | undefined;
  private loading: Promise<Pages> | undefined;
  /** Counts readings: the answer to a question of an earlier one is not taken. */
  private generation = 0;
  /** Rows of the reading before, to stay the same objects in the next. */
  private former = new Map<string, TreeEntry>();

  constructor(
    private readonly tree: ListTree,
    readonly kind: string,
    readonly selection: Selection,
    /** What it stands below; absent at the top of a view. */
    readonly owner: TreeFolder | TreeEntry | undefined,
  ) {}

  /** True when the worker alone knows who belongs to it. */
  get isSelected(): boolean {
    const { parent, filter, grouping } = this.selection;
    return parent !== undefined || filter !== undefined || grouping !== undefined;
  }

  /** How many resources it has; undefined until it has been read. */
  get total(): number | undefined {
    return this.pages?.all.reduce((sum, { size }) => sum + size, 0);
  }

  /** Begins the ids of its rows and pages, because a tree must have each id once. */
  get prefix(): string {
    const { parent, grouping, group } = this.selection;
    return parent === undefined && !grouping ? '' : `${parent ?? ''}/${group ?? ''}/`;
  }

  /** What stands in it: its pages, or the rows of the only one. */
  async elements(): Promise<TreeElement[]> {
    const pages = await this.load();
    return pages.single ? this.rows(pages.single) : Array.from(pages.all);
  }

  /** The rows of a page. */
  async rows(page: TreePage): Promise<TreeEntry[]> {
    await this.read(page);
    return Array.from(page.entries?.values() ?? []);
  }

  /** All rows that have been read. */
  known(): TreeEntry[] {
    return this.pages?.all.flatMap(({ entries }) => Array.from(entries?.values() ?? [])) ?? [];
  }

  find(id: string): TreeEntry | undefined {
    return this.pages?.find(id);
  }

  /** The element that a row stands below. */
  parentOf(entry: TreeEntry): TreeElement | undefined {
    return this.pages?.parentOf(entry.id) ?? this.owner;
  }

  isLast(page: TreePage): boolean {
    return page === this.pages?.all.at(-1);
  }

  /** The row of a resource that is there: pages are read from the newest on until it is found. */
  async seek(node: ResourceNode): Promise<TreeEntry | undefined> {
    const pages = await this.load();
    for (const page of pages.all.toReversed()) {
      await this.read(page);
      if (pages.pageWith(node.id) === page) return this.take(node);
    }
    return undefined;
  }

  /** Forgets what it has read. */
  reset(): void {
    this.former.clear();
    for (const entry of this.known()) entry.drop();
    this.pages = undefined;
    this.loading = undefined;
    this.generation++;
  }

  /** What has been read is read again when it is next looked at. */
  readAgain(): void {
    if (!this.loading) return;
    this.former = new Map(this.known().map((entry) => [entry.id, entry]));
    this.pages = undefined;
    this.loading = undefined;
    this.generation++;
    this.tree.markStale(this.owner);
  }

  /**
   * Follows a change of a list of all resources. True: the row is to be asked for.
   */
  note({ id, how }: Change): boolean {
    const { pages } = this;
    if (!pages) return false;
    if (pages.pageWith(id)) {
      if (how !== 'deleted') return true;
      this.drop(pages, id);
    } else if (how === 'created') {
      const { page, isNew } = pages.grow(id);
      this.tree.markStale(isNew ? this.owner : this.shownAs(page));
      return page.entries !== undefined;
    } else if (how === 'deleted' && pages.all.some(({ entries }) => !entries)) {
      // It is in a page that has not been read: nobody knows which.
      this.readAgain();
    }
    return false;
  }

  /** Takes what a resource is now; answers its row, unless it has none. */
  take(node: ResourceNode): TreeEntry | undefined {
    const page = this.pages?.pageWith(node.id);
    if (!page) return undefined;
    const known = this.pages!.find(node.id);
    if (known) {
      if (known.update(node)) this.tree.markStale(known);
      return known;
    }
    const entry = this.newEntry(node);
    this.pages!.put(page, entry);
    this.tree.markStale(this.shownAs(page));
    return entry;
  }

  /** The element whose children a page's rows are. */
  private shownAs(page: TreePage): TreeElement | undefined {
    return page === this.pages?.single ? this.owner : page;
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

  /** Asks how many there are, which brings the newest page too: it stands open. */
  private async readTotal(): Promise<Pages> {
    const { generation } = this;
    const { filter, group } = this.selection;
    const keep = this.owner === undefined && filter === undefined && group === undefined;
    const { nodes, total } = await this.tree.session.newestNodes(this.kind, this.selection, keep);
    if (generation !== this.generation) return this.readTotal();
    const pages = new Pages(this, total);
    const newest = pages.all.at(-1)!;
    newest.entries = new Map();
    for (const node of nodes) pages.put(newest, this.newEntry(node));
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
      const { nodes } = await this.tree.session.nodes(this.kind, pages.offsetOf(page), this.selection);
      if (pages !== this.pages) return;
      if (deletions !== pages.deletions) continue;
      page.entries = new Map();
      for (const node of nodes.slice(0, page.size)) pages.put(page, this.newEntry(node));
      return;
    }
  }

  private newEntry(node: ResourceNode): TreeEntry {
    const former = this.former.get(node.id);
    if (former) {
      this.former.delete(node.id);
      former.update(node);
      return former;
    }
    return new TreeEntry(node, this, this.tree.hold, (entry) => {
      if (this.find(entry.id) === entry) this.tree.markStale(entry);
    });
  }

  private drop(pages: Pages, id: string): void {
    pages.find(id)?.drop();
    pages.deletions++;
    const removed = pages.remove(id);
    if (removed) this.tree.markStale(removed.isGone ? this.owner : this.shownAs(removed.page));
  }
}
