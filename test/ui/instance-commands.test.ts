import { strict as assert } from 'node:assert';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateLaunchTemplateCommand, DescribeImagesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { answersIn, openWithWeb } from './support/answers';
import { stopAtFirstFailure } from './support/sandbox-window';
import type { SandboxWindow } from './support/sandbox-window';
import type { TreeView } from './support/tree';
import { WizardPage } from './support/wizard-page';

describe('Commands of instances and volumes', () => {
  let sandbox: SandboxWindow;
  let storage: TreeView;
  let keyFile = '';
  /** The Availability Zone of the instance. */
  let zone = '';

  before(async () => {
    ({ sandbox, zone } = await openWithWeb());
    storage = sandbox.vs.tree('Elastic Block Store');
    keyFile = join(sandbox.vs.folder, 'desk.pem');
  });
  after(() => sandbox.vs.close());
  stopAtFirstFailure(() => sandbox);

  const { answer, refused, told } = answersIn(() => sandbox);
  /** The text of the editor, from its first line. */
  const editorText = async (): Promise<string> =>
    (await sandbox.vs.page.locator('.editor-instance .view-lines').last().innerText()).replaceAll('\u00a0', ' ');

  it('a volume is made, attached, modified and detached', async () => {
    const { vs } = sandbox;
    await vs.page.locator('.sidebar .pane-header', { hasText: 'Elastic Block Store' }).click();
    await vs.pressViewAction('Elastic Block Store', 'Create Volume…');
    await vs.waitForStep('Create Volume');
    await vs.pick('gp3');
    await answer('Size in GiB', '0');
    await refused('Write a whole number from 1 to 65536');
    await vs.enterText('10');
    await answer('IOPS, or nothing for the default', '100');
    await refused('Write a whole number from 3000 to');
    await vs.enterText('');
    await answer('Throughput in MiB/s, or nothing for the default', '');
    await vs.pick(zone);
    await answer('A name, or nothing', 'data');
    await told(/Created vol-[0-9a-f]{17}/);
    await storage.waitForRow('data', /^available \(billed\) · 10 GiB · gp3/);
    await storage.chooseFromMenu('data', 'Attach…');
    await vs.waitForStep('Attach Volume: data (1/2)');
    await vs.pick('web');
    await vs.waitForStep('Attach Volume: data (2/2)');
    assert.equal(await vs.quickInputBox.inputValue(), '/dev/sdf');
    await vs.enterText('f');
    await refused('Write a device name, such as /dev/sdf');
    await vs.enterText('/dev/sdf');
    await told(/Attaching data \(vol-[0-9a-f]{17}\) to web as \/dev\/sdf/);
    await storage.waitForRow('data', /^in-use · 10 GiB · gp3 · web/);
    await storage.chooseFromMenu('data', 'Modify…');
    await vs.waitForStep('Modify Volume: data');
    await vs.pick('gp3');
    const keep = async (): Promise<void> => {
      for (const prompt of ['IOPS', 'Throughput']) {
        await vs.quickInputMessage.filter({ hasText: prompt }).waitFor();
        await vs.page.keyboard.press('Enter');
      }
    };
    await answer('Size in GiB', '5');
    await keep();
    await refused('InvalidParameterValue: New size cannot be smaller than existing size');
    await sandbox.picture('instance-01-volume-refused');
    await vs.enterText('20');
    await keep();
    await told(/Modifying data \(vol-[0-9a-f]{17}\)\. It can be used meanwhile\./);
    await storage.waitForRow('data', /20 GiB/);
    await storage.chooseFromMenu('data', 'Detach');
    await vs.answerDialog('Detach');
    await storage.waitForRow('data', /^available/);
    await sandbox.picture('instance-02-volumes');
  });

  it('the type of a stopped instance is changed', async () => {
    const { vs, tree } = sandbox;
    await tree.pressInline('web', 'Stop');
    await tree.waitForRow('web', /^stopped · storage billed · t3\.micro/);
    await tree.chooseFromMenu('web', 'Instance Settings', 'Change Instance Type…');
    await vs.quickInput.locator('.monaco-list-row.focused', { hasText: 't3.micro' }).waitFor();
    await vs.quickInputBox.fill('t3.small');
    await vs.pick('t3.small');
    await told(/The instance type of web \(i-[0-9a-f]{17}\) is t3\.small\. It costs that much from its next start on\./);
    await tree.waitForRow('web', /^stopped · storage billed · t3\.small/);
  });

  it('user data is written while it is stopped, and read while it runs', async () => {
    const { vs, tree } = sandbox;
    await tree.chooseFromMenu('web', 'Instance Settings', 'Edit User Data…');
    await vs.pick('Edit in an editor');
    await vs.notification('Saving this editor gives its text to web as user data.').waitFor();
    await vs.page.locator('.editor-instance .view-lines').click();
    await vs.page.keyboard.type('#!/bin/sh');
    await sandbox.picture('instance-03-user-data');
    await vs.dismissNotifications();
    await vs.page.keyboard.press('ControlOrMeta+S');
    await told('User data of web saved. It is not executed.');
    await tree.pressInline('web', 'Start');
    await tree.waitForRow('web', /^running/);
    await vs.runCommand('View: Close All Editors');
    await tree.chooseFromMenu('web', 'Instance Settings', 'Edit User Data…');
    await told('User data can be changed only while the instance is stopped.');
    assert.equal((await editorText()).trim(), '#!/bin/sh');
    await vs.page.locator('.editor-instance .view-lines').click();
    await vs.page.keyboard.type('echo');
    await vs.page.locator('.monaco-editor-overlaymessage', { hasText: 'read-only' }).waitFor();
    assert.equal((await editorText()).trim(), '#!/bin/sh');
    await vs.runCommand('View: Close All Editors');
  });

  it('the system log tells how it booted', async () => {
    const { vs, tree } = sandbox;
    await tree.chooseFromMenu('web', 'Instance Settings', 'Get System Log');
    await sandbox.until('the log is open', async () => (await vs.editorTabs()).some((tab) => /^i-[0-9a-f]{17}\.log$/.test(tab)));
    await sandbox.until('it tells of the boot', async () => /Linux version|Cloud-init|cloud-init/i.test(await editorText()));
    await sandbox.picture('instance-04-log');
    await vs.runCommand('View: Close All Editors');
  });

  it('the password of Windows is decrypted with its private key only', async () => {
    const { vs, tree } = sandbox;
    await vs.runCommand('Cloud Sandbox: Quick Launch');
    await sandbox.atStep('image');
    await vs.quickInputBox.fill('Microsoft Windows Server 2022 Base');
    await vs.pick('Microsoft Windows Server 2022 Base');
    await sandbox.atStep('type');
    await vs.quickInputBox.fill('t3.micro');
    await vs.pick('t3.micro');
    await sandbox.atStep('key');
    await vs.pick('Create a key pair (RSA)');
    await answer('Name of the new key pair', 'desk');
    await vs.quickInput.getByText('Save the Private Key').waitFor();
    await sandbox.saveAs(keyFile);
    await sandbox.atStep('group');
    await vs.pick('default');
    await sandbox.atStep('name');
    await vs.enterText('desk');
    await sandbox.atStep('count');
    await vs.enterText('1');
    await sandbox.atStep('review');
    await vs.page.keyboard.press('Enter');
    await tree.waitForRow('desk', /^running/);
    await vs.dismissNotifications();
    const get = (): Promise<void> => tree.chooseFromMenu('desk', 'Instance Settings', 'Get Windows Password…');
    await get();
    await told(/The password of .* is not ready yet: it takes at least 4 minutes\./);
    await sandbox.chooseInClock('1 hour');
    const wrong = join(vs.folder, 'wrong.pem');
    writeFileSync(wrong, 'not a key');
    const decrypt = vs.quickInput.getByRole('button', { name: 'Decrypt Password' });
    const getWith = async (file: string): Promise<void> => {
      await get();
      await vs.quickInput.getByText('Private Key File of desk').waitFor();
      await sandbox.until('the dialog offers the saved file', async () => (await vs.quickInputBox.inputValue()) === keyFile);
      if (file !== keyFile) await vs.quickInputBox.fill(file);
      // The button is deaf while the dialog reads the folder.
      await sandbox.until('the file is taken', async () => {
        if (await decrypt.isVisible()) await decrypt.click({ timeout: 1_000 }).catch(() => undefined);
        return !(await decrypt.isVisible());
      });
    };
    await getWith(wrong);
    await told(/wrong\.pem is not the private key of desk\./);
    await getWith(keyFile);
    await vs.dialog.waitFor();
    await sandbox.picture('instance-05-password');
    const password = /Password: (\S+)/.exec(await vs.dialog.innerText())?.[1] ?? '';
    assert.equal(password.length, 32);
    await vs.answerDialog('Copy Password');
    await sandbox.until('the clipboard holds it', async () => (await vs.page.evaluate(() => navigator.clipboard.readText())) === password);
  });

  it('an instance is launched from a template', async () => {
    const { vs, tree } = sandbox;
    await vs.runCommand('Cloud Sandbox: Copy Environment for AWS Tools…');
    await vs.pick('Bash, Zsh');
    await vs.notification('Copied. Paste it into a shell').waitFor();
    const clipboard = await vs.page.evaluate(() => navigator.clipboard.readText());
    const environment = Object.fromEntries([...clipboard.matchAll(/^export (\w+)='(.*)'$/gm)].map(([, name, value]) => [name!, value!]));
    const client = new EC2Client({
      endpoint: environment['AWS_ENDPOINT_URL']!,
      region: 'ap-northeast-2',
      credentials: { accessKeyId: environment['AWS_ACCESS_KEY_ID']!, secretAccessKey: environment['AWS_SECRET_ACCESS_KEY']! },
    });
    const { Images: [image] = [] } = await client.send(
      new DescribeImagesCommand({ Owners: ['amazon'], Filters: [{ Name: 'name', Values: ['al2023-ami-2023.*-kernel-6.1-x86_64'] }] }),
    );
    const tags = [{ ResourceType: 'instance' as const, Tags: [{ Key: 'Name', Value: 'from-template' }] }];
    const data = { ImageId: image!.ImageId, InstanceType: 't3.nano' as const, TagSpecifications: tags };
    await client.send(new CreateLaunchTemplateCommand({ LaunchTemplateName: 'small-web', LaunchTemplateData: data }));
    await vs.dismissNotifications();
    await vs.page.locator('.sidebar .pane-header', { hasText: 'Elastic Block Store' }).click();
    await tree.waitForRow('Launch Templates', '1');
    await tree.toggle('Launch Templates');
    await tree.waitForRow('small-web', 'default version 1');
    await tree.pressInline('small-web', 'Launch Instance from Template');
    const wizard = new WizardPage(sandbox);
    await wizard.button(sandbox.say('Review and Launch')).waitFor();
    await wizard.page.locator('tr[aria-selected="true"] .type-name', { hasText: /^t3\.nano/ }).waitFor();
    await sandbox.picture('instance-06-template');
    await wizard.review();
    await wizard.page.getByRole('radio', { name: 'Proceed without a key pair' }).click();
    await wizard.tick('I know that nobody can log in').click();
    await sandbox.picture('instance-07-template-review');
    await wizard.launch('Show in Sidebar');
    await tree.waitForRow('from-template', /t3\.nano/);
  });
});
