// Bundles the extension: `node scripts/build.mjs [--production] [--watch] [--only=host,worker,webview]`.
//   src/host/extension.ts         → dist/extension.js          the extension host's only file
//   src/worker/main.ts, src/cli.ts → dist/worker.mjs, dist/cli.mjs + dist/chunks  the account's thread and the command line, dist/data its catalogue
//   webview-ui/<panel>/main.ts    → dist/webview/<panel>.js, .css + chunks shared by the pages
// The metafiles (which input costs how many bytes where) go to dist-meta/ for scripts/check-size.mjs.
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import esbuild from 'esbuild';
import { catalogueAssets, catalogueData } from './lib/catalogue-data.mjs';
import { generate } from './lib/generate.mjs';
import { hostGuard, pageGuard, regionGuard } from './lib/guards.mjs';
import { at, filesUnder, root } from './lib/paths.mjs';
import { vscodeOnce } from './lib/vscode-once.mjs';

const flags = process.argv.slice(2);
const production = flags.includes('--production');
const watch = flags.includes('--watch');
const only = flags
  .find((flag) => flag.startsWith('--only='))
  ?.slice('--only='.length)
  .split(',');

/** Packages written for CommonJS call `require` and `__dirname`; an ES module has neither. */
const nodeModuleBanner = [
  `import { createRequire as __createRequire } from 'node:module';`,
  `import { fileURLToPath as __fileURLToPath } from 'node:url';`,
  `const require = __createRequire(import.meta.url);`,
  `const __filename = __fileURLToPath(import.meta.url);`,
  `const __dirname = __fileURLToPath(new URL('.', import.meta.url));`,
].join('\n');

const common = {
  absWorkingDir: root,
  bundle: true,
  metafile: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  sourcesContent: false,
  legalComments: 'none',
  logLevel: 'info',
  charset: 'utf8',
  define: { 'process.env.NODE_ENV': production ? '"production"' : '"development"' },
};

/** `{ name: file }` without the entries whose source is absent. */
const present = (entries) => Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(at(file))));

function pages() {
  if (!existsSync(at('webview-ui'))) return {};
  const panels = readdirSync(at('webview-ui'), { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== 'kit');
  const entries = present(Object.fromEntries(panels.map(({ name }) => [name, `webview-ui/${name}/main.ts`])));
  // The kit's two vendor faces are entries too, so that they stay chunks of their own however few pages use them.
  const kit = present({ 'kit/ui': 'webview-ui/kit/ui.ts', 'kit/chart': 'webview-ui/kit/chart.ts' });
  return Object.keys(entries).length > 0 ? { ...entries, ...kit } : {};
}

const bundles = {
  host: {
    entryPoints: present({ extension: 'src/host/extension.ts' }),
    outdir: 'dist',
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    plugins: [hostGuard, vscodeOnce],
  },
  worker: {
    entryPoints: present({ worker: 'src/worker/main.ts', cli: 'src/cli.ts' }),
    outdir: 'dist',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    splitting: true,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunks/[name]-[hash]',
    banner: { js: nodeModuleBanner },
    plugins: [catalogueData, regionGuard],
    assets: { 'node_modules/sql.js/dist/sql-wasm.wasm': 'dist/sql-wasm.wasm', ...catalogueAssets },
  },
  webview: {
    entryPoints: pages(),
    outdir: 'dist/webview',
    platform: 'browser',
    target: 'es2022',
    format: 'esm',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    loader: { '.ttf': 'file', '.svg': 'file' },
    plugins: [pageGuard],
    assets: {
      'node_modules/@vscode/codicons/dist/codicon.css': 'dist/webview/codicon.css',
      'node_modules/@vscode/codicons/dist/codicon.ttf': 'dist/webview/codicon.ttf',
    },
  },
};

/** Gives a bundled command its first line and its mode bit; the source map moves down a line with it. */
function makeExecutable(file) {
  if (!existsSync(at(file))) return;
  const code = readFileSync(at(file), 'utf8');
  if (!code.startsWith('#!')) {
    writeFileSync(at(file), `#!/usr/bin/env node\n${code}`);
    if (existsSync(at(`${file}.map`))) {
      const map = JSON.parse(readFileSync(at(`${file}.map`), 'utf8'));
      writeFileSync(at(`${file}.map`), JSON.stringify({ ...map, mappings: `;${map.mappings}` }));
    }
  }
  chmodSync(at(file), 0o755);
}

/** The bundles at work; the editor's task (.vscode/tasks.json) waits for the line that says none is. */
const atWork = new Set();

function watched(what, name) {
  if (what === 'started' && atWork.size === 0) console.log('[watch] build started');
  if (what === 'started') atWork.add(name);
  else atWork.delete(name);
  if (what === 'finished' && atWork.size === 0) console.log('[watch] build finished');
}

/** Everything that must be done after esbuild has written a bundle; runs again at each rebuild of the watcher. */
function finish(name, assets) {
  return {
    name: 'finish',
    setup(build) {
      if (watch) build.onStart(() => watched('started', name));
      build.onEnd((result) => {
        if (result.errors.length === 0) {
          mkdirSync(at('dist-meta'), { recursive: true });
          writeFileSync(at(`dist-meta/${name}.json`), JSON.stringify({ production, ...result.metafile }));
          for (const [from, to] of Object.entries(assets)) {
            mkdirSync(dirname(at(to)), { recursive: true });
            copyFileSync(at(from), at(to));
          }
          if (name === 'worker') makeExecutable('dist/cli.mjs');
        }
        if (watch) watched('finished', name);
      });
    },
  };
}

/** Removes what an earlier build left in dist/ and this one no longer writes (old chunks, source maps). */
function prune(outcomes) {
  const written = new Set(outcomes.flatMap(({ outputs, assets }) => [...outputs, ...assets]).map((file) => at(file)));
  for (const file of filesUnder(at('dist'))) {
    if (!written.has(file)) rmSync(file, { force: true });
  }
}

async function main() {
  const chosen = Object.entries(bundles).filter(
    ([name, bundle]) => (only?.includes(name) ?? true) && Object.keys(bundle.entryPoints).length > 0,
  );
  if (chosen.some(([name]) => name === 'worker')) generate();
  if (watch && chosen.length > 0) {
    console.log('[watch] build started');
    for (const [name] of chosen) atWork.add(name);
  }
  const work = chosen.map(async ([name, { assets = {}, plugins, ...options }]) => {
    const settings = { ...common, ...options, plugins: [...plugins, finish(name, assets)] };
    if (watch) {
      const context = await esbuild.context(settings);
      await context.watch();
      return undefined;
    }
    const { metafile } = await esbuild.build(settings);
    return { outputs: Object.keys(metafile.outputs), assets: Object.values(assets) };
  });
  const settled = await Promise.allSettled(work);
  if (watch) return;
  if (settled.some(({ status }) => status === 'rejected')) {
    process.exitCode = 1;
  } else if (!only) {
    prune(settled.map(({ value }) => value));
  }
}

await main();
