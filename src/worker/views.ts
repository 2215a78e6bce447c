import type { Context } from '../region/kernel/context';
import type { Sandbox } from '../region/kernel/sandbox';
import { findOfKind, type Kind, listKind } from '../region/kernel/kind';
import { invalidValue } from '../region/kernel/errors';
import { activityTable, eventTable, historyTable } from '../region/kernel/tables';
import type { RowKey } from '../region/store/table';
import type { CallerInfo, NodePage, ResourceNode, StateHistory } from '../shared/worker';

/** Most resources in one answer (law 2 of the architecture). */
const pageLimit = 200;

/** A page of the resources of a kind, in the order of their creation. */
export function nodePage(sandbox: Sandbox, request: { kind: string; region: string; offset: number; limit: number }): NodePage {
  const kind = kindNamed(sandbox, request.kind);
  const context = sandbox.reader(request.region);
  const rows = listKind(context, kind);
  const page = rows.slice(request.offset, request.offset + Math.min(request.limit, pageLimit));
  return { nodes: page.map((row) => toNode(context, kind, row)), total: rows.length };
}

/** The named resources that still exist. */
export function nodesById(sandbox: Sandbox, request: { kind: string; region: string; ids: readonly string[] }): ResourceNode[] {
  const kind = kindNamed(sandbox, request.kind);
  const context = sandbox.reader(request.region);
  return request.ids.slice(0, pageLimit).flatMap((id) => {
    const row = findOfKind(context, kind, id);
    return row ? [toNode(context, kind, row)] : [];
  });
}

/** What led to a resource's state, and what is going to happen to it. */
export function stateHistory(sandbox: Sandbox, request: { kind: string; region: string; id: string }): StateHistory {
  const kind = kindNamed(sandbox, request.kind);
  const row = findOfKind(sandbox.reader(request.region), kind, request.id);
  const state = row && stateOf(kind, row);
  const activities = sandbox.store.in(activityTable, '');
  const transitions = sandbox.store.in(historyTable, request.region).get(request.id)?.row.transitions ?? [];
  const upcoming = sandbox.store.in(eventTable, request.region).by('subject', request.id);
  return {
    id: request.id,
    ...(state !== undefined && { state }),
    transitions: transitions.map((transition) => {
      const { activity } = transition.cause;
      const caller = activity === undefined ? undefined : (activities.get(String(activity))?.row.caller as CallerInfo | undefined);
      return { ...transition, ...(caller && { caller }) };
    }),
    upcoming: upcoming
      .map(({ row: event }) => event)
      .sort((a, b) => a.at - b.at || a.order - b.order)
      .map(({ at, kind: event }) => ({ at, event })),
  };
}

function kindNamed(sandbox: Sandbox, name: string): Kind {
  const kind = sandbox.definition.kinds.find((candidate) => candidate.name === name);
  if (!kind) throw invalidValue(`No kind of resource is called ${name}`);
  return kind;
}

function stateOf({ lifecycle, source }: Kind, row: RowKey): string | undefined {
  if (!lifecycle || 'list' in source) return undefined;
  const state = source.indexes['state']?.(row);
  return typeof state === 'string' ? state : undefined;
}

function toNode(context: Context, kind: Kind, row: RowKey): ResourceNode {
  const state = stateOf(kind, row);
  return {
    kind: kind.name,
    region: row.region,
    id: row.id,
    ...(state !== undefined && { state, transient: kind.lifecycle!.transient.includes(state) }),
    face: kind.face(context, row),
  };
}
