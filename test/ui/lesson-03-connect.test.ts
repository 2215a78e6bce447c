import { strict as assert } from 'node:assert';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { findClippedText, runAxe } from './support/accessibility';
import { openSandbox, stopAtFirstFailure } from './support/sandbox-window';
import type { SandboxWindow } from './support/sandbox-window';
import { type Language, literally } from './support/words';

/** In what surroundings the lesson is played. */
interface World {
  readonly language: Language;
  readonly image: string;
  /** Whom the image lets log in. */
  readonly user: string;
  readonly type: string;
  readonly name: string;
  readonly key: string;
  readonly desktop: string;
}

const worlds: readonly World[] = [
  {
    language: 'en',
    image: 'Ubuntu Server 24.04 LTS',
    user: 'ubuntu',
    type: 't2.micro',
    name: 'WebServer',
    key: 'awspwd',
    desktop: 'Desktop',
  },
  { language: 'ko', image: 'Debian 12', user: 'admin', type: 't3.small', name: '수업용 서버', key: 'class-key', desktop: '데스크톱' },
];

for (const world of worlds) {
  describe(`Lesson 3: connect, in ${world.language === 'en' ? 'English' : 'Korean'}`, () => {
    const { language, name, key, user } = world;
    let sandbox: SandboxWindow;
    let keyFile = '';

    before(async () => {
      sandbox = await openSandbox({ locale: language });
      await sandbox.pause();
    });
    after(() => sandbox.vs.close());
    stopAtFirstFailure(() => sandbox);

    const say = (english: string, ...args: (string | number)[]): string => sandbox.say(english, ...args);
    const picture = (title: string): Promise<void> => sandbox.picture(`lesson-03-${language}-${title}`);
    const verdict = async (text: string | RegExp): Promise<void> =>
      sandbox.vs.webview.locator('.diagnosis', { hasText: text }).waitFor({ timeout: 30_000 });

    it('a machine is launched with a new key, saved to a file', async () => {
      const { vs, tree } = sandbox;
      keyFile = join(vs.folder, `${key}.pem`);
      await sandbox.run('Quick Launch');
      await sandbox.atStep('image');
      await vs.quickInputBox.fill(world.image);
      await vs.pick(world.image);
      await sandbox.atStep('type');
      await vs.quickInputBox.fill(world.type);
      await vs.pick(world.type);
      await sandbox.atStep('key');
      await vs.pick(say('Create a key pair (RSA)'));
      await vs.quickInput.getByText(say('Name of the new key pair')).waitFor();
      await vs.enterText(key);
      await vs.quickInput.getByText(say('Save the Private Key')).waitFor();
      await sandbox.saveAs(keyFile);
      await sandbox.atStep('group');
      await vs.pick('default');
      await sandbox.atStep('name');
      await vs.enterText(name);
      await sandbox.atStep('count');
      await vs.enterText('1');
      await sandbox.atStep('review');
      await vs.page.keyboard.press('Enter');
      await tree.waitForRow(name, /^pending/);
      await vs.dismissNotifications();
    });

    it('Connect says that it is still starting, then that the group lets nobody in', async () => {
      const { vs, tree } = sandbox;
      await tree.chooseFromMenu(name, say('Connect'));
      await verdict(say('The instance is just starting.'));
      await picture('01-starting');
      await sandbox.settle();
      await tree.waitForRow(name, /^running/);
      await verdict(say('{0} would fail: the connection to port {1} times out.', 'SSH', 22));
      const closed = say('The security group {0} has no inbound rule that lets {1} in on port {2}.', 'GROUP', '203.0.113.10', 22);
      await verdict(new RegExp(literally(closed).replace('GROUP', 'default \\(sg-[0-9a-f]{17}\\)')));
      await verdict(say('The private key {0} is at {1}.', key, keyFile));
      assert.deepEqual(await findClippedText(await vs.webviewFrame()), []);
      assert.deepEqual(await runAxe(await vs.webviewFrame()), []);
      await picture('02-closed');
    });

    it('its button opens the port, and the page follows the boot', async () => {
      const { vs } = sandbox;
      await vs.webview.getByText(say('Add rule: SSH from My IP')).click();
      await verdict(say('The operating system is still booting. It answers in a moment of virtual time.'));
      await picture('03-booting');
      await sandbox.chooseInClock(say('1 hour'));
      await verdict(say('{0} would connect: port {1} answers.', 'SSH', 22));
      await picture('04-open');
    });

    it('the words of OpenSSH, PuTTY and Xshell can be copied', async () => {
      const { vs } = sandbox;
      const copied = async (about: string): Promise<string> => {
        await vs.webview.getByRole('button', { name: `${say('Copy')}: ${about}` }).click();
        let text = '';
        await sandbox.until(`${about} is on the clipboard`, async () => {
          text = await vs.page.evaluate(() => navigator.clipboard.readText());
          return text.startsWith(about);
        });
        return text;
      };
      assert.equal(await copied('chmod 400'), `chmod 400 "${key}.pem"`);
      assert.match(
        await copied('ssh -i'),
        new RegExp(`^ssh -i "${key}\\.pem" ${user}@ec2-[\\d-]+\\.ap-northeast-2\\.compute\\.amazonaws\\.com$`),
      );
      await vs.webview.getByRole('tab', { name: 'PuTTY' }).click();
      await vs.webview
        .getByText(say('PuTTY reads keys as .ppk: open PuTTYgen, load {0}, and save the private key as {1}.', `${key}.pem`, `${key}.ppk`))
        .waitFor();
      assert.ok((await copied(`${user}@`)).startsWith(`${user}@ec2-`));
      await picture('05-putty');
      await vs.webview.getByRole('tab', { name: 'Xshell' }).click();
      const form = await vs.webview.locator('.panel table.form').innerText();
      for (const word of ['Name', 'Host', 'User Name', 'User Key', `${key}.pem`, 'Passphrase', say('leave empty')])
        assert.ok(form.includes(word), word);
      await picture('06-xshell');
      await vs.webview.getByRole('tab', { name: 'RDP' }).click();
      await vs.webview.getByText(say('RDP is for Windows machines; this one runs Linux: connect with SSH.')).waitFor();
      assert.deepEqual(await runAxe(await vs.webviewFrame()), []);
    });

    it('a lost key file is told, and a stopped machine can be started from the page', async () => {
      const { vs, tree } = sandbox;
      rmSync(keyFile, { force: true });
      await tree.pressInline(name, say('Stop'));
      await verdict(say('The instance is not running: it is {0}.', 'stopping'));
      await verdict(
        say(
          'The file of the private key {0} is gone: {1}. AWS keeps no copy. Without it nobody can log in; make an image and launch from that with a new key pair.',
          key,
          keyFile,
        ),
      );
      await sandbox.settle();
      await verdict(say('The instance is not running: it is {0}.', 'stopped'));
      await picture('07-lost');
      await vs.webview.getByText(say('Start Instance')).click();
      await tree.waitForRow(name, /^pending/);
    });

    it('a Windows machine is shown RDP, and its password 4 minutes after the start', async () => {
      const { vs, tree } = sandbox;
      await sandbox.tidy();
      await sandbox.run('Quick Launch');
      await sandbox.launch({
        image: 'Microsoft Windows Server 2022 Base',
        type: 't3.micro',
        key,
        group: say('New group that lets in {0}', 'RDP'),
        name: world.desktop,
      });
      await sandbox.settle();
      await tree.waitForRow(world.desktop, /^running/);
      await vs.dismissNotifications();
      await tree.pressInline(world.desktop, say('Connect'));
      await vs.webview
        .getByText(new RegExp(literally(say('The password is ready in {0} s of virtual time.', 'SECONDS')).replace('SECONDS', '\\d+')))
        .waitFor();
      await picture('08-windows');
      await sandbox.chooseInClock(say('1 hour'));
      await vs.webview.getByText(say('Get Password…')).waitFor();
      await verdict(say('{0} would connect: port {1} answers.', 'RDP', 3389));
      assert.deepEqual(await runAxe(await vs.webviewFrame()), []);
    });
  });
}
