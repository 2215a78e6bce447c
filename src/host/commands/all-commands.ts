import * as vscode from 'vscode';
import { explain } from '../messages';
import type { Services } from '../services';
import { accountSettings, resetAccount } from './account';
import { showClockMenu } from './clock';
import { openTerminal, startEndpoint, stopEndpoint } from './endpoint';
import { kindMenuCommands } from './kind-menu';
import { launchFromTemplate, launchInstance, launchMoreLikeThis } from './launch-instance';
import { quickLaunch } from './quick-launch/quick-launch';
import { selectRegion } from './region';
import { copyId, copyPublicIp, openAsJson, showWhy } from './resource';
import type { CommandArguments } from './subjects';

type Command = (services: Services, ...args: CommandArguments) => Promise<void> | void;

/** The commands that no kind's menu brings; scripts/manifest/commands.mjs declares them. */
const commands: Readonly<Record<string, Command>> = {
  'cloudSandbox.quickLaunch': quickLaunch,
  'cloudSandbox.launchInstance': launchInstance,
  'cloudSandbox.launchMoreLikeThis': launchMoreLikeThis,
  'cloudSandbox.launchFromTemplate': launchFromTemplate,
  'cloudSandbox.openAsJson': openAsJson,
  'cloudSandbox.why': showWhy,
  'cloudSandbox.copyId': copyId,
  'cloudSandbox.copyPublicIp': copyPublicIp,
  'cloudSandbox.selectRegion': selectRegion,
  'cloudSandbox.clock': ({ session }) => showClockMenu(session),
  'cloudSandbox.startEndpoint': startEndpoint,
  'cloudSandbox.stopEndpoint': stopEndpoint,
  'cloudSandbox.openTerminal': openTerminal,
  'cloudSandbox.accountSettings': accountSettings,
  'cloudSandbox.resetAccount': resetAccount,
  'cloudSandbox.restart': ({ session }) => session.restart(),
  'cloudSandbox.showLog': ({ session }) => session.log.show(),
};

/** Runs a command; an error is told with AWS's code and kept in the log. */
async function told({ session }: Services, id: string, run: () => Promise<void> | void): Promise<void> {
  try {
    await run();
  } catch (error) {
    session.log.error(`${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    const log = vscode.l10n.t('Show Log');
    const answer = await vscode.window.showErrorMessage(explain(error), log);
    if (answer === log) session.log.show();
  }
}

/** Registers every command. */
export function registerCommands(services: Services): vscode.Disposable[] {
  const ours = Object.entries(commands).map(([id, run]): [string, (...args: CommandArguments) => Promise<void> | void] => [
    id,
    (...args) => run(services, ...args),
  ]);
  return [...ours, ...kindMenuCommands(services)].map(([id, run]) =>
    vscode.commands.registerCommand(id, (...args: unknown[]) => told(services, id, () => run(args[0], args[1]))),
  );
}
