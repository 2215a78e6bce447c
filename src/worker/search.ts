import type { Sandbox } from '../region/kernel/sandbox';
import { findOfKind, type Kind, listKind } from '../region/kernel/kind';
import type { ResourceNode } from '../shared/worker';
import type { Listings } from './listings';
import { wordsOf } from './search-text';
import { toNode } from './views';
import type { WallTime } from './wall-time';

/** Most resources that a search answers. */
const searchLimit = 50;

/** How long one slice of making texts may hold the thread, milliseconds. */
const slice = 8;

/**
 * Makes the texts that a search of a region, or a filter of some kinds, needs, in slices between which others have their turn. What changes meanwhile
 * is left to the search.
 * @param wanted false as soon as the account is no longer the one to search
 */
export async function prepareSearch(
  sandbox: Sandbox,
  listings: Listings,
  region: string,
  wall: Pick<WallTime, 'elapsed' | 'yield'>,
  wanted: () => boolean,
  kinds: readonly Kind[] = sandbox.definition.kinds,
): Promise<void> {
  let context = sandbox.reader(region);
  let began = wall.elapsed();
  for (const kind of kinds) {
    for (const id of listings.texts.missing(context, kind)) {
      // The row as it is now, not as it was before others had their turn.
      const row = findOfKind(context, kind, id);
      if (row) listings.texts.of(context, kind, row);
      if (wall.elapsed() - began < slice) continue;
      await wall.yield();
      if (!wanted()) return;
      context = sandbox.reader(region);
      began = wall.elapsed();
    }
  }
}

/** How well a resource fits what is searched for: 0 is best. Its name, the first line of its text, counts more than its details. */
function rank(text: string, id: string, sought: string): number {
  if (id === sought || text.startsWith(`${sought}\n`)) return 0;
  if (text.startsWith(sought) || id.startsWith(sought)) return 1;
  return text.slice(0, text.indexOf('\n')).includes(sought) ? 2 : 3;
}

/** Resources of all kinds in whose name, id or other details each word is found, the best first. */
export function searchResources(sandbox: Sandbox, listings: Listings, request: { region: string; text: string }): ResourceNode[] {
  const words = wordsOf(request.text);
  if (words.length === 0) return [];
  const sought = words.join(' ');
  const context = sandbox.reader(request.region);
  const found = sandbox.definition.kinds.flatMap((kind) =>
    listKind(context, kind).flatMap((row) => {
      const text = listings.texts.of(context, kind, row);
      return words.every((word) => text.includes(word)) ? [{ kind, row, rank: rank(text, row.id, sought) }] : [];
    }),
  );
  found.sort((a, b) => a.rank - b.rank);
  return found.slice(0, searchLimit).map(({ kind, row }) => toNode(sandbox, context, kind, row));
}
