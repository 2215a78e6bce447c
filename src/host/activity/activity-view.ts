import * as vscode from 'vscode';
import { type CallFilter, type CallRecord, orderOf } from '../../shared/activity';
import { virtualNow } from '../../shared/virtual-time';
import { explain } from '../messages';
import type { Session } from '../session';
import { CallList } from './call-list';
import { type ActivityElement, type CallRow, itemOf, resolved, rowsBelow } from './call-rows';
import { clientText } from './call-text';
import { jsonOf } from './aws-command';

/** New calls are shown at most this often, milliseconds. */
const showEvery = 250;
/** How much of an input its row and its tooltip show, characters. */
const [shownInRow, shownInTooltip] = [120, 2_000];

/** Which results are shown, in the words above the rows. */
function onlyText(only: NonNullable<CallFilter['only']>): string {
  const words = {
    changes: vscode.l10n.t('changes only'),
    looks: vscode.l10n.t('reads only'),
    errors: vscode.l10n.t('errors only'),
    'not-simulated': vscode.l10n.t('only with inputs that are not simulated'),
  };
  return words[only];
}

/**
 * The calls of the account, the newest first. After the first look only new calls are asked for, and only while the view is on screen; what was
 * read stays.
 */
export class ActivityView implements vscode.TreeDataProvider<ActivityElement>, vscode.Disposable {
  private readonly changeEmitter = new vscode.EventEmitter<ActivityElement | undefined>();
  private readonly list: CallList;
  private readonly view: vscode.TreeView<ActivityElement>;
  /** Rows by the numbers of their calls. */
  private rows = new Map<number, CallRow>();
  private generation = 0;
  /** The newest call that has been told of. */
  private told = 0;
  private visible = false;
  private timer: NodeJS.Timeout | undefined;
  private readonly subscriptions: vscode.Disposable[];

  readonly onDidChangeTreeData = this.changeEmitter.event;

  constructor(private readonly session: Session) {
    this.list = new CallList(session);
    this.view = vscode.window.createTreeView('cloudSandbox.activity', { treeDataProvider: this });
    this.subscriptions = [
      this.changeEmitter,
      this.view,
      this.view.onDidChangeVisibility(({ visible }) => {
        this.visible = visible;
        this.schedule();
      }),
      session.onDidCall((number) => {
        this.told = number;
        this.schedule();
      }),
      session.onDidOpen(() => this.reset()),
      session.onDidReplace(() => this.reset()),
      session.onDidChangeRegion(() => this.changeEmitter.fire(undefined)),
    ];
  }

  get filter(): CallFilter {
    return this.list.filter;
  }

  /** The selected rows. */
  get selection(): readonly ActivityElement[] {
    return this.view.selection;
  }

  /** Shows only some calls; all of them by an empty filter. */
  filterBy(filter: CallFilter): void {
    this.list.reset(filter);
    this.rows.clear();
    void vscode.commands.executeCommand('setContext', 'cloudSandbox.activityFiltered', Object.keys(filter).length > 0);
    this.explain();
    this.changeEmitter.fire(undefined);
  }

  /** Shows older calls too. */
  async showOlder(): Promise<void> {
    await this.list.catchUp(this.told);
    await this.list.more();
    this.changeEmitter.fire(undefined);
  }

  getTreeItem(element: ActivityElement): vscode.TreeItem | Promise<vscode.TreeItem> {
    const { region, clock } = this.session;
    const now = clock ? virtualNow(clock, Date.now()) : 0;
    const item = itemOf(element, { region, now, generation: this.generation });
    return element.type === 'input' && element.of.call.input === 'kept' ? this.withInput(item, element.of) : item;
  }

  async getChildren(element?: ActivityElement): Promise<ActivityElement[]> {
    if (element) return element.type === 'call' ? rowsBelow(element) : [];
    this.visible = true;
    try {
      await this.session.open();
      await this.list.read();
    } catch (error) {
      this.session.log.error(`activity: ${explain(error)}`);
      return [];
    }
    this.explain();
    return this.shown();
  }

  getParent(element: ActivityElement): ActivityElement | undefined {
    return 'of' in element ? element.of : undefined;
  }

  resolveTreeItem(item: vscode.TreeItem, element: ActivityElement): vscode.TreeItem {
    return resolved(item, element);
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private async withInput(item: vscode.TreeItem, { call }: CallRow): Promise<vscode.TreeItem> {
    const input = (await this.session.call(call.number).catch(() => undefined))?.input ?? {};
    const text = jsonOf(input);
    const tooltip = new vscode.MarkdownString().appendCodeblock(jsonOf(input, 2).slice(0, shownInTooltip), 'json');
    return { ...item, description: text.length > shownInRow ? `${text.slice(0, shownInRow)}…` : text, tooltip };
  }

  private reset(): void {
    this.generation++;
    this.told = 0;
    this.list.reset();
    this.rows.clear();
    this.changeEmitter.fire(undefined);
  }

  private shown(): ActivityElement[] {
    const { calls, total } = this.list;
    const former = this.rows;
    const rowOf = (call: CallRecord): CallRow => {
      const known = former.get(call.number);
      return known && orderOf(known.call) === orderOf(call) ? known : { type: 'call', call };
    };
    this.rows = new Map(calls.map((call) => [call.number, rowOf(call)]));
    const rest = total - calls.length;
    return [...this.rows.values(), ...(rest > 0 ? [{ type: 'more', rest } as const] : [])];
  }

  private schedule(): void {
    if (!this.visible || !this.list.isRead || this.told === 0) return;
    this.timer ??= setTimeout(() => void this.catchUp(), showEvery);
  }

  private async catchUp(): Promise<void> {
    const { told } = this;
    try {
      await this.list.catchUp(told);
      this.changeEmitter.fire(undefined);
    } catch (error) {
      this.session.log.error(`activity: ${explain(error)}`);
    } finally {
      this.timer = undefined;
    }
    if (told !== this.told) this.schedule();
  }

  /** Says above the rows which calls are shown. */
  private explain(): void {
    const { only, client, text } = this.list.filter;
    const parts = [
      ...(only === undefined ? [] : [onlyText(only)]),
      ...(client === undefined ? [] : [clientText(client)]),
      ...(text === undefined ? [] : [`“${text}”`]),
    ];
    const filter = parts.join(', ');
    const message = !filter
      ? undefined
      : this.list.isRead
        ? vscode.l10n.t('Filter: {0} ({1} found)', filter, this.list.total)
        : vscode.l10n.t('Filter: {0}', filter);
    if (this.view.message !== message) this.view.message = message;
  }
}
