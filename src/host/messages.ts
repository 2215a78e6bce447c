import * as vscode from 'vscode';
import type { Message } from '../shared/region-types';

/** A sentence of the region in the user's language. */
export function render({ text, args = [] }: Message): string {
  return vscode.l10n.t(text, ...args);
}

/** Names for a question: the first ten, and how many more there are. */
export function nameList(names: readonly string[]): string {
  const shown = names.slice(0, 10).join(', ');
  return names.length > 10 ? vscode.l10n.t('{0} and {1} more', shown, names.length - 10) : shown;
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
