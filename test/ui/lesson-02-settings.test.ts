import { strict as assert } from 'node:assert';
import { findClippedText, findLowContrast } from './support/accessibility';
import { openSandbox, stopAtFirstFailure } from './support/sandbox-window';
import type { SandboxWindow } from './support/sandbox-window';
import { type Language, literally } from './support/words';
import { WizardPage } from './support/wizard-page';

/** In what surroundings the lesson is played. */
interface World {
  readonly language: Language;
  readonly name: string;
  /** Sizes of the two volumes, GiB. */
  readonly root: number;
  readonly kept: number;
}

const worlds: readonly World[] = [
  { language: 'en', name: 'Database', root: 35, kept: 10 },
  { language: 'ko', name: '데이터베이스 서버', root: 42, kept: 7 },
];

for (const world of worlds) {
  describe(`Lesson 2: settings that matter, in ${world.language === 'en' ? 'English' : 'Korean'}`, () => {
    const { language, name, root, kept } = world;
    let sandbox: SandboxWindow;
    let wizard: WizardPage;

    before(async () => {
      sandbox = await openSandbox({ locale: language });
      wizard = new WizardPage(sandbox);
      await sandbox.pause();
    });
    after(() => sandbox.vs.close());
    stopAtFirstFailure(() => sandbox);

    const say = (english: string, ...args: (string | number)[]): string => sandbox.say(english, ...args);
    const picture = (title: string, show?: () => Promise<unknown>): Promise<void> =>
      sandbox.picture(`lesson-02-${language}-${title}`, show);

    /** What the tooltip of the instance says after a caption. */
    async function told(caption: string): Promise<string | undefined> {
      const lines = (await sandbox.tree.tooltip(name)).split('\n');
      return lines.find((line) => line.startsWith(`${say(caption)}: `))?.slice(say(caption).length + 2);
    }

    /** A question about the instance, as a pattern. */
    const asked = (english: string): RegExp =>
      new RegExp(literally(say(english, 'NAME')).replace('NAME', `${literally(name)} \\(i-[0-9a-f]{17}\\)`));

    /** Chooses in the menu of the instance what asks for confirmation, and confirms. */
    async function confirm(button: string, ...path: string[]): Promise<string> {
      await sandbox.tree.chooseFromMenu(name, ...path.map((entry) => say(entry)));
      await sandbox.vs.dialog.waitFor();
      const question = await sandbox.vs.dialog.innerText();
      await sandbox.vs.answerDialog(say(button));
      return question;
    }

    it('the wizard launches it protected, watched closely, with more than is free and a volume that is kept', async () => {
      await sandbox.vs.page
        .locator('.welcome-view-content')
        .getByRole('button', { name: say('Launch Instance…') })
        .click();
      await wizard.chooseImage('Ubuntu Server 24.04 LTS');
      await wizard.chooseType('t2.micro');
      await wizard.goTo(3, 'Configure Instance');
      assert.equal(await wizard.choice(wizard.label('Shutdown behavior')).inputValue(), 'stop');
      await wizard.tick(wizard.label('Protect against accidental termination')).click();
      await wizard
        .tick(wizard.label('Detailed CloudWatch monitoring (additional charges apply: {0} a month for each instance)', '$2.10'))
        .click();
      await wizard.goTo(4, 'Add Storage');
      await wizard.field(wizard.label('{0} of volume {1}', say('Size (GiB)'), 1)).fill(String(root));
      await wizard.page.getByText(say('{0} GiB: {1} GiB beyond free', root, root - 30)).waitFor();
      await wizard.press('Add New Volume');
      await wizard.field(wizard.label('{0} of volume {1}', say('Size (GiB)'), 2)).fill(String(kept));
      const goes = wizard.tick(wizard.label('{0} of volume {1}', say('Delete on termination'), 2));
      if ((await goes.getAttribute('aria-checked')) === 'true') await goes.click();
      assert.equal(await goes.getAttribute('aria-checked'), 'false');
      await picture('01-storage');
      await wizard.goTo(5, 'Add Tags');
      await wizard.field(wizard.label('{0} of tag {1}', say('Value'), 1)).fill(name);
      await wizard.review();
      const review = await wizard.page.locator('.part dl > div').allInnerTexts();
      for (const [caption, value] of [
        [say('Shutdown behavior'), say('Stop')],
        [say('Termination protection'), say('on')],
        [say('Detailed monitoring'), say('on')],
        ['/dev/sda1', `${say('{0} GiB {1}', root, 'gp3')} · ${say('deleted on termination')}`],
        ['/dev/sdb', `${say('{0} GiB {1}', kept, 'gp3')} · ${say('kept on termination')}`],
      ]) {
        assert.ok(review.includes(`${caption}\n${value}`), `${caption}: ${value} in ${review.join(' | ')}`);
      }
      await wizard.page.getByRole('radio', { name: say('Proceed without a key pair') }).click();
      await wizard.tick(wizard.label('I know that nobody can log in to these instances with a key')).click();
      await picture('02-review');
      await wizard.check();
      await wizard.launch('Show in Sidebar');
      await sandbox.tree.waitForRow(name, /^pending/);
      assert.equal(await told('State'), say('{0} (not billed)', 'pending'));
    });

    it('running, it is billed, and its settings are told', async () => {
      await sandbox.settle();
      await sandbox.tree.waitForRow(name, /^running/);
      assert.equal(await told('State'), say('{0} (billed)', 'running'));
      assert.equal(await told('Termination protection'), say('On'));
      assert.equal(await told('Detailed monitoring'), say('On'));
      assert.equal(await told('Shutdown behavior'), undefined);
      await picture('03-running', () => sandbox.tree.tooltip(name));
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
      await picture('04-refused');
      assert.deepEqual(await findClippedText(vs.page, '.notifications-toasts .notification-list-item-message'), []);
      await vs.dismissNotifications();
      await tree.waitForRow(name, /^running/);
    });

    it('shut down from inside, it stops, and only its storage is billed', async () => {
      const { tree } = sandbox;
      const question = await confirm('Shut Down', 'Shut down from inside');
      assert.match(
        question,
        asked('Shut down the operating system of {0}? By its shutdown behavior the instance then stops, whatever its protections say.'),
      );
      await tree.waitForRow(name, /^stopping/);
      assert.equal(await told('State'), say('{0} (not billed, only its storage is)', 'stopping'));
      await sandbox.settle();
      await tree.waitForRow(name, /^stopped/);
      assert.equal(await told('State'), say('{0} (not billed, only its storage is)', 'stopped'));
      await picture('05-stopped', () => sandbox.tree.tooltip(name));
    });

    it('with the other behavior it is terminated, although it is protected', async () => {
      const { vs, tree } = sandbox;
      await tree.pressInline(name, say('Start'));
      await sandbox.settle();
      await tree.waitForRow(name, /^running/);
      await tree.chooseFromMenu(name, say('Instance Settings'), say('Change Shutdown Behavior…'));
      await vs.quickPickRow(say('Terminate')).waitFor();
      await picture('06-behavior');
      await vs.pick(say('Terminate'));
      await vs.quickInput.waitFor({ state: 'hidden' });
      assert.equal(await told('Shutdown behavior'), 'terminate');
      assert.equal(await told('Termination protection'), say('On'));
      await tree.chooseFromMenu(name, say('Shut down from inside (terminates)'));
      await vs.dialog.waitFor();
      assert.match(
        await vs.dialog.innerText(),
        asked(
          'Shut down the operating system of {0}? By its shutdown behavior the instance is then terminated, whatever its protections say; this cannot be undone.',
        ),
      );
      await picture('07-shut-down');
      await vs.answerDialog(say('Shut Down and Terminate'));
      await tree.waitForRow(name, /^shutting-down/);
      assert.equal(await told('State'), say('{0} (not billed)', 'shutting-down'));
      await sandbox.settle();
      await tree.waitForRow(name, /^terminated/);
      assert.equal(await told('State'), say('{0} (not billed)', 'terminated'));
    });

    it('the kept volume becomes available, and Why? tells the whole story', async () => {
      const { vs, tree } = sandbox;
      await tree.chooseFromMenu(name, say('Why?'));
      // The wizard's page, which has a heading too, is still open.
      await vs.webview.locator('.timeline li').first().waitFor();
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
      await vs.toggleView(say('Elastic Block Store'));
      const volumes = vs.tree(say('Elastic Block Store'));
      await volumes.element.locator('[role="treeitem"]', { hasText: 'available' }).waitFor();
      // The wizard gives its tags to the volumes too.
      assert.deepEqual(
        (await volumes.rows()).map(({ label, description }) => [label, description]),
        [[name, `${say('{0} (billed)', 'available')} · ${kept} GiB · gp3`]],
      );
      await vs.dismissNotifications();
      await picture('08-kept');
      assert.deepEqual(await findLowContrast(vs.page, '.sidebar .pane-body'), []);
    });
  });
}
