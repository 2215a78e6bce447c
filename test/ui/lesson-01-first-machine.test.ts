import { strict as assert } from 'node:assert';
import { randomInt } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { findLowContrast } from './support/accessibility';
import { openSandbox, stopAtFirstFailure } from './support/sandbox-window';
import type { SandboxWindow } from './support/sandbox-window';
import { literally } from './support/words';
import { WizardPage } from './support/wizard-page';

/** In what surroundings the lesson is played. */
interface World {
  readonly title: string;
  readonly language: 'en' | 'ko';
  readonly region: string;
  readonly image: string;
  readonly type: string;
  /** Whether the free tier pays for a month of it. */
  readonly free: boolean;
  readonly name: string;
  readonly group: string;
  readonly key: string;
}

const oneOf = <Item>(items: readonly Item[]): Item => items[randomInt(items.length)]!;

const worlds: readonly World[] = [
  {
    title: 'as it is told',
    language: 'en',
    region: 'ap-northeast-2',
    image: 'Ubuntu Server 24.04 LTS',
    type: 't2.micro',
    free: true,
    name: 'WebServer',
    group: 'web server',
    key: 'awspwd',
  },
  {
    title: 'in Korean, with an image, type, region and names nobody has seen',
    language: 'ko',
    region: oneOf(['eu-west-1', 'us-west-2', 'ap-northeast-1']),
    image: oneOf(['Debian 12', 'Amazon Linux 2023 (kernel 6.1)']),
    type: oneOf(['m7i.large', 'c6i.xlarge', 'm5a.large', 't3.large']),
    free: false,
    name: `기계 ${randomInt(1_000_000)}`,
    group: `group ${randomInt(1_000_000)}`,
    key: `key-${randomInt(1_000_000)}`,
  },
];

for (const world of worlds) {
  describe(`Lesson 1: first machine, ${world.title} (${world.type}, ${world.image}, ${world.region})`, () => {
    const { language, name, group, key } = world;
    let sandbox: SandboxWindow;
    let wizard: WizardPage;

    before(async () => {
      sandbox = await openSandbox({ locale: language, settings: { 'cloudSandbox.defaultRegion': world.region } });
      wizard = new WizardPage(sandbox);
      await sandbox.pause();
    });
    after(() => sandbox.vs.close());
    stopAtFirstFailure(() => sandbox);

    const say = (english: string, ...args: (string | number)[]): string => sandbox.say(english, ...args);
    const picture = (title: string, show?: () => Promise<unknown>): Promise<void> =>
      sandbox.picture(`lesson-01-${language}-${title}`, show);

    it('the wizard opens from the empty view; image and type are chosen, and the summary says what is free', async () => {
      await picture('01-welcome');
      await sandbox.vs.page
        .locator('.welcome-view-content')
        .getByRole('button', { name: say('Launch Instance…') })
        .click();
      await wizard.chooseImage(world.image);
      await wizard.chooseType(world.type);
      const month = await wizard.summaryOf('Total');
      if (world.free) assert.equal(month, 'free');
      else assert.match(month, /^\$\d+\.\d\d$/);
      assert.equal((await wizard.summary.innerText()).includes(say('Free under the 12-month free tier.')), world.free);
    });

    it('one machine, 8 GB, a Name, and a new group that lets in SSH and HTTP', async () => {
      await wizard.goTo(3, 'Configure Instance');
      assert.equal(await wizard.field(wizard.label('Number of instances')).inputValue(), '1');
      await wizard.goTo(4, 'Add Storage');
      await wizard.field(wizard.label('{0} of volume {1}', say('Size (GiB)'), 1)).fill('8');
      await wizard.goTo(5, 'Add Tags');
      assert.equal(await wizard.field(wizard.label('{0} of tag {1}', say('Key'), 1)).inputValue(), 'Name');
      await wizard.field(wizard.label('{0} of tag {1}', say('Value'), 1)).fill(name);
      await wizard.goTo(6, 'Configure Security Group');
      assert.equal(await wizard.choice(wizard.label('{0} of rule {1}', say('Type'), 1)).inputValue(), 'ssh');
      assert.equal(await wizard.choice(wizard.label('{0} of rule {1}', say('Source'), 1)).inputValue(), 'anywhere');
      await wizard.field(wizard.label('Security group name')).fill(group);
      await wizard.press('Add HTTP (80) From Anywhere');
      assert.equal(await wizard.choice(wizard.label('{0} of rule {1}', say('Type'), 2)).inputValue(), 'http');
      assert.equal(await wizard.choice(wizard.label('{0} of rule {1}', say('Source'), 2)).inputValue(), 'anywhere');
    });

    it('reloading the editor midway loses nothing', async () => {
      const { vs } = sandbox;
      await Promise.all([vs.page.waitForEvent('load'), vs.runCommand('Developer: Reload Window')]);
      await wizard.atStep(6, 'Configure Security Group');
      assert.equal(await wizard.field(wizard.label('Security group name')).inputValue(), group);
      assert.equal(await wizard.choice(wizard.label('{0} of rule {1}', say('Type'), 2)).inputValue(), 'http');
      assert.equal(await wizard.summaryOf('Image'), world.image);
      assert.equal(await wizard.summaryOf('Instance type'), world.type);
      await sandbox.open();
      await wizard.review();
      const reviewed = await wizard.page.locator('.part').allInnerTexts();
      const rules = `${say('{0} from {1}', 'TCP 22', '0.0.0.0/0')} · ${say('{0} from {1}', 'TCP 80', '0.0.0.0/0')}`;
      for (const words of [world.image, world.type, say('{0} (new)', group), rules, say('{0} GiB {1}', 8, 'gp3'), name]) {
        assert.ok(
          reviewed.some((part) => part.includes(words)),
          `'${words}' is not in the review: ${reviewed.join(' | ')}`,
        );
      }
    });

    it('the key is offered once and saved where only its owner can read it', async () => {
      const { vs } = sandbox;
      await wizard.field(wizard.label('Key pair name')).fill(key);
      await wizard.press('Download Key Pair…');
      await vs.quickInput.getByText(say('Save the Private Key')).waitFor({ timeout: 30_000 });
      const file = join(vs.folder, `${key}.pem`);
      await sandbox.until('the dialog proposes a file', async () => (await vs.quickInputBox.inputValue()).endsWith(`/${key}.pem`));
      await sandbox.saveAs(file);
      await sandbox.until('the pair is chosen', async () => (await wizard.choice(wizard.label('Key pair name')).count()) === 1);
      assert.equal(await wizard.choice(wizard.label('Key pair name')).inputValue(), key);
      assert.equal(await wizard.page.getByRole('button', { name: say('Download Key Pair…') }).count(), 0);
      await wizard.page.locator('.key-pair').getByText(say('The private key was saved as {0}', file)).waitFor();
      assert.match(readFileSync(file, 'utf8'), /^-----BEGIN RSA PRIVATE KEY-----\n/);
      assert.equal(statSync(file).mode & 0o777, 0o400);
      await picture('02-review');
      await wizard.check();
    });

    it('pending becomes running in seconds of virtual time', async () => {
      const { tree } = sandbox;
      await wizard.launch('View Instances', `lesson-01-${language}-03-launched`);
      await tree.waitForRow(name, /^pending/);
      const states = await sandbox.watchStates(name);
      await picture('04-pending');
      await sandbox.chooseInClock('60×');
      await tree.waitForRow(name, /^running/);
      assert.deepEqual(await states(), ['pending', 'running']);
      const page = sandbox.vs.webview;
      await page.locator('.launched .state', { hasText: 'running' }).waitFor();
      const { publicIp } = await sandbox.instance(name);
      assert.equal(await page.locator('.launched code').last().innerText(), publicIp);
      await sandbox.pause();
    });

    it('its public DNS name and address are told by the row, its tooltip and the Connect page', async () => {
      const { vs, tree } = sandbox;
      const { publicIp = '' } = await sandbox.instance(name);
      assert.match(publicIp, /^\d+\.\d+\.\d+\.\d+$/);
      const publicDns = `ec2-${publicIp.replaceAll('.', '-')}.${world.region}.compute.amazonaws.com`;
      const details = await tree.tooltip(name);
      const lines = [
        [say('State'), say('{0} (billed)', 'running')],
        [say('Instance type'), world.type],
        [say('Public IPv4 address'), publicIp],
        [say('Public DNS'), publicDns],
        [say('Key pair'), key],
      ];
      for (const [caption = '', value = ''] of lines) assert.ok(details.includes(`${caption}: ${value}`), `${caption} in: ${details}`);
      await tree.chooseFromMenu(name, say('Connect'));
      const shown = vs.webview.locator('header table.form');
      await shown.waitFor();
      assert.deepEqual(await shown.locator('code').allInnerTexts(), [publicDns, publicIp]);
      await wizard.check();
      await picture('05-addresses', async () => {
        await vs.page.mouse.move(700, 500);
        await tree.tooltip(name);
      });
      assert.deepEqual(await findLowContrast(vs.page, '.monaco-hover'), []);
      await vs.page.mouse.move(700, 500);
    });

    it('Terminate asks, and an hour later the machine is gone', async () => {
      const { vs, tree } = sandbox;
      await tree.chooseFromMenu(name, say('Instance State'), say('Terminate'));
      await vs.dialog.waitFor();
      const question = literally(
        say('Terminate {0}? The instance and the volumes that go with it are deleted; this cannot be undone.', 'NAME'),
      ).replace('NAME', `${literally(name)} \\(i-[0-9a-f]{17}\\)`);
      assert.match(await vs.dialog.innerText(), new RegExp(question));
      await picture('06-terminate');
      await vs.dialog.getByRole('button', { name: 'Cancel' }).click();
      await tree.waitForRow(name, /^running/);
      await tree.chooseFromMenu(name, say('Instance State'), say('Terminate'));
      await vs.answerDialog(say('Terminate'));
      await tree.waitForRow(name, /^shutting-down/);
      await sandbox.chooseInClock(say('Until nothing is in transition'));
      await tree.waitForRow(name, /^terminated/);
      await vs.webview.getByText(say('There is no address to connect to.')).waitFor();
      await picture('07-terminated');
      await sandbox.chooseInClock(say('1 hour'));
      await tree.waitForNoRow(name);
      await vs.page
        .locator('.welcome-view-content')
        .getByRole('button', { name: say('Launch Instance…') })
        .waitFor();
      await picture('08-gone');
      assert.deepEqual(await findLowContrast(vs.page, '.sidebar .pane-body'), []);
    });
  });
}
