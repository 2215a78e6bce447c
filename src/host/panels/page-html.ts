import * as vscode from 'vscode';

/** Text that may stand in a data block of a page: nothing in it can end the block. */
const dataBlock = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

function newNonce(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url');
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** What stands on a page until its script has been loaded. */
export interface PageOpening {
  readonly heading: string;
  readonly note: string;
}

/**
 * The HTML of a page: its script and styles from dist/webview, the translations of this language, and the state it starts with. The policy lets in
 * nothing else; what a module imports comes under the module's own nonce.
 */
export function pageHtml(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  page: string,
  title: string,
  state: unknown,
  opening?: PageOpening,
): string {
  const uri = (file: string): string => webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', 'webview', file)).toString();
  const nonce = newNonce();
  const policy = [
    `default-src 'none'`,
    `img-src ${webview.cspSource}`,
    `style-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
  const data = { language: vscode.env.language, bundle: vscode.l10n.bundle ?? {}, state };
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${uri(`${page}.css`)}">
<title>${escaped(title)}</title>
</head>
<body>
<main id="page">${opening ? `<header><h1>${escaped(opening.heading)}</h1></header><p>${escaped(opening.note)}</p>` : ''}</main>
<script type="application/json" id="start">${dataBlock(data)}</script>
<script type="module" nonce="${nonce}" src="${uri(`${page}.js`)}"></script>
</body>
</html>
`;
}
