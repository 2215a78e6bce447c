import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ReporterConstructor } from 'mocha';
import { loadTests } from 'in-host-tests';

/**
 * Runs the in-host suite. VS Code calls it inside the extension host, whichever launcher started VS Code: test/launch/browser.mjs or
 * test/launch/electron.mjs. Environment: `RESULTS_FILE`, where the results go; `MOCHA_GREP`, which tests to run.
 *
 * @throws when a test failed, which ends VS Code with a code other than 0
 */
export async function run(): Promise<void> {
  const { default: Mocha } = await import('mocha');
  const reporterFile = join(__dirname, '../../../scripts/lib/reporter.mjs');
  const reporter = (await import(pathToFileURL(reporterFile).href)) as { default: ReporterConstructor };
  const mocha = new Mocha({ timeout: 60_000, slow: 2_000, reporter: reporter.default, grep: process.env.MOCHA_GREP, forbidOnly: true });
  mocha.suite.emit('pre-require', globalThis as unknown as Mocha.MochaGlobals, 'in-host-tests', mocha);
  loadTests();
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} in-host test${failures === 1 ? '' : 's'} failed`);
}
