import * as vscode from 'vscode';
import type { ResourceNode } from '../../shared/worker';
import type { Session } from '../session';
import { describeFace, iconOf } from '../trees/tree-item';

/** A resource that a command is about. */
export type Subject = Pick<ResourceNode, 'kind' | 'region' | 'id'> & { readonly node: ResourceNode };

/** What may be picked. */
export interface ResourceQuestion {
  readonly kinds: readonly string[];
  /** Only resources with one of these flags; none given, all. */
  readonly needs?: readonly string[];
  readonly many: boolean;
  readonly title: string;
}

interface ResourceItem extends vscode.QuickPickItem {
  readonly node?: ResourceNode;
}

const toItem = (node: ResourceNode): ResourceItem => ({
  label: node.face.label,
  description: node.face.label === node.id ? describeFace(node.face) : `${node.id} · ${describeFace(node.face)}`,
  iconPath: iconOf(node.face),
  node,
});

const fits = ({ face }: ResourceNode, needs: readonly string[] | undefined): boolean =>
  needs === undefined || face.flags.some((flag) => needs.includes(flag));

/** Asks for resources of the region that is shown; empty when nothing fits or the user thinks better of it. */
export async function pickResources(session: Session, question: ResourceQuestion): Promise<Subject[]> {
  const found = (await Promise.all(question.kinds.map((kind) => session.allNodes(kind)))).flat();
  const nodes = found.filter((node) => fits(node, question.needs));
  if (nodes.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('{0}: nothing in {1} is in a state for this.', question.title, session.region));
    return [];
  }
  const options = { title: question.title, placeHolder: vscode.l10n.t('Search by name, ID or state'), matchOnDescription: true };
  const picked = question.many
    ? await vscode.window.showQuickPick(nodes.map(toItem), { ...options, canPickMany: true })
    : [await vscode.window.showQuickPick(nodes.map(toItem), options)];
  return (picked ?? []).flatMap((item) => (item?.node ? [{ ...item.node, node: item.node }] : []));
}
