import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { at, root } from '../../scripts/lib/paths.mjs';
import { skipReason } from '../support/skip';
import { sharedBrowser } from './support/launch';

/** Resolves with the first output that matches; rejects when the process ends before. */
function waitForOutput(child: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout?.on('data', (data: Buffer) => {
      output += data.toString();
      const found = pattern.exec(output);
      if (found) resolve(found);
    });
    child.on('exit', () => reject(new Error(`It ended first:\n${output}`)));
  });
}

describe('npm run sandbox', () => {
  const profile = mkdtempSync(join(tmpdir(), 'sandbox-'));
  after(() => rmSync(profile, { recursive: true, force: true, maxRetries: 3 }));

  it('without a screen serves the sandbox to a browser, says so, and ends on Ctrl+C', async function () {
    if (process.platform !== 'linux') {
      skipReason(this, 'here it would open windows of the desktop');
      this.skip();
    }
    const { DISPLAY: _x, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
    const child = spawn(process.execPath, [at('scripts/sandbox.mjs'), '--profile', profile], {
      cwd: root,
      env: { ...env, SKIP_BUILD: '1' },
    });
    try {
      const [, text, url] = await waitForOutput(child, /^(No desktop VS Code.*)\nCloud Sandbox: (http:\S+)$/m);
      assert.equal(
        text,
        'No desktop VS Code with a screen found: Cloud Sandbox runs in a VS Code served to the browser; open this address.',
      );
      const page = await (await sharedBrowser()).newPage();
      await page.goto(url ?? '');
      await page.locator('.activitybar').getByRole('tab', { name: 'Cloud Sandbox' }).waitFor({ timeout: 30_000 });
      await page.close();

      const ended = once(child, 'exit');
      child.kill('SIGINT');
      assert.deepEqual(await ended, [0, null]);
      await assert.rejects(fetch(new URL(url ?? '').origin));
    } finally {
      child.kill('SIGKILL');
    }
  });
});
