import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { CloudSandboxApi } from '../../src/host/api';
import { newAccount } from './support/sandbox';
import { askSandbox } from '../endpoint/support/raw-http';

/** A terminal opened by a command. */
function nextTerminal(): Promise<vscode.Terminal> {
  return new Promise((resolve) => {
    const listening = vscode.window.onDidOpenTerminal((terminal) => {
      listening.dispose();
      resolve(terminal);
    });
  });
}

describe('the terminal for the AWS CLI', () => {
  let api: CloudSandboxApi;

  before(async () => {
    api = await newAccount('terminal');
    await vscode.workspace.getConfiguration('cloudSandbox').update('endpoint.port', 0, vscode.ConfigurationTarget.Global);
  });

  it('starts the endpoint and has an environment of its own', async () => {
    process.env.AWS_PROFILE = 'production';
    process.env.AWS_SOMETHING_NEW = 'elsewhere';
    const opened = nextTerminal();
    await vscode.commands.executeCommand('cloudSandbox.openTerminal');
    const terminal = await opened;
    const { env = {} } = terminal.creationOptions as vscode.TerminalOptions;
    assert.equal(terminal.name, 'AWS CLI (Cloud Sandbox)');
    assert.match(env.AWS_ENDPOINT_URL ?? '', /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.equal(env.AWS_DEFAULT_REGION, 'ap-northeast-2');
    assert.equal(env.AWS_REGION, 'ap-northeast-2');
    assert.match(env.AWS_ACCESS_KEY_ID ?? '', /^AKIA[A-Z0-9]{16}$/);
    assert.equal((env.AWS_SECRET_ACCESS_KEY ?? '').length, 40);
    const gone = ['AWS_PROFILE', 'AWS_SESSION_TOKEN', 'AWS_ROLE_ARN', 'AWS_ENDPOINT_URL_EC2', 'AWS_USE_FIPS_ENDPOINT', 'AWS_SOMETHING_NEW'];
    for (const name of gone) assert.equal(env[name], null, name);
    assert.equal(process.env.AWS_ENDPOINT_URL, undefined, 'nothing else is changed');

    const { answer } = await askSandbox(env.AWS_ENDPOINT_URL ?? '', env, 'DescribeClock');
    assert.equal(answer.Speed, 0);
    terminal.dispose();
    delete process.env.AWS_PROFILE;
    delete process.env.AWS_SOMETHING_NEW;
  });

  it('is refused the endpoint once that is stopped', async () => {
    const opened = nextTerminal();
    await vscode.commands.executeCommand('cloudSandbox.openTerminal');
    const terminal = await opened;
    const url = (terminal.creationOptions as vscode.TerminalOptions).env?.AWS_ENDPOINT_URL ?? '';
    await vscode.commands.executeCommand('cloudSandbox.stopEndpoint');
    await assert.rejects(fetch(url));
    terminal.dispose();
  });

  it('needs an account that is there: the API still answers', async () => {
    const { Account } = await api.execute('sts:GetCallerIdentity', {});
    assert.match(Account ?? '', /^\d{12}$/);
  });
});
