// Runs a suite of mocha as two processes at a time: the tests of its longest part, and the others.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { at, root } from './paths.mjs';

/** The longest part of a suite: what the full titles of its tests begin with. It takes about half of the suite's time. */
export const longestPart = {
  region: '^properties of a region, with a bug planted',
  worker: '^A killed process',
  endpoint: '^The lessons by the AWS CLI',
};

/** Starts mocha; what it prints comes at once or, with `later`, is answered at its end with the exit code. */
function start(args, results, later) {
  return new Promise((resolve) => {
    const env = { ...process.env, RESULTS_FILE: results };
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: later ? ['ignore', 'pipe', 'pipe'] : 'inherit' });
    const printed = [];
    child.stdout?.on('data', (data) => printed.push(data));
    child.stderr?.on('data', (data) => printed.push(data));
    child.on('close', (code) => resolve({ code: code ?? 1, printed: Buffer.concat(printed) }));
  });
}

/** Runs `mocha` (its arguments for node, files included) in two halves; writes both results into RESULTS_FILE; answers the exit code. */
export async function runInHalves(suite, mocha) {
  const files = ['longest', 'others'].map((name) => at('out/results', `${suite}-${name}.json`));
  for (const file of files) rmSync(file, { force: true });
  const [others, longest] = await Promise.all([
    start([...mocha, '--grep', longestPart[suite], '--invert'], files[1], false),
    start([...mocha, '--grep', longestPart[suite]], files[0], true),
  ]);
  process.stdout.write(longest.printed);
  const results = files.filter((file) => existsSync(file)).map((file) => JSON.parse(readFileSync(file, 'utf8')));
  // A half without results has failed as a whole, which a missing file tells.
  if (process.env.RESULTS_FILE && results.length === files.length) {
    const merged = { passed: [], failed: [], skipped: [] };
    for (const outcome of Object.keys(merged)) merged[outcome] = results.flatMap((half) => half[outcome]);
    writeFileSync(process.env.RESULTS_FILE, JSON.stringify(merged, null, 1));
  }
  return others.code || longest.code;
}
