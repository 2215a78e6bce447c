import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { CloudSandboxApi } from '../../src/host/api';
import { entryOf, launch, newAccount, until, untilRow } from './support/sandbox';

describe('Open as JSON', () => {
  let api: CloudSandboxApi;

  before(async () => {
    api = await newAccount('documents');
    await vscode.commands.executeCommand('cloudSandbox.instances.focus');
  });

  it('shows what DescribeInstances answers, and follows it', async () => {
    const [id = ''] = await launch(api);
    await untilRow(api, 'instances', id, /^pending/);
    await vscode.commands.executeCommand('cloudSandbox.openAsJson', await entryOf(api, 'instances', id));
    const { document } = vscode.window.activeTextEditor!;
    assert.equal(document.uri.toString(), `cloud-sandbox:/ap-northeast-2/instances/${id}.json`);
    assert.equal(document.languageId, 'json');
    const shown = JSON.parse(document.getText()) as { InstanceId: string; State: unknown; InstanceType: string };
    assert.equal(shown.InstanceId, id);
    assert.equal(shown.InstanceType, 't2.micro');
    assert.deepEqual(shown.State, { Code: 0, Name: 'pending' });

    await api.session('AdvanceClock', { UntilIdle: true });
    const state = (): unknown => (JSON.parse(document.getText()) as { State: unknown }).State;
    await until(vscode.workspace.onDidChangeTextDocument, () => JSON.stringify(state()) === '{"Code":16,"Name":"running"}');
  });

  it('says in the document that a resource is gone', async () => {
    const uri = vscode.Uri.parse('cloud-sandbox:/ap-northeast-2/instances/i-0123456789abcdef0.json');
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(
      document.getText(),
      `${JSON.stringify({ Error: "InvalidInstanceID.NotFound: The instance ID 'i-0123456789abcdef0' does not exist" }, null, 2)}\n`,
    );
  });
});

describe('User data as a file', () => {
  it('is read anew when the account is replaced by another', async () => {
    const api = await newAccount('user data');
    const [id = ''] = await launch(api);
    await api.session('AdvanceClock', { UntilIdle: true });
    const uri = vscode.Uri.parse(`cloud-sandbox-user-data:/ap-northeast-2/${id}/user-data.sh`);
    const folder = vscode.Uri.joinPath(uri, '..');
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '*'), true, false, true);
    let told = 0;
    watcher.onDidChange((changed) => (told += changed.toString() === uri.toString() ? 1 : 0));
    try {
      await vscode.window.showTextDocument(uri);
      await api.execute('ec2:StopInstances', { InstanceIds: [id] });
      await api.session('AdvanceClock', { UntilIdle: true });
      await until(watcher.onDidChange, () => told > 0);
      const before = told;
      await newAccount('another account');
      await until(watcher.onDidChange, () => told > before);
      await assert.rejects(async () => vscode.workspace.fs.stat(uri), { code: 'FileNotFound' });
      await assert.rejects(async () => vscode.workspace.fs.readFile(uri), { code: 'FileNotFound' });
    } finally {
      watcher.dispose();
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    }
  });
});

describe('the clipboard', () => {
  it('gets the id and the public address of an instance', async () => {
    const api = await newAccount('clipboard');
    await vscode.commands.executeCommand('cloudSandbox.instances.focus');
    const [id = ''] = await launch(api);
    await api.session('AdvanceClock', { UntilIdle: true });
    await untilRow(api, 'instances', id, /^running/);
    const entry = await entryOf(api, 'instances', id);
    await vscode.commands.executeCommand('cloudSandbox.copyId', entry);
    assert.equal(await vscode.env.clipboard.readText(), id);
    await vscode.commands.executeCommand('cloudSandbox.copyPublicIp', entry);
    const { Reservations = [] } = await api.execute('ec2:DescribeInstances', { InstanceIds: [id] });
    assert.equal(await vscode.env.clipboard.readText(), Reservations[0]?.Instances?.[0]?.PublicIpAddress);
  });
});
