import type { ResourceList } from './resource-list';
import type { TreeEntry } from './tree-entry';

/** Up to 200 resources next to each other in the order of their creation; read when it is first looked into. */
export class TreePage {
  /** The rows by id; absent until they have been read. */
  entries: Map<string, TreeEntry> | undefined;
  reading: Promise<void> | undefined;

  constructor(
    readonly list: ResourceList,
    /** From 1; what the page is called. */
    readonly number: number,
    /** How many resources it has, read or not. */
    public size: number,
  ) {}
}
