import { strict as assert } from 'node:assert';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { findClippedText, runAxe } from './support/accessibility';
import { openSandbox, stopAtFirstFailure } from './support/sandbox-window';
import type { SandboxWindow } from './support/sandbox-window';

describe('Lesson 3: connect', () => {
  let sandbox: SandboxWindow;
  let keyFile = '';

  before(async () => {
    sandbox = await openSandbox();
    await sandbox.pause();
  });
  after(() => sandbox.vs.close());
  stopAtFirstFailure(() => sandbox);

  const verdict = async (text: string | RegExp): Promise<void> =>
    sandbox.vs.webview.locator('.diagnosis', { hasText: text }).waitFor({ timeout: 30_000 });

  it('a machine is launched with a new key, saved to a file', async () => {
    const { vs, tree } = sandbox;
    keyFile = join(vs.folder, 'awspwd.pem');
    await vs.runCommand('Cloud Sandbox: Quick Launch');
    await sandbox.atStep('image');
    await vs.quickInputBox.fill('Ubuntu Server 24.04 LTS');
    await vs.pick('Ubuntu Server 24.04 LTS');
    await sandbox.atStep('type');
    await vs.quickInputBox.fill('t2.micro');
    await vs.pick('t2.micro');
    await sandbox.atStep('key');
    await vs.pick('Create a key pair (RSA)');
    await vs.quickInput.getByText('Name of the new key pair').waitFor();
    await vs.enterText('awspwd');
    await vs.quickInput.getByText('Save the Private Key').waitFor();
    await sandbox.saveAs(keyFile);
    await sandbox.atStep('group');
    await vs.pick('default');
    await sandbox.atStep('name');
    await vs.enterText('WebServer');
    await sandbox.atStep('count');
    await vs.enterText('1');
    await sandbox.atStep('review');
    await vs.page.keyboard.press('Enter');
    await tree.waitForRow('WebServer', /^pending/);
    await vs.dismissNotifications();
  });

  it('Connect says that it is still starting, then that the group lets nobody in', async () => {
    const { vs, tree } = sandbox;
    await tree.chooseFromMenu('WebServer', 'Connect');
    await verdict('The instance is just starting.');
    await sandbox.picture('lesson-03-01-starting');
    await sandbox.chooseInClock('Until nothing is in transition');
    await tree.waitForRow('WebServer', /^running/);
    await verdict(/SSH would fail: the connection to port 22 times out\./);
    await verdict(/The security group default \(sg-[0-9a-f]{17}\) has no inbound rule that lets 203\.0\.113\.10 in on port 22\./);
    await verdict(`The private key awspwd is at ${keyFile}.`);
    assert.deepEqual(await findClippedText(await vs.webviewFrame()), []);
    assert.deepEqual(await runAxe(await vs.webviewFrame()), []);
    await sandbox.picture('lesson-03-02-closed');
  });

  it('its button opens the port, and the page follows the boot', async () => {
    const { vs } = sandbox;
    await vs.webview.getByText('Add rule: SSH from My IP').click();
    await verdict('The operating system is still booting.');
    await sandbox.picture('lesson-03-03-booting');
    await sandbox.chooseInClock('1 hour');
    await verdict('SSH would connect: port 22 answers.');
    await sandbox.picture('lesson-03-04-open');
  });

  it('the words of OpenSSH, PuTTY and Xshell can be copied', async () => {
    const { vs } = sandbox;
    const copied = async (about: string): Promise<string> => {
      await vs.webview.getByRole('button', { name: `Copy: ${about}` }).click();
      let text = '';
      await sandbox.until(`${about} is on the clipboard`, async () => {
        text = await vs.page.evaluate(() => navigator.clipboard.readText());
        return text.startsWith(about);
      });
      return text;
    };
    assert.equal(await copied('chmod 400'), 'chmod 400 "awspwd.pem"');
    assert.match(await copied('ssh -i'), /^ssh -i "awspwd\.pem" ubuntu@ec2-[\d-]+\.ap-northeast-2\.compute\.amazonaws\.com$/);
    await vs.webview.getByRole('tab', { name: 'PuTTY' }).click();
    await vs.webview.getByText('open PuTTYgen, load awspwd.pem, and save the private key as awspwd.ppk').waitFor();
    assert.match(await copied('ubuntu@'), /^ubuntu@ec2-/);
    await sandbox.picture('lesson-03-05-putty');
    await vs.webview.getByRole('tab', { name: 'Xshell' }).click();
    const form = await vs.webview.locator('.panel table.form').innerText();
    for (const word of ['Name', 'Host', 'User Name', 'User Key', 'awspwd.pem', 'Passphrase', 'leave empty'])
      assert.ok(form.includes(word), word);
    await sandbox.picture('lesson-03-06-xshell');
    await vs.webview.getByRole('tab', { name: 'RDP' }).click();
    await vs.webview.getByText('RDP is for Windows machines').waitFor();
    assert.deepEqual(await runAxe(await vs.webviewFrame()), []);
  });

  it('a lost key file is told, and a stopped machine can be started from the page', async () => {
    const { vs, tree } = sandbox;
    rmSync(keyFile, { force: true });
    await tree.pressInline('WebServer', 'Stop');
    await verdict('The instance is not running: it is stopping.');
    await verdict(`The file of the private key awspwd is gone: ${keyFile}.`);
    await sandbox.chooseInClock('Until nothing is in transition');
    await verdict('The instance is not running: it is stopped.');
    await sandbox.picture('lesson-03-07-lost');
    await vs.webview.getByText('Start Instance').click();
    await tree.waitForRow('WebServer', /^pending/);
  });

  it('a Windows machine is shown RDP, and its password 4 minutes after the start', async () => {
    const { vs, tree } = sandbox;
    await sandbox.tidy();
    await vs.runCommand('Cloud Sandbox: Quick Launch');
    await sandbox.launch({
      image: 'Microsoft Windows Server 2022 Base',
      type: 't3.micro',
      key: 'awspwd',
      group: 'New group that lets in RDP',
      name: 'Desktop',
    });
    await sandbox.chooseInClock('Until nothing is in transition');
    await tree.waitForRow('Desktop', /^running/);
    await vs.dismissNotifications();
    await tree.pressInline('Desktop', 'Connect');
    await vs.webview.getByText(/The password is ready in \d+ s of virtual time\./).waitFor();
    await sandbox.picture('lesson-03-08-windows');
    await sandbox.chooseInClock('1 hour');
    await vs.webview.getByText('Get Password…').waitFor();
    await verdict('RDP would connect: port 3389 answers.');
    assert.deepEqual(await runAxe(await vs.webviewFrame()), []);
  });
});
