import * as vscode from 'vscode';
import { type CallChange, type CallRecord, isOurs, timePassed } from '../../shared/activity';
import { findKind, titleOf } from '../trees/view-kinds';
import { callDescription, callLabel, callTooltip, changeText, countText } from './call-text';

/** A call in the tree: the same object as long as it is shown. */
export interface CallRow {
  readonly type: 'call';
  readonly call: CallRecord;
}

/** What can be clicked in the tree. */
export type ActivityElement =
  | CallRow
  | { readonly type: 'change'; readonly of: CallRow; readonly change: CallChange }
  | { readonly type: 'message' | 'not-simulated' | 'input' | 'details' | 'more-changes'; readonly of: CallRow }
  | { readonly type: 'more'; readonly rest: number };

/** How much of an error's message, or of names, a row shows. */
const shown = 200;

/** True for calls that can be made once more: what is answered to the caller alone would be lost here. */
export const canRunAgain = ({ input, hasSecrets }: CallRecord): boolean => input === 'kept' && !hasSecrets;

/** The resources that a call changed and that a view can show: those it made first. */
export function shownResources({ changed }: CallRecord): CallChange[] {
  return changed.filter(isShown).sort((a, b) => Number(b.how === 'created') - Number(a.how === 'created'));
}

const isShown = ({ kind, how }: CallChange): boolean => kind !== undefined && how !== 'deleted';

/** What stands below a call. */
export function rowsBelow(row: CallRow): ActivityElement[] {
  const { error, changed, changedCount, notSimulated } = row.call;
  const order = ['created', 'deleted', 'changed'];
  const sorted = changed.toSorted((a, b) => order.indexOf(a.how ?? 'changed') - order.indexOf(b.how ?? 'changed'));
  return [
    ...(error ? [{ type: 'message', of: row } as const] : []),
    ...(notSimulated.length > 0 ? [{ type: 'not-simulated', of: row } as const] : []),
    ...sorted.map((change) => ({ type: 'change', of: row, change }) as const),
    ...(changedCount > changed.length ? [{ type: 'more-changes', of: row } as const] : []),
    // Of time, and of what nobody could read, there is no input.
    ...(row.call.action === timePassed || row.call.refused
      ? [{ type: 'details', of: row } as const]
      : [{ type: 'input', of: row } as const]),
  ];
}

function callItem(row: CallRow, { region, now, generation }: Shown): vscode.TreeItem {
  const { call } = row;
  const label = callLabel(call);
  const description = callDescription(call, region, now);
  const flags = [
    ...(canRunAgain(call) ? ['again'] : []),
    ...(call.input === 'kept' && !isOurs(call.action) ? ['aws'] : []),
    ...(call.changed.some(isShown) ? ['resource'] : []),
  ];
  return {
    id: `${generation} ${call.number}`,
    label,
    description,
    iconPath: callIcon(call),
    contextValue: ['call', ...flags].join('+'),
    collapsibleState: vscode.TreeItemCollapsibleState.Collapsed,
    accessibilityInformation: { label: `${label}, ${description}`, role: 'treeitem' },
  };
}

function callIcon({ action, error, notSimulated }: CallRecord): vscode.ThemeIcon {
  if (action === timePassed) return new vscode.ThemeIcon('clock');
  if (error) return new vscode.ThemeIcon('error', new vscode.ThemeColor('cloudSandbox.state.shuttingDown'));
  if (notSimulated.length > 0) return new vscode.ThemeIcon('warning', new vscode.ThemeColor('cloudSandbox.state.stopping'));
  return new vscode.ThemeIcon('check', new vscode.ThemeColor('cloudSandbox.state.running'));
}

function changeItem({ of, change }: ActivityElement & { type: 'change' }): vscode.TreeItem {
  const description = changeText(change);
  const reveal = isShown(change);
  return {
    label: change.id,
    description,
    iconPath: new vscode.ThemeIcon({ created: 'diff-added', changed: 'diff-modified', deleted: 'diff-removed' }[change.how ?? 'changed']),
    contextValue: reveal ? 'change+resource' : 'change',
    accessibilityInformation: { label: `${change.id}, ${description}`, role: 'treeitem' },
    ...(reveal && {
      command: {
        command: 'cloudSandbox.showCallResource',
        title: vscode.l10n.t('Show Resource'),
        arguments: [{ type: 'change', of, change }],
      },
    }),
  };
}

function textItem(icon: string, label: string, tooltip = label): vscode.TreeItem {
  return { label: label.length > shown ? `${label.slice(0, shown)}…` : label, tooltip, iconPath: new vscode.ThemeIcon(icon) };
}

/** What the window shows. */
interface Shown {
  readonly region: string;
  /** Virtual time, epoch milliseconds. */
  readonly now: number;
  /** Changes with the log: ids begin with it, so that rows of another are not taken for the same. */
  readonly generation: number;
}

/** The row of an element. */
export function itemOf(element: ActivityElement, window: Shown): vscode.TreeItem {
  switch (element.type) {
    case 'call':
      return callItem(element, window);
    case 'change':
      return changeItem(element);
    case 'message':
      return textItem('comment', element.of.call.error?.message ?? '');
    case 'not-simulated':
      return textItem('warning', vscode.l10n.t('Not simulated: {0}', element.of.call.notSimulated.join(', ')));
    case 'more-changes': {
      const { changed, changedCount, changedKinds = [] } = element.of.call;
      const counts = changedKinds.map(({ kind, count }) => {
        const known = findKind(kind);
        return `${known ? titleOf(known) : kind} ${count}`;
      });
      return {
        ...textItem(
          'ellipsis',
          vscode.l10n.t('and {0} more', countText(element.of.call, changedCount - changed.length)),
          counts.join('\n'),
        ),
        ...(counts.length > 0 && { description: vscode.l10n.t('in all: {0}', counts.join(', ')) }),
      };
    }
    case 'details':
      return detailsItem(element.of);
    case 'input':
      return inputItem(element.of);
    case 'more':
      return {
        ...textItem('ellipsis', vscode.l10n.t('Show Older Calls')),
        id: `${window.generation} more`,
        description: vscode.l10n.t('{0} more', element.rest),
        command: { command: 'cloudSandbox.showOlderCalls', title: vscode.l10n.t('Show Older Calls') },
      };
  }
}

function detailsItem(row: CallRow): vscode.TreeItem {
  return {
    ...textItem('json', vscode.l10n.t('Details')),
    command: { command: 'cloudSandbox.openCallAsJson', title: vscode.l10n.t('Open as JSON'), arguments: [row] },
  };
}

function inputItem(row: CallRow): vscode.TreeItem {
  const { input } = row.call;
  if (input === 'too long') return textItem('json', vscode.l10n.t('The input is too long to be kept'));
  if (input === 'unknown') return textItem('json', vscode.l10n.t('The input is not known any more'));
  return {
    ...textItem('json', vscode.l10n.t('Input')),
    command: { command: 'cloudSandbox.openCallAsJson', title: vscode.l10n.t('Open as JSON'), arguments: [row] },
  };
}

/** The same row with what takes reading: only what the pointer is on gets it. */
export function resolved(item: vscode.TreeItem, element: ActivityElement): vscode.TreeItem {
  return element.type === 'call' ? { ...item, tooltip: callTooltip(element.call) } : item;
}
