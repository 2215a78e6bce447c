import * as l10n from '@vscode/l10n';
import { type Frame, Peer } from '../../src/shared/rpc';

/** What VS Code gives a page to speak to the extension with; it can be had once. */
declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

interface Start {
  readonly language: string;
  readonly bundle: Readonly<Record<string, string>>;
  readonly state: unknown;
}

const api = acquireVsCodeApi();
const start = JSON.parse(document.getElementById('start')?.textContent ?? '{}') as Start;
l10n.config({ contents: start.bundle });
// What the extension needs to bring the page back after a restart of the window.
api.setState({ ...(api.getState() as object | undefined), ...(start.state as object) });

/** Whether a key press goes to a box that takes text. */
const intoText = (event: KeyboardEvent): boolean =>
  event.composedPath()[0] instanceof HTMLInputElement || event.composedPath()[0] instanceof HTMLTextAreaElement;

// The browser selects the text of a box by itself. VS Code, which hears of the keys too, has it selected once more when its answer is back, and what
// the user has typed by then would be replaced by the next letter. On a Mac, the key does so through VS Code's menu alone.
document.addEventListener('keydown', (event) => {
  const selectsAll = event.key.toLowerCase() === 'a' && event.ctrlKey && !event.altKey && !event.shiftKey && !event.metaKey;
  if (selectsAll && intoText(event)) event.stopPropagation();
});

/** What the page itself keeps beside what restores it, such as a draft: it survives hiding and a restart of the window. */
export function savedState(): Readonly<Record<string, unknown>> {
  return (api.getState() as Record<string, unknown> | undefined) ?? {};
}

/** Keeps something with the page; `undefined` forgets it. */
export function saveState(name: string, value: unknown): void {
  api.setState({ ...savedState(), [name]: value });
}

/** The user's language, such as `ko`. */
export const { language } = start;

/** Connects to the extension: its calls and events by contract. Answers of a page that is hidden may be lost, so a page asks again when it is loaded. */
export function connect<Calls extends { readonly [Name in keyof Calls]: (argument: never) => unknown }, Events>(): Peer<Calls, Events> {
  const peer = new Peer<Calls, Events>((frame) => api.postMessage(frame));
  window.addEventListener('message', ({ data }) => peer.receive(data as Frame));
  return peer;
}
