// Builds for production and runs the benchmarks, test/bench/*.bench.ts, one after the other in plain Node: `node scripts/bench.mjs [name…]`.
// Each prints its figures as JSON, a line a figure; all of them are kept in out/bench.jsonl.
import { spawn, spawnSync } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { basename } from 'node:path';
import { buildBenchmarks } from './build-tests.mjs';
import { at, root } from './lib/paths.mjs';

const wanted = process.argv.slice(2);
const { status } = spawnSync(process.execPath, [at('scripts/build.mjs'), '--production'], { cwd: root, stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);
const files = (await buildBenchmarks()).filter((file) => wanted.length === 0 || wanted.includes(basename(file, '.bench.mjs')));
mkdirSync(at('out'), { recursive: true });
const kept = createWriteStream(at('out/bench.jsonl'));

for (const file of files) {
  const child = spawn(process.execPath, ['--expose-gc', file], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.pipe(process.stdout, { end: false });
  child.stdout.on('data', (data) => kept.write(data));
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) process.exitCode = 1;
}
kept.end();
