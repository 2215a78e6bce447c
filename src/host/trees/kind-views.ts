import * as vscode from 'vscode';
import { readOnlyText } from '../writable';
import { kindMenus } from '../kinds.generated';
import type { Session } from '../session';
import { DisplayHold } from './display-hold';
import { KindTree, type TreeElement } from './kind-tree';
import { TreeEntry } from './tree-entry';

/** The view of a kind: `cloudSandbox.<kind>`. */
export const viewId = (kind: string): string => `cloudSandbox.${kind}`;

interface KindView {
  readonly tree: KindTree;
  readonly view: vscode.TreeView<TreeElement>;
}

/** The trees in the sidebar, one a kind. */
export class KindViews implements vscode.Disposable {
  private readonly hold = new DisplayHold();
  private readonly views = new Map<string, KindView>();
  private readonly subscriptions: vscode.Disposable[];
  private failure: string | undefined;

  constructor(private readonly session: Session) {
    for (const { name } of kindMenus) this.views.set(name, this.create(name));
    this.subscriptions = [
      session.onDidOpen(() => this.explain(undefined)),
      session.onDidReplace(() => this.explain(undefined)),
      session.onDidChangeRegion(() => this.explain(this.failure)),
      session.onDidFail((reason) => this.explain(reason)),
    ];
  }

  /** The tree of a kind. */
  tree(kind: string): KindTree | undefined {
    return this.views.get(kind)?.tree;
  }

  /** What is selected in the view of a kind. */
  selection(kind: string): readonly TreeEntry[] {
    const selected = this.views.get(kind)?.view.selection ?? [];
    return selected.filter((element) => element instanceof TreeEntry);
  }

  /** Opens the view of a kind at a resource. */
  async reveal(kind: string, id: string): Promise<void> {
    await vscode.commands.executeCommand(`${viewId(kind)}.focus`);
    const entry = await this.tree(kind)?.find(id);
    if (entry) await this.views.get(kind)?.view.reveal(entry, { select: true, focus: true });
  }

  dispose(): void {
    for (const { tree, view } of this.views.values()) {
      view.dispose();
      tree.dispose();
    }
    for (const subscription of this.subscriptions) subscription.dispose();
    this.hold.dispose();
  }

  private create(kind: string): KindView {
    const tree = new KindTree(this.session, kind, this.hold);
    const view = vscode.window.createTreeView(viewId(kind), { treeDataProvider: tree, canSelectMany: true });
    view.onDidChangeVisibility(({ visible }) => tree.setVisible(visible));
    return { tree, view };
  }

  /** Says above the first view's rows what is unusual, and beside each title which region is shown. */
  private explain(failure: string | undefined): void {
    this.failure = failure;
    const { readOnly, region } = this.session;
    const views = Array.from(this.views.values(), ({ view }) => view);
    for (const view of views) view.description = region;
    const [first] = views;
    if (first) first.message = failure !== undefined ? failureText(failure) : readOnly ? readOnlyText() : undefined;
  }
}

/** Why the account is not open. */
function failureText(failure: string): string {
  return vscode.l10n.t('The account is not open: {0}', failure.split('\n', 1)[0] ?? '');
}
