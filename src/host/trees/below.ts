import { type ListTree, ResourceList, type TreeElement } from './resource-list';
import type { TreeEntry } from './tree-entry';
import { TreeFolder } from './tree-folder';
import { childKinds } from './view-kinds';

/** What stands below a resource: those of its only child kind, or a folder for each child kind that there is. */
export async function elementsBelow(tree: ListTree, entry: TreeEntry): Promise<TreeElement[]> {
  const kinds = childKinds(entry.kind);
  const listOf = (kind: string, owner: TreeFolder | TreeEntry): ResourceList => new ResourceList(tree, kind, { parent: entry.id }, owner);
  if (kinds.length === 0) return [];
  if (kinds.length === 1) {
    entry.below ??= listOf(kinds[0]!.name, entry);
    return entry.below instanceof ResourceList ? entry.below.elements() : [];
  }
  entry.below ??= new Map();
  if (entry.below instanceof ResourceList) return [];
  const folders: TreeFolder[] = [];
  for (const { name } of kinds) {
    const count = entry.node.children?.[name] ?? 0;
    const folder = entry.below.get(name) ?? new TreeFolder({ kind: name }, entry, count, (made) => listOf(name, made));
    entry.below.set(name, folder);
    folder.count = count;
    if (count > 0) folders.push(folder);
  }
  return folders;
}

/** The list of the resources of a kind below one, if it has been looked into. */
export function listBelow({ below }: TreeEntry, kind: string): ResourceList | undefined {
  return below instanceof Map ? below.get(kind)?.list : below?.kind === kind ? below : undefined;
}

/** A list, and those below its rows. */
export function withBelow(list: ResourceList): ResourceList[] {
  if (childKinds(list.kind).length === 0) return [list];
  const lists = list
    .known()
    .flatMap(({ below }) => (below instanceof Map ? Array.from(below.values(), (folder) => folder.list) : below ? [below] : []));
  return [list, ...lists.flatMap(withBelow)];
}
