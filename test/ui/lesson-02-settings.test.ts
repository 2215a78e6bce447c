import { strict as assert } from 'node:assert';
import { findClippedText, findLowContrast } from './support/accessibility';
import { openSandbox, stopAtFirstFailure } from './support/sandbox-window';
import type { SandboxWindow } from './support/sandbox-window';
import { WizardPage } from './support/wizard-page';

describe('Lesson 2: settings that matter', () => {
  const name = 'Database';
  let sandbox: SandboxWindow;
  let wizard: WizardPage;

  before(async () => {
    sandbox = await openSandbox();
    wizard = new WizardPage(sandbox);
    await sandbox.pause();
  });
  after(() => sandbox.vs.close());
  stopAtFirstFailure(() => sandbox);

  const settle = (): Promise<void> => sandbox.chooseInClock('Until nothing is in transition');

  /** What the tooltip of the instance says after a caption. */
  async function told(caption: string): Promise<string | undefined> {
    const lines = (await sandbox.tree.tooltip(name)).split('\n');
    return lines.find((line) => line.startsWith(`${caption}: `))?.slice(caption.length + 2);
  }

  /** Chooses in the menu of the instance what asks for confirmation, and confirms. */
  async function confirm(button: string, ...path: string[]): Promise<string> {
    await sandbox.tree.chooseFromMenu(name, ...path);
    await sandbox.vs.dialog.waitFor();
    const question = await sandbox.vs.dialog.innerText();
    await sandbox.vs.answerDialog(button);
    return question;
  }

  it('the wizard launches it protected, watched closely, with 35 GB and a volume that is kept', async () => {
    await sandbox.vs.page.locator('.welcome-view-content').getByRole('button', { name: 'Launch Instance…' }).click();
    await wizard.chooseImage('Ubuntu Server 24.04 LTS');
    await wizard.chooseType('t2.micro');
    await wizard.goTo(3, 'Configure Instance');
    assert.equal(await wizard.choice('Shutdown behavior').inputValue(), 'stop');
    await wizard.tick('Protect against accidental termination').click();
    await wizard.tick('Detailed CloudWatch monitoring').click();
    await wizard.goTo(4, 'Add Storage');
    await wizard.field('Size \\(GiB\\) of volume 1').fill('35');
    await wizard.page.getByText('35 GB: 5 GB beyond free').waitFor();
    await wizard.press('Add New Volume');
    await wizard.field('Size \\(GiB\\) of volume 2').fill('10');
    const kept = wizard.tick('Delete on termination of volume 2');
    if ((await kept.getAttribute('aria-checked')) === 'true') await kept.click();
    assert.equal(await kept.getAttribute('aria-checked'), 'false');
    await sandbox.picture('lesson-02-01-storage');
    await wizard.goTo(5, 'Add Tags');
    await wizard.field('Value of tag 1').fill(name);
    await wizard.review();
    const review = await wizard.page.locator('.part dl > div').allInnerTexts();
    for (const [caption, value] of [
      ['Shutdown behavior', 'Stop'],
      ['Termination protection', 'on'],
      ['Detailed monitoring', 'on'],
      ['/dev/sda1', '35 GiB gp3 · deleted on termination'],
      ['/dev/sdb', '10 GiB gp3 · kept on termination'],
    ]) {
      assert.ok(review.includes(`${caption}\n${value}`), `${caption}: ${value} in ${review.join(' | ')}`);
    }
    await wizard.page.getByRole('radio', { name: 'Proceed without a key pair' }).click();
    await wizard.tick('I know that nobody can log in').click();
    await sandbox.picture('lesson-02-02-review');
    await wizard.check();
    await wizard.launch('Show in Sidebar');
    await sandbox.tree.waitForRow(name, /^pending/);
    assert.equal(await told('State'), 'pending (not billed)');
  });

  it('running, it is billed, and its settings are told', async () => {
    await settle();
    await sandbox.tree.waitForRow(name, /^running/);
    assert.equal(await told('State'), 'running (billed)');
    assert.equal(await told('Termination protection'), 'On');
    assert.equal(await told('Detailed monitoring'), 'On');
    assert.equal(await told('Shutdown behavior'), undefined);
    await sandbox.picture('lesson-02-03-running', () => sandbox.tree.tooltip(name));
    assert.deepEqual(await findLowContrast(sandbox.vs.page, '.monaco-hover'), []);
    assert.deepEqual(await findClippedText(sandbox.vs.page, '.monaco-hover'), []);
  });

  it('Terminate is refused, in the words of the service', async () => {
    const { vs, tree } = sandbox;
    await confirm('Terminate', 'Instance State', 'Terminate');
    const refusal = vs.notification('OperationNotPermitted');
    await refusal.waitFor();
    assert.match(
      await refusal.innerText(),
      /OperationNotPermitted: The instance 'i-[0-9a-f]{17}' may not be terminated\. Modify its 'disableApiTermination' instance attribute and try again\./,
    );
    await sandbox.picture('lesson-02-04-refused');
    assert.deepEqual(await findClippedText(vs.page, '.notifications-toasts .notification-list-item-message'), []);
    await vs.dismissNotifications();
    await tree.waitForRow(name, /^running/);
  });

  it('shut down from inside, it stops, and only its storage is billed', async () => {
    const { tree } = sandbox;
    const question = await confirm('Shut Down', 'Shut down from inside');
    assert.match(question, /By its shutdown behavior the instance then stops, whatever its protections say\./);
    await tree.waitForRow(name, /^stopping/);
    assert.equal(await told('State'), 'stopping (not billed, only its storage is)');
    await settle();
    await tree.waitForRow(name, /^stopped/);
    assert.equal(await told('State'), 'stopped (not billed, only its storage is)');
    await sandbox.picture('lesson-02-05-stopped', () => sandbox.tree.tooltip(name));
  });

  it('with the other behavior it is terminated, although it is protected', async () => {
    const { vs, tree } = sandbox;
    await tree.pressInline(name, 'Start');
    await settle();
    await tree.waitForRow(name, /^running/);
    await tree.chooseFromMenu(name, 'Instance Settings', 'Change Shutdown Behavior…');
    await vs.quickPickRow('Terminate').waitFor();
    await sandbox.picture('lesson-02-06-behavior');
    await vs.pick('Terminate');
    await vs.quickInput.waitFor({ state: 'hidden' });
    assert.equal(await told('Shutdown behavior'), 'terminate');
    assert.equal(await told('Termination protection'), 'On');
    await tree.chooseFromMenu(name, 'Shut down from inside (terminates)');
    await vs.dialog.waitFor();
    assert.match(await vs.dialog.innerText(), /the instance is then terminated, whatever its protections say; this cannot be undone\./);
    await sandbox.picture('lesson-02-07-shut-down');
    await vs.answerDialog('Shut Down and Terminate');
    await tree.waitForRow(name, /^shutting-down/);
    assert.equal(await told('State'), 'shutting-down (not billed)');
    await settle();
    await tree.waitForRow(name, /^terminated/);
    assert.equal(await told('State'), 'terminated (not billed)');
  });

  it('the kept volume becomes available, and Why? tells the whole story', async () => {
    const { vs, tree } = sandbox;
    await tree.chooseFromMenu(name, 'Why?');
    await vs.webview.getByRole('heading', { level: 1 }).waitFor();
    assert.deepEqual(await vs.webview.locator('.timeline li:not(.coming) strong').allInnerTexts(), [
      'pending',
      'running',
      'stopping',
      'stopped',
      'pending',
      'running',
      'shutting-down',
      'terminated',
    ]);
    await wizard.check();
    await vs.page.locator('.pane-header', { hasText: 'Elastic Block Store' }).click();
    const volumes = vs.tree('Elastic Block Store');
    await volumes.element.locator('[role="treeitem"]', { hasText: 'available' }).waitFor();
    // The wizard gives its tags to the volumes too.
    assert.deepEqual(
      (await volumes.rows()).map(({ label, description }) => [label, description]),
      [[name, 'available · 10 GiB · gp3']],
    );
    await sandbox.picture('lesson-02-08-kept');
    assert.deepEqual(await findLowContrast(vs.page, '.sidebar .pane-body'), []);
  });
});
