import type { Change } from '../../shared/region-types';
import type { ResourceList, TreeElement } from './resource-list';
import { kindNamed } from './view-kinds';

/** What a view tells about its lists to whoever notes what changes in them. */
export interface NotedView {
  /** The kind that stands in the view without a folder. */
  readonly own: string | undefined;
  /** Rows of that kind are in groups, or only some are shown. */
  readonly isSelecting: boolean;
  /** The lists of a kind that have been made. */
  lists(kind: string): readonly ResourceList[];
}

/** What has changed since a view asked last: what it has to ask for, to read and count anew, and to fire. */
export class PendingChanges {
  /** Ids whose rows are to be asked for, by kind. */
  private readonly dirty = new Map<string, Set<string>>();
  /** Lists of which somebody came or went. */
  private readonly outdated = new Set<ResourceList>();
  private countsOutdated = false;
  /** Elements to be fired. */
  private readonly stale = new Set<TreeElement>();
  private allStale = false;

  constructor(private readonly view: NotedView) {}

  /** What there is to do: rows to ask for or to fire, or only what is to be read and counted anew. */
  get urgency(): 'rows' | 'counts' | undefined {
    if (this.allStale || this.dirty.size + this.stale.size > 0) return 'rows';
    return this.isOutdated ? 'counts' : undefined;
  }

  /** Follows a change of a kind of the view, of which there are these lists. */
  note(change: Change, lists: readonly ResourceList[]): void {
    if (kindNamed(change.kind).parent === undefined) this.noteAtTop(change, lists);
    else this.noteBelow(change, lists);
  }

  /** The row of a resource is to be asked for. */
  ask(kind: string, id: string): void {
    let ids = this.dirty.get(kind);
    if (!ids) this.dirty.set(kind, (ids = new Set()));
    ids.add(id);
  }

  /** Somebody came into a list, or left it. */
  readAgain(list: ResourceList): void {
    this.outdated.add(list);
  }

  countAgain(): void {
    this.countsOutdated = true;
  }

  /** An element is to be drawn anew; `undefined` is the whole view. */
  redraw(element: TreeElement | undefined): void {
    if (element === undefined) this.allStale = true;
    else this.stale.add(element);
  }

  /** The ids whose rows are to be asked for, by kind; they are taken as asked for. */
  takeAsked(): readonly (readonly [kind: string, ids: readonly string[]])[] {
    const asked = Array.from(this.dirty, ([kind, ids]) => [kind, Array.from(ids)] as const);
    this.dirty.clear();
    return asked;
  }

  /** Something is to be read or counted anew. */
  get isOutdated(): boolean {
    return this.outdated.size > 0 || this.countsOutdated;
  }

  /** What is to be read and counted anew. */
  takeOutdated(): { readonly lists: readonly ResourceList[]; readonly counts: boolean } {
    const taken = { lists: Array.from(this.outdated), counts: this.countsOutdated };
    this.outdated.clear();
    this.countsOutdated = false;
    return taken;
  }

  /** The elements to be fired, or the whole view. */
  takeStale(): TreeElement[] | 'all' {
    const stale = this.allStale ? 'all' : Array.from(this.stale);
    this.stale.clear();
    this.allStale = false;
    return stale;
  }

  clear(): void {
    this.takeAsked();
    this.takeOutdated();
    this.takeStale();
  }

  private noteAtTop(change: Change, lists: readonly ResourceList[]): void {
    const { kind, id, how } = change;
    const isOwn = kind === this.view.own;
    if (how !== 'changed' && !isOwn) this.countsOutdated = true;
    if (!isOwn || !this.view.isSelecting) {
      for (const list of lists) if (list.note(change)) this.ask(kind, id);
      return;
    }
    if (how !== 'deleted') {
      this.ask(kind, id);
      return;
    }
    for (const list of lists) if (list.find(id)) this.outdated.add(list);
    this.countsOutdated = true;
  }

  private noteBelow({ kind, id, how }: Change, lists: readonly ResourceList[]): void {
    const holder = lists.find((list) => list.find(id));
    if (how !== 'deleted') {
      if (holder || how === 'created') this.ask(kind, id);
      return;
    }
    const parent = kindNamed(kind).parent!;
    if (holder) {
      this.outdated.add(holder);
      this.ask(parent, holder.selection.parent!);
      return;
    }
    // It stood below one of those that have something of its kind: nobody knows which.
    for (const list of this.view.lists(parent)) {
      for (const { id: parentId, node } of list.known()) if (node.children?.[kind]) this.ask(parent, parentId);
    }
  }
}
