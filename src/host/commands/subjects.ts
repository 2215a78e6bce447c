import { TreeEntry } from '../trees/tree-entry';
import type { KindViews } from '../trees/kind-views';
import type { Subject } from './pick-resources';

/** What a command is called with: by a tree, its row and the selection; by a key, `{ "selection": "<kind>" }`; by the palette, nothing. */
export type CommandArguments = readonly [entry?: unknown, selection?: unknown];

/** The resources a command is called for; none when it must ask. */
export function subjectsOf(views: KindViews, [entry, selection]: CommandArguments): Subject[] {
  if (entry instanceof TreeEntry) {
    const entries = Array.isArray(selection) && selection.includes(entry) ? selection : [entry];
    return entries.filter((one) => one instanceof TreeEntry);
  }
  const kind = (entry as { selection?: unknown } | undefined)?.selection;
  return typeof kind === 'string' ? [...views.selection(kind)] : [];
}
