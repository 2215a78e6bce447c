import type { ResourceNode } from '../../shared/worker';
import { type DisplayHold, type Held, leastShown } from './display-hold';
import type { ResourceList } from './resource-list';
import type { TreeFolder } from './tree-folder';

/** One resource in a tree: the same object as long as the resource is there. */
export class TreeEntry implements Held {
  readonly kind: string;
  readonly region: string;
  readonly id: string;
  /** The resource as it is. */
  node: ResourceNode;
  /** The resource as it is on screen: a transitional state is shown for a moment even when it is over. */
  shown: ResourceNode;
  /** What stands below it: the resources of its only child kind, or a folder for each that there is. */
  below: ResourceList | Map<string, TreeFolder> | undefined;
  private shownSince: number;

  constructor(
    node: ResourceNode,
    readonly list: ResourceList,
    private readonly holder: DisplayHold,
    private readonly onRelease: (entry: TreeEntry) => void,
  ) {
    this.kind = node.kind;
    this.region = node.region;
    this.id = node.id;
    this.node = this.shown = node;
    this.shownSince = Date.now();
  }

  /** Takes the resource's new state; true when it is to be shown at once. */
  update(node: ResourceNode): boolean {
    this.node = node;
    const due = this.shownSince + leastShown;
    if (this.shown.transient && node.state !== this.shown.state && Date.now() < due) {
      this.holder.hold(this, due);
      return false;
    }
    this.show();
    return true;
  }

  release(): void {
    this.show();
    this.onRelease(this);
  }

  /** The resource is gone from the tree. */
  drop(): void {
    this.holder.drop(this);
  }

  private show(): void {
    this.holder.drop(this);
    if (this.shown.state !== this.node.state) this.shownSince = Date.now();
    this.shown = this.node;
  }
}
