import * as vscode from 'vscode';
import type { ViewName } from '../../shared/region-types';
import type { Grouping } from '../../shared/worker';
import type { Session } from '../session';
import { readOnlyText } from '../writable';
import { DisplayHold } from './display-hold';
import type { TreeElement } from './resource-list';
import { ResourceTree, type ViewOptions } from './resource-tree';
import { TreeEntry } from './tree-entry';
import { kindNamed, viewId } from './view-kinds';

const viewNames: readonly ViewName[] = ['instances', 'images', 'storage', 'network'];
const groupingKey = 'instances.grouping';

interface ResourceView {
  readonly tree: ResourceTree;
  readonly view: vscode.TreeView<TreeElement>;
}

/** The views of the sidebar. */
export class ResourceViews implements vscode.Disposable {
  private readonly hold = new DisplayHold();
  private readonly views = new Map<ViewName, ResourceView>();
  private readonly subscriptions: vscode.Disposable[];
  private failure: string | undefined;
  /** How the instances are shown. */
  private options: ViewOptions = {};

  /** @param memory remembers how the instances are grouped */
  constructor(
    private readonly session: Session,
    private readonly memory: vscode.Memento,
  ) {
    for (const name of viewNames) this.views.set(name, this.create(name));
    this.subscriptions = [
      session.onDidOpen(() => this.explain(undefined)),
      session.onDidReplace(() => this.explain(undefined)),
      session.onDidChangeRegion(() => this.explain(this.failure)),
      session.onDidFail((reason) => this.explain(reason)),
      this.views.get('instances')!.tree.onDidRead(() => this.explain(this.failure)),
    ];
    const grouping = memory.get<Grouping>(groupingKey);
    if (grouping) this.show({ grouping });
  }

  get grouping(): Grouping | undefined {
    return this.options.grouping;
  }

  get filter(): string | undefined {
    return this.options.filter;
  }

  /** Shows the instances in groups, or in none. */
  async groupBy(grouping: Grouping | undefined): Promise<void> {
    const { filter } = this.options;
    this.show({ ...(grouping && { grouping }), ...(filter !== undefined && { filter }) });
    await this.memory.update(groupingKey, grouping);
  }

  /** Shows only the instances that have each word in their name, id or another detail; all of them without a text. */
  filterBy(text: string): void {
    const { grouping } = this.options;
    const filter = text.trim();
    this.show({ ...(grouping && { grouping }), ...(filter !== '' && { filter }) });
  }

  /** The tree of a view. */
  tree(view: ViewName): ResourceTree | undefined {
    return this.views.get(view)?.tree;
  }

  /** What is selected in a view; of one kind, if it is named. */
  selection(view: ViewName, kind?: string): readonly TreeEntry[] {
    const selected = this.views.get(view)?.view.selection ?? [];
    return selected.filter((element) => element instanceof TreeEntry).filter((entry) => kind === undefined || entry.kind === kind);
  }

  /** Opens the view of a kind at a resource; a filter that hides it is taken away. */
  async reveal(kind: string, id: string): Promise<void> {
    const { view: name } = kindNamed(kind);
    await vscode.commands.executeCommand(`${viewId(name)}.focus`);
    const { tree, view } = this.views.get(name)!;
    let entry = await tree.findSettled(kind, id);
    if (!entry && name === 'instances' && this.filter !== undefined) {
      this.filterBy('');
      entry = await tree.findSettled(kind, id);
    }
    if (entry) await view.reveal(entry, { select: true, focus: true });
  }

  dispose(): void {
    for (const { tree, view } of this.views.values()) {
      view.dispose();
      tree.dispose();
    }
    for (const subscription of this.subscriptions) subscription.dispose();
    this.hold.dispose();
  }

  private create(name: ViewName): ResourceView {
    const tree = new ResourceTree(this.session, name, this.hold);
    const view = vscode.window.createTreeView(viewId(name), { treeDataProvider: tree, canSelectMany: true });
    view.onDidChangeVisibility(({ visible }) => tree.setVisible(visible));
    return { tree, view };
  }

  private show(options: ViewOptions): void {
    this.options = options;
    this.views.get('instances')!.tree.show(options);
    void vscode.commands.executeCommand('setContext', 'cloudSandbox.filtered', options.filter !== undefined);
    this.explain(this.failure);
  }

  /** Says above the first view's rows what is unusual, and beside each title which region is shown. */
  private explain(failure: string | undefined): void {
    this.failure = failure;
    const { readOnly, region } = this.session;
    for (const { view } of this.views.values()) if (view.description !== region) view.description = region;
    const { view, tree } = this.views.get('instances')!;
    const lines = [
      ...(failure !== undefined ? [failureText(failure)] : readOnly ? [readOnlyText()] : []),
      ...(this.filter === undefined || failure !== undefined ? [] : [filterText(this.filter, tree.total)]),
    ];
    const message = lines.join(' ') || undefined;
    if (view.message !== message) view.message = message;
  }
}

/** Why the account is not open. */
function failureText(failure: string): string {
  return vscode.l10n.t('The account is not open: {0}', failure.split('\n', 1)[0] ?? '');
}

function filterText(filter: string, total: number | undefined): string {
  return total === undefined ? vscode.l10n.t('Filter: {0}', filter) : vscode.l10n.t('Filter: {0} ({1} found)', filter, total);
}
