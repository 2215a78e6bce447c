// What is checked without running the product: `node scripts/check.mjs`.
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { at, root } from './lib/paths.mjs';
import { run } from './lib/run.mjs';

const node = (...args) => [process.execPath, args];
const tool = (name, ...args) => node(at('node_modules', name), ...args);

/** In order; the sizes are those of the production build that the first one makes. A check whose script is absent is left out. */
const checks = [
  { name: 'production build', command: node('scripts/build.mjs', '--production') },
  { name: 'types', command: node('scripts/typecheck.mjs') },
  { name: 'lint', command: tool('eslint/bin/eslint.js', '--max-warnings', '0', '.') },
  { name: 'format', command: tool('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.') },
  { name: 'import circles', command: node('scripts/check-cycles.mjs') },
  { name: 'manifest', command: node('scripts/manifest.mjs', '--check') },
  { name: 'coverage table', command: node('scripts/coverage.mjs', '--check') },
  { name: 'translations', command: node('scripts/check-l10n.mjs') },
  { name: 'sizes', command: node('scripts/check-size.mjs') },
].filter(({ command: [, [script]] }) => existsSync(at(script)) || existsSync(script));

/** Runs every check and answers `{ passed, failed, skipped }` as the test suites do. */
export async function runChecks() {
  const results = { passed: [], failed: [], skipped: [] };
  for (const { name, command } of checks) {
    const start = Date.now();
    try {
      const output = await run(...command, { cwd: root });
      console.log(`  ✔ ${name} (${Date.now() - start} ms)`);
      if (name === 'sizes') console.log(output.trimEnd());
      results.passed.push({ title: name, ms: Date.now() - start });
    } catch (error) {
      console.log(`  ✘ ${name}\n${error.message}`);
      results.failed.push({ title: `check: ${name}`, error: error.message });
    }
  }
  return results;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { failed } = await runChecks();
  process.exitCode = failed.length > 0 ? 1 : 0;
}
