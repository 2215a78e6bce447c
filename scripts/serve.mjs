// The endpoint without an editor, built first if the sources are newer: `npm run serve -- --port 4566 --region ap-northeast-2 --speed 10`.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { at, filesUnder, root } from './lib/paths.mjs';

const cli = at('dist/cli.mjs');

function isBuilt() {
  if (!existsSync(cli)) return false;
  const built = statSync(cli).mtimeMs;
  const sources = [...filesUnder(at('src')), at('package-lock.json'), at('scripts/build.mjs')].filter(
    (file) => !file.includes('generated'),
  );
  return sources.every((file) => statSync(file).mtimeMs <= built);
}

if (!isBuilt()) {
  // What the endpoint prints must stay alone on standard output.
  const { status } = spawnSync(process.execPath, [at('scripts/build.mjs'), '--only=worker'], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(status ?? 1);
}
// npm ends without telling its grandchild: when it is gone, so is who asked for the endpoint.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
}, 500).unref();
process.argv = [process.execPath, cli, 'serve', ...process.argv.slice(2)];
await import(pathToFileURL(cli).href);
