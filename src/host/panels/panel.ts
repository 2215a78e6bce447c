import * as vscode from 'vscode';
import { type Frame, type Handlers, Peer } from '../../shared/rpc';
import { pageHtml, type PageOpening } from './page-html';

/** What a panel shows and how it is served. */
export interface PanelOptions<Calls> {
  readonly extensionUri: vscode.Uri;
  /** Folder of the page below webview-ui. */
  readonly page: string;
  readonly title: string;
  readonly icon: string;
  /** What restores the page after a restart of the window. */
  readonly state: unknown;
  /** What stands on the page until its script has been loaded. */
  readonly opening?: PageOpening;
  readonly handlers: Handlers<Calls>;
}

/**
 * A page in an editor tab. Nothing of it is kept while it is hidden: it asks anew for what it shows when it comes back, and what is told meanwhile is
 * lost, so events carry the whole.
 */
export class Panel<Calls extends { readonly [Name in keyof Calls]: (argument: never) => unknown }, Events> implements vscode.Disposable {
  readonly onDidDispose: vscode.Event<void>;
  private readonly peer: Peer<Record<string, never>, never, Calls, Events>;

  /** @param webviewPanel an empty panel made by `newWebviewPanel`, or one that VS Code brings back */
  constructor(
    readonly webviewPanel: vscode.WebviewPanel,
    options: PanelOptions<Calls>,
  ) {
    const { webview } = webviewPanel;
    webview.options = { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(options.extensionUri, 'dist', 'webview')] };
    webviewPanel.title = options.title;
    webviewPanel.iconPath = vscode.Uri.joinPath(options.extensionUri, 'media', options.icon);
    this.peer = new Peer((frame) => void webview.postMessage(frame), options.handlers);
    this.onDidDispose = webviewPanel.onDidDispose;
    webview.onDidReceiveMessage((frame: Frame) => this.peer.receive(frame));
    webviewPanel.onDidDispose(() => this.peer.disconnect('The page was closed'));
    webview.html = pageHtml(webview, options.extensionUri, options.page, options.title, options.state, options.opening);
  }

  get visible(): boolean {
    return this.webviewPanel.visible;
  }

  /** Tells the page, if it is on screen. */
  tell<Name extends keyof Events & string>(name: Name, value: Events[Name]): void {
    if (this.visible) this.peer.emit(name, value);
  }

  dispose(): void {
    this.webviewPanel.dispose();
  }
}

/** An empty panel beside the active editor's tab. */
export function newWebviewPanel(viewType: string, title: string): vscode.WebviewPanel {
  return vscode.window.createWebviewPanel(viewType, title, { viewColumn: vscode.ViewColumn.Active }, { enableFindWidget: true });
}
