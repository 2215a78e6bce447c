import * as vscode from 'vscode';
import { awsCommand } from '../activity/aws-command';
import { type ActivityElement, shownResources } from '../activity/call-rows';
import { changeText, clientText } from '../activity/call-text';
import { type CallChange, type CallDetails, type CallFilter, type CallRecord, clientNames, isOurs } from '../../shared/activity';
import type { Services } from '../services';
import type { CommandArguments } from './subjects';

/** The row that a command is called for: the one of the menu, else what is selected. */
function elementOf({ activity }: Services, [given]: CommandArguments): ActivityElement | undefined {
  const isElement = typeof given === 'object' && given !== null && 'type' in given;
  return isElement ? (given as ActivityElement) : activity.selection[0];
}

function callOf(services: Services, args: CommandArguments): CallRecord | undefined {
  const element = elementOf(services, args);
  if (!element || element.type === 'more') return undefined;
  return element.type === 'call' ? element.call : element.of.call;
}

/** All that is known of the call that a command is called for. */
export async function detailsOf(services: Services, args: CommandArguments): Promise<CallDetails | undefined> {
  const call = callOf(services, args);
  if (!call) return undefined;
  return (await services.session.call(call.number)) ?? { call };
}

/** Copies a call as a command of the AWS CLI. */
export async function copyCallAsCli(services: Services, ...args: CommandArguments): Promise<void> {
  const details = await detailsOf(services, args);
  if (!details?.input || isOurs(details.call.action)) return;
  const { call, input } = details;
  await vscode.env.clipboard.writeText(awsCommand({ ...call, input }, process.platform));
}

/** Opens all that is known of a call. */
export async function openCallAsJson(services: Services, ...args: CommandArguments): Promise<void> {
  const details = await detailsOf(services, args);
  if (details) await services.calls.openCall(details);
}

/** Shows a resource that a call changed, in its view and its region. */
export async function showCallResource(services: Services, ...args: CommandArguments): Promise<void> {
  const element = elementOf(services, args);
  if (!element || element.type === 'more') return;
  const change = element.type === 'change' ? element.change : await pickResource(callOf(services, args));
  if (change?.kind === undefined) return;
  await services.session.selectRegion(change.region);
  const [node] = await services.session.nodesById(change.kind, [change.id], change.region);
  if (node) await services.views.reveal(change.kind, change.id);
  else void vscode.window.showInformationMessage(vscode.l10n.t('{0} is not there any more.', change.id));
}

async function pickResource(call: CallRecord | undefined): Promise<CallChange | undefined> {
  const changes = call ? shownResources(call) : [];
  if (changes.length < 2) return changes[0];
  const items = changes.map((change) => ({ label: change.id, description: changeText(change), change }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Show Resource'), matchOnDescription: true }))?.change;
}

interface FilterItem extends vscode.QuickPickItem {
  readonly filter?: CallFilter;
}

/** Asks which calls the activity view shows; each choice is put to those that were made before. */
export async function filterActivity({ activity }: Services): Promise<void> {
  const { filter: rest } = activity;
  const { only, client, text } = rest;
  const without = (name: keyof CallFilter): CallFilter => Object.fromEntries(Object.entries(rest).filter(([key]) => key !== name));
  const item = (label: string, isChosen: boolean, chosen: CallFilter): FilterItem => ({
    label: `${isChosen ? '$(check)' : '$(blank)'} ${label}`,
    ...(isChosen && { description: vscode.l10n.t('current') }),
    filter: chosen,
  });
  const heading = (label: string): FilterItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const words: FilterItem = { label: `$(search) ${vscode.l10n.t('Words…')}`, ...(text !== undefined && { description: `“${text}”` }) };
  const picked = await vscode.window.showQuickPick<FilterItem>(
    [
      heading(vscode.l10n.t('Result')),
      item(vscode.l10n.t('All calls'), only === undefined, without('only')),
      item(vscode.l10n.t('Changes only'), only === 'changes', { ...rest, only: 'changes' }),
      item(vscode.l10n.t('Reads only'), only === 'looks', { ...rest, only: 'looks' }),
      item(vscode.l10n.t('Errors only'), only === 'errors', { ...rest, only: 'errors' }),
      item(vscode.l10n.t('Only with inputs that are not simulated'), only === 'not-simulated', { ...rest, only: 'not-simulated' }),
      heading(vscode.l10n.t('Caller')),
      item(vscode.l10n.t('Everybody'), client === undefined, without('client')),
      ...clientNames.map((name) => item(clientText(name), client === name, { ...rest, client: name })),
      heading(vscode.l10n.t('Words')),
      words,
    ],
    { title: vscode.l10n.t('Filter Activity'), placeHolder: vscode.l10n.t('Which calls are shown?') },
  );
  if (!picked) return;
  if (picked !== words) return activity.filterBy(picked.filter ?? {});
  const answer = await vscode.window.showInputBox({
    title: vscode.l10n.t('Filter Activity'),
    prompt: vscode.l10n.t('Words in the action, region, error, resource or caller; nothing shows all'),
    value: text ?? '',
  });
  if (answer !== undefined) activity.filterBy(answer.trim() ? { ...rest, text: answer.trim() } : without('text'));
}
