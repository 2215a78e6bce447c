// Type-checks every room by its own tsconfig.json: `node scripts/typecheck.mjs [room…]`, a room being a folder such as src/region.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { generate } from './lib/generate.mjs';
import { at, filesUnder, root } from './lib/paths.mjs';

const rooms = ['src/region', 'src/shared', 'src/endpoint', 'src/worker', 'src/host', 'webview-ui', 'test'];
const wanted = process.argv.slice(2);

function check(room) {
  return new Promise((resolve) => {
    // Each room keeps what it knows, so that a second check reads only what has changed.
    const state = at('out/typecheck', `${room.replaceAll('/', '-')}.tsbuildinfo`);
    const options = ['-p', at(room), '--incremental', '--tsBuildInfoFile', state];
    const child = spawn(process.execPath, [at('node_modules/typescript/bin/tsc'), ...options], { cwd: root, stdio: 'inherit' });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

generate();
const queue = rooms.filter((room) => (wanted.length === 0 || wanted.includes(room)) && existsSync(at(room, 'tsconfig.json')));
// An empty room is no error; tsc would call it one.
const present = queue.filter((room) => filesUnder(at(room), (name) => name.endsWith('.ts')).length > 0);
const failed = [];

async function runner() {
  for (let room = present.shift(); room; room = present.shift()) {
    if ((await check(room)) !== 0) failed.push(room);
  }
}

await Promise.all([runner(), runner()]);
if (failed.length > 0) {
  console.error(`Type errors in ${failed.join(', ')}`);
  process.exitCode = 1;
}
