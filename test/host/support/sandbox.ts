import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { CloudSandboxApi } from '../../../src/host/api';
import type { TreeEntry } from '../../../src/host/trees/tree-entry';

/** The extension under test. */
export function extension(): vscode.Extension<CloudSandboxApi> {
  const found = vscode.extensions.getExtension<CloudSandboxApi>('cloud-sandbox.cloud-sandbox');
  assert.ok(found, 'the extension is installed');
  return found;
}

/** Activates the extension and gives a new account in which time stands still. */
export async function newAccount(seed: string): Promise<CloudSandboxApi> {
  const api = await extension().activate();
  await api.session('Reset', { Seed: seed });
  await api.session('SetClockSpeed', { Speed: 0 });
  return api;
}

/** The rows of a view as VS Code gets them. */
export async function rows(api: CloudSandboxApi, kind: string): Promise<vscode.TreeItem[]> {
  const tree = api.tree(kind)!;
  const entries = (await tree.getChildren()) ?? [];
  return Promise.all(entries.map((entry) => tree.getTreeItem(entry)));
}

/** The entry of a resource in its view. */
export async function entryOf(api: CloudSandboxApi, kind: string, id: string): Promise<TreeEntry> {
  const entries = (await api.tree(kind)!.getChildren()) ?? [];
  const found = entries.find((entry) => entry.id === id);
  assert.ok(found, `${id} is in the tree`);
  return found;
}

/** Waits until `check` holds, looking again at each `event`. */
export async function until(event: vscode.Event<unknown>, check: () => boolean | Promise<boolean>): Promise<void> {
  if (await check()) return;
  await new Promise<void>((resolve, reject) => {
    const listening = event(() => {
      Promise.resolve(check()).then(
        (holds) => {
          if (!holds) return;
          listening.dispose();
          resolve();
        },
        (error: Error) => {
          listening.dispose();
          reject(error);
        },
      );
    });
  });
}

/** Waits until the row of a resource says this, by the tree's own change event. */
export async function untilRow(api: CloudSandboxApi, kind: string, id: string, description: RegExp): Promise<vscode.TreeItem> {
  let found: vscode.TreeItem | undefined;
  await until(api.tree(kind)!.onDidChangeTreeData!, async () => {
    found = (await rows(api, kind)).find((row) => row.id === id && description.test(String(row.description)));
    return found !== undefined;
  });
  return found!;
}

/** Launches instances of the newest Amazon Linux in the region that is shown; answers their ids. */
export async function launch(api: CloudSandboxApi, count = 1, name?: string): Promise<string[]> {
  const { Images = [] } = await api.execute('ec2:DescribeImages', {
    Owners: ['amazon'],
    Filters: [{ Name: 'name', Values: ['al2023-ami-2023.*-kernel-6.1-x86_64'] }],
  });
  const { Instances = [] } = await api.execute('ec2:RunInstances', {
    ImageId: Images[0]?.ImageId,
    InstanceType: 't3.micro',
    MinCount: count,
    MaxCount: count,
    ...(name && { TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: name }] }] }),
  });
  return Instances.map(({ InstanceId }) => InstanceId!);
}
