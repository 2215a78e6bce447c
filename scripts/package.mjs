// Builds for production and packages the extension: out/cloud-sandbox.vsix. `node scripts/package.mjs`; with SKIP_BUILD, what dist/ holds.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { createVSIX, listFiles } from '@vscode/vsce';
import { measurePackage, report } from './check-size.mjs';
import { at, root } from './lib/paths.mjs';

const packagePath = at('out/cloud-sandbox.vsix');

if (process.env.SKIP_BUILD === undefined) {
  const { status } = spawnSync(process.execPath, [at('scripts/build.mjs'), '--production'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
mkdirSync(at('out'), { recursive: true });
await createVSIX({ cwd: root, packagePath, dependencies: false, allowMissingRepository: true, rewriteRelativeLinks: false });

// The ignore file names what may go in; this names what must be there.
const files = await listFiles({ cwd: root, dependencies: false });
const { main, bin } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
const needed = [main, ...Object.values(bin), 'LICENSE', 'README.md'].map((file) => file.replace(/^\.\//, ''));
const missing = needed.filter((file) => !files.includes(file));
if (missing.length > 0) throw new Error(`The package lacks ${missing.join(', ')}`);
console.log(`${files.length} files, ${statSync(packagePath).size} bytes`);
if (!report(measurePackage(packagePath))) process.exitCode = 1;
