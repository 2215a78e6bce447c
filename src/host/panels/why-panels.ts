import * as vscode from 'vscode';
import { virtualNow } from '../../shared/virtual-time';
import type { WhyCalls, WhyEvents, WhyState, WhyView } from '../../shared/why';
import type { DescribeDocuments } from '../documents/describe-documents';
import { explain } from '../messages';
import type { Session } from '../session';
import { newWebviewPanel, Panel } from './panel';

const viewType = 'cloudSandbox.why';

type WhyPanel = Panel<WhyCalls, WhyEvents>;

const keyOf = ({ kind, region, id }: WhyState): string => `${region}/${kind}/${id}`;

/** The pages that tell why a resource is in its state: one a resource, following it live. */
export class WhyPanels implements vscode.WebviewPanelSerializer<WhyState>, vscode.Disposable {
  private readonly panels = new Map<string, { readonly panel: WhyPanel; readonly subject: WhyState }>();
  /** What the resources were last called: a name goes with its resource. */
  private readonly labels = new Map<string, string>();
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly session: Session,
    private readonly documents: DescribeDocuments,
  ) {
    this.subscriptions = [
      vscode.window.registerWebviewPanelSerializer(viewType, this),
      session.onDidChange(({ changed }) => {
        if (this.panels.size === 0) return;
        for (const change of changed) this.refresh(keyOf(change));
      }),
      session.onDidReplace(() => this.panels.forEach((_, key) => this.refresh(key))),
    ];
  }

  /** Shows the page of a resource. */
  open(subject: WhyState): void {
    const known = this.panels.get(keyOf(subject));
    if (known) known.panel.webviewPanel.reveal();
    else this.adopt(newWebviewPanel(viewType, vscode.l10n.t('Why? {0}', subject.id)), subject);
  }

  async deserializeWebviewPanel(webviewPanel: vscode.WebviewPanel, state: WhyState | undefined): Promise<void> {
    if (state?.id) this.adopt(webviewPanel, state);
    else webviewPanel.dispose();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    for (const { panel } of this.panels.values()) panel.dispose();
  }

  private adopt(webviewPanel: vscode.WebviewPanel, { kind, region, id, label }: WhyState): void {
    const subject = { kind, region, id };
    this.labels.set(keyOf(subject), label ?? id);
    const panel: WhyPanel = new Panel<WhyCalls, WhyEvents>(webviewPanel, {
      extensionUri: this.extensionUri,
      page: 'why',
      title: vscode.l10n.t('Why? {0}', id),
      icon: 'why.svg',
      state: subject,
      handlers: {
        view: async () => named(webviewPanel, await this.view(subject)),
        openJson: () => this.documents.open(subject),
      },
    });
    this.panels.set(keyOf(subject), { panel, subject });
    panel.onDidDispose(() => {
      this.panels.delete(keyOf(subject));
      this.labels.delete(keyOf(subject));
    });
  }

  private refresh(key: string): void {
    const known = this.panels.get(key);
    if (!known?.panel.visible) return;
    const { panel, subject } = known;
    this.view(subject).then(
      (view) => panel.tell('view', named(panel.webviewPanel, view)),
      (error: unknown) => this.session.log.error(`Why ${subject.id}: ${explain(error)}`),
    );
  }

  private async view({ kind, region, id }: WhyState): Promise<WhyView> {
    const [history, [node]] = await Promise.all([this.session.history(kind, region, id), this.session.nodesById(kind, [id], region)]);
    const { clock } = this.session;
    const key = keyOf({ kind, region, id });
    if (node && this.panels.has(key)) this.labels.set(key, node.face.label);
    return { kind, region, label: this.labels.get(key) ?? id, now: clock ? virtualNow(clock, Date.now()) : 0, history };
  }
}

/** Titles the tab with the resource's name, which the user may change. */
function named(webviewPanel: vscode.WebviewPanel, view: WhyView): WhyView {
  webviewPanel.title = vscode.l10n.t('Why? {0}', view.label);
  return view;
}
