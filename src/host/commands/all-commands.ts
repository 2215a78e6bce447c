import * as vscode from 'vscode';
import { inTheWay, showDependent } from '../dependents';
import { explain } from '../messages';
import type { Services } from '../services';
import { copyCallAsCli, filterActivity, openCallAsJson, showCallResource } from './activity';
import { accountSettings, resetAccount } from './account';
import { showClockMenu } from './clock';
import { copyEnvironment, copyTerraformProvider, openTerminal, showEndpointMenu, startEndpoint, stopEndpoint } from './endpoint';
import { kindMenuCommands, pressKey } from './kind-menu';
import { launchFromTemplate, launchInstance, launchMoreLikeThis } from './launch-instance';
import { quickLaunch } from './quick-launch/quick-launch';
import { selectRegion } from './region';
import { filterInstances, groupInstances, searchResources } from './instances-view';
import { changeInstanceType, changeProtection, changeShutdownBehavior } from './instance/settings';
import { getSystemLog } from './instance/system-log';
import { editUserData } from './instance/user-data';
import { getWindowsPassword } from './instance/windows-password';
import { allocateAddress, associateAddress, disassociateAddress } from './network/addresses';
import {
  attachInternetGateway,
  createInternetGateway,
  createSecurityGroup,
  createSubnet,
  createVpc,
  detachInternetGateway,
} from './network/groups-and-vpcs';
import { attachNetworkInterface, createNetworkInterface, detachNetworkInterface } from './network/interfaces';
import { createKeyPair, importKeyPair } from './network/key-pairs';
import { addInboundRule, addOutboundRule, editRule, revokeRule } from './network/rules';
import { connect, copyArn, copyId, copyPrivateIp, copyPublicIp, openAsJson, showWhy } from './resource';
import { attachVolume, createVolume, modifyVolume } from './storage/volumes';
import { runCallAgain } from './run-again';
import { editTags, rename } from './tags';
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
  'cloudSandbox.connect': connect,
  'cloudSandbox.copyId': copyId,
  'cloudSandbox.copyArn': copyArn,
  'cloudSandbox.copyPublicIp': copyPublicIp,
  'cloudSandbox.copyPrivateIp': copyPrivateIp,
  'cloudSandbox.pressKey': pressKey,
  'cloudSandbox.rename': rename,
  'cloudSandbox.editTags': editTags,
  'cloudSandbox.groupInstances': groupInstances,
  'cloudSandbox.filterInstances': filterInstances,
  'cloudSandbox.clearFilter': ({ views }) => views.filterBy(''),
  'cloudSandbox.searchResources': searchResources,
  'cloudSandbox.changeInstanceType': changeInstanceType,
  'cloudSandbox.changeProtection': changeProtection,
  'cloudSandbox.changeShutdownBehavior': changeShutdownBehavior,
  'cloudSandbox.editUserData': editUserData,
  'cloudSandbox.getWindowsPassword': getWindowsPassword,
  'cloudSandbox.getSystemLog': getSystemLog,
  'cloudSandbox.allocateAddress': allocateAddress,
  'cloudSandbox.associateAddress': associateAddress,
  'cloudSandbox.disassociateAddress': disassociateAddress,
  'cloudSandbox.createNetworkInterface': createNetworkInterface,
  'cloudSandbox.attachNetworkInterface': attachNetworkInterface,
  'cloudSandbox.detachNetworkInterface': detachNetworkInterface,
  'cloudSandbox.addInboundRule': addInboundRule,
  'cloudSandbox.addOutboundRule': addOutboundRule,
  'cloudSandbox.editRule': editRule,
  'cloudSandbox.revokeRule': revokeRule,
  'cloudSandbox.createSecurityGroup': createSecurityGroup,
  'cloudSandbox.createKeyPair': createKeyPair,
  'cloudSandbox.importKeyPair': importKeyPair,
  'cloudSandbox.createVpc': createVpc,
  'cloudSandbox.createSubnet': createSubnet,
  'cloudSandbox.createInternetGateway': createInternetGateway,
  'cloudSandbox.attachInternetGateway': attachInternetGateway,
  'cloudSandbox.detachInternetGateway': detachInternetGateway,
  'cloudSandbox.createVolume': createVolume,
  'cloudSandbox.attachVolume': attachVolume,
  'cloudSandbox.modifyVolume': modifyVolume,
  'cloudSandbox.selectRegion': selectRegion,
  'cloudSandbox.clock': ({ session }) => showClockMenu(session),
  'cloudSandbox.startEndpoint': startEndpoint,
  'cloudSandbox.stopEndpoint': stopEndpoint,
  'cloudSandbox.openTerminal': openTerminal,
  'cloudSandbox.endpoint': showEndpointMenu,
  'cloudSandbox.copyEnvironment': copyEnvironment,
  'cloudSandbox.copyTerraformProvider': copyTerraformProvider,
  'cloudSandbox.filterActivity': filterActivity,
  'cloudSandbox.clearActivityFilter': ({ activity }) => activity.filterBy({}),
  'cloudSandbox.showOlderCalls': ({ activity }) => activity.showOlder(),
  'cloudSandbox.runCallAgain': runCallAgain,
  'cloudSandbox.copyCallAsCli': copyCallAsCli,
  'cloudSandbox.openCallAsJson': openCallAsJson,
  'cloudSandbox.showCallResource': showCallResource,
  'cloudSandbox.accountSettings': accountSettings,
  'cloudSandbox.resetAccount': resetAccount,
  'cloudSandbox.restart': ({ session }) => session.restart(),
  'cloudSandbox.showLog': ({ session }) => session.log.show(),
};

/** Runs a command; an error is told with AWS's code and kept in the log. */
async function told({ session, views }: Services, id: string, run: () => Promise<void> | void): Promise<void> {
  try {
    await run();
  } catch (error) {
    session.log.error(`${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    const log = vscode.l10n.t('Show Log');
    const show = vscode.l10n.t('Show in Sidebar');
    const way = await inTheWay(session, error);
    const text = way ? vscode.l10n.t('{0} In the way: {1}.', sentence(explain(error)), way.names) : explain(error);
    const shown = way?.dependents.some(({ node }) => node) ? [show] : [];
    const answer = await vscode.window.showErrorMessage(text, ...shown, log);
    if (answer === log) session.log.show();
    if (answer === show && way) await showDependent(session, way.dependents, (kind, subject) => views.reveal(kind, subject));
  }
}

/** A text with the full stop that some of AWS's messages lack. */
const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

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
