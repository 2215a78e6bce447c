import { strict as assert } from 'node:assert';
import { openSandbox, stopAtFirstFailure } from './support/sandbox-window';
import type { SandboxWindow } from './support/sandbox-window';
import type { TreeView } from './support/tree';
import { literally } from './support/words';

const worlds = [
  { language: 'en', name: 'WebServer', type: 't2.micro' },
  { language: 'ko', name: '웹 서버', type: 't3a.medium' },
] as const;

for (const world of worlds) {
  describe(`Lesson 4: an address that stays, in ${world.language === 'en' ? 'English' : 'Korean'}`, () => {
    const { language, name, type } = world;
    let sandbox: SandboxWindow;
    let network: TreeView;
    let elastic = '';

    before(async () => {
      sandbox = await openSandbox({ locale: language });
      network = sandbox.vs.tree(say('Network & Security'));
      await sandbox.chooseInClock('60×');
      await sandbox.run('Quick Launch');
      await sandbox.launch({ name, type });
      await sandbox.tree.waitForRow(name, /^running/);
      await sandbox.vs.dismissNotifications();
    });
    after(() => sandbox.vs.close());
    stopAtFirstFailure(() => sandbox);

    const say = (english: string, ...args: (string | number)[]): string => sandbox.say(english, ...args);
    const picture = (title: string): Promise<void> => sandbox.picture(`lesson-04-${language}-${title}`);
    const unused = (): string => say('unused (billed)');
    const stopAndStart = async (): Promise<void> => {
      const { tree } = sandbox;
      await tree.pressInline(name, say('Stop'));
      await tree.waitForRow(name, /^stopped/);
      await tree.pressInline(name, say('Start'));
      await tree.waitForRow(name, /^running/);
    };
    const address = async (): Promise<string> => (await sandbox.instance(name)).publicIp ?? '';

    it('a stop and a start change the public address', async () => {
      const before = await address();
      await stopAndStart();
      assert.match(await address(), /^\d+\.\d+\.\d+\.\d+$/);
      assert.notEqual(await address(), before);
    });

    it('Allocate New Address gives the account an address of its own', async () => {
      const { vs } = sandbox;
      await network.waitForRow(say('Elastic IPs'), '0');
      await picture('01-network');
      await network.pressInline(say('Elastic IPs'), say('Allocate New Address'));
      const allocated = literally(say('Allocated {0}. It costs money until it is released, in use or not.', 'ADDRESS'));
      const told = new RegExp(allocated.replace('ADDRESS', '\\d+\\.\\d+\\.\\d+\\.\\d+'));
      await vs.notification(told).waitFor();
      await vs.answerNotification(told, say('Show in Sidebar'));
      const row = network.element.locator('[role="treeitem"]', { hasText: unused() });
      await row.waitFor();
      elastic = await row.locator('.label-name').innerText();
      await picture('02-allocated');
    });

    it('Associate Address puts it on the instance', async () => {
      const { vs, tree } = sandbox;
      await network.chooseFromMenu(elastic, say('Associate Address…'));
      await sandbox.quickTitle.filter({ hasText: say('Associate Address') }).waitFor();
      await vs.quickPickRow(name).waitFor();
      await picture('03-associate');
      await vs.pick(name);
      await network.waitForRow(elastic, name);
      await tree.waitForRow(name, elastic);
    });

    it('a stop and a start keep it', async () => {
      await stopAndStart();
      assert.equal(await address(), elastic);
      await picture('04-kept');
    });

    it('an address in use is moved only after a question', async () => {
      const { vs } = sandbox;
      await network.chooseFromMenu(elastic, say('Associate Address…'));
      await vs.pick(name);
      await vs.dialog.waitFor();
      const question = literally(say('{0} is associated with {1}. Move it to {2}?', elastic, 'HOLDER', name));
      assert.match(await vs.dialog.innerText(), new RegExp(question.replace('HOLDER', 'i-[0-9a-f]{17}')));
      await vs.answerDialog('Cancel');
      await network.waitForRow(elastic, name);
    });

    it('the address outlives the instance, and is released', async () => {
      const { vs, tree } = sandbox;
      await tree.chooseFromMenu(name, say('Instance State'), say('Terminate'));
      await vs.answerDialog(say('Terminate'));
      await tree.waitForRow(name, /^terminated/);
      await network.waitForRow(elastic, unused());
      await vs.dismissNotifications();
      await picture('05-still-allocated');
      await network.chooseFromMenu(elastic, say('Release'));
      await vs.dialog.waitFor();
      const question = literally(
        say(
          'Release {0}? The address goes back to Amazon and is billed no longer. If it is in use in the default VPC, it is disassociated first; in another VPC AWS refuses until you have disassociated it.',
          'ADDRESS',
        ),
      );
      const subject = `${literally(elastic)} \\(eipalloc-[0-9a-f]{17}\\)`;
      assert.match(await vs.dialog.innerText(), new RegExp(question.replace('ADDRESS', subject)));
      await vs.answerDialog(say('Release'));
      await network.waitForNoRow(elastic);
      await network.waitForRow(say('Elastic IPs'), '0');
    });
  });
}
