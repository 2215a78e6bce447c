// Builds and runs one suite of tests in plain Node: `node scripts/test.mjs <suite> [mocha options]`, say
// `npm run test:region -- --grep RunInstances`. The suites that need the product itself build it first.
import { spawnSync } from 'node:child_process';
import { buildSuite } from './build-tests.mjs';
import { generate } from './lib/generate.mjs';
import { at, root } from './lib/paths.mjs';

const [suite, ...options] = process.argv.slice(2);
if (!suite) throw new Error('Which suite? node scripts/test.mjs <suite> [mocha options]');

function run(command) {
  const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' });
  return status ?? 1;
}

const product = ['scripts/build.mjs'];
const worker = ['scripts/build.mjs', '--only=worker'];
const needed = { worker, endpoint: worker, terraform: worker, ui: product, vsix: ['scripts/package.mjs'] }[suite];
if (needed && process.env.SKIP_BUILD === undefined) {
  const status = run(needed);
  if (status !== 0) process.exit(status);
}
generate();
const files = await buildSuite(suite);
if (files.length === 0) {
  console.log(`No tests in test/${suite} yet.`);
} else {
  const slow = suite === 'ui' || suite === 'vsix' ? ['--timeout', '120000', '--slow', '15000'] : [];
  process.exitCode = run([at('node_modules/mocha/bin/mocha.js'), ...slow, ...options, ...files]);
}
