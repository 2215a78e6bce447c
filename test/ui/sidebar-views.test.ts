import { strict as assert } from 'node:assert';
import { findClippedText, findLowContrast } from './support/accessibility';
import { openSandbox, stopAtFirstFailure } from './support/sandbox-window';
import type { SandboxWindow } from './support/sandbox-window';
import type { TreeView } from './support/tree';

describe('The sidebar', () => {
  let sandbox: SandboxWindow;
  let network: TreeView;

  before(async () => {
    sandbox = await openSandbox();
    network = sandbox.vs.tree('Network & Security');
    await sandbox.chooseInClock('60×');
    for (const [name, type] of [
      ['web', 't3.micro'],
      ['api', 't3.micro'],
      ['database', 'm5a.large'],
    ] as const) {
      await sandbox.vs.runCommand('Cloud Sandbox: Quick Launch');
      await sandbox.launch({ name, type });
      await sandbox.tree.waitForRow(name, /^running/);
    }
    await sandbox.vs.dismissNotifications();
  });
  after(() => sandbox.vs.close());
  stopAtFirstFailure(() => sandbox);

  const shown = async (): Promise<string[]> => (await sandbox.tree.rows()).map(({ label, level }) => `${'  '.repeat(level - 1)}${label}`);
  /** Opens or closes the Instances view, which leaves its room to the others. */
  const toggleInstances = async (): Promise<void> =>
    sandbox.vs.page
      .locator('.sidebar .pane-header', { hasText: 'Instances' })
      .first()
      .click({ position: { x: 8, y: 8 } });
  /** Answers the input box whose prompt holds this. */
  const answer = async (prompt: string, text: string): Promise<void> => {
    await sandbox.vs.quickInputMessage.filter({ hasText: prompt }).waitFor();
    await sandbox.vs.enterText(text);
  };
  const groupBy = async (label: string): Promise<void> => {
    await sandbox.vs.runCommand('Cloud Sandbox: Group Instances By…');
    await sandbox.vs.pick(label);
  };

  it('has five views', async () => {
    const titles = await sandbox.vs.page.locator('.sidebar .pane-header .title').allInnerTexts();
    assert.deepEqual(
      titles.map((title) => title.toLowerCase()),
      ['instances', 'images', 'elastic block store', 'network & security', 'activity'],
    );
  });

  it('groups instances by type, state and tag, and each follows what happens', async () => {
    const { tree } = sandbox;
    await groupBy('Instance type');
    await tree.waitForRow('m5a.large', '1');
    assert.deepEqual(await shown(), ['m5a.large', '  database', 't3.micro', '  web', '  api']);
    await sandbox.picture('sidebar-01-by-type');
    await groupBy('State');
    await tree.waitForRow('running', '3');
    await tree.pressInline('api', 'Stop');
    await tree.waitForRow('stopped', '1');
    await tree.waitForRow('running', '2');
    await sandbox.until('api stands among the stopped', async () => (await shown()).join() === 'running,  web,  database,stopped,  api');
    const [group] = await tree.rows();
    assert.equal(group?.accessibleName, 'running, 2 resources');
    await sandbox.picture('sidebar-02-by-state');
    await groupBy('Tag…');
    await sandbox.vs.pick('Name');
    await tree.waitForRow('web', '1');
    await groupBy('None');
    await sandbox.until('the rows stand without groups', async () => (await shown()).join() === 'web,api,database');
  });

  it('filters instances, and says so', async () => {
    const { vs, tree } = sandbox;
    await vs.pressViewAction('Instances', 'Filter Instances…');
    await vs.enterText('t3 running');
    await sandbox.until('only web is shown', async () => (await shown()).join() === 'web');
    await vs.page.locator('.sidebar .message', { hasText: 'Filter: t3 running (1 found)' }).waitFor();
    await sandbox.picture('sidebar-03-filter');
    assert.deepEqual(await findClippedText(vs.page, '.sidebar .message'), []);
    await tree.pressInline('web', 'Stop');
    await tree.waitForNoRow('web');
    await vs.pressViewAction('Instances', 'Clear Filter');
    await sandbox.until('all are shown', async () => (await shown()).join() === 'web,api,database');
  });

  it('finds resources of all kinds and shows the chosen one in its view', async () => {
    const { vs } = sandbox;
    await vs.pressViewAction('Instances', 'Search Resources…');
    await vs.quickInputBox.fill('default');
    await vs.quickInput.locator('.monaco-list-row', { hasText: 'Security Groups' }).first().waitFor();
    await sandbox.picture('sidebar-04-search');
    await vs.quickInput.locator('.monaco-list-row', { hasText: 'Security Groups' }).first().click();
    await network.waitForRow('default');
    await sandbox.until('the group is selected', async () =>
      (await network.rows()).some(({ label, selected }) => label === 'default' && selected),
    );
  });

  it('adds, edits and deletes a rule below its group', async () => {
    const { vs } = sandbox;
    await toggleInstances();
    await network.chooseFromMenu('default', 'Add Inbound Rule…');
    await vs.pick('Custom TCP ports…');
    await answer('A port, or a range', '80-70');
    await vs.quickInputMessage.filter({ hasText: 'Write a port from 0 to 65535 or a range' }).waitFor();
    await vs.enterText('8000-8100');
    await vs.quickPickRow('My IP').waitFor();
    await sandbox.picture('sidebar-05-rule-source');
    await vs.pick('A block of addresses…');
    await answer('A block of addresses', '10.0.0.300/24');
    await vs.quickInputMessage.filter({ hasText: 'Write a block of addresses' }).waitFor();
    await vs.enterText('10.0.0.0/24');
    await answer('A description, or nothing', 'for the tests');
    await network.toggle('default');
    await network.waitForRow('TCP 8000-8100 ← 10.0.0.0/24');
    await sandbox.picture('sidebar-06-rules');
    // The same once more is refused where it can be mended, and nothing is lost.
    await network.chooseFromMenu('default', 'Add Inbound Rule…');
    await vs.pick('Custom TCP ports…');
    await answer('A port, or a range', '8000-8100');
    await vs.pick('A block of addresses…');
    await answer('A block of addresses', '10.0.0.0/24');
    await answer('A description, or nothing', '');
    await vs.quickInputMessage.filter({ hasText: 'InvalidPermission.Duplicate' }).waitFor();
    await vs.page.keyboard.press('Escape');
    await network.click('TCP 8000-8100 ← 10.0.0.0/24');
    await vs.page.keyboard.press('Delete');
    await vs.dialog.waitFor();
    await vs.answerDialog('Delete');
    await network.waitForNoRow('TCP 8000-8100 ← 10.0.0.0/24');
  });

  it('F2 renames, and tags are edited in a list', async () => {
    const { vs, tree } = sandbox;
    await toggleInstances();
    await tree.click('api');
    await vs.page.keyboard.press('F2');
    await vs.quickInput.waitFor();
    assert.equal(await vs.quickInputBox.inputValue(), 'api');
    await vs.enterText('gateway');
    await tree.waitForRow('gateway');
    await tree.chooseFromMenu('gateway', 'Edit Tags…');
    await vs.pick('Add Tag…');
    await answer('Key of the tag', 'aws:mine');
    await vs.quickInputMessage.filter({ hasText: 'Keys that begin with aws: are reserved' }).waitFor();
    await vs.enterText('team');
    await answer('Value of the tag', 'blue');
    await vs.quickPickRow('team').waitFor();
    await sandbox.picture('sidebar-07-tags');
    await vs.page.keyboard.press('Escape');
  });

  it('changes protections, and a protected instance is not terminated', async () => {
    const { vs, tree } = sandbox;
    await tree.chooseFromMenu('database', 'Instance Settings', 'Change Termination and Stop Protection…');
    await vs.quickInput
      .locator('.monaco-list-row', { hasText: 'Termination protection' })
      .locator('.monaco-checkbox, input[type=checkbox]')
      .first()
      .click();
    await sandbox.picture('sidebar-08-protection');
    await vs.quickInput.getByRole('button', { name: 'OK', exact: true }).click();
    await tree.chooseFromMenu('database', 'Instance State', 'Terminate');
    await vs.answerDialog('Terminate');
    await vs.notification(/OperationNotPermitted/).waitFor();
    await vs.dismissNotifications();
    await tree.waitForRow('database', /^running/);
  });

  it('shows a VPC as a tree', async () => {
    await toggleInstances();
    await network.toggle('VPCs');
    const vpc = network.element.locator('[role="treeitem"]', { hasText: 'vpc-' }).first();
    await vpc.locator('.monaco-tl-twistie').click();
    await network.waitForRow('Subnets', '4');
    await network.toggle('Subnets');
    await network.element.locator('[role="treeitem"]', { hasText: 'subnet-' }).nth(3).waitFor();
    await sandbox.picture('sidebar-09-vpc');
    assert.deepEqual(await findLowContrast(sandbox.vs.page, '.sidebar'), []);
  });
});
