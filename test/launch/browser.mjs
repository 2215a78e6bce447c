// Launcher of the in-host suite in a VS Code served to a browser (scripts/lib/vscode-server.mjs).
import { mkdirSync, rmSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { browserFlags, ensureBrowser } from '../../scripts/lib/browser.mjs';
import { at } from '../../scripts/lib/paths.mjs';
import { installServer, startServer, withoutGallery, workbenchUrl } from '../../scripts/lib/vscode-server.mjs';

/** Runs `extensionTestsPath` inside the extension host and answers its exit code; `env` reaches the tests. */
export async function runInBrowser({ extensionDevelopmentPath, extensionTestsPath, env, timeout = 10 * 60_000 }) {
  await installServer();
  const executablePath = await ensureBrowser();
  const dataDir = at('.vscode-test/in-host');
  rmSync(dataDir, { recursive: true, force: true });
  const folder = at('.vscode-test/in-host/folder');
  mkdirSync(folder, { recursive: true });
  const server = await startServer({ dataDir, env: { ...withoutGallery, ...env } });
  const browser = await chromium.launch({ executablePath, args: browserFlags });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const exit = new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`The in-host tests did not end within ${timeout / 1000} s`)), timeout);
      const end = (code) => {
        clearTimeout(late);
        resolve(code);
      };
      page.on('crash', () => reject(new Error('The browser page of VS Code crashed')));
      void page.exposeFunction('codeAutomationExit', end);
    });
    await page.exposeFunction('codeAutomationLog', (type, args) => {
      if (type === 'error') console.error(...args);
      else console.log(...args);
    });
    await page.goto(workbenchUrl(server, { folder, extensionDevelopmentPath, extensionTestsPath }));
    return await exit;
  } finally {
    await browser.close();
    await server.stop();
  }
}
