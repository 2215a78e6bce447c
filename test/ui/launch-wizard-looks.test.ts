import { strict as assert } from 'node:assert';
import { findClippedText } from './support/accessibility';
import type { Theme } from './support/launch';
import { takeScreenshot } from './support/pictures';
import { openSandbox, stopAtFirstFailure } from './support/sandbox-window';
import type { SandboxWindow } from './support/sandbox-window';
import { WizardPage } from './support/wizard-page';

const patient = { timeout: 30_000 };

describe('The launch wizard in all themes, wide and narrow', () => {
  let sandbox: SandboxWindow;
  let wizard: WizardPage;
  before(async () => {
    sandbox = await openSandbox();
    wizard = new WizardPage(sandbox);
    await sandbox.vs.runCommand('Cloud Sandbox: Launch Instance…');
    await wizard.button('Select Microsoft Windows Server 2025 Base').click(patient);
    await wizard.page.locator('tr[aria-selected="true"]').waitFor(patient);
  });
  after(() => sandbox.vs.close());
  stopAtFirstFailure(() => sandbox);

  /** Shows each step, and checks it. */
  async function eachStep(name: string, theme: Theme): Promise<void> {
    const steps = [
      'Choose AMI',
      'Choose Instance Type',
      'Configure Instance',
      'Add Storage',
      'Add Tags',
      'Configure Security Group',
      'Review',
    ];
    for (const [index, step] of steps.entries()) {
      await wizard.page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: step }).click();
      await wizard.atStep(index + 1, step);
      await takeScreenshot(sandbox.vs.page, `wizard-${name}-${index + 1}-${theme}`);
      await wizard.check();
    }
  }

  it('opens the group of a Windows image with RDP, and its volume with 30 GB', async () => {
    await wizard.page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: 'Configure Security Group' }).click();
    assert.equal(await wizard.choice('Type of rule 1').inputValue(), 'rdp');
    assert.equal(await wizard.summaryOf('Storage'), '30 GiB gp3');
  });

  for (const [theme, label] of [
    ['hc-light', 'Light High Contrast'],
    ['hc-dark', 'Dark High Contrast'],
  ] as const) {
    it(`${theme}: every step is readable`, async () => {
      const { vs } = sandbox;
      await sandbox.setScheme(theme === 'hc-light' ? 'light' : 'dark');
      await vs.runCommand('Preferences: Color Theme');
      await vs.quickInputBox.fill(label);
      await vs.pick(label);
      await vs.page
        .locator(`.monaco-workbench.${theme === 'hc-light' ? 'hc-light' : 'hc-black'}`)
        .first()
        .waitFor();
      await vs.quickInput.waitFor({ state: 'hidden' });
      await eachStep('contrast', theme);
    });
  }

  it('what is chosen in a list is whole, beside the sidebar of a window of any width', async () => {
    const { vs } = sandbox;
    const steps = wizard.page.getByRole('navigation', { name: 'Steps' });
    await steps.getByRole('button', { name: 'Add Storage' }).click();
    await wizard.button('Add New Volume').click();
    await steps.getByRole('button', { name: 'Configure Security Group' }).click();
    await wizard.button('Add Rule').click();
    assert.equal(await wizard.choice('Type of rule 2').inputValue(), 'tcp');
    const before = vs.page.viewportSize();
    for (const width of [1_280, 1_440, 1_600, 1_920]) {
      await vs.page.setViewportSize({ width, height: 900 });
      await vs.page.waitForFunction((wanted) => innerWidth === wanted, width);
      for (const [number, step] of [
        [4, 'Add Storage'],
        [6, 'Configure Security Group'],
      ] as const) {
        await steps.getByRole('button', { name: step }).click();
        await wizard.atStep(number, step);
        await takeScreenshot(vs.page, `wizard-width-${width}-${number}`);
        const frame = await vs.webviewFrame();
        assert.deepEqual(await findClippedText(frame), []);
        const scrolling = await frame.evaluate(
          () => [...document.querySelectorAll('.table-frame')].filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).length,
        );
        assert.equal(scrolling, 0, `step ${number}, ${width} pixels`);
      }
    }
    await wizard.button('Remove rule 2').click();
    await steps.getByRole('button', { name: 'Add Storage' }).click();
    await wizard.button('Remove volume 2').click();
    if (before) await vs.page.setViewportSize(before);
  });

  it('every step fits 400 pixels', async () => {
    const { vs } = sandbox;
    await vs.page.setViewportSize({ width: 745, height: 1000 });
    const frame = await vs.webviewFrame();
    await sandbox.until('the page is narrow', async () => (await frame.evaluate(() => innerWidth)) <= 400);
    await eachStep('narrow', 'hc-dark');
  });
});
