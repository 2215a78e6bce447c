import type { Grouping } from '../../shared/worker';
import type { ResourceList } from './resource-list';
import type { TreeEntry } from './tree-entry';

/** What a folder holds: the resources of a kind, or those of the view's kind that have a value in common. */
export type FolderContent = { readonly kind: string } | { readonly grouping: Grouping; readonly value: string };

/** A folder of resources, with their number. */
export class TreeFolder {
  constructor(
    readonly content: FolderContent,
    /** The resource it stands below; absent at the top of a view. */
    readonly owner: TreeEntry | undefined,
    public count: number,
    makeList: (folder: TreeFolder) => ResourceList,
  ) {
    this.list = makeList(this);
  }

  readonly list: ResourceList;

  /** Unique in its view. */
  get key(): string {
    const { content } = this;
    return 'kind' in content ? `${this.owner?.id ?? ''}/${content.kind}` : `group ${content.value}`;
  }
}
