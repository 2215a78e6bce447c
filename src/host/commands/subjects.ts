import type { ViewName } from '../../shared/region-types';
import type { ResourceViews } from '../trees/resource-views';
import { kindNamed } from '../trees/view-kinds';
import type { Subject } from './pick-resources';

/**
 * What a command is called with: by a tree, its row and the selection; by a key, `{ "selection": "<kind>" }` or `{ "view": "<view>" }`; by another
 * command, a subject; by the palette, nothing.
 */
export type CommandArguments = readonly [entry?: unknown, selection?: unknown];

const isSubject = (value: unknown): value is Subject =>
  typeof value === 'object' && value !== null && 'kind' in value && 'id' in value && 'node' in value;

/** The resources a command is called for; none when it must ask. */
export function subjectsOf(views: ResourceViews, [entry, selection]: CommandArguments): Subject[] {
  if (isSubject(entry)) {
    const entries: unknown[] = Array.isArray(selection) && selection.includes(entry) ? selection : [entry];
    return entries.filter(isSubject);
  }
  const { selection: kind, view } = (entry ?? {}) as { selection?: unknown; view?: unknown };
  if (typeof kind === 'string') return [...views.selection(kindNamed(kind).view, kind)];
  return typeof view === 'string' ? [...views.selection(view as ViewName)] : [];
}
