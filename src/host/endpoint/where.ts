import * as vscode from 'vscode';

/** What the other side is called, by the name VS Code has for the kind of connection. */
function remoteName(): string | undefined {
  const { remoteName: name } = vscode.env;
  if (name === undefined) return undefined;
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

/** On which side of a remote window the endpoint's loopback address is; undefined where there is only one side. */
export function whereLoopbackIs(): string | undefined {
  const name = remoteName();
  return name === undefined ? undefined : vscode.l10n.t('This address is on {0}, where the extension runs.', name);
}
