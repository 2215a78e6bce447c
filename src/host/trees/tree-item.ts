import * as vscode from 'vscode';
import type { Face } from '../../shared/region-types';
import type { Grouping, ResourceNode } from '../../shared/worker';
import { costsNote, render } from '../messages';
import type { TreeFolder } from './tree-folder';
import type { TreePage } from './tree-page';
import { kindNamed, titleOf } from './view-kinds';

const icons = new Map<string, vscode.ThemeIcon>();

/** The icon of a face; a state that ends by itself turns. Colour ids have no hyphens: `shutting-down` is `shuttingDown` there. */
export function iconOf({ icon, color = '' }: Face, transient = false): vscode.ThemeIcon {
  const key = `${icon} ${color} ${transient}`;
  let made = icons.get(key);
  if (!made) {
    const colorId = color.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    made = new vscode.ThemeIcon(transient ? `${icon}~spin` : icon, colorId ? new vscode.ThemeColor(colorId) : undefined);
    icons.set(key, made);
  }
  return made;
}

/** What follows the label, in the user's language. */
export function describeFace({ description }: Face): string {
  return description.map(render).join(' · ');
}

/** A row of a tree; `prefix` begins its id. Its context value is the kind and its flags, `instances+running+public-ip`, which menus ask for. */
export function treeItem({ kind, id, transient, children, face }: ResourceNode, prefix: string): vscode.TreeItem {
  const description = describeFace(face);
  const { None, Collapsed } = vscode.TreeItemCollapsibleState;
  return {
    id: `${prefix}${id}`,
    label: face.label,
    description,
    iconPath: iconOf(face, transient),
    contextValue: [kind, ...face.flags].join('+'),
    collapsibleState: children ? Collapsed : None,
    accessibilityInformation: { label: description ? `${face.label}, ${description}` : face.label, role: 'treeitem' },
  };
}

/** A page of rows; the newest one is open. */
export function pageItem({ list, number, size }: TreePage, open: boolean): vscode.TreeItem {
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  return {
    id: `${list.prefix}${list.kind} page ${number}`,
    label: vscode.l10n.t('Page {0}', number),
    description: vscode.l10n.t('{0} resources', size),
    contextValue: 'page',
    collapsibleState: open ? Expanded : Collapsed,
  };
}

/** A folder. Its context value is `folder+<kind>` or `group`. */
export function folderItem({ key, content, count }: TreeFolder): vscode.TreeItem {
  const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
  const isKind = 'kind' in content;
  const label = isKind ? titleOf(kindNamed(content.kind)) : content.value || noValue(content.grouping);
  return {
    id: key,
    label,
    description: String(count),
    // ThemeIcon.Folder would be the file icon theme's: where that has none, VS Code moves the rows below to the left of it.
    iconPath: isKind ? new vscode.ThemeIcon('symbol-folder') : groupIcon(content.grouping, content.value),
    contextValue: isKind ? `folder+${content.kind}` : 'group',
    collapsibleState: count === 0 ? None : isKind ? Collapsed : Expanded,
    accessibilityInformation: {
      label: count === 1 ? vscode.l10n.t('{0}, 1 resource', label) : vscode.l10n.t('{0}, {1} resources', label, count),
      role: 'treeitem',
    },
  };
}

function noValue(grouping: Grouping): string {
  return grouping.by === 'tag' ? vscode.l10n.t('without the tag {0}', grouping.key) : vscode.l10n.t('other');
}

function groupIcon({ by }: Grouping, value: string): vscode.ThemeIcon {
  if (by !== 'state') return new vscode.ThemeIcon({ zone: 'location', type: 'chip', tag: 'tag' }[by]);
  const color = value.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return new vscode.ThemeIcon('circle-filled', new vscode.ThemeColor(`cloudSandbox.state.${color}`));
}

/** The tooltip of a row, as captions and values. */
export function tooltipOf({ tooltip, priced }: Face): vscode.MarkdownString | undefined {
  // What was kept of a closed account has none.
  if (tooltip.length === 0) return undefined;
  const markdown = new vscode.MarkdownString();
  for (const { caption, value } of tooltip) {
    markdown.appendMarkdown('**').appendText(render(caption)).appendMarkdown('**: ').appendText(render(value)).appendMarkdown('  \n');
  }
  if (priced) markdown.appendMarkdown('\n\n').appendText(costsNote());
  return markdown;
}
