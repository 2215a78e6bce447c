import type { Change } from '../region/store/changes';
import type { CallChange, CallRecord } from '../shared/activity';

/** Most resources that a call names. */
export const keptChanges = 200;
/** Most resources that are told apart, and so counted: beyond them the count says at least how many there were. */
export const countedChanges = 20_000;

type How = Change['how'];

/** What came of a resource that was first changed one way and then another; undefined when nothing is left of it. */
function together(first: How, then: How): How | undefined {
  if (first === 'created') return then === 'deleted' ? undefined : 'created';
  if (first === 'deleted') return then === 'created' ? 'changed' : then;
  return then;
}

/** What one commit after the other changed: each resource once, and how many there were of each kind. */
export class ChangeTally {
  private readonly changes = new Map<string, Change>();
  private isFull = false;

  /** Only resources of these kinds count. */
  constructor(private readonly kinds: ReadonlySet<string>) {}

  /** Takes in what a commit changed; true if any of it counts. */
  add(changed: readonly Change[]): boolean {
    let counts = false;
    for (const change of changed) {
      if (!this.kinds.has(change.kind)) continue;
      counts = true;
      const key = `${change.kind} ${change.region} ${change.id}`;
      const known = this.changes.get(key);
      if (known) {
        const how = together(known.how, change.how);
        if (how === undefined) this.changes.delete(key);
        else if (how !== known.how) this.changes.set(key, { ...known, how });
      } else if (this.changes.size < countedChanges) this.changes.set(key, change);
      else this.isFull = true;
    }
    return counts;
  }

  /** What a call tells of it. */
  told(): Pick<CallRecord, 'changed' | 'changedCount' | 'changedKinds' | 'changedAtLeast'> {
    const all = [...this.changes.values()];
    const changed: CallChange[] = all.slice(0, keptChanges);
    if (all.length <= keptChanges) return { changed, changedCount: all.length };
    const counts = new Map<string, number>();
    for (const { kind } of all) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    const changedKinds = [...counts].map(([kind, count]) => ({ kind, count })).sort((a, b) => b.count - a.count);
    return { changed, changedCount: all.length, changedKinds, ...(this.isFull && { changedAtLeast: true }) };
  }
}
