// Runs everything there is to prove: the checks, then every suite, and ends with `N passed, N failed, N skipped`. `npm test`.
// A check counts as a test. The code is that of a production build; the last suite tests the packaged extension.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { suites, testFiles } from './build-tests.mjs';
import { runChecks } from './check.mjs';
import { runFailedAgain } from './lib/again.mjs';
import { at, root } from './lib/paths.mjs';

const minutes = 60_000;
/** A suite that hangs is ended and has failed. */
const timeLimit = {
  region: 6 * minutes,
  worker: 6 * minutes,
  endpoint: 8 * minutes,
  terraform: 12 * minutes,
  host: 6 * minutes,
  ui: 20 * minutes,
  vsix: 5 * minutes,
};
const titles = {
  region: 'the simulated account, in plain Node',
  worker: "the account's thread and its files",
  endpoint: 'the AWS endpoint',
  terraform: 'Terraform and its AWS provider, beside the suites before it',
  host: 'inside the extension host of a real VS Code',
  ui: 'by mouse and keyboard through a real workbench',
  vsix: 'the packaged extension in a fresh profile',
};

/** Runs a script of ours to its end; answers its exit code, or undefined when it had to be ended. */
function runScript(args, env, limit, stdio = 'inherit') {
  return new Promise((resolve) => {
    const group = process.platform !== 'win32';
    const child = spawn(process.execPath, args, { cwd: root, stdio, env: { ...process.env, ...env }, detached: group });
    const end = (signal) => {
      try {
        if (group) process.kill(-child.pid, signal);
        else child.kill(signal);
      } catch {
        // It has ended already.
      }
    };
    const interrupted = () => {
      end('SIGTERM');
      process.exit(130);
    };
    process.on('SIGINT', interrupted);
    process.on('SIGTERM', interrupted);
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      end('SIGKILL');
    }, limit);
    child.on('exit', (code) => {
      clearTimeout(timer);
      process.off('SIGINT', interrupted);
      process.off('SIGTERM', interrupted);
      resolve(late ? undefined : (code ?? 1));
    });
  });
}

async function runSuite(suite, stdio, options = []) {
  const file = at(`out/results/${suite}.json`);
  rmSync(file, { force: true });
  const script = suite === 'host' ? ['scripts/test-in-host.mjs'] : ['scripts/test.mjs', suite, ...options];
  const code = await runScript(script, { RESULTS_FILE: file, SKIP_BUILD: '1' }, timeLimit[suite], stdio);
  const results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: [], failed: [], skipped: [] };
  const problem = (error) => results.failed.push({ title: `${suite} suite`, error });
  if (code === undefined) problem(`did not end within ${timeLimit[suite] / minutes} minutes`);
  else if (!existsSync(file)) problem(`ended with ${code} before it had results`);
  else if (code !== 0 && results.failed.length === 0) problem(`ended with ${code} though no test failed`);
  return results;
}

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(0)} s`;
const start = Date.now();
const all = { passed: [], failed: [], skipped: [], unsteady: [] };

function add(title, results, since) {
  for (const [outcome, tests] of Object.entries(results)) all[outcome].push(...tests.map((test) => ({ ...test, suite: title })));
  const { passed, failed, skipped } = results;
  console.log(`  ${passed.length} passed, ${failed.length} failed, ${skipped.length} skipped in ${seconds(since)}\n`);
}

console.log('== checks');
add('checks', await runChecks(), start);

/** Suites that mostly wait, and the suite beside which each is run. What they print is kept, and shown in their turn. */
const beside = { terraform: 'region', host: 'worker', vsix: 'ui' };
const asides = new Map();

/** Suites whose stories are told by clicks. */
const byClicks = ['ui', 'vsix'];

/** Packages the extension first, if it is the package that is tested. */
async function prepareAndRun(suite, stdio) {
  if (suite === 'vsix' && (await runScript(['scripts/package.mjs'], { SKIP_BUILD: '1' }, 2 * minutes, stdio)) !== 0)
    return { passed: [], failed: [{ title: 'vsix suite', error: 'the extension could not be packaged' }], skipped: [] };
  const results = await runSuite(suite, stdio);
  return byClicks.includes(suite) ? runFailedAgain(results, (options) => runSuite(suite, stdio, options)) : results;
}

function begin(suite) {
  const log = at('out/results', `${suite}.log`);
  mkdirSync(dirname(log), { recursive: true });
  const output = openSync(log, 'w');
  asides.set(suite, { log, since: Date.now(), results: prepareAndRun(suite, ['ignore', output, output]) });
}

const present = suites.filter((name) => testFiles(name).length > 0);
for (const suite of present) {
  const waiting = Object.keys(beside).filter((name) => beside[name] === suite && present.includes(name));
  for (const name of waiting) begin(name);
  console.log(`== ${suite}: ${titles[suite]}`);
  const aside = asides.get(suite);
  if (aside) {
    const results = await aside.results;
    process.stdout.write(readFileSync(aside.log, 'utf8'));
    add(suite, results, aside.since);
  } else {
    const since = Date.now();
    add(suite, await prepareAndRun(suite), since);
  }
}

for (const { suite, title, error } of all.unsteady)
  console.log(`UNSTEADY, passed when its story was run again, ${suite}: ${title}\n${error}\n`);
for (const { suite, title, error } of all.failed) console.log(`FAILED ${suite}: ${title}\n${error}\n`);
for (const { suite, title, reason } of all.skipped) {
  console.log(`SKIPPED ${suite}: ${title}: ${reason ?? 'NO REASON GIVEN'}`);
  // A skip that nobody can judge is a failure.
  if (!reason) all.failed.push({ suite, title });
}
const silent = all.skipped.filter(({ reason }) => !reason).length;
const [passed, failed, skipped] = [all.passed.length, all.failed.length, all.skipped.length - silent];
console.log(`All in ${seconds(start)}.`);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
