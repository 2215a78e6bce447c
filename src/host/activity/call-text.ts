import * as vscode from 'vscode';
import { type CallChange, type CallRecord, clientOf, type ClientName } from '../../shared/activity';
import { shortTime, fullTime } from '../status/clock-text';
import { findKind, titleOf } from '../trees/view-kinds';

/** `RunInstances`; services other than EC2 stand before their actions, as in policies: `sts:GetCallerIdentity`. */
export const actionText = (action: string): string => action.replace(/^(ec2|sandbox):/, '');

/** What came of a call: AWS's code when it failed. */
export const resultText = ({ error }: CallRecord): string => error?.code ?? vscode.l10n.t('ok');

export const callLabel = (call: CallRecord): string => `${actionText(call.action)} · ${resultText(call)}`;

/** Who asked, in words. */
export function callerText({ caller }: CallRecord): string {
  const { name, title } = clientOf(caller);
  return name === 'editor' ? vscode.l10n.t('Editor') : (title ?? vscode.l10n.t('AWS endpoint'));
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
  };
  return titles[name];
}

/** What follows the label: who and when, and where when that is not what the window shows. A narrow sidebar cuts it off, so a version is short. */
export function callDescription(call: CallRecord, region: string, now: number): string {
  const caller = callerText(call).replace(/ (\d+\.\d+)\.[\w.-]+$/, ' $1');
  return [caller, shortTime(call.at, now), ...(call.region === region ? [] : [call.region])].join(' · ');
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
  const { action, region, at, wall, took, caller } = call;
  const markdown = new vscode.MarkdownString();
  const line = (caption: string, value: string | undefined): void => {
    if (value !== undefined)
      markdown.appendMarkdown('**').appendText(caption).appendMarkdown('**: ').appendText(value).appendMarkdown('  \n');
  };
  line(vscode.l10n.t('Action'), action);
  line(vscode.l10n.t('Region'), region);
  line(vscode.l10n.t('Virtual time'), fullTime(at));
  line(vscode.l10n.t('Real time'), wall === undefined ? undefined : fullTime(wall));
  line(vscode.l10n.t('Took'), took === undefined ? undefined : `${took.toFixed(1)} ms`);
  line(vscode.l10n.t('Caller'), caller.userAgent ?? callerText(call));
  line(vscode.l10n.t('Access key'), caller.accessKeyId);
  return markdown;
}
