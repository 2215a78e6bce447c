import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { skipReason } from '../support/skip';
import { findClippedText, findLowContrast, runAxe } from './support/accessibility';
import { openSandbox, stopAtFirstFailure } from './support/sandbox-window';
import type { SandboxWindow } from './support/sandbox-window';
import type { TreeView } from './support/tree';
import { WizardPage } from './support/wizard-page';

const run = promisify(execFile);

describe('The Activity view', () => {
  let sandbox: SandboxWindow;
  let activity: TreeView;
  let environment: Record<string, string> = {};

  before(async function () {
    const present = await run('aws', ['--version']).then(
      () => true,
      () => false,
    );
    if (!present) {
      skipReason(this, 'the AWS CLI is not installed');
      this.skip();
    }
    sandbox = await openSandbox();
    activity = sandbox.vs.tree('Activity');
    await sandbox.chooseInClock('60×');
  });
  after(() => sandbox?.vs.close());
  stopAtFirstFailure(() => sandbox);

  const clipboard = (): Promise<string> => sandbox.vs.page.evaluate(() => navigator.clipboard.readText());
  const env = (): NodeJS.ProcessEnv => ({ PATH: process.env['PATH'], HOME: sandbox.vs.folder, AWS_PAGER: '', ...environment });
  /** What `aws …` prints as text. */
  const aws = async (...words: string[]): Promise<string> =>
    (await run('aws', [...words, '--output', 'text'], { env: env() })).stdout.trim();
  const pane = (title: string) => sandbox.vs.page.locator('.sidebar .pane-header', { hasText: title }).first();
  const toggle = (title: string): Promise<void> => sandbox.vs.toggleView(title);
  /** Opens the menu of the first row with this label and caller. */
  async function choose(label: string, caller: RegExp, entry: string): Promise<void> {
    await activity.openMenu(label, caller);
    await sandbox.vs.chooseFromMenu(entry);
  }
  let group = '';

  it('is closed at first, and then says what it is for', async () => {
    const { vs } = sandbox;
    assert.equal(await pane('Activity').getAttribute('aria-expanded'), 'false');
    await toggle('Activity');
    // The choice of the clock's speed was a call too.
    await activity.waitForRow('SetClockSpeed · ok', /^Editor/);
    await vs.pressViewAction('Activity', 'Filter Activity…');
    await vs.pick('AWS CLI');
    await vs.page.locator('.sidebar .message', { hasText: 'Filter: AWS CLI (0 found)' }).waitFor();
    await vs.pressViewAction('Activity', 'Clear Activity Filter');
    await activity.waitForRow('SetClockSpeed · ok');
  });

  it('the environment is copied for a shell, and the status bar shows where the endpoint is', async () => {
    const { vs } = sandbox;
    await vs.runCommand('Cloud Sandbox: Copy Environment for AWS Tools…');
    await vs.quickPickRow('Bash, Zsh').waitFor();
    await sandbox.picture('activity-01-environment');
    await vs.pick('Bash, Zsh');
    await vs.notification('Copied. Paste it into a shell').waitFor();
    environment = Object.fromEntries(
      [...(await clipboard()).matchAll(/^export (\w+)='(.*)'$/gm)].map(([, name, value]) => [name!, value!]),
    );
    const { AWS_ENDPOINT_URL: url = '' } = environment;
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
    await vs.dismissNotifications();
    await vs.statusBarItem(url.replace('http://', '')).click();
    await vs.quickPickRow('Copy Terraform Provider Block').waitFor();
    await sandbox.picture('activity-02-endpoint-menu');
    await vs.pick('Copy Terraform Provider Block');
    await vs.pick('Keys from the environment');
    await vs.notification('It leads Terraform to the Cloud Sandbox').waitFor();
    assert.match(
      await clipboard(),
      new RegExp(`^provider "aws" \\{\\n  region                      = "ap-northeast-2"[^]*sts += "${url}"`),
    );
    await vs.dismissNotifications();
  });

  it('an instance that the AWS CLI launches appears in the sidebar, and the call with its caller', async () => {
    const name = 'al2023-ami-2023.*-kernel-6.1-x86_64';
    const images = ['ec2', 'describe-images', '--owners', 'amazon', '--filters', `Name=name,Values=${name}`];
    const image = await aws(...images, '--query', 'Images[0].ImageId');
    const tags = 'ResourceType=instance,Tags=[{Key=Name,Value=by-the-cli}]';
    await aws('ec2', 'run-instances', '--image-id', image, '--instance-type', 't3.micro', '--tag-specifications', tags);
    await sandbox.tree.waitForRow('by-the-cli', /^(pending|running)/);
    await activity.waitForRow('RunInstances · ok', /^AWS CLI · /);
    await activity.waitForRow('DescribeImages · ok', /AWS CLI/);
  });

  it('one that the wizard launches is listed by the AWS CLI, and the call is ours', async () => {
    const { vs } = sandbox;
    const wizard = new WizardPage(sandbox);
    await vs.runCommand('Cloud Sandbox: Launch Instance…');
    await wizard.chooseImage('Amazon Linux 2023 (kernel 6.1)');
    await wizard.chooseType('t3.micro');
    await wizard.goTo(3, 'Configure Instance');
    await wizard.goTo(4, 'Add Storage');
    await wizard.goTo(5, 'Add Tags');
    await wizard.field('Value of tag 1').fill('by-the-wizard');
    await wizard.review();
    await wizard.page.getByRole('radio', { name: 'Proceed without a key pair' }).click();
    await wizard.tick('I know that nobody can log in').click();
    await wizard.launch('Show in Sidebar');
    await sandbox.tree.waitForRow('by-the-wizard', /^running/);
    const query = 'sort_by(Reservations[].Instances[], &LaunchTime)[].Tags[?Key==`Name`].Value[]';
    assert.deepEqual((await aws('ec2', 'describe-instances', '--query', query)).split('\t'), ['by-the-cli', 'by-the-wizard']);
    await activity.waitForRow('RunInstances · ok', /^Editor/);
    await activity.waitForRow('DescribeInstances · ok', /AWS CLI/);
    await vs.runCommand('View: Close All Editors');
    await vs.dismissNotifications();
    await vs.page.mouse.move(800, 400);
    await sandbox.picture('activity-03-both');
  });

  it('tells what time has brought about, and the look of a client that polls once with a number', async () => {
    await activity.element.locator('[role="treeitem"][aria-label^="Time passed · "][aria-label*=" changes, Clock · "]').first().waitFor();
    // What is looked at below is not to be moved down by what time does.
    await sandbox.pause();
    for (let times = 0; times < 3; times++) await aws('ec2', 'describe-subnets');
    await activity.waitForRow('DescribeSubnets · ok', /^×3 · AWS CLI · /);
  });

  it('tells of requests that were refused before the account was asked', async () => {
    const wrong = { ...env(), AWS_SECRET_ACCESS_KEY: 'wrong', AWS_MAX_ATTEMPTS: '1' };
    for (let times = 0; times < 2; times++) await assert.rejects(run('aws', ['ec2', 'describe-vpcs'], { env: wrong }), /AuthFailure/);
    await assert.rejects(aws('ec2', 'describe-transit-gateways'), /UnsupportedOperation/);
    await activity.waitForRow('DescribeVpcs · AuthFailure', /^×2 · AWS CLI · /);
    await activity.waitForRow('DescribeTransitGateways · UnsupportedOperation', /AWS CLI/);
    await activity.toggle('DescribeVpcs · AuthFailure');
    await activity.waitForRow('Details');
    await sandbox.picture('activity-12-refused');
    await activity.toggle('DescribeVpcs · AuthFailure');
  });

  it('a call tells what it changed, and leads there', async () => {
    const { vs } = sandbox;
    await toggle('Instances');
    const row = activity.row('RunInstances · ok', /^Editor/).first();
    await row.locator('.monaco-tl-twistie').click();
    await activity.element.locator('[role="treeitem"]', { hasText: 'Instances · created' }).first().waitFor();
    await activity.row('Input', /"ImageId":"ami-/).waitFor();
    await sandbox.picture('activity-04-call');
    const id = await activity.element
      .locator('[role="treeitem"]', { hasText: 'Instances · created' })
      .first()
      .locator('.label-name')
      .innerText();
    await activity.click('Input');
    await vs.page.locator('.editor-group-container .tab', { hasText: 'RunInstances.json' }).waitFor();
    await vs.page.locator('.view-lines', { hasText: '"ec2:RunInstances"' }).waitFor();
    await sandbox.picture('activity-05-json');
    await activity.click(id);
    await sandbox.until('the instance is selected', async () =>
      (await sandbox.tree.rows()).some(({ label, selected }) => label === 'by-the-wizard' && selected),
    );
    await toggle('Instances');
    await row.locator('.monaco-tl-twistie').click();
    await vs.runCommand('View: Close All Editors');
  });

  it('runs a call again', async () => {
    group = await aws('ec2', 'create-security-group', '--group-name', 'web', '--description', 'web', '--query', 'GroupId');
    await aws('ec2', 'create-tags', '--resources', group, '--tags', 'Key=team,Value=blue');
    await aws('ec2', 'delete-tags', '--resources', group, '--tags', 'Key=team');
    await activity.waitForRow('DeleteTags · ok', /AWS CLI/);
    await activity.row('CreateTags · ok', /AWS CLI/).hover();
    await choose('CreateTags · ok', /AWS CLI/, 'Run Again');
    await sandbox.vs.dialog.getByText('Run CreateTags again, with the same input?').waitFor();
    await sandbox.vs.answerDialog('Run Again');
    await sandbox.vs.notification('CreateTags was run again.').waitFor();
    await sandbox.vs.dismissNotifications();
    await activity.waitForRow('CreateTags · ok', /^Editor/);
    const query = ['--query', 'Tags[].Value'];
    assert.equal(await aws('ec2', 'describe-tags', '--filters', `Name=resource-id,Values=${group}`, ...query), 'blue');
  });

  it('asks before it runs again what cannot be taken back, and tells why it failed', async () => {
    const { vs } = sandbox;
    await aws('ec2', 'delete-security-group', '--group-id', group);
    await activity.waitForRow('DeleteSecurityGroup · ok');
    await choose('DeleteSecurityGroup · ok', /AWS CLI/, 'Run Again');
    await vs.dialog.getByText('Run DeleteSecurityGroup again, with the same input?').waitFor();
    await sandbox.picture('activity-06-run-again');
    await vs.answerDialog('Run Again');
    await vs.notification('InvalidGroup.NotFound').waitFor();
    await vs.dismissNotifications();
    await activity.waitForRow('DeleteSecurityGroup · InvalidGroup.NotFound', /^Editor/);
    await activity.toggle('DeleteSecurityGroup · InvalidGroup.NotFound');
    await activity.waitForRow(`The security group '${group}' does not exist`);
    await activity.toggle('DeleteSecurityGroup · InvalidGroup.NotFound');
  });

  it('warns of inputs that are not simulated', async () => {
    await aws('ec2', 'create-dhcp-options', '--dhcp-configuration', 'Key=domain-name,Values=example.com');
    await activity
      .row('CreateDhcpOptions · ok', /AWS CLI/)
      .locator('.codicon-warning')
      .waitFor();
    await activity.toggle('CreateDhcpOptions · ok');
    await activity.waitForRow('Not simulated: DhcpConfigurations');
    await sandbox.picture('activity-07-not-simulated');
    await activity.toggle('CreateDhcpOptions · ok');
  });

  it('copies a call as a command that works', async () => {
    await choose('CreateTags · ok', /AWS CLI/, 'Copy as AWS CLI Command');
    await sandbox.until('the clipboard holds the command', async () => (await clipboard()).startsWith('aws ec2 create-tags'));
    await choose('DescribeTags · ok', /AWS CLI/, 'Copy as AWS CLI Command');
    await sandbox.until('the clipboard holds the command', async () => (await clipboard()).startsWith('aws ec2 describe-tags'));
    const { stdout } = await run('sh', ['-c', `${await clipboard()} --output text`], { env: env() });
    assert.equal(stdout.trim(), '');
  });

  it('is filtered by result, caller and words', async () => {
    const { vs } = sandbox;
    const labels = async (): Promise<string[]> => (await activity.rows()).filter(({ level }) => level === 1).map(({ label }) => label);
    await vs.pressViewAction('Activity', 'Filter Activity…');
    await vs.quickPickRow('Errors only').waitFor();
    await sandbox.picture('activity-08-filter');
    await vs.pick('Errors only');
    await sandbox.until(
      'only errors are shown',
      async () => (await labels()).every((label) => !label.endsWith('· ok')) && (await labels()).length > 0,
    );
    await vs.page.locator('.sidebar .message', { hasText: 'Filter: errors only (' }).waitFor();
    await vs.pressViewAction('Activity', 'Filter Activity…');
    await vs.pick('Words…');
    await vs.enterText('notfound delete');
    await sandbox.until('one is left', async () => (await labels()).join() === 'DeleteSecurityGroup · InvalidGroup.NotFound');
    await vs.page.locator('.sidebar .message', { hasText: 'Filter: errors only, “notfound delete” (1 found)' }).waitFor();
    await sandbox.picture('activity-09-filtered');
    assert.deepEqual(await findClippedText(vs.page, '.sidebar .message'), []);
    await vs.pressViewAction('Activity', 'Clear Activity Filter');
    await activity.waitForRow('CreateTags · ok');
  });

  it('can be read by everybody', async () => {
    const { page } = sandbox.vs;
    for (const scheme of ['light', 'dark'] as const) {
      await sandbox.setScheme(scheme);
      // What stands in the headers of views is drawn by VS Code alone.
      assert.deepEqual(await findLowContrast(page, '.sidebar .pane-body'), []);
    }
    const broken = await runAxe(page, ['[role="tree"][aria-label="Activity"]']);
    // VS Code sets label and description of every tree's rows side by side without a space, so their text is in no accessible name.
    assert.deepEqual(
      broken.filter(({ rule }) => rule !== 'label-content-name-mismatch'),
      [],
    );
    const [first] = await activity.rows();
    assert.equal(first!.accessibleName, `${first!.label}, ${first!.description}`);
  });
});

describe('The Activity view in Korean', () => {
  let sandbox: SandboxWindow;
  before(async () => {
    // Port 0 is any that is free.
    const settings = { 'cloudSandbox.endpoint.startWithAccount': true, 'cloudSandbox.endpoint.port': 0 };
    sandbox = await openSandbox({ locale: 'ko', settings });
  });
  after(() => sandbox.vs.close());
  stopAtFirstFailure(() => sandbox);

  it('has its endpoint from the start when a setting says so', async () => {
    await sandbox.vs.statusBarItem('127.0.0.1:').waitFor({ timeout: 30_000 });
  });

  it('speaks Korean', async () => {
    const { vs } = sandbox;
    await sandbox.pause();
    await vs.runCommand('Cloud Sandbox: 빠른 인스턴스 시작');
    await sandbox.launch({ name: 'web' });
    await vs.dismissNotifications();
    await vs.toggleView('활동');
    const activity = vs.tree('활동');
    await activity.waitForRow('RunInstances · 성공', /^편집기/);
    await activity.toggle('RunInstances · 성공');
    await activity.row('입력', /ImageId/).waitFor();
    await sandbox.picture('activity-10-korean');
    await vs.runCommand('Cloud Sandbox: 활동 필터…');
    await vs.quickPickRow('오류만').waitFor();
    await sandbox.picture('activity-11-korean-filter');
    await vs.page.keyboard.press('Escape');
  });
});
