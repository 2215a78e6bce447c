import { writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { ConnectCalls, ConnectEvents, ConnectState, ConnectView } from '../../shared/connect';
import { explain } from '../messages';
import type { Session } from '../session';
import { newWebviewPanel, Panel } from './panel';

const viewType = 'cloudSandbox.connect';
/** How often a page that waits for the clock looks again, milliseconds. */
const waiting = 1_000;
/** A burst of changes is looked at once. */
const gathering = 50;

type ConnectPanel = Panel<ConnectCalls, ConnectEvents>;

interface Known {
  readonly panel: ConnectPanel;
  readonly subject: ConnectState;
  timer?: NodeJS.Timeout | undefined;
  dueAt?: number;
}

/** What a page leaves to others. */
export interface ConnectHelpers {
  reveal(kind: string, id: string): Promise<void>;
}

const keyOf = ({ region, id }: ConnectState): string => `${region}/${id}`;

/** The pages that tell how to connect to an instance, and why it would fail: one an instance, following the account and the clock. */
export class ConnectPanels implements vscode.WebviewPanelSerializer<ConnectState>, vscode.Disposable {
  private readonly panels = new Map<string, Known>();
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly session: Session,
    private readonly helpers: ConnectHelpers,
  ) {
    const all = (): void => this.panels.forEach((known) => this.look(known, gathering));
    this.subscriptions = [
      vscode.window.registerWebviewPanelSerializer(viewType, this),
      // Rules, routes, addresses and key pairs decide as much as the instance does.
      session.onDidChange(all),
      session.onDidChangeClock(all),
      session.onDidReplace(all),
      session.onDidOpen(all),
    ];
  }

  /** Shows the page of an instance. */
  open({ region, id }: ConnectState): void {
    const known = this.panels.get(keyOf({ region, id }));
    if (known) known.panel.webviewPanel.reveal();
    else this.adopt(newWebviewPanel(viewType, vscode.l10n.t('Connect to {0}', id)), { region, id });
  }

  async deserializeWebviewPanel(webviewPanel: vscode.WebviewPanel, state: ConnectState | undefined): Promise<void> {
    if (state?.id) this.adopt(webviewPanel, state);
    else webviewPanel.dispose();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    for (const { panel } of this.panels.values()) panel.dispose();
  }

  private adopt(webviewPanel: vscode.WebviewPanel, { region, id }: ConnectState): void {
    const subject = { region, id };
    const { session } = this;
    const panel: ConnectPanel = new Panel<ConnectCalls, ConnectEvents>(webviewPanel, {
      extensionUri: this.extensionUri,
      page: 'connect',
      title: vscode.l10n.t('Connect to {0}', id),
      icon: 'connect.svg',
      state: subject,
      handlers: {
        view: () => this.view(known),
        copy: async (text) => vscode.env.clipboard.writeText(text),
        addRule: () => this.addRule(subject),
        start: async () => void (await session.execute('ec2:StartInstances', { InstanceIds: [id] }, region)),
        password: () => this.password(subject),
        save: ({ name, text }) => save(name, text),
        show: (resource) => this.helpers.reveal(resource.kind, resource.id),
      },
    });
    const known: Known = { panel, subject };
    this.panels.set(keyOf(subject), known);
    panel.onDidDispose(() => {
      clearTimeout(known.timer);
      this.panels.delete(keyOf(subject));
    });
  }

  /** Looks again, `delay` milliseconds from now or sooner. */
  private look(known: Known, delay: number): void {
    const dueAt = Date.now() + delay;
    if (known.timer && (known.dueAt ?? 0) <= dueAt) return;
    clearTimeout(known.timer);
    known.dueAt = dueAt;
    known.timer = setTimeout(() => {
      known.timer = undefined;
      if (!known.panel.visible) return;
      this.view(known).then(
        (view) => known.panel.tell('view', view),
        (error: unknown) => this.session.log.error(`Connect ${known.subject.id}: ${explain(error)}`),
      );
    }, delay);
  }

  private async view(known: Known): Promise<ConnectView> {
    const { region, id } = known.subject;
    const { session } = this;
    const connection = await session.connection(region, id);
    const keyFile = connection.keyPairId === undefined ? undefined : await session.keyFiles.find(region, connection.keyPairId);
    const passwordComes = connection.passwordAt !== undefined && connection.passwordAt > connection.now;
    if (connection.reach.reason === 'booting' || passwordComes) this.look(known, waiting);
    known.panel.webviewPanel.title = vscode.l10n.t('Connect to {0}', connection.label);
    return { ...connection, region, readOnly: session.readOnly, ...(keyFile && { keyFile }) };
  }

  /** Lets the user in where the group that decides lets nobody in. */
  private async addRule({ region, id }: ConnectState): Promise<void> {
    const { group, port, userAddress } = await this.session.connection(region, id);
    if (!group) return;
    const ranges = [{ CidrIp: `${userAddress}/32`, Description: 'My IP' }];
    const permission = { IpProtocol: 'tcp', FromPort: port, ToPort: port, IpRanges: ranges };
    await this.session.execute('ec2:AuthorizeSecurityGroupIngress', { GroupId: group.id, IpPermissions: [permission] }, region);
  }

  private async password({ region, id }: ConnectState): Promise<void> {
    const [node] = await this.session.nodesById('instances', [id], region);
    if (node) await vscode.commands.executeCommand('cloudSandbox.getWindowsPassword', { kind: 'instances', region, id, node });
  }
}

async function save(name: string, text: string): Promise<void> {
  const target = await vscode.window.showSaveDialog({ defaultUri: vscode.Uri.file(name), saveLabel: vscode.l10n.t('Save') });
  if (!target) return;
  if (target.scheme === 'file') await writeFile(target.fsPath, text);
  else await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
}
