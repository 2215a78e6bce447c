// Builds for production, runs the benchmarks and prints one JSON line a figure on stdout; everything else goes to stderr.
//
//   node scripts/bench.mjs [--strict] [--paint=N] [name…]     names: actions, opening, advance, endpoint, growth, editor, sizes; default: all
//
// The benchmarks are test/bench/*.bench.ts, each run in a Node process of its own; those of the editor run in test/bench/host inside the
// extension host of a real VS Code in a browser (test/launch); with `--paint=N`, of that only the first paints in N windows. All lines are kept in
// out/bench.jsonl as well.
//
// A line: `name`, `value`, `unit`, `goal` (the most that `value` may be; absent in a figure that only explains another), `ratio` (`value` to what
// `to` names: a yardstick measured in the same run, else the goal), `ok`, `how` it was measured. What cannot be measured on this machine is a line
// with `name` and `skipped`, the reason. Times are medians of several runs after a warm-up, taken on the production build wherever the thing
// measured can be reached from outside. With `--strict` a missed goal makes the exit code 1.
import { spawn, spawnSync } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { buildBenchmarks } from './build-tests.mjs';
import { budgets, measure } from './check-size.mjs';
import { at, root } from './lib/paths.mjs';

const strict = process.argv.includes('--strict');
const paint = process.argv.find((argument) => argument.startsWith('--paint='))?.slice('--paint='.length);
const env = { ...process.env, ...(paint && { BENCH_PAINT: paint }) };
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const isWanted = (name) => wanted.length === 0 || wanted.includes(name);

const { status } = spawnSync(process.execPath, [at('scripts/build.mjs'), '--production'], { cwd: root, stdio: ['ignore', 2, 2] });
if (status !== 0) process.exit(status ?? 1);
const sizes = measure();
const files = (await buildBenchmarks()).filter((file) => isWanted(basename(file, '.bench.mjs')));
mkdirSync(at('out'), { recursive: true });
const kept = createWriteStream(at('out/bench.jsonl'));
const missed = [];

function take(line) {
  process.stdout.write(`${line}\n`);
  kept.write(`${line}\n`);
  const { name, ok } = JSON.parse(line);
  if (ok === false) missed.push(name);
}

for (const file of files) {
  const child = spawn(process.execPath, ['--expose-gc', file], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
  createInterface({ input: child.stdout }).on('line', take);
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) {
    console.error(`${basename(file)} ended with ${code}`);
    process.exitCode = 1;
  }
}
if (isWanted('sizes')) {
  for (const { what, budget, bytes } of sizes) {
    const [value, goal] = [bytes / 1024, budgets[budget] / 1024];
    const line = {
      name: `size of ${what}`,
      value: Math.round(value * 10) / 10,
      unit: 'KB',
      goal,
      ratio: Math.round((value / goal) * 1000) / 1000,
    };
    take(JSON.stringify({ ...line, to: 'goal', ok: bytes <= budgets[budget], how: `${budget}: bytes of the production build` }));
  }
}
kept.end();
if (missed.length > 0) {
  console.error(`Goals missed:\n  ${missed.join('\n  ')}`);
  if (strict) process.exitCode = 1;
}
