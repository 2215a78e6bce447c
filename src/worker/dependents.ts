import { findOfKind } from '../region/kernel/kind';
import type { Sandbox } from '../region/kernel/sandbox';
import type { ActionName } from '../shared/region-types';
import { type Dependents, pageLimit } from '../shared/worker';
import { toNode } from './views';

/** What AWS would refuse an action on a resource for; undefined where no kind says so of that action. */
export function dependentsOf(
  sandbox: Sandbox,
  { action, region, id }: { readonly action: ActionName; readonly region: string; readonly id: string },
): Dependents | undefined {
  const { kinds } = sandbox.definition;
  for (const kind of kinds) {
    const dependence = kind.dependences?.find((one) => one.action === action);
    if (!dependence) continue;
    const context = sandbox.reader(region);
    const subject = findOfKind(context, kind, id);
    const found = subject ? dependence.of(context, subject) : [];
    const dependents = found.slice(0, pageLimit).map(({ kind: name, id: theirs }) => {
      const shown = kinds.find((candidate) => candidate.name === name);
      const row = shown && findOfKind(context, shown, theirs);
      return { id: theirs, ...(shown && row && { node: toNode(sandbox, context, shown, row) }) };
    });
    return { code: dependence.code, dependents, total: found.length };
  }
  return undefined;
}
