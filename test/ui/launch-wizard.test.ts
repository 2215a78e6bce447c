import { strict as assert } from 'node:assert';
import { openSandbox, stopAtFirstFailure } from './support/sandbox-window';
import type { SandboxWindow } from './support/sandbox-window';
import { assertPromptKeys, WizardPage } from './support/wizard-page';

const patient = { timeout: 30_000 };

describe('The launch wizard', () => {
  let sandbox: SandboxWindow;
  let wizard: WizardPage;
  before(async () => {
    sandbox = await openSandbox();
    wizard = new WizardPage(sandbox);
  });
  after(() => sandbox.vs.close());
  stopAtFirstFailure(() => sandbox);

  it('opens from the title of the view with images in four tabs', async () => {
    await sandbox.vs.runCommand('Cloud Sandbox: Launch Instance…');
    await wizard.atStep(1, 'Choose AMI');
    assert.deepEqual(await wizard.page.getByRole('tab').allInnerTexts(), ['Quick Start', 'My AMIs', 'AWS Marketplace', 'Classic']);
    await wizard.picture('01-image');
    await wizard.page.getByRole('tab', { name: 'Classic' }).click();
    await wizard.page.getByRole('heading', { name: /^Microsoft Windows Server 2012 R2 Base/ }).waitFor();
    await wizard.field('Search images').fill('wordpress');
    await wizard.page.getByRole('tab', { name: 'AWS Marketplace (1)' }).waitFor();
    await wizard.picture('02-image-search');
    await wizard.field('Search images').fill('');
    await wizard.page.getByRole('tab', { name: 'Quick Start' }).click();
  });

  it('offers all types that boot the image, with the free one chosen', async () => {
    await wizard.button('Select Ubuntu Server 24.04 LTS').click();
    await wizard.atStep(2, 'Choose Instance Type');
    const chosen = wizard.page.locator('tr[aria-selected="true"]');
    await chosen.waitFor(patient);
    assert.match(await chosen.innerText(), /^t2\.micro Free tier\s+1\s+1\s+Low to Moderate\s+\$0\.0144$/);
    await wizard.picture('03-type');
    const frame = await sandbox.vs.webviewFrame();
    const search = wizard.field('Search types');
    await wizard.tick('Current generations only').click();
    const slowest = await assertPromptKeys(frame, async () => {
      await search.click();
      await sandbox.vs.page.keyboard.type('4 vcpu arm64');
      for (let press = 0; press < 12; press++) await sandbox.vs.page.keyboard.press('Backspace');
    });
    console.log(`      ${await wizard.page.getByText(/ types$/).innerText()}: ${slowest}`);
    assert.equal(await wizard.summaryOf('Instance type'), 't2.micro');
  });

  it('says why no type is listed, and leads to the images that the types need', async () => {
    const search = wizard.field('Search types');
    await search.fill('4 vcpu 16 gib arm64');
    await wizard.page.getByText('6 of 209 types for arm64 fit, but the image is for x86_64.').waitFor();
    await wizard.picture('03-type-other-image');
    await wizard.button('Choose an image for arm64').click();
    await wizard.atStep(1, 'Choose AMI');
    await wizard.button('Select Ubuntu Server 24.04 LTS (arm64)').waitFor();
    await wizard.field('Search images').fill('');
    await wizard.button('Next: Choose Instance Type').click();
    await wizard.atStep(2, 'Choose Instance Type');
    await wizard.page.getByRole('tab', { name: 'Storage optimized (d, i)' }).click();
    await search.fill('t3.nano');
    await wizard.button('1 in all families and generations').click();
    await wizard.page.locator('tr .type-name', { hasText: 't3.nano' }).waitFor();
    await search.fill('');
    await wizard.page.getByText('540 of 540 types').waitFor();
  });

  it('says what is free', async () => {
    assert.equal(await wizard.summaryOf('Total'), 'free');
    assert.match(await wizard.summary.innerText(), /Free under the 12-month free tier\./);
  });

  it('configures with the defaults of the lessons', async () => {
    await wizard.button('Next: Configure Instance').click();
    await wizard.atStep(3, 'Configure Instance');
    await wizard.page.locator(':focus', { hasText: 'Step 3: Configure Instance' }).waitFor();
    assert.equal(await wizard.field('Number of instances').inputValue(), '1');
    assert.equal(await wizard.choice('Shutdown behavior').inputValue(), 'stop');
    for (const off of [
      'Request Spot',
      'Protect against accidental stop',
      'Protect against accidental termination',
      'Detailed CloudWatch',
    ]) {
      assert.equal(await wizard.tick(off).getAttribute('aria-checked'), 'false', off);
    }
    await wizard.tick('Detailed CloudWatch monitoring .*\\$2\\.10 a month').waitFor();
    await wizard.picture('04-configure');
  });

  it('leaves Select All in a text to the browser', async () => {
    const { vs } = sandbox;
    const count = wizard.field('Number of instances');
    await count.click();
    await vs.page.keyboard.press('ControlOrMeta+A');
    await vs.page.keyboard.press('3');
    // VS Code takes keys in turn: when it answers this one, it has selected anew whatever it was told to.
    await vs.page.keyboard.press('F1');
    await vs.quickInput.waitFor();
    assert.equal(await count.inputValue(), '3');
    assert.equal(await count.evaluate(({ selectionStart, selectionEnd }: HTMLInputElement) => `${selectionStart}-${selectionEnd}`), '1-1');
    await vs.page.keyboard.press('Escape');
  });

  it('says what is wrong at the field and goes no further', async () => {
    const count = wizard.field('Number of instances');
    await count.fill('0');
    await wizard.button('Next: Add Storage').click();
    await wizard.page.getByText('A whole number from 1 to 1000', { exact: true }).first().waitFor();
    await wizard.atStep(3, 'Configure Instance');
    assert.equal(await count.evaluate((input) => (input.getRootNode() as ShadowRoot).activeElement === input), true);
    assert.equal(await count.getAttribute('aria-invalid'), 'true');
    await wizard.picture('05-configure-problem');
    await count.fill('1');
    await wizard.field('User data').fill('x'.repeat(17_000));
    await wizard.page.getByText('17000 bytes: at most 16384 are allowed').first().waitFor();
    await wizard.field('User data').fill('#!/bin/bash\necho 안녕\n');
    await wizard.page.getByText('24 of 16384 bytes').first().waitFor();
    await wizard.field('User data').fill('');
  });

  it('adds storage: 8 GB, deleted on termination, 35 GB being 5 beyond free', async () => {
    await wizard.button('Next: Add Storage').click();
    await wizard.atStep(4, 'Add Storage');
    const size = wizard.field('Size \\(GiB\\) of volume 1');
    assert.equal(await size.inputValue(), '8');
    assert.equal(await wizard.tick('Delete on termination').getAttribute('aria-checked'), 'true');
    await size.fill('35');
    await wizard.page.getByText('35 GiB: 5 GiB beyond free').waitFor();
    await wizard.button('Add New Volume').click();
    await wizard.picture('06-storage');
    await wizard.button('Remove volume 2').click();
    await size.fill('8');
  });

  it('tags', async () => {
    await wizard.button('Next: Add Tags').click();
    await wizard.atStep(5, 'Add Tags');
    assert.equal(await wizard.field('Key of tag 1').inputValue(), 'Name');
    await wizard.field('Value of tag 1').fill('WebServer');
    await sandbox.vs.runCommand('File: New Untitled Text File');
    await wizard.page.locator('body').waitFor({ state: 'hidden' });
    await sandbox.vs.page.locator('.tab', { hasText: 'Launch Instance' }).click();
    await wizard.atStep(5, 'Add Tags');
    assert.equal(await wizard.field('Value of tag 1').inputValue(), 'WebServer');
    await wizard.button('Add Another Tag').click();
    await wizard.field('Key of tag 2').fill('Name');
    await wizard.page.getByText('Another tag has this key', { exact: true }).first().waitFor();
    await wizard.picture('07-tags');
    await wizard.button('Remove tag 2').click();
  });

  it('makes a security group that opens with SSH, and HTTP by one click', async () => {
    await wizard.button('Next: Configure Security Group').click();
    await wizard.atStep(6, 'Configure Security Group');
    assert.equal(await wizard.choice('Type of rule 1').inputValue(), 'ssh');
    assert.equal(await wizard.choice('Type of rule 2').count(), 0);
    await wizard.page.getByText('Anyone on the internet may try to log in').waitFor();
    await wizard.field('Security group name').fill('web server');
    await wizard.button('Add HTTP (80) From Anywhere').click();
    assert.equal(await wizard.choice('Type of rule 2').inputValue(), 'http');
    assert.equal(await wizard.choice('Source of rule 2').inputValue(), 'anywhere');
    await wizard.choice('Source of rule 1').press('m');
    await wizard.page.getByText('203.0.113.10/32').waitFor();
    await wizard.choice('Source of rule 1').press('c');
    await wizard.field('Source address of rule 1').fill('10.0.0.0/33');
    await wizard.page.getByText('A CIDR block such as 10.0.0.0/16').first().waitFor();
    await wizard.picture('08-group-problem');
    await wizard.choice('Source of rule 1').press('a');
    await wizard.picture('09-group');
  });

  it('reviews everything, each part with its way back', async () => {
    await wizard.button('Review and Launch').click();
    await wizard.atStep(7, 'Review');
    for (const edit of ['Edit AMI', 'Edit instance type', 'Edit security groups', 'Edit instance details', 'Edit storage', 'Edit tags']) {
      await wizard.button(edit).waitFor();
    }
    await wizard.button('Edit tags').click();
    await wizard.atStep(5, 'Add Tags');
    assert.equal(await wizard.field('Value of tag 1').inputValue(), 'WebServer');
    await wizard.button('Review and Launch').click();
    await wizard.atStep(7, 'Review');
    await wizard.button('Launch').click();
    await wizard.page.getByText('Create the key pair first, or choose another way', { exact: true }).first().waitFor();
    await wizard.picture('10-review');
  });
});

describe('The launch wizard by keyboard, and where there is most to choose from', () => {
  let sandbox: SandboxWindow;
  let wizard: WizardPage;
  before(async () => {
    // More types than anywhere else.
    sandbox = await openSandbox({ settings: { 'cloudSandbox.defaultRegion': 'us-east-1' } });
    wizard = new WizardPage(sandbox);
  });
  after(() => sandbox.vs.close());
  stopAtFirstFailure(() => sandbox);

  it('goes from image to review without the mouse', async () => {
    const { keyboard } = sandbox.vs.page;
    await sandbox.vs.runCommand('Cloud Sandbox: Launch Instance…');
    await wizard.atStep(1, 'Choose AMI');
    await wizard.page.locator('body').press('Tab');
    await wizard.tabTo('Quick Start');
    await keyboard.press('ArrowRight');
    await keyboard.press('ArrowLeft');
    await wizard.tabTo('Select Amazon Linux 2023 (kernel 6.1)');
    await keyboard.press('Enter');
    await wizard.atStep(2, 'Choose Instance Type');
    await wizard.page.locator('tr[aria-selected="true"]').waitFor(patient);
    await wizard.tabTo('Search types');
    const frame = await sandbox.vs.webviewFrame();
    const slowest = await assertPromptKeys(frame, async () => {
      await keyboard.press('ControlOrMeta+A');
      await keyboard.type('m5.24xlarge');
    });
    console.log(`      us-east-1, ${await wizard.page.getByText(/ types$/).innerText()}: ${slowest}`);
    await wizard.tabTo('Instance types');
    await keyboard.press('Enter');
    assert.equal(await wizard.summaryOf('Instance type'), 'm5.24xlarge');
    await wizard.tabTo('Next: Configure Instance');
    await keyboard.press('Enter');
    await wizard.atStep(3, 'Configure Instance');
    await wizard.tabTo('Number of instances');
    await keyboard.press('ControlOrMeta+A');
    await keyboard.type('30');
    assert.equal(await wizard.field('Number of instances').inputValue(), '30');
    await wizard.tabTo('Review and Launch');
    await keyboard.press('Enter');
    await wizard.atStep(7, 'Review');
    await wizard.tabTo('Create a new key pair');
    await keyboard.press('ArrowDown');
    await wizard.page.getByRole('checkbox', { name: /^I know that nobody can log in/ }).waitFor();
    await wizard.tabTo('I know that nobody');
    await keyboard.press('Space');
    await wizard.tabTo('Launch');
    await keyboard.press('Enter');
  });

  it('shows a refusal at its field, says what was made, and uses it at the next try', async () => {
    const { keyboard } = sandbox.vs.page;
    await wizard.atStep(2, 'Choose Instance Type');
    await wizard.page
      .getByText(/^VcpuLimitExceeded: /)
      .first()
      .waitFor(patient);
    await wizard.picture('14-refused');
    await wizard.page.getByRole('button', { name: /Configure Security Group$/ }).press('Enter');
    await wizard.page
      .getByText(/^The refused launch has made the group launch-wizard-1 \(sg-[0-9a-f]{17}\); the next try uses it\.$/)
      .waitFor();
    await wizard.button('Add HTTP (80) From Anywhere').press('Enter');
    await wizard.page.getByRole('button', { name: /Configure Instance$/ }).press('Enter');
    await wizard.atStep(3, 'Configure Instance');
    await wizard.tabTo('Number of instances');
    await keyboard.press('ControlOrMeta+A');
    await keyboard.type('2');
    await wizard.tabTo('Review and Launch');
    await keyboard.press('Enter');
    await wizard.atStep(7, 'Review');
    await wizard.tabTo('Launch');
    await keyboard.press('Enter');
    await wizard.page.getByRole('heading', { name: 'Launched 2 instances' }).waitFor(patient);
    await wizard.tabTo('View Instances');
    await keyboard.press('Enter');
    // The view takes the focus, and would take it from the palette.
    await sandbox.vs.page.locator('.sidebar .monaco-list:focus').waitFor();
    await sandbox.until(
      'two instances are listed',
      async () => (await sandbox.tree.rows()).filter(({ description }) => description.includes('m5.24xlarge')).length === 2,
    );
  });

  it('launches more like an instance, in its group', async () => {
    await sandbox.vs.runCommand('View: Close All Editors');
    const [row] = await sandbox.tree.rows();
    await sandbox.tree.chooseFromMenu(row?.label ?? '', 'Launch More Like This…');
    await wizard.atStep(2, 'Choose Instance Type');
    await sandbox.until('the type is chosen', async () => (await wizard.summaryOf('Instance type')) === 'm5.24xlarge');
    assert.equal(await wizard.summaryOf('Image'), 'Amazon Linux 2023 (kernel 6.1)');
    assert.equal(await wizard.summaryOf('Security group'), 'launch-wizard-1');
    await wizard.page.getByRole('button', { name: /Configure Security Group$/ }).click();
    await wizard.page.getByRole('table', { name: 'Inbound rules of launch-wizard-1' }).waitFor();
    assert.deepEqual(
      (await wizard.page.getByRole('table', { name: 'Inbound rules of launch-wizard-1' }).locator('tbody tr').allInnerTexts()).sort(),
      ['TCP\t22\t0.0.0.0/0', 'TCP\t80\t0.0.0.0/0'],
    );
    await wizard.picture('15-existing-group');
  });

  it('subscribes to a Marketplace product, prices by type beside it', async () => {
    await sandbox.vs.runCommand('View: Close All Editors');
    await sandbox.vs.runCommand('Cloud Sandbox: Launch Instance…');
    await wizard.atStep(1, 'Choose AMI');
    await wizard.page.getByRole('tab', { name: 'AWS Marketplace' }).click();
    await wizard.button('Select Hardened Linux (paid sample, fictional product)').click();
    const prices = wizard.page.getByRole('grid', { name: 'Prices by instance type' });
    await prices.waitFor(patient);
    const row = prices.locator('tr', { hasText: 't3.micro' }).first();
    // t3.micro in N. Virginia and the product's own price.
    assert.deepEqual(await row.locator('td').allInnerTexts(), ['t3.micro', '$0.0104', '$0.02', '$0.0304']);
    await wizard.picture('16-product');
    await wizard.button('Subscribe').click();
    await wizard.page.getByText('The account is subscribed to this product.').waitFor(patient);
    await wizard.button('Select').click();
    await wizard.atStep(2, 'Choose Instance Type');
    assert.equal(await wizard.summaryOf('Image'), 'Hardened Linux (paid sample, fictional product)');
  });
});
