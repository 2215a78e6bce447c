import * as vscode from 'vscode';
import type { Message } from '../shared/region-types';
import type { ResourceNode } from '../shared/worker';

/** A sentence of the region in the user's language. */
export function render({ text, args = [] }: Message): string {
  return vscode.l10n.t(text, ...args);
}

/** Whose the costs are that a tooltip, a question or a notice tells of. The pages say the same. */
export const costsNote = (): string => vscode.l10n.t('Costs are what AWS would charge; the sandbox charges nothing.');

/** Names for a sentence: the first ones, and how many more there are. `names` need not be all of them. */
export function nameList(names: readonly string[], most = 10, total = names.length): string {
  const shown = names.slice(0, most);
  return total > shown.length ? vscode.l10n.t('{0} and {1} more', shown.join(', '), total - shown.length) : shown.join(', ');
}

/** How a question or a notice names a resource: by its name, with its id. */
export function named({ id, face }: ResourceNode): string {
  return face.label === id ? id : `${face.label} (${id})`;
}

/** What went wrong, with AWS's code first when there is one. */
export function explain(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown };
  const text = typeof message === 'string' ? message : String(error);
  return typeof code === 'string' ? `${code}: ${text}` : text;
}

/** The code that AWS, or the connection, gave an error. */
export function codeOf(error: unknown): string | undefined {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
}
