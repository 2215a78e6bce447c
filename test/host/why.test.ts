import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { entryOf, launch, newAccount, until, untilRow } from './support/sandbox';

describe('Why?', () => {
  it('opens one page an instance', async () => {
    const api = await newAccount('why');
    await vscode.commands.executeCommand('cloudSandbox.instances.focus');
    const [id = ''] = await launch(api);
    await untilRow(api, 'instances', id, /^pending/);
    const entry = await entryOf(api, 'instances', id);
    const pages = (): vscode.Tab[] =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('cloudSandbox.why'));
    await vscode.commands.executeCommand('cloudSandbox.why', entry);
    await until(vscode.window.tabGroups.onDidChangeTabs, () => pages().length === 1);
    assert.equal(pages()[0]?.label, `Why? ${id}`);
    await vscode.commands.executeCommand('cloudSandbox.why', entry);
    assert.equal(pages().length, 1);
    await vscode.window.tabGroups.close(pages());
  });
});
