import * as vscode from 'vscode';
import type { Face } from '../../shared/region-types';
import type { ResourceNode } from '../../shared/worker';
import { render } from '../messages';
import type { TreePage } from './tree-page';

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

/** A row of a tree. Its context value is the kind and its flags, `instances+running+public-ip`, which menus ask for. */
export function treeItem({ kind, id, transient, face }: ResourceNode): vscode.TreeItem {
  const description = describeFace(face);
  return {
    id,
    label: face.label,
    description,
    iconPath: iconOf(face, transient),
    contextValue: [kind, ...face.flags].join('+'),
    collapsibleState: vscode.TreeItemCollapsibleState.None,
    accessibilityInformation: { label: description ? `${face.label}, ${description}` : face.label, role: 'treeitem' },
  };
}

/** A page of rows; the newest one is open. */
export function pageItem({ number, size }: TreePage, open: boolean): vscode.TreeItem {
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  return {
    id: `page ${number}`,
    label: vscode.l10n.t('Page {0}', number),
    description: vscode.l10n.t('{0} resources', size),
    contextValue: 'page',
    collapsibleState: open ? Expanded : Collapsed,
  };
}

/** The tooltip of a row, as captions and values. */
export function tooltipOf({ tooltip }: Face): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  for (const { caption, value } of tooltip) {
    markdown.appendMarkdown('**').appendText(render(caption)).appendMarkdown('**: ').appendText(render(value)).appendMarkdown('  \n');
  }
  return markdown;
}
