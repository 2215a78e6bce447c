// Builds and runs the in-host suite (test/host) inside a real extension host: `node scripts/test-in-host.mjs [--electron] [--grep TEXT]`.
// Without --electron, in a VS Code served to a browser, which needs no download of VS Code itself.
import { spawnSync } from 'node:child_process';
import { runInBrowser } from '../test/launch/browser.mjs';
import { runInElectron } from '../test/launch/electron.mjs';
import { buildSuite } from './build-tests.mjs';
import { at, root } from './lib/paths.mjs';

const options = process.argv.slice(2);
const grep = options.includes('--grep') ? options[options.indexOf('--grep') + 1] : undefined;

if (process.env.SKIP_BUILD === undefined) {
  const { status } = spawnSync(process.execPath, [at('scripts/build.mjs')], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
const [extensionTestsPath] = await buildSuite('host');
if (!extensionTestsPath) {
  console.log('No tests in test/host yet.');
} else {
  const env = { ...(process.env.RESULTS_FILE ? { RESULTS_FILE: process.env.RESULTS_FILE } : {}), ...(grep ? { MOCHA_GREP: grep } : {}) };
  const launch = options.includes('--electron') ? runInElectron : runInBrowser;
  const code = await launch({ extensionDevelopmentPath: root, extensionTestsPath, env }).catch((error) => {
    console.error(error.message);
    return 1;
  });
  process.exitCode = code === 0 ? 0 : 1;
}
