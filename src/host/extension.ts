import { statSync } from 'node:fs';
import * as vscode from 'vscode';
import { ActivityView } from './activity/activity-view';
import { CallDocuments } from './activity/call-documents';
import { type CloudSandboxApi, makeApi } from './api';
import { registerCommands } from './commands/all-commands';
import { DescribeDocuments } from './documents/describe-documents';
import { SystemLogs } from './documents/system-logs';
import { UserDataFiles } from './documents/user-data-files';
import { EndpointMemory } from './endpoint/start';
import { watchSession } from './notices';
import { ConnectPanels } from './panels/connect-panels';
import { LaunchPanels } from './panels/launch/launch-panels';
import { WhyPanels } from './panels/why-panels';
import { Session } from './session';
import { ClockItem } from './status/clock-item';
import { EndpointItem } from './status/endpoint-item';
import { ResourceViews } from './trees/resource-views';

let session: Session | undefined;

/** Registers everything and opens nothing: the account is opened when a view comes on screen or a command needs it. */
export function activate(context: vscode.ExtensionContext): CloudSandboxApi {
  const log = vscode.window.createOutputChannel('Cloud Sandbox', { log: true });
  const workerFile = vscode.Uri.joinPath(context.extensionUri, 'dist', 'worker.mjs').fsPath;
  session = new Session({
    workerFile,
    accountFolder: vscode.Uri.joinPath(context.globalStorageUri, 'account').fsPath,
    build: buildOf(String((context.extension.packageJSON as { version?: unknown }).version), workerFile),
    memory: context.globalState,
    log,
  });
  session.kept.read();
  const views = new ResourceViews(session, context.workspaceState);
  const documents = new DescribeDocuments(session);
  const why = new WhyPanels(context.extensionUri, session, documents);
  const launch = new LaunchPanels(context.extensionUri, session, views);
  const connect = new ConnectPanels(context.extensionUri, session, views);
  const activity = new ActivityView(session);
  const calls = new CallDocuments();
  const services = { context, session, views, activity, calls, documents, why, launch, connect };
  const logs = new SystemLogs(session);
  const userData = new UserDataFiles(session);
  const clock = new ClockItem(session);
  const endpoint = new EndpointItem(session);
  context.subscriptions.push(
    log,
    session,
    views,
    documents,
    why,
    launch,
    connect,
    logs,
    userData,
    clock,
    endpoint,
    activity,
    calls,
    new EndpointMemory(session, context.workspaceState),
    ...watchSession(session),
    ...registerCommands(services),
  );
  // VS Code activates the extension for a view or a command: the thread starts while it goes on to ask for what it shows.
  const prepared = setImmediate(() => session?.prepare());
  context.subscriptions.push({ dispose: () => clearImmediate(prepared) });
  return makeApi(session, views, activity);
}

/** Names what is installed: while it is being developed, many builds have the same version. */
function buildOf(version: string, workerFile: string): string {
  const file = statSync(workerFile, { throwIfNoEntry: false });
  return file ? `${version} ${file.size} ${file.mtimeMs}` : version;
}

/** Writes what is open before the window goes. */
export async function deactivate(): Promise<void> {
  await session?.close();
}
