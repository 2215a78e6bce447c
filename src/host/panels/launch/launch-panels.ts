import * as vscode from 'vscode';
import {
  type KeyPairOutcome,
  type LaunchInstanceCalls,
  type LaunchInstanceEvents,
  type LaunchPrefill,
  type LaunchStart,
  type LaunchWizardState,
  type NewKeyPair,
  type WizardAction,
  wizardActions,
} from '../../../shared/launch-instance';
import { savePrivateKey } from '../../commands/quick-launch/save-private-key';
import { regionNames } from '../../regions.generated';
import type { Session } from '../../session';
import { newWebviewPanel, Panel } from '../panel';
import { LaunchedInstances } from './launched-instances';
import { refusalOf, type Run, runLaunch } from './run-launch';

const viewType = 'cloudSandbox.launchInstance';

/** Shows a resource in its tree. */
interface Revealer {
  reveal(kind: string, id: string): Promise<void>;
}

type LaunchPanel = Panel<LaunchInstanceCalls, LaunchInstanceEvents>;

/** The launch wizard's pages: one that begins empty, and one for each image, instance or template it was opened with. */
export class LaunchPanels implements vscode.WebviewPanelSerializer<LaunchWizardState>, vscode.Disposable {
  private readonly panels = new Set<LaunchPanel>();
  /** The page that was opened without anything to begin with. */
  private plain: LaunchPanel | undefined;
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly session: Session,
    private readonly views: Revealer,
  ) {
    this.subscriptions = [
      vscode.window.registerWebviewPanelSerializer(viewType, this),
      session.onDidReplace(() => this.panels.forEach((panel) => panel.tell('replaced', null))),
    ];
  }

  /** Opens the wizard. Without a prefill, the page that is open already comes to the front with its draft. */
  open(prefill?: LaunchPrefill): void {
    if (prefill === undefined && this.plain) {
      this.plain.webviewPanel.reveal();
      return;
    }
    // What is asked of the account is on its way while the page loads.
    void this.session.open().catch(() => undefined);
    this.adopt(newWebviewPanel(viewType, vscode.l10n.t('Launch Instance')), { region: this.session.region, ...(prefill && { prefill }) });
  }

  async deserializeWebviewPanel(webviewPanel: vscode.WebviewPanel, state: LaunchWizardState | undefined): Promise<void> {
    if (state?.region) this.adopt(webviewPanel, { region: state.region, ...(state.prefill && { prefill: state.prefill }) });
    else webviewPanel.dispose();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    for (const panel of this.panels) panel.dispose();
  }

  private adopt(webviewPanel: vscode.WebviewPanel, state: LaunchWizardState): void {
    const { session } = this;
    let following: LaunchedInstances | undefined;
    const run: Run = (action, input) => session.execute(action, input, state.region);
    const panel: LaunchPanel = new Panel<LaunchInstanceCalls, LaunchInstanceEvents>(webviewPanel, {
      extensionUri: this.extensionUri,
      page: 'launch-instance',
      title: vscode.l10n.t('Launch Instance'),
      icon: 'launch.svg',
      state,
      opening: { heading: vscode.l10n.t('Launch Instance'), note: vscode.l10n.t('Reading the account…') },
      handlers: {
        start: () => this.start(state.region),
        execute: ({ action, input }) => run(allowed(action), input as never),
        offers: ({ imageId }) => session.launchOffers(imageId, state.region),
        createKeyPair: (pair) => createKeyPair(run, pair, (id, path) => session.keyFiles.remember(state.region, id, path)),
        launch: async (plan) => {
          const progress = { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Launching…') };
          const outcome = await vscode.window.withProgress(progress, () => runLaunch(run, plan));
          // What is launched next begins on a page of its own.
          if ('instanceIds' in outcome && this.plain === panel) this.plain = undefined;
          return outcome;
        },
        launched: ({ instanceIds }) => {
          following?.dispose();
          following = new LaunchedInstances(session, state.region, instanceIds, (view) => panel.tell('launched', view));
          return following.view();
        },
        showInSidebar: ({ instanceId }) => this.show(state.region, instanceId),
        viewInstances: async () => {
          await session.selectRegion(state.region);
          await vscode.commands.executeCommand('cloudSandbox.instances.focus');
        },
      },
    });
    this.panels.add(panel);
    if (!state.prefill) this.plain = panel;
    panel.onDidDispose(() => {
      following?.dispose();
      this.panels.delete(panel);
      if (this.plain === panel) this.plain = undefined;
    });
  }

  private async start(region: string): Promise<LaunchStart> {
    const terms = await this.session.launchTerms(region);
    const [english = region, korean = english] = regionNames[region] ?? [];
    return { region, regionName: vscode.env.language === 'ko' ? korean : english, readOnly: this.session.readOnly, terms };
  }

  private async show(region: string, instanceId: string): Promise<void> {
    await this.session.selectRegion(region);
    await this.views.reveal('instances', instanceId);
  }
}

/** @throws Error for an action that is not the page's to ask for */
function allowed(action: WizardAction): WizardAction {
  if (!wizardActions.includes(action)) throw new Error(`The launch wizard may not call ${action}`);
  return action;
}

/** Makes a key pair and offers its private half to be saved; when the user wants neither file nor pair, it is deleted again. */
async function createKeyPair(
  run: Run,
  { name, type, format }: NewKeyPair,
  remember: (keyPairId: string, path: string) => Promise<void>,
): Promise<KeyPairOutcome> {
  try {
    const { KeyMaterial = '', KeyPairId = '' } = await run('ec2:CreateKeyPair', { KeyName: name, KeyType: type, KeyFormat: format });
    const saved = await savePrivateKey(name, KeyMaterial, format);
    if (saved && saved !== 'unsaved') await remember(KeyPairId, saved.fsPath);
    if (saved) return { made: true, ...(saved !== 'unsaved' && { file: saved.fsPath }) };
    await run('ec2:DeleteKeyPair', { KeyPairId });
    return { made: false };
  } catch (error) {
    return { made: false, refusal: refusalOf('ec2:CreateKeyPair', error) };
  }
}
