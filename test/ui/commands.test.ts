import { strict as assert } from 'node:assert';
import { launchSteps, openSandbox, stopAtFirstFailure } from './support/sandbox-window';
import type { SandboxWindow } from './support/sandbox-window';
import { openSubmenu } from './support/tree';

describe('Commands', () => {
  let sandbox: SandboxWindow;
  before(async () => {
    sandbox = await openSandbox();
  });
  after(() => sandbox.vs.close());
  stopAtFirstFailure(() => sandbox);

  it('Quick Launch can be done with the keyboard alone', async () => {
    const { vs, tree } = sandbox;
    const { keyboard } = vs.page;
    const answers: Partial<Record<(typeof launchSteps)[number], string>> = {
      type: 't3.micro',
      key: 'without',
      group: 'default',
      name: 'typed',
      count: '2',
    };
    await keyboard.press('F1');
    await vs.quickInput.waitFor();
    await keyboard.type('Cloud Sandbox: Quick Launch');
    await vs.quickPickRow('Cloud Sandbox: Quick Launch').waitFor();
    await keyboard.press('Enter');
    for (const step of launchSteps) {
      await sandbox.atStep(step);
      const answer = answers[step];
      if (answer !== undefined) {
        await keyboard.press('ControlOrMeta+A');
        await keyboard.type(answer);
        if (step !== 'name' && step !== 'count') await vs.quickInput.locator('.monaco-list-row.focused', { hasText: answer }).waitFor();
      }
      await keyboard.press('Enter');
    }
    await tree
      .row('typed', /^running/)
      .nth(1)
      .waitFor({ timeout: 30_000 });
    assert.deepEqual(
      (await tree.rows()).map(({ label }) => label),
      ['typed', 'typed'],
    );
  });

  it('a command of the palette asks for which resources', async () => {
    const { vs, tree } = sandbox;
    await vs.page.keyboard.press('F1');
    const titles = [
      ...['Quick Launch', 'Why?', 'Open as JSON', 'Virtual Clock…', 'Start AWS Endpoint'],
      ...['Start', 'Stop', 'Reboot', 'Terminate'].map((action) => `Instances: ${action}`),
    ];
    for (const title of titles) {
      await vs.quickInputBox.fill(`>Cloud Sandbox: ${title}`);
      await vs.quickPickRow(`Cloud Sandbox: ${title}`).waitFor();
    }
    await vs.page.keyboard.press('Escape');
    await vs.runCommand('Cloud Sandbox: Instances: Stop');
    await vs.quickInput.locator('.quick-input-title', { hasText: /^Stop$/ }).waitFor();
    assert.equal((await vs.quickPickRows()).length, 2);
    await sandbox.tick('typed');
    await tree.waitForRow('typed', /^stopped/);
    await tree.waitForRow('typed', /^running/);
    await vs.runCommand('Cloud Sandbox: Instances: Start');
    await vs.quickInput.locator('.quick-input-title', { hasText: /^Start$/ }).waitFor();
    assert.equal((await vs.quickPickRows()).length, 1);
    await sandbox.tick('typed');
    await tree
      .row('typed', /^running/)
      .nth(1)
      .waitFor({ timeout: 30_000 });
  });

  it('a menu acts on all that is selected', async () => {
    const { vs, tree } = sandbox;
    const rows = tree.row('typed');
    await rows.nth(0).locator('.label-name').click();
    await rows
      .nth(1)
      .locator('.label-name')
      .click({ modifiers: ['ControlOrMeta'] });
    assert.deepEqual(
      (await tree.rows()).map(({ selected }) => selected),
      [true, true],
    );
    await rows.nth(1).locator('.label-name').click({ button: 'right' });
    await vs.chooseFromMenu('Instance State', 'Stop');
    await tree
      .row('typed', /^stopped/)
      .nth(1)
      .waitFor({ timeout: 30_000 });
  });

  it('Delete asks once for all that is selected, and terminates it', async () => {
    const { vs, tree } = sandbox;
    await tree.row('typed').nth(1).locator('.label-name').click();
    await vs.page.keyboard.press('ControlOrMeta+A');
    await vs.page.keyboard.press('Delete');
    await vs.dialog.waitFor();
    assert.match(await vs.dialog.innerText(), /Terminate typed \(i-[0-9a-f]{17}\), typed \(i-[0-9a-f]{17}\)\?/);
    await vs.answerDialog('Terminate');
    await tree
      .row('typed', /^terminated/)
      .nth(1)
      .waitFor({ timeout: 30_000 });
  });

  it('a copied ID is on the clipboard', async () => {
    const { vs, tree } = sandbox;
    await tree.chooseFromMenu('typed', 'Copy ID');
    await sandbox.until('the clipboard holds an id', async () =>
      /^i-[0-9a-f]{17}(\ni-[0-9a-f]{17})?$/.test(await vs.page.evaluate(() => navigator.clipboard.readText())),
    );
  });

  it('the region can be changed, and each has its own resources', async () => {
    const { vs, tree } = sandbox;
    await vs.viewAction('Select Region…').click();
    await vs.quickInputBox.fill('eu-west-1');
    await vs.pick('eu-west-1');
    await tree.row('typed').first().waitFor({ state: 'detached', timeout: 30_000 });
    await vs.page.locator('.sidebar .pane-header', { hasText: 'eu-west-1' }).first().waitFor();
    await vs.runCommand('Cloud Sandbox: Select Region…');
    await vs.pick('ap-northeast-2');
    await tree.waitForRow('typed', /^terminated/);
  });
});

describe('Errors', () => {
  let sandbox: SandboxWindow;
  before(async () => {
    sandbox = await openSandbox();
  });
  after(() => sandbox.vs.close());
  stopAtFirstFailure(() => sandbox);

  const newKey = async (type: string, name: string): Promise<void> => {
    await sandbox.atStep('key');
    await sandbox.vs.pick(`Create a key pair (${type})`);
    await sandbox.vs.quickInput.getByText('Name of the new key pair').waitFor();
    await sandbox.vs.enterText(name);
  };

  it('a name that is taken is said at its step, and Back loses nothing', async () => {
    const { vs } = sandbox;
    await vs.page.locator('.welcome-view-content').getByRole('button', { name: 'Quick Launch' }).click();
    await sandbox.atStep('image');
    await vs.quickInputBox.fill('Ubuntu Server 24.04 LTS');
    await vs.pick('Ubuntu Server 24.04 LTS');
    await sandbox.atStep('type');
    await vs.quickInputBox.fill('m5a.xlarge');
    await vs.pick('m5a.xlarge');
    await newKey('ED25519', 'taken');
    // No file is named: the question whether to keep the key pair without one.
    await vs.quickInput.getByText('Save the Private Key').waitFor();
    await vs.page.keyboard.press('Escape');
    await vs.dialog.waitFor();
    await vs.answerDialog('Keep Without Saving');
    await sandbox.atStep('group');
    const back = vs.quickInput.getByRole('button', { name: 'Back' });
    await back.click();
    await newKey('RSA', 'taken');
    await vs.quickInputMessage.filter({ hasText: 'InvalidKeyPair.Duplicate: The keypair already exists' }).waitFor();
    await sandbox.picture('error-01-key-name');
    assert.equal(await vs.quickInputBox.inputValue(), 'taken');
    await back.click();

    await sandbox.atStep('key');
    await sandbox.until('the key chosen before is the active row', async () =>
      (await vs.quickInput.locator('.monaco-list-row.focused').innerText()).includes('taken'),
    );
    await back.click();
    await sandbox.atStep('type');
    await vs.quickInput.locator('.monaco-list-row.focused', { hasText: 'm5a.xlarge' }).waitFor();
    await back.click();
    await sandbox.atStep('image');
    await vs.quickInput.locator('.monaco-list-row.focused', { hasText: 'Ubuntu Server 24.04 LTS' }).waitFor();
    await vs.page.keyboard.press('Escape');
    await vs.quickInput.waitFor({ state: 'hidden' });
    assert.deepEqual(await sandbox.tree.rows(), []);
  });

  it('a wrong number and a wrong duration are said while typing', async () => {
    const { vs } = sandbox;
    await sandbox.clock.click();
    await vs.pick('Other duration…');
    await vs.quickInputBox.fill('soon');
    await vs.quickInputMessage.filter({ hasText: 'Write a number with s, m, h or d, such as 15m' }).waitFor();
    await vs.page.keyboard.press('Escape');
  });

  it('a new account may run 5 vCPUs: the refusal comes back to the type, with the answers kept', async () => {
    const { vs, tree } = sandbox;
    await vs.runCommand('Cloud Sandbox: Account Settings…');
    await vs.quickInput.locator('.monaco-list-row').first().waitFor();
    await sandbox.picture('error-02-account-settings');
    await vs.pick('New account');
    await vs.quickInput.waitFor({ state: 'hidden' });
    await vs.runCommand('Cloud Sandbox: Quick Launch');
    await sandbox.launchUntilReview({ type: 'm5a.large', name: 'many', count: 3 });
    await vs.page.keyboard.press('Enter');
    await sandbox.atStep('type');
    await vs.quickInput.locator('.monaco-list-row', { hasText: 'VcpuLimitExceeded' }).waitFor();
    await sandbox.picture('error-03-quota');
    const [problem, ...more] = await vs.quickPickRows();
    assert.equal(problem?.label.trim(), 'VcpuLimitExceeded');
    const rest = more.slice(
      0,
      more.findIndex(({ label }) => label === 'm5a.large'),
    );
    assert.match(
      rest.map(({ label }) => label.trim()).join(' '),
      /^You have requested more vCPU capacity than your current vCPU limit of 5 allows for the instance bucket that the specified instance type belongs to\. Please visit http:\/\/aws\.amazon\.com\/contact-us\/ec2-request to request an adjustment to this limit\.$/,
    );
    assert.deepEqual(await tree.rows(), []);
    await vs.quickInput.locator('.monaco-list-row.focused', { hasText: 'm5a.large' }).waitFor();
    for (const step of ['type', 'key', 'group', 'name'] as const) {
      await sandbox.atStep(step);
      await vs.page.keyboard.press('Enter');
    }
    await sandbox.atStep('count');
    assert.equal(await vs.quickInputBox.inputValue(), '3');
    await vs.enterText('0');
    await vs.quickInputMessage.filter({ hasText: 'A whole number from 1 to' }).waitFor();
    await vs.enterText('2');
    await sandbox.atStep('review');
    await vs.page.keyboard.press('Enter');
    await tree
      .row('many', /^running/)
      .nth(1)
      .waitFor({ timeout: 30_000 });
  });

  it('an action that AWS refuses is told with its code and message', async () => {
    const { vs } = sandbox;
    await vs.runCommand('Cloud Sandbox: Quick Launch');
    await sandbox.launch({ type: 't2.micro', group: 'New group that lets in SSH', name: 'grouped' });
    await vs.runCommand('Cloud Sandbox: Security Groups: Delete Security Group');
    await sandbox.tick('launch-wizard-1');
    await vs.dialog
      .getByText(/AWS refuses this \(DependencyViolation\) as long as these are in the way: grouped \(i-[0-9a-f]{17}\)\./)
      .waitFor();
    await sandbox.picture('error-05-in-the-way');
    await vs.answerDialog('Delete');
    const refusal = /DependencyViolation: resource sg-[0-9a-f]{17} has a dependent object\. In the way: grouped \(i-[0-9a-f]{17}\)\./;
    await vs.notification(refusal).waitFor();
    await sandbox.picture('error-04-refused');
    await vs.answerNotification('DependencyViolation', 'Show in Sidebar');
    await sandbox.until('the instance is selected', async () =>
      (await sandbox.tree.rows()).some(({ label, selected }) => label === 'grouped' && selected),
    );
  });
});

describe('A second window', () => {
  it('follows the first, changes nothing, and takes over when the first closes', async () => {
    const first = await openSandbox();
    const { vs } = first;
    try {
      const second = first.beside(await vs.openSecondWindow());
      await second.open();
      await second.vs.page.locator('.sidebar', { hasText: 'Another window holds this account' }).waitFor();

      await vs.runCommand('Cloud Sandbox: Quick Launch');
      await first.launch({ name: 'shared' });
      await second.tree.waitForRow('shared', /^running/);
      await second.vs.page.locator('.sidebar', { hasText: 'This one follows it and can change nothing.' }).waitFor();
      await second.picture('second-window');
      await second.tree.openMenu('shared');
      await openSubmenu(second.vs.page, 'Instance State', 'Stop');
      const stop = second.vs.page.locator('.monaco-submenu .action-item', { hasText: /^\s*Stop\s*$/ });
      assert.match((await stop.getAttribute('class')) ?? '', /\bdisabled\b/);
      for (const _ of ['submenu', 'menu']) await second.vs.page.keyboard.press('Escape');
      assert.equal((await first.instance('shared')).publicIp, (await second.instance('shared')).publicIp);

      await first.tree.pressInline('shared', 'Stop');
      await first.tree.waitForRow('shared', /^stopped/);
      await second.tree.waitForRow('shared', /^stopped/);

      await vs.closeWindow();
      await second.vs.page.locator('.sidebar', { hasText: 'This one follows it' }).waitFor({ state: 'detached', timeout: 30_000 });
      await second.tree.chooseFromMenu('shared', 'Instance State', 'Start');
      await second.tree.waitForRow('shared', /^running/);
    } finally {
      await vs.close();
    }
  });
});
