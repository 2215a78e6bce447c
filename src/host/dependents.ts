import * as vscode from 'vscode';
import type { ActionName } from '../shared/region-types';
import type { Dependent } from '../shared/worker';
import { kindMenus } from './kinds.generated';
import { codeOf, nameList, named } from './messages';
import type { Session } from './session';
import { describeFace, iconOf } from './trees/tree-item';

/** So many dependents are named in a sentence. */
const namedAtMost = 3;

/** The resource that an action's input names, as the kinds' menus know it. */
function subjectOf(action: ActionName, input: unknown): string | undefined {
  const entry = kindMenus.flatMap(({ menu }) => menu).find((candidate) => candidate.action === action);
  const value = entry && (input as Readonly<Record<string, unknown>>)[entry.idsInput];
  return typeof value === 'string' ? value : undefined;
}

const namesOf = (dependents: readonly Dependent[], total: number): string =>
  nameList(
    dependents.map(({ id, node }) => (node ? named(node) : id)),
    namedAtMost,
    total,
  );

/** What kept AWS from doing what was asked, when that is why it was refused. */
export async function inTheWay(session: Session, error: unknown): Promise<{ names: string; dependents: readonly Dependent[] } | undefined> {
  const request = session.refusedRequest(error);
  const id = request && subjectOf(request.action, request.input);
  if (id === undefined) return undefined;
  const found = await session.dependents(request!.action, id, request!.region).catch(() => undefined);
  if (!found || found.total === 0 || found.code !== codeOf(error)) return undefined;
  return { names: namesOf(found.dependents, found.total), dependents: found.dependents };
}

/** Leads to what is in the way: to the only one, else to the one that the user picks; the sidebar shows its region then. */
export async function showDependent(
  session: Pick<Session, 'selectRegion'>,
  dependents: readonly Dependent[],
  reveal: (kind: string, id: string) => Promise<void>,
): Promise<void> {
  const nodes = dependents.flatMap(({ node }) => node ?? []);
  const items = nodes.map((node) => ({
    label: node.face.label,
    description: node.face.label === node.id ? describeFace(node.face) : `${node.id} · ${describeFace(node.face)}`,
    iconPath: iconOf(node.face),
    node,
  }));
  const [only, ...others] = items;
  const chosen = others.length === 0 ? only : await vscode.window.showQuickPick(items, { title: vscode.l10n.t('In the way') });
  if (!chosen) return;
  await session.selectRegion(chosen.node.region);
  await reveal(chosen.node.kind, chosen.node.id);
}

/**
 * A warning for a question before an action: what AWS will refuse it for as things are, a line each for the first three resources; undefined when
 * nothing is in the way. What an earlier one of them goes with is not.
 */
export async function refusalAhead(
  session: Session,
  action: ActionName,
  subjects: readonly { readonly id: string; readonly region: string; readonly name: string }[],
): Promise<string | undefined> {
  const lines: string[] = [];
  const gone = new Set<string>();
  for (const { id, region, name } of subjects) {
    const found = await session.dependents(action, id, region);
    if (!found) return undefined;
    const left = found.dependents.filter((dependent) => !gone.has(dependent.id));
    const total = found.total - (found.dependents.length - left.length);
    if (total === 0) gone.add(id);
    else if (lines.push(line(subjects.length > 1 ? name : undefined, found.code, namesOf(left, total))) === namedAtMost) break;
  }
  return lines.length > 0 ? lines.join('\n') : undefined;
}

function line(name: string | undefined, code: string, names: string): string {
  return name === undefined
    ? vscode.l10n.t('AWS refuses this ({0}) as long as these are in the way: {1}.', code, names)
    : vscode.l10n.t('AWS refuses this for {0} ({1}) as long as these are in the way: {2}.', name, code, names);
}
