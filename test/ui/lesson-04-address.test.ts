import { strict as assert } from 'node:assert';
import { openSandbox, stopAtFirstFailure } from './support/sandbox-window';
import type { SandboxWindow } from './support/sandbox-window';
import type { TreeView } from './support/tree';

describe('Lesson 4: an address that stays', () => {
  let sandbox: SandboxWindow;
  let network: TreeView;
  let elastic = '';

  before(async () => {
    sandbox = await openSandbox();
    network = sandbox.vs.tree('Network & Security');
    await sandbox.chooseInClock('60×');
    await sandbox.vs.runCommand('Cloud Sandbox: Quick Launch');
    await sandbox.launch({ name: 'WebServer', type: 't2.micro' });
    await sandbox.tree.waitForRow('WebServer', /^running/);
    await sandbox.vs.dismissNotifications();
  });
  after(() => sandbox.vs.close());
  stopAtFirstFailure(() => sandbox);

  const stopAndStart = async (): Promise<void> => {
    const { tree } = sandbox;
    await tree.pressInline('WebServer', 'Stop');
    await tree.waitForRow('WebServer', /^stopped/);
    await tree.pressInline('WebServer', 'Start');
    await tree.waitForRow('WebServer', /^running/);
  };
  const address = async (): Promise<string> => (await sandbox.instance('WebServer')).publicIp ?? '';

  it('a stop and a start change the public address', async () => {
    const before = await address();
    await stopAndStart();
    assert.match(await address(), /^\d+\.\d+\.\d+\.\d+$/);
    assert.notEqual(await address(), before);
  });

  it('Allocate New Address gives the account an address of its own', async () => {
    const { vs } = sandbox;
    await network.waitForRow('Elastic IPs', '0');
    await sandbox.picture('lesson-04-01-network');
    await network.pressInline('Elastic IPs', 'Allocate New Address');
    await vs.notification(/Allocated \d+\.\d+\.\d+\.\d+\. It costs money until it is released, in use or not\./).waitFor();
    await vs.answerNotification(/Allocated/, 'Show in Sidebar');
    const row = network.element.locator('[role="treeitem"]', { hasText: 'unused (billed)' });
    await row.waitFor();
    elastic = await row.locator('.label-name').innerText();
    await sandbox.picture('lesson-04-02-allocated');
  });

  it('Associate Address puts it on the instance', async () => {
    const { vs, tree } = sandbox;
    await network.chooseFromMenu(elastic, 'Associate Address…');
    await sandbox.quickTitle.filter({ hasText: 'Associate Address' }).waitFor();
    await vs.quickPickRow('WebServer').waitFor();
    await sandbox.picture('lesson-04-03-associate');
    await vs.pick('WebServer');
    await network.waitForRow(elastic, 'WebServer');
    await tree.waitForRow('WebServer', elastic);
  });

  it('a stop and a start keep it', async () => {
    await stopAndStart();
    assert.equal(await address(), elastic);
    await sandbox.picture('lesson-04-04-kept');
  });

  it('an address in use is moved only after a question', async () => {
    const { vs } = sandbox;
    await network.chooseFromMenu(elastic, 'Associate Address…');
    await vs.pick('WebServer');
    await vs.dialog.waitFor();
    assert.match(
      await vs.dialog.innerText(),
      new RegExp(`${elastic.replaceAll('.', '\\.')} is associated with i-[0-9a-f]{17}\\. Move it to WebServer\\?`),
    );
    await vs.answerDialog('Cancel');
    await network.waitForRow(elastic, 'WebServer');
  });

  it('the address outlives the instance, and is released', async () => {
    const { vs, tree } = sandbox;
    await tree.chooseFromMenu('WebServer', 'Instance State', 'Terminate');
    await vs.answerDialog('Terminate');
    await tree.waitForRow('WebServer', /^terminated/);
    await network.waitForRow(elastic, 'unused (billed)');
    await sandbox.picture('lesson-04-05-still-allocated');
    await network.chooseFromMenu(elastic, 'Release');
    await vs.dialog.waitFor();
    assert.match(await vs.dialog.innerText(), /The address goes back to Amazon and is billed no longer\./);
    await vs.answerDialog('Release');
    await network.waitForNoRow(elastic);
    await network.waitForRow('Elastic IPs', '0');
  });
});
