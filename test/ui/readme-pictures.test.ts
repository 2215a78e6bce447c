import { strict as assert } from 'node:assert';
import { copyFileSync, mkdirSync, statSync } from 'node:fs';
import { at } from '../../scripts/lib/paths.mjs';
import { openSandbox, showEachState } from './support/sandbox-window';

/** Most bytes of a picture in the README. */
const most = 200_000;

// `UPDATE_README_PICTURES=1 npm run test:ui -- --grep README` writes media/readme anew.
if (process.env.UPDATE_README_PICTURES) {
  describe('The pictures of the README', () => {
    it('are taken', async () => {
      // Without a title bar, which would tell how the picture was taken.
      const settings = { 'window.commandCenter': false, 'workbench.layoutControl.enabled': false, 'window.menuBarVisibility': 'hidden' };
      const sandbox = await openSandbox({ viewport: { width: 1400, height: 900 }, settings });
      const { vs } = sandbox;
      await showEachState(sandbox);
      await sandbox.tree.chooseFromMenu('api', 'Why?');
      await vs.webview.locator('h2', { hasText: 'What is scheduled' }).waitFor();
      await vs.dismissNotifications();
      const edge = (await vs.page.locator('.part.sidebar').boundingBox()) ?? { x: 0, width: 0 };
      await vs.page.mouse.move(edge.x + edge.width, 450);
      await vs.page.mouse.down();
      await vs.page.mouse.move(edge.x + edge.width + 145, 450, { steps: 5 });
      await vs.page.mouse.up();
      await vs.page.mouse.move(1000, 860, { steps: 20 });
      // The tooltip of the row that the pointer comes from would lie over others.
      await vs.page.locator('.monaco-hover:visible').waitFor({ state: 'hidden' });
      await sandbox.picture('readme-story');
      mkdirSync(at('media/readme'), { recursive: true });
      for (const theme of ['dark', 'light']) {
        const file = at(`media/readme/story-${theme}.png`);
        copyFileSync(at(`out/screenshots/readme-story-${theme}.png`), file);
        assert.ok(statSync(file).size <= most, `${file} has ${statSync(file).size} bytes`);
      }
      await vs.close();
    });
  });
}
