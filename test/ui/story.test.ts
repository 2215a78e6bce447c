import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { skipReason } from '../support/skip';
import { openSandbox, stopAtFirstFailure } from './support/sandbox-window';
import type { SandboxWindow } from './support/sandbox-window';

const address = /^\d{1,3}(\.\d{1,3}){3}$/;

/** Runs the AWS CLI with the environment of the editor's terminal and answers its JSON. */
async function aws(environment: Record<string, string>, ...args: string[]): Promise<unknown> {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
  const { stdout } = await promisify(execFile)('aws', [...args, '--output', 'json'], {
    env: { ...Object.fromEntries(kept), ...environment },
  });
  return stdout.trim() === '' ? undefined : JSON.parse(stdout);
}

describe('The story of an instance', () => {
  let sandbox: SandboxWindow;
  let firstAddress = '';
  let secondAddress = '';
  let json: { InstanceId?: string; PublicIpAddress?: string; State?: { Name?: string } } = {};

  before(async () => {
    sandbox = await openSandbox();
  });
  after(() => sandbox.vs.close());
  stopAtFirstFailure(() => sandbox);

  it('begins with a view that says what to do', async () => {
    const { vs } = sandbox;
    const welcome = vs.page.locator('.welcome-view-content').first();
    await welcome.waitFor();
    assert.match(await welcome.innerText(), /^There are no instances in this region yet\./);
    assert.deepEqual(await sandbox.tree.rows(), []);
    await sandbox.picture('story-01-welcome');
  });

  it('the clock is paused from the status bar', async () => {
    await sandbox.clock.click();
    await sandbox.vs.quickInput.waitFor();
    await sandbox.picture('story-02-clock');
    const labels = (await sandbox.vs.quickPickRows()).map(({ label }) => label.trim());
    assert.deepEqual(labels.slice(0, 5), ['Pause', '1×', '10×', '60×', '3600×']);
    await sandbox.vs.pick('Pause');
    await sandbox.clock.filter({ hasText: 'paused' }).waitFor();
  });

  it('Quick Launch asks for image, type, key pair, security group, name and number, and shows the cost', async () => {
    const { vs } = sandbox;
    await vs.page.locator('.welcome-view-content').getByRole('button', { name: 'Quick Launch' }).click();
    await sandbox.atStep('image');
    await sandbox.picture('story-03-image');
    await vs.page.keyboard.press('Enter');

    await sandbox.atStep('type');
    await sandbox.picture('story-04-type');
    await vs.quickInputBox.fill('t3.small');
    await vs.quickPickRow('t3.small').waitFor();
    await sandbox.picture('story-05-type-search');
    await vs.quickInputBox.fill('t3.micro');
    await vs.pick('t3.micro');

    await sandbox.atStep('key');
    await sandbox.picture('story-06-key');
    await vs.pick('Create a key pair (RSA)');
    await vs.quickInputBox.and(vs.page.locator(':focus')).waitFor();
    await vs.quickInput.getByText('Name of the new key pair').waitFor();
    await vs.enterText('web-key');
    await vs.quickInput.getByText('Save the Private Key').waitFor();
    const file = join(vs.folder, 'web-key.pem');
    await sandbox.until('the dialog proposes a file', async () => /\/web-key\.pem$/.test(await vs.quickInputBox.inputValue()));
    await sandbox.picture('story-07-key-save');
    await sandbox.saveAs(file);

    await sandbox.atStep('group');
    assert.match(readFileSync(file, 'utf8'), /^-----BEGIN RSA PRIVATE KEY-----\n/);
    assert.equal(statSync(file).mode & 0o777, 0o400);
    await sandbox.picture('story-08-group');
    await vs.pick('New group that lets in SSH, HTTP');

    await sandbox.atStep('name');
    await vs.quickInputBox.fill('web');
    await sandbox.picture('story-09-name');
    await vs.page.keyboard.press('Enter');

    await sandbox.atStep('count');
    await sandbox.picture('story-10-count');
    await vs.page.keyboard.press('Enter');

    await sandbox.atStep('review');
    await sandbox.picture('story-11-review');
    const [launch, ...lines] = await vs.quickPickRows();
    assert.equal(launch?.label.trim(), 'Launch');
    // t3.micro in Seoul $0.013, 8 GB of gp3 at $0.0912 a GB and month, public IPv4 address $0.005.
    assert.match(launch?.detail ?? '', /^AWS would charge about \$0\.01\d+ an hour: instance, root volume, public IPv4 address\./);
    assert.deepEqual(lines.map(({ label, description }) => [label, description]).slice(1), [
      ['Instance type', 't3.micro'],
      ['Key pair', 'web-key'],
      ['Security group', 'launch-wizard-1'],
      ['Name', 'web'],
      ['Number of instances', '1'],
    ]);
    await vs.page.keyboard.press('Enter');
  });

  it('pending becomes running at the speed one chooses', async () => {
    const { vs, tree } = sandbox;
    await tree.waitForRow('web', /^pending · t3\.micro/);
    await vs.notification('Launched').waitFor();
    await sandbox.picture('story-12-pending');
    const states = await sandbox.watchStates('web');
    await sandbox.chooseInClock('60×');
    await tree.waitForRow('web', /^running/);
    assert.deepEqual(await states(), ['pending', 'running']);
    await vs.dismissNotifications();
    firstAddress = (await sandbox.instance('web')).publicIp ?? '';
    assert.match(firstAddress, address);
  });

  it('hovering the instance tells its details', async () => {
    const details = await sandbox.tree.tooltip('web');
    for (const expected of [/Instance ID: i-[0-9a-f]{17}/, /State: running \(billed\)/, /Instance type: t3\.micro/, /Key pair: web-key/]) {
      assert.match(details, expected);
    }
    assert.ok(details.includes(`Public IPv4 address: ${firstAddress}`));
    await sandbox.picture('story-13-details', async () => {
      await sandbox.vs.page.mouse.move(700, 500);
      await sandbox.tree.tooltip('web');
    });
  });

  it('a day passes in a moment', async () => {
    const before = await sandbox.clock.innerText();
    await sandbox.chooseInClock('Pause');
    await sandbox.clock.filter({ hasText: 'paused' }).waitFor();
    const paused = await sandbox.clock.innerText();
    await sandbox.chooseInClock('1 day');
    const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
    const dayOf = (text: string): number => days.findIndex((day) => text.includes(day));
    assert.ok(dayOf(before) >= 0);
    await sandbox.clock.filter({ hasText: days[(dayOf(paused) + 1) % 7] ?? '' }).waitFor();
    assert.equal((await sandbox.instance('web')).publicIp, firstAddress);
    await sandbox.chooseInClock('60×');
  });

  it('Stop takes the public address away, Start brings another', async () => {
    const { tree } = sandbox;
    const states = await sandbox.watchStates('web');
    await tree.pressInline('web', 'Stop');
    await tree.waitForRow('web', /^stopped/);
    assert.deepEqual(await sandbox.instance('web'), { state: 'stopped', publicIp: undefined });
    await tree.openMenu('web');
    await sandbox.picture('story-14-menu');
    await sandbox.vs.chooseFromMenu('Instance State', 'Start');
    await tree.waitForRow('web', /^running/);
    assert.deepEqual(await states(), ['running', 'stopping', 'stopped', 'pending', 'running']);
    secondAddress = (await sandbox.instance('web')).publicIp ?? '';
    assert.match(secondAddress, address);
    assert.notEqual(secondAddress, firstAddress);
  });

  it('Why? tells the actions and events behind the state', async () => {
    const { vs, tree } = sandbox;
    await tree.chooseFromMenu('web', 'Why?');
    const page = vs.webview;
    await page.getByRole('heading', { level: 1 }).waitFor();
    assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), 'Why is web in this state?');
    const states = await page.locator('.timeline strong').allInnerTexts();
    assert.deepEqual(states.slice(0, 6), ['pending', 'running', 'stopping', 'stopped', 'pending', 'running']);
    const reasons = await page.locator('.timeline li').allInnerTexts();
    assert.match(reasons[0] ?? '', /RunInstances/);
    assert.match(reasons[2] ?? '', /StopInstances/);
    assert.match(reasons[4] ?? '', /StartInstances/);
    await sandbox.picture('story-15-why');
  });

  it('Open as JSON shows what DescribeInstances answers', async () => {
    const { vs, tree } = sandbox;
    await tree.chooseFromMenu('web', 'Open as JSON');
    await vs.page.locator('.monaco-editor .view-line', { hasText: 'InstanceId' }).waitFor();
    await sandbox.picture('story-16-json');
    await vs.page.locator('.monaco-editor .view-lines').first().click();
    await vs.page.keyboard.press('ControlOrMeta+A');
    await vs.page.keyboard.press('ControlOrMeta+C');
    json = JSON.parse(await vs.page.evaluate(() => navigator.clipboard.readText())) as typeof json;
    assert.match(json.InstanceId ?? '', /^i-[0-9a-f]{17}$/);
    assert.equal(json.PublicIpAddress, secondAddress);
    assert.equal(json.State?.Name, 'running');
  });

  it('the AWS CLI sees the same instance, and its launch appears by itself', async function () {
    const { vs, tree } = sandbox;
    const present = await promisify(execFile)('aws', ['--version']).then(
      () => true,
      () => false,
    );
    if (!present) {
      skipReason(this, 'the AWS CLI is not installed');
      this.skip();
    }
    await vs.runCommand('Cloud Sandbox: Start AWS Endpoint');
    await vs.notification('The AWS endpoint runs at http://127.0.0.1:').waitFor();
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(await vs.notification('The AWS endpoint runs at').innerText())?.[0] ?? '';
    await vs.answerNotification('The AWS endpoint runs at', 'Open Terminal');
    const terminal = vs.page.locator('.terminal-wrapper.active .xterm-rows');
    const prompt = '[cloud-sandbox ap-northeast-2]';
    await terminal.filter({ hasText: prompt }).waitFor({ timeout: 30_000 });
    await vs.page.locator('.terminal-wrapper.active .xterm').click();
    const file = join(vs.folder, 'environment.txt');
    await vs.page.keyboard.type('env | grep ^AWS_ > new.txt && mv new.txt environment.txt && clear\n');
    await sandbox.until('the terminal writes its environment', () => Promise.resolve(existsSync(file)));
    // What is typed while the shell still clears the screen would stand in the midst of its prompt.
    await sandbox.until('the prompt stands alone', async () => {
      const text = (await terminal.innerText()).trim();
      return text.startsWith(prompt) && !text.includes('\n') && !text.includes('env');
    });
    const columns = 'Reservations[].Instances[].[InstanceId,State.Name,PublicIpAddress]';
    await vs.page.keyboard.type(`aws ec2 describe-instances --output table --query '${columns}'\n`);
    await terminal.filter({ hasText: secondAddress }).waitFor({ timeout: 30_000 });
    await sandbox.picture('story-17-terminal');
    const environment = Object.fromEntries(
      readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );
    assert.equal(environment['AWS_ENDPOINT_URL'], url);

    const described = (await aws(environment, 'ec2', 'describe-instances')) as { Reservations: { Instances: (typeof json)[] }[] };
    assert.deepEqual(
      described.Reservations.flatMap(({ Instances }) => Instances.map(({ InstanceId, PublicIpAddress }) => [InstanceId, PublicIpAddress])),
      [[json.InstanceId, secondAddress]],
    );
    const images = (await aws(environment, 'ec2', 'describe-images', '--owners', 'amazon', '--filters', 'Name=name,Values=al2023*')) as {
      Images: { ImageId: string; Architecture: string }[];
    };
    const image = images.Images.find(({ Architecture }) => Architecture === 'x86_64')?.ImageId ?? '';
    const name = 'ResourceType=instance,Tags=[{Key=Name,Value=from-cli}]';
    await aws(environment, 'ec2', 'run-instances', '--image-id', image, '--instance-type', 't3.micro', '--tag-specifications', name);
    await tree.waitForRow('from-cli', /^running/);
    assert.deepEqual((await tree.rows()).map(({ label }) => label).sort(), ['from-cli', 'web']);
    await vs.page.keyboard.press('ControlOrMeta+J');
  });

  it('Reboot keeps state and address', async () => {
    const { vs, tree } = sandbox;
    const states = await sandbox.watchStates('web');
    await tree.chooseFromMenu('web', 'Instance State', 'Reboot');
    await tree.chooseFromMenu('web', 'Why?');
    await vs.webview.locator('.timeline', { hasText: 'RunInstances' }).waitFor();
    assert.deepEqual(await states(), ['running']);
    assert.equal((await sandbox.instance('web')).publicIp, secondAddress);
  });

  it('Terminate asks first, and leaves a terminated instance', async () => {
    const { vs, tree } = sandbox;
    const states = await sandbox.watchStates('web');
    await tree.chooseFromMenu('web', 'Instance State', 'Terminate');
    await vs.dialog.waitFor();
    assert.match(await vs.dialog.innerText(), /Terminate web \(i-[0-9a-f]{17}\)\?/);
    await sandbox.picture('story-18-terminate');
    await vs.answerDialog('Cancel');
    await vs.dialog.waitFor({ state: 'hidden' });
    assert.equal((await sandbox.instance('web')).state, 'running');
    await tree.chooseFromMenu('web', 'Instance State', 'Terminate');
    await vs.answerDialog('Terminate');
    await tree.waitForRow('web', /^terminated/);
    assert.deepEqual(await states(), ['running', 'shutting-down', 'terminated']);
    await sandbox.picture('story-19-terminated');
  });

  it('closing and coming back finds everything as it was', async () => {
    const { vs } = sandbox;
    await sandbox.pause();
    const [rows, clock] = [await sandbox.tree.rows(), await sandbox.clock.innerText()];
    await vs.restart();
    await sandbox.open();
    await sandbox.tree.waitForRow(rows[0]?.label ?? '');
    const shown = ({ label, description }: { label: string; description: string }): string => `${label} ${description}`;
    assert.deepEqual((await sandbox.tree.rows()).map(shown), rows.map(shown));
    assert.equal(await sandbox.clock.innerText(), clock);
    await vs.webview.getByRole('heading', { name: 'Why is web in this state?' }).waitFor({ timeout: 30_000 });
    await sandbox.picture('story-20-back');
  });
});
