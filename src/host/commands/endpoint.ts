import * as vscode from 'vscode';
import { type Shell, shellOf, shells } from '../../shared/tool-environment';
import { environmentText } from '../endpoint/environment';
import { startedEndpoint } from '../endpoint/start';
import { terraformProvider } from '../endpoint/terraform-provider';
import { whereLoopbackIs } from '../endpoint/where';
import type { Services } from '../services';
import type { Session } from '../session';
import { openAwsTerminal } from './terminal';

/** A sentence, and on which side of a remote window the address in it holds. */
function withSide(sentence: string): string {
  const side = whereLoopbackIs(vscode.env.remoteName);
  return side === undefined ? sentence : `${sentence.replace(/\.$/, '')}. ${side}`;
}

/** Starts the endpoint and says where it is. */
export async function startEndpoint(services: Services): Promise<void> {
  const { session } = services;
  const url = (await startedEndpoint(session))?.url;
  if (url === undefined) return;
  const terminal = vscode.l10n.t('Open Terminal');
  const copy = vscode.l10n.t('Copy URL');
  const text = withSide(vscode.l10n.t('The AWS endpoint runs at {0}', url));
  const answer = await vscode.window.showInformationMessage(text, terminal, copy);
  if (answer === terminal) await openTerminal(services);
  if (answer === copy) await vscode.env.clipboard.writeText(url);
}

export async function stopEndpoint({ session }: Services): Promise<void> {
  await session.stopEndpoint();
}

/** Opens a terminal in which the AWS CLI talks to the endpoint, starting the endpoint if need be. */
export async function openTerminal({ session }: Services): Promise<void> {
  const endpoint = await runningEndpoint(session);
  if (endpoint) openAwsTerminal(endpoint, session.region).show();
}

/** Copies lines that make a shell's AWS tools talk to the endpoint, starting it if need be. */
export async function copyEnvironment({ session }: Services): Promise<void> {
  const own = shellOf(process.platform);
  const names: Readonly<Record<Shell, readonly [label: string, description: string]>> = {
    bash: ['Bash, Zsh', 'export AWS_ENDPOINT_URL=…'],
    powershell: ['PowerShell', '$Env:AWS_ENDPOINT_URL = …'],
    cmd: ['cmd.exe', 'set AWS_ENDPOINT_URL=…'],
  };
  const items = [own, ...shells.filter((shell) => shell !== own)].map((shell) => {
    const [label, description] = names[shell];
    return { label, description, shell };
  });
  const title = vscode.l10n.t('Copy Environment for AWS Tools');
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder: vscode.l10n.t('For which shell?') });
  if (!picked) return;
  const endpoint = await runningEndpoint(session);
  if (!endpoint) return;
  await vscode.env.clipboard.writeText(environmentText(picked.shell, endpoint, session.region));
  sayCopied(vscode.l10n.t('Copied. Paste it into a shell, and its AWS tools talk to the Cloud Sandbox.'));
}

/** Copies the provider block that leads Terraform to the endpoint, starting it if need be. */
export async function copyTerraformProvider({ session }: Services): Promise<void> {
  const items = [
    {
      label: vscode.l10n.t('Keys from the environment'),
      detail: vscode.l10n.t('The block holds no secret; run Terraform in the terminal for the AWS CLI, or with the copied environment'),
      keys: 'environment' as const,
    },
    {
      label: vscode.l10n.t('Keys as variables'),
      detail: vscode.l10n.t('Works in any shell; the keys of this account are the defaults of the variables'),
      keys: 'variables' as const,
    },
  ];
  const title = vscode.l10n.t('Copy Terraform Provider Block');
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder: vscode.l10n.t('Where does Terraform get its keys?') });
  if (!picked) return;
  const endpoint = await runningEndpoint(session);
  if (!endpoint) return;
  await vscode.env.clipboard.writeText(terraformProvider(endpoint, session.region, picked.keys));
  sayCopied(vscode.l10n.t('Copied. It leads Terraform to the Cloud Sandbox as long as the endpoint runs there.'));
}

/** The menu of the endpoint. */
export async function showEndpointMenu(services: Services): Promise<void> {
  const { session } = services;
  await session.open();
  const { url } = session.endpoint;
  if (url === undefined) return startEndpoint(services);
  const item = (icon: string, label: string, run: () => Promise<void>): vscode.QuickPickItem & { run: () => Promise<void> } => ({
    label: `$(${icon}) ${label}`,
    run,
  });
  const items = [
    item('copy', vscode.l10n.t('Copy Environment for AWS Tools'), () => copyEnvironment(services)),
    item('copy', vscode.l10n.t('Copy Terraform Provider Block'), () => copyTerraformProvider(services)),
    item('link', vscode.l10n.t('Copy URL'), async () => vscode.env.clipboard.writeText(url)),
    item('terminal', vscode.l10n.t('Open Terminal'), () => openTerminal(services)),
    item(
      'list-unordered',
      vscode.l10n.t('Show Activity'),
      async () => void (await vscode.commands.executeCommand('cloudSandbox.activity.focus')),
    ),
    // A window that only follows the account does not hold its endpoint.
    ...(session.readOnly ? [] : [item('debug-stop', vscode.l10n.t('Stop'), () => stopEndpoint(services))]),
  ];
  const placeHolder = whereLoopbackIs(vscode.env.remoteName) ?? vscode.l10n.t('The AWS endpoint runs at {0}', url);
  const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('AWS Endpoint {0}', url), placeHolder });
  await picked?.run();
}

/** Says that something was copied, without waiting. */
function sayCopied(text: string): void {
  void vscode.window.showInformationMessage(withSide(text));
}

/** Where the endpoint is, started if need be; undefined when the user would not have it on another port than its own, which is in use. */
async function runningEndpoint(session: Session): Promise<Required<Session['endpoint']> | undefined> {
  await session.open();
  const endpoint = session.endpoint.url === undefined ? await startedEndpoint(session) : session.endpoint;
  if (!endpoint) return undefined;
  const { url = '', accessKeyId = '', secretAccessKey = '' } = endpoint;
  return { url, accessKeyId, secretAccessKey };
}
