import { pageSize } from '../session';
import type { ResourceList } from './resource-list';
import type { TreeEntry } from './tree-entry';
import { TreePage } from './tree-page';

/** The resources of a list cut into pages: which there are, and in which a resource is. It asks nothing; whoever reads a page fills it. */
export class Pages {
  private pages: TreePage[] = [];
  private readonly pageOf = new Map<string, TreePage>();
  private nextNumber = 1;
  /** Counts deletions: an answer to an older question may be out of line. */
  deletions = 0;

  constructor(
    private readonly list: ResourceList,
    total: number,
  ) {
    for (let rest = total; rest > 0; rest -= pageSize) this.append(Math.min(rest, pageSize));
    if (total === 0) this.append(0);
  }

  get all(): readonly TreePage[] {
    return this.pages;
  }

  /** The only page, whose rows stand in the tree without it. */
  get single(): TreePage | undefined {
    return this.pages.length === 1 ? this.pages[0] : undefined;
  }

  /** How many resources come before a page. */
  offsetOf(page: TreePage): number {
    let offset = 0;
    for (const earlier of this.pages) {
      if (earlier === page) break;
      offset += earlier.size;
    }
    return offset;
  }

  find(id: string): TreeEntry | undefined {
    return this.pageOf.get(id)?.entries?.get(id);
  }

  /** The page that a row stands under; none when there is only one page. */
  parentOf(id: string): TreePage | undefined {
    return this.single ? undefined : this.pageOf.get(id);
  }

  /** The page that has been read and has the resource, or waits for its row. */
  pageWith(id: string): TreePage | undefined {
    return this.pageOf.get(id);
  }

  /** Puts a row into a page. */
  put(page: TreePage, entry: TreeEntry): void {
    page.entries ??= new Map();
    page.entries.set(entry.id, entry);
    this.pageOf.set(entry.id, page);
  }

  /** Makes room for a new resource, the last in order; answers its page, and whether that is new. A page that has been read waits for its row. */
  grow(id: string): { page: TreePage; isNew: boolean } {
    const last = this.pages.at(-1);
    if (!last || last.size >= pageSize) return { page: this.append(1), isNew: true };
    last.size++;
    if (last.entries) this.pageOf.set(id, last);
    return { page: last, isNew: false };
  }

  /** Takes a row out; answers the page it was in, and whether that is gone too. */
  remove(id: string): { page: TreePage; isGone: boolean } | undefined {
    const page = this.pageOf.get(id);
    if (!page) return undefined;
    page.entries?.delete(id);
    this.pageOf.delete(id);
    page.size--;
    const isGone = page.size === 0 && this.pages.length > 1;
    if (isGone) this.pages = this.pages.filter((other) => other !== page);
    return { page, isGone };
  }

  private append(size: number): TreePage {
    const page = new TreePage(this.list, this.nextNumber++, size);
    this.pages.push(page);
    return page;
  }
}
