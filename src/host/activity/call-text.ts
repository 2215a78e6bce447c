import * as vscode from 'vscode';
import { type CallChange, type CallRecord, clientOf, type ClientName, timePassed, timesOf } from '../../shared/activity';
import { shortTime, fullTime } from '../status/clock-text';
import { findKind, titleOf } from '../trees/view-kinds';

/** `RunInstances`; services other than EC2 stand before their actions, as in policies: `sts:GetCallerIdentity`. */
export function actionText(action: string): string {
  if (action === timePassed) return vscode.l10n.t('Time passed');
  const [service = '', name = ''] = action.split(':');
  // A request that is refused may be for no action that can be told.
  if (name === '') return service === '' ? vscode.l10n.t('Request') : vscode.l10n.t('Request to {0}', service);
  return service === 'ec2' || service === 'sandbox' || service === '' ? name : action;
}

/** What came of a call: AWS's code when it failed; of time, how much changed. */
export function resultText(call: CallRecord): string {
  const { action, error, changedCount } = call;
  if (action === timePassed) return changedCount === 1 ? vscode.l10n.t('1 change') : vscode.l10n.t('{0} changes', countText(call));
  return error?.code ?? vscode.l10n.t('ok');
}

/** A number of changed resources, all unless told otherwise; of more than can be told apart `20000+`. */
export const countText = ({ changedCount, changedAtLeast }: CallRecord, count = changedCount): string =>
  changedAtLeast ? `${count}+` : `${count}`;

export const callLabel = (call: CallRecord): string => `${actionText(call.action)} · ${resultText(call)}`;

/** Who asked, in words. */
export function callerText({ caller }: CallRecord): string {
  const { name, title } = clientOf(caller);
  return name === 'editor' || name === 'clock' ? clientText(name) : (title ?? vscode.l10n.t('AWS endpoint'));
}

/** A program of the filter's list. */
export function clientText(name: ClientName): string {
  const titles: Readonly<Record<ClientName, string>> = {
    editor: vscode.l10n.t('Editor'),
    'aws-cli': 'AWS CLI',
    boto3: 'Boto3',
    terraform: 'Terraform',
    'aws-sdk': vscode.l10n.t('Other AWS SDKs'),
    other: vscode.l10n.t('Other tools'),
    clock: vscode.l10n.t('Clock'),
  };
  return titles[name];
}

/** Who asked, without a version: `AWS CLI`, and `Go SDK` for `AWS SDK for Go 1.2.3`. */
function shortCaller(call: CallRecord): string {
  return callerText(call)
    .replace(/ \d[\w.+-]*$/, '')
    .replace(/^AWS SDK for (.+)$/, '$1 SDK');
}

/**
 * What follows the label: how often, who and when, and where when that is not what the window shows. A sidebar of the usual width has room for little,
 * so the caller's version is left to the tooltip.
 */
export function callDescription(call: CallRecord, region: string, now: number): string {
  const times = timesOf(call);
  const where = call.region === region || call.region === '' ? [] : [call.region];
  return [...(times === undefined ? [] : [`×${times}`]), shortCaller(call), shortTime(call.at, now), ...where].join(' · ');
}

/** How a resource changed. */
export function changeText({ kind, how }: CallChange): string {
  const known = kind === undefined ? undefined : findKind(kind);
  const words = {
    created: vscode.l10n.t('created'),
    changed: vscode.l10n.t('changed'),
    deleted: vscode.l10n.t('deleted'),
  };
  return [...(known ? [titleOf(known)] : []), ...(how ? [words[how]] : [])].join(' · ');
}

/** The tooltip of a call: everything about it that has no row. */
export function callTooltip(call: CallRecord): vscode.MarkdownString {
  const { action, region, at, wall, took, caller, again, requestId, error } = call;
  const markdown = new vscode.MarkdownString();
  const line = (caption: string, value: string | undefined): void => {
    if (value !== undefined)
      markdown.appendMarkdown('**').appendText(caption).appendMarkdown('**: ').appendText(value).appendMarkdown('  \n');
  };
  line(vscode.l10n.t('Action'), action === timePassed || /(^|:)$/.test(action) ? actionText(action) : action);
  line(vscode.l10n.t('Error'), error && `${error.code}: ${error.message}`);
  line(vscode.l10n.t('Region'), region === '' ? undefined : region);
  const times = timesOf(call);
  line(vscode.l10n.t('Times'), again && times !== undefined ? vscode.l10n.t('{0}, since {1}', times, fullTime(again.since)) : undefined);
  line(vscode.l10n.t('Since'), again && times === undefined ? fullTime(again.since) : undefined);
  line(vscode.l10n.t('Virtual time'), fullTime(at));
  line(vscode.l10n.t('Real time'), wall === undefined ? undefined : fullTime(wall));
  line(vscode.l10n.t('Took'), took === undefined ? undefined : `${took.toFixed(1)} ms`);
  line(vscode.l10n.t('Caller'), caller.userAgent ?? callerText(call));
  line(vscode.l10n.t('Access key'), caller.accessKeyId === '' ? undefined : caller.accessKeyId);
  line(vscode.l10n.t('Request ID'), requestId);
  return markdown;
}
