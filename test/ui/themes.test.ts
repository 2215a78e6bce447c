import { strict as assert } from 'node:assert';
import { findClippedText, findLowContrast, runAxe } from './support/accessibility';
import type { Theme } from './support/launch';
import { takeScreenshot } from './support/pictures';
import { openSandbox, showEachState, stopAtFirstFailure } from './support/sandbox-window';
import type { SandboxWindow } from './support/sandbox-window';

/** The class that VS Code's workbench has in a theme. */
const classes: Record<Theme, string> = { light: 'vs', dark: 'vs-dark', 'hc-light': 'hc-light', 'hc-dark': 'hc-black' };

describe('The four kinds of theme', () => {
  let sandbox: SandboxWindow;
  before(async () => {
    sandbox = await openSandbox();
  });
  after(() => sandbox.vs.close());
  stopAtFirstFailure(() => sandbox);

  /** Chooses a theme from the palette; it becomes that of the current colour scheme. */
  async function useTheme(scheme: 'light' | 'dark', label: string, theme: Theme): Promise<void> {
    const { vs } = sandbox;
    await sandbox.setScheme(scheme);
    await vs.runCommand('Preferences: Color Theme');
    await vs.quickInputBox.fill(label);
    await vs.pick(label);
    await vs.page.locator(`.monaco-workbench.${classes[theme]}`).first().waitFor();
    await vs.quickInput.waitFor({ state: 'hidden' });
  }

  it('shows an instance in each state', async () => {
    const { vs, tree } = sandbox;
    await showEachState(sandbox);
    await tree.chooseFromMenu('web', 'Why?');
    await vs.webview.locator('.timeline').first().waitFor();
    await vs.dismissNotifications();
    assert.deepEqual(
      (await tree.rows()).map(({ label, description }) => [label, description.split(' · ')[0]]),
      [
        ['web', 'running'],
        ['api', 'stopping'],
        ['database', 'stopped'],
        ['batch', 'shutting-down'],
        ['old-web', 'terminated'],
        ['cache', 'pending'],
      ],
    );
  });

  for (const theme of ['light', 'dark', 'hc-light', 'hc-dark'] as const) {
    it(`${theme}: rows, clock and Why? page are readable`, async () => {
      const { vs } = sandbox;
      const scheme = theme.endsWith('light') ? 'light' : 'dark';
      if (theme === 'hc-light') await useTheme(scheme, 'Light High Contrast', theme);
      else if (theme === 'hc-dark') await useTheme(scheme, 'Dark High Contrast', theme);
      else await sandbox.setScheme(scheme);
      const frame = await vs.webviewFrame();
      await frame.locator(`body.vscode-${theme.startsWith('hc') ? 'high-contrast' : theme}`).waitFor();
      await vs.page.mouse.move(700, 790);
      await takeScreenshot(vs.page, `themes-${theme}`);
      assert.deepEqual(await runAxe(frame), []);
      assert.deepEqual(await findLowContrast(frame), []);
      assert.deepEqual(await findClippedText(frame), []);
      for (const part of ['.sidebar .pane-body', '[id$="cloudSandbox.clock"]', '.sidebar .pane-header .title']) {
        assert.deepEqual(await findLowContrast(vs.page, part), [], part);
      }
      await frame.getByRole('button', { name: 'Show as Table' }).click();
      await frame.locator('.tables table').first().waitFor();
      await frame.locator('vscode-button:focus', { hasText: 'Hide Table' }).waitFor();
      await takeScreenshot(vs.page, `themes-table-${theme}`);
      assert.deepEqual(await runAxe(frame), []);
      assert.deepEqual(await findLowContrast(frame), []);
      assert.deepEqual(await findClippedText(frame), []);
      await frame.getByRole('button', { name: 'Hide Table' }).click();
    });
  }

  it('the Why? page needs no sideways scrolling in a narrow editor', async () => {
    const { vs } = sandbox;
    await vs.page.setViewportSize({ width: 720, height: 800 });
    const frame = await vs.webviewFrame();
    await sandbox.until('the page is narrow', async () => (await frame.evaluate(() => innerWidth)) < 420);
    await takeScreenshot(vs.page, 'why-narrow-hc-dark');
    assert.deepEqual(await findClippedText(frame), []);
    await vs.page.setViewportSize({ width: 1280, height: 800 });
  });
});
