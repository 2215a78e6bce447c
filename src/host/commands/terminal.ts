import { devNull } from 'node:os';
import * as vscode from 'vscode';
import { toolVariables, unwantedVariables } from '../../shared/tool-environment';
import type { EndpointState } from '../../shared/worker';
import { leadsTo } from '../endpoint/environment';

/**
 * The environment of the terminal, and of nothing else. Every other AWS_ variable is cleared, and the user's AWS configuration files are left out,
 * so that no command typed here can reach a real account.
 *
 * The prompt is set by PROMPT_COMMAND, because bash's start files set PS1 after the environment is read; zsh takes PS1 unless its own start files set
 * it. Other shells show the terminal's first line only.
 */
export function terminalEnvironment(
  endpoint: Required<EndpointState>,
  region: string,
  inherited: Readonly<Record<string, string | undefined>>,
): Record<string, string | null> {
  const others = Object.keys(inherited).filter((name) => name.startsWith('AWS_'));
  const prompt = `[cloud-sandbox ${region}]`;
  return {
    ...Object.fromEntries([...unwantedVariables, ...others].map((name) => [name, null])),
    ...toolVariables(leadsTo(endpoint, region)),
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_PAGER: '',
    PROMPT_COMMAND: `PS1='${prompt} \\w \\$ '`,
    PS1: `${prompt} %~ %# `,
  };
}

/** Makes the terminal; it is not shown yet. */
export function openAwsTerminal(endpoint: Required<EndpointState>, region: string): vscode.Terminal {
  return vscode.window.createTerminal({
    name: 'AWS CLI (Cloud Sandbox)',
    iconPath: new vscode.ThemeIcon('cloud'),
    env: terminalEnvironment(endpoint, region, process.env),
    message: vscode.l10n.t(
      'The AWS CLI in this terminal talks to the Cloud Sandbox at {0}, never to AWS. Try: aws ec2 describe-instances',
      endpoint.url,
    ),
    // A terminal brought back after a restart would keep the address of an endpoint that is gone.
    isTransient: true,
  });
}
