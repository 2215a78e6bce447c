import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { CloudSandboxApi } from '../../src/host/api';
import type { TreeElement } from '../../src/host/trees/resource-list';
import type { ViewName } from '../../src/shared/region-types';
import { elements, newAccount, rows, until } from './support/sandbox';

describe('the sidebar', () => {
  let api: CloudSandboxApi;

  before(async () => {
    api = await newAccount('sidebar');
    await vscode.commands.executeCommand('cloudSandbox.network.focus');
  });

  const labels = async (view: ViewName, within?: TreeElement): Promise<string[]> =>
    (await rows(api, view, within)).map(({ label }) => String(label));

  /** The element below another whose row has this label. */
  async function find(view: ViewName, label: string, within?: TreeElement): Promise<TreeElement> {
    const found = (await elements(api, view, within))[(await labels(view, within)).indexOf(label)];
    assert.ok(found, `${label} is in ${(await labels(view, within)).join(', ')}`);
    return found;
  }

  it('has a folder for each kind of the network, with its count', async () => {
    const shown = await rows(api, 'network');
    const counts = new Map(shown.map(({ label, description }) => [String(label), String(description)]));
    assert.equal(counts.get('Security Groups'), '1');
    assert.equal(counts.get('Key Pairs'), '0');
    assert.equal(counts.get('VPCs'), '1');
    assert.equal(counts.get('Elastic IPs'), '0');
    assert.deepEqual(
      shown.map(({ contextValue }) => contextValue).filter((value) => !/^folder\+[a-z-]+$/.test(value ?? '')),
      [],
    );
    await api.execute('ec2:CreateKeyPair', { KeyName: 'counted' });
    await until(api.tree('network')!.onDidChangeTreeData!, async () =>
      (await rows(api, 'network')).some(({ label, description }) => label === 'Key Pairs' && description === '1'),
    );
  });

  it('shows rules below their group, and follows them', async () => {
    const folder = await find('network', 'Security Groups');
    const group = await find('network', 'default', folder);
    assert.equal((await labels('network', group)).length, 2);
    const id = 'id' in group ? group.id : '';
    const permission = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '203.0.113.10/32' }] };
    await api.execute('ec2:AuthorizeSecurityGroupIngress', { GroupId: id, IpPermissions: [permission] });
    await until(api.tree('network')!.onDidChangeTreeData!, async () =>
      (await labels('network', group)).includes('SSH 22 ← 203.0.113.10/32'),
    );
    await api.execute('ec2:RevokeSecurityGroupIngress', { GroupId: id, IpPermissions: [permission] });
    await until(api.tree('network')!.onDidChangeTreeData!, async () => (await labels('network', group)).length === 2);
  });

  it('shows what a VPC is made of in folders below it', async () => {
    const folder = await find('network', 'VPCs');
    const [vpc] = await elements(api, 'network', folder);
    const below = await rows(api, 'network', vpc);
    const subnets = below.find(({ label }) => label === 'Subnets');
    assert.equal(subnets?.description, '4');
    assert.equal((await labels('network', await find('network', 'Subnets', vpc))).length, 4);
    const tree = api.tree('network')!;
    const subnetFolder = await find('network', 'Subnets', vpc);
    assert.equal(await tree.getParent!(subnetFolder), vpc);
    assert.equal(await tree.getParent!(vpc!), folder);
  });
});
