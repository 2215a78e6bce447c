import * as vscode from 'vscode';

/** What the other side is called, by the name VS Code has for the kind of connection. */
function sideOf(name: string): string {
  const names: Readonly<Record<string, string>> = {
    wsl: 'WSL',
    'ssh-remote': vscode.l10n.t('the SSH host'),
    codespaces: 'GitHub Codespaces',
    'dev-container': vscode.l10n.t('the dev container'),
    'attached-container': vscode.l10n.t('the container'),
    tunnel: vscode.l10n.t('the machine of the tunnel'),
  };
  return names[name] ?? vscode.l10n.t('the machine of the VS Code server');
}

/**
 * On which side of a remote window the endpoint's loopback address is; undefined where there is only one side. `remoteName` is VS Code's name for
 * the kind of connection.
 */
export function whereLoopbackIs(remoteName: string | undefined): string | undefined {
  return remoteName === undefined ? undefined : vscode.l10n.t('This address is on {0}, where the extension runs.', sideOf(remoteName));
}
