import type { Context } from '../region/kernel/context';
import type { Sandbox } from '../region/kernel/sandbox';
import { findOfKind, type Kind, listKind } from '../region/kernel/kind';
import { invalidValue } from '../region/kernel/errors';
import { activityTable, eventTable, historyTable } from '../region/kernel/tables';
import type { RowKey } from '../region/store/table';
import type { CallerInfo } from '../shared/activity';
import {
  type Grouping,
  type NodePage,
  pageLimit,
  type ResourceGroup,
  type ResourceNode,
  type Selection,
  type StateHistory,
} from '../shared/worker';
import { groupOf, type Listings, stateOf } from './listings';

interface Asked {
  readonly kind: string;
  readonly region: string;
  readonly selection?: Selection;
}

/** A page of the resources of a kind, in the order of their creation. */
export function nodePage(sandbox: Sandbox, listings: Listings, request: Asked & { offset: number | 'newest'; limit: number }): NodePage {
  const { selection = {} } = request;
  const kind = kindNamed(sandbox, request.kind);
  const context = sandbox.reader(request.region);
  const limit = Math.min(request.limit, pageLimit);
  const page = <Item>(all: readonly Item[], show: (item: Item) => readonly ResourceNode[]): NodePage => {
    const total = all.length;
    const offset = request.offset === 'newest' ? Math.max(0, Math.ceil(total / limit) - 1) * limit : request.offset;
    return { nodes: all.slice(offset, offset + limit).flatMap(show), total, offset };
  };
  if (selection.filter !== undefined || selection.grouping) {
    const members = listings.of(context, kind, selection).members(context, selection.group);
    return page(members, ({ id }) => {
      const row = findOfKind(context, kind, id);
      return row ? [toNode(sandbox, context, kind, row, selection.grouping)] : [];
    });
  }
  const rows = selection.parent === undefined ? listKind(context, kind) : rowsBelow(context, kind, selection.parent);
  return page(rows, (row) => [toNode(sandbox, context, kind, row)]);
}

/** The named resources that still exist and are in the selection. */
export function nodesById(sandbox: Sandbox, listings: Listings, request: Asked & { ids: readonly string[] }): ResourceNode[] {
  const { selection = {} } = request;
  const kind = kindNamed(sandbox, request.kind);
  const context = sandbox.reader(request.region);
  const filtered = selection.filter === undefined ? undefined : listings.of(context, kind, selection);
  return request.ids.slice(0, pageLimit).flatMap((id) => {
    const row = findOfKind(context, kind, id);
    return row && (filtered?.has(context, id) ?? true) ? [toNode(sandbox, context, kind, row, selection.grouping)] : [];
  });
}

/** The groups of a selection, by their values. */
export function resourceGroups(sandbox: Sandbox, listings: Listings, request: Asked & { selection: Selection }): ResourceGroup[] {
  const context = sandbox.reader(request.region);
  return listings.of(context, kindNamed(sandbox, request.kind), request.selection).groupsNow(context);
}

/** How many resources there are of each kind. */
export function resourceCounts(sandbox: Sandbox, request: { kinds: readonly string[]; region: string }): number[] {
  const context = sandbox.reader(request.region);
  return request.kinds.map((name) => {
    const kind = kindNamed(sandbox, name);
    return 'list' in kind.source ? listKind(context, kind).length : context.rows(kind.source).size;
  });
}

/** What led to a resource's state, and what is going to happen to it. */
export function stateHistory(sandbox: Sandbox, request: { kind: string; region: string; id: string }): StateHistory {
  const kind = kindNamed(sandbox, request.kind);
  const row = findOfKind(sandbox.reader(request.region), kind, request.id);
  const state = row && stateOf(kind, row);
  const activities = sandbox.store.in(activityTable, '');
  const transitions = sandbox.store.in(historyTable, request.region).get(request.id)?.row.transitions ?? [];
  const upcoming = sandbox.store
    .in(eventTable, request.region)
    .by('subject', request.id)
    .map(({ row: event }) => event)
    .sort((a, b) => a.at - b.at || a.order - b.order);
  const events = new Set([
    ...transitions.flatMap(({ cause, scheduledBy }) => [cause.name, ...(scheduledBy ? [scheduledBy.name] : [])]),
    ...upcoming.map((event) => event.kind),
  ]);
  return {
    id: request.id,
    ...(state !== undefined && { state }),
    transitions: transitions.map((transition) => {
      const { activity } = transition.cause;
      const caller = activity === undefined ? undefined : (activities.get(String(activity))?.row.caller as CallerInfo | undefined);
      return { ...transition, ...(caller && { caller }) };
    }),
    upcoming: upcoming.map(({ at, kind: event }) => ({ at, event })),
    words: Object.fromEntries(sandbox.definition.events.filter((event) => events.has(event.kind)).map((event) => [event.kind, event.says])),
  };
}

function kindNamed(sandbox: Sandbox, name: string): Kind {
  const kind = sandbox.definition.kinds.find((candidate) => candidate.name === name);
  if (!kind) throw invalidValue(`No kind of resource is called ${name}`);
  return kind;
}

/** The resources of a kind that stand below another. */
function rowsBelow(context: Context, { place, source }: Kind, parent: string): readonly RowKey[] {
  return 'parent' in place && !('list' in source) ? context.by(source, place.index, parent) : [];
}

function parentOf({ place, source }: Kind, row: RowKey): string | undefined {
  if ('view' in place || 'list' in source) return undefined;
  const named = source.indexes[place.index]?.(row);
  return typeof named === 'object' ? named[0] : named;
}

/** How many resources of each kind stand below one. */
function childrenOf(sandbox: Sandbox, context: Context, kind: Kind, id: string): Record<string, number> | undefined {
  let children: Record<string, number> | undefined;
  for (const { name, place, source } of sandbox.definition.kinds) {
    if ('view' in place || place.parent !== kind.name || 'list' in source) continue;
    const count = context.rows(source).count(place.index, id);
    if (count > 0) (children ??= {})[name] = count;
  }
  return children;
}

/** A resource as trees show it. */
export function toNode(sandbox: Sandbox, context: Context, kind: Kind, row: RowKey, grouping?: Grouping): ResourceNode {
  const state = stateOf(kind, row);
  const parent = parentOf(kind, row);
  const children = childrenOf(sandbox, context, kind, row.id);
  return {
    kind: kind.name,
    region: row.region,
    id: row.id,
    ...(state !== undefined && { state, transient: kind.lifecycle!.transient.includes(state) }),
    ...(parent !== undefined && { parent }),
    ...(children && { children }),
    ...(grouping && { group: groupOf(context, kind, row, grouping) }),
    face: kind.face(context, row),
  };
}
