import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { CloudSandboxApi } from '../../../src/host/api';
import type { ViewName } from '../../../src/shared/region-types';
import type { TreeElement } from '../../../src/host/trees/resource-list';
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

/** What stands in a view, or in something in it: folders, resources, or pages of them. */
export async function elements(api: CloudSandboxApi, view: ViewName, within?: TreeElement): Promise<TreeElement[]> {
  return (await api.tree(view)!.getChildren(within)) ?? [];
}

/** The rows of a view as VS Code gets them. */
export async function rows(api: CloudSandboxApi, view: ViewName, within?: TreeElement): Promise<vscode.TreeItem[]> {
  const tree = api.tree(view)!;
  return Promise.all((await elements(api, view, within)).map((element) => tree.getTreeItem(element)));
}

/** The entry of a resource in its view. */
export async function entryOf(api: CloudSandboxApi, view: ViewName, id: string): Promise<TreeEntry> {
  const found = (await elements(api, view)).find((element) => 'id' in element && element.id === id);
  assert.ok(found && 'id' in found, `${id} is in the tree`);
  return found;
}

/** Waits until `check` holds, looking now and again at each `event`. */
export async function until(event: vscode.Event<unknown>, check: () => boolean | Promise<boolean>): Promise<void> {
  const listening: vscode.Disposable[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      const look = (): void => {
        Promise.resolve(check()).then((holds) => {
          if (holds) resolve();
        }, reject);
      };
      listening.push(event(look));
      look();
    });
  } finally {
    for (const one of listening) one.dispose();
  }
}

/** Waits until the row of a resource says this, by the tree's own change event. */
export async function untilRow(api: CloudSandboxApi, view: ViewName, id: string, description: RegExp): Promise<vscode.TreeItem> {
  let found: vscode.TreeItem | undefined;
  await until(api.tree(view)!.onDidChangeTreeData!, async () => {
    found = (await rows(api, view)).find((row) => row.id === id && description.test(String(row.description)));
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
    InstanceType: 't2.micro',
    MinCount: count,
    MaxCount: count,
    ...(name && { TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: name }] }] }),
  });
  return Instances.map(({ InstanceId }) => InstanceId!);
}
