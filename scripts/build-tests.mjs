// Bundles the tests: `node scripts/build-tests.mjs [suite…]`; without a name, every suite that has tests.
//   region, worker, endpoint, ui, vsix → out/test/<suite>/**/*.mjs, run by mocha in plain Node
//   host → out/test/host/index.js, which exports the `run()` that VS Code calls inside its extension host
import { rmSync } from 'node:fs';
import { basename, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import esbuild from 'esbuild';
import { regionGuard } from './lib/guards.mjs';
import { at, filesUnder, root } from './lib/paths.mjs';

/** The suites, in the order in which they are run. */
export const suites = ['region', 'worker', 'endpoint', 'terraform', 'host', 'ui', 'vsix'];

/** The test files of a suite: every `*.test.ts` below test/<suite>. */
export const testFiles = (suite) => filesUnder(at('test', suite), (name) => name.endsWith('.test.ts'));

/** The tooling finds the project by its own place, so a test that uses it imports it from there. */
const toolsStayOutside = {
  name: 'tools-stay-outside',
  setup(build) {
    build.onResolve({ filter: /\/scripts\/lib\/[\w-]+\.mjs$/ }, (args) => ({
      path: pathToFileURL(resolve(args.resolveDir, args.path)).href,
      external: true,
    }));
  },
};

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  sourcemap: 'inline',
  sourcesContent: false,
  logLevel: 'warning',
  charset: 'utf8',
  plugins: [toolsStayOutside, regionGuard],
};

/** Bundles files that run in plain Node from test/<folder> into out/test/<folder>; answers those that end like the sources. */
async function buildForNode(suite, files, ending) {
  rmSync(at('out/test', suite), { recursive: true, force: true });
  if (files.length === 0) return [];
  await esbuild.build({
    ...common,
    entryPoints: files.map((file) => relative(root, file)),
    outbase: at('test', suite),
    outdir: at('out/test', suite),
    format: 'esm',
    splitting: true,
    packages: 'external',
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunks/[name]-[hash]',
  });
  return filesUnder(at('out/test', suite), (name) => name.endsWith(ending));
}

/** Bundles the `*.bench.ts` of test/bench, and test/bench/host for the extension host; answers the files to run, each by itself. */
export async function buildBenchmarks() {
  const files = filesUnder(at('test/bench'), (name) => name.endsWith('.bench.ts'));
  const built = await buildForNode('bench', files, '.bench.mjs');
  await esbuild.build({
    ...common,
    entryPoints: { index: 'test/bench/host/index.ts' },
    outdir: at('out/test/bench/host'),
    format: 'cjs',
    packages: 'external',
  });
  return built;
}

/** `import { loadTests } from 'in-host-tests'`: a function that loads each in-host test file once mocha's globals exist. */
const inHostTests = (files) => ({
  name: 'in-host-tests',
  setup(build) {
    build.onResolve({ filter: /^in-host-tests$/ }, () => ({ path: 'in-host-tests', namespace: 'generated' }));
    build.onLoad({ filter: /.*/, namespace: 'generated' }, () => ({
      resolveDir: root,
      contents: `export function loadTests() {\n${files.map((file) => `  require(${JSON.stringify(file)});`).join('\n')}\n}\n`,
    }));
  },
});

async function buildHostSuite() {
  const files = testFiles('host');
  rmSync(at('out/test/host'), { recursive: true, force: true });
  if (files.length === 0) return [];
  await esbuild.build({
    ...common,
    entryPoints: { index: 'test/launch/in-host.ts' },
    outdir: at('out/test/host'),
    format: 'cjs',
    packages: 'external',
    plugins: [regionGuard, inHostTests(files)],
  });
  return [at('out/test/host/index.js')];
}

/** Bundles one suite; answers the files to run, none when the suite has no tests yet. */
export function buildSuite(suite) {
  return suite === 'host' ? buildHostSuite() : buildForNode(suite, testFiles(suite), '.test.mjs');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const wanted = process.argv.slice(2);
  for (const suite of wanted.length > 0 ? wanted : suites) {
    const files = await buildSuite(suite);
    console.log(`${basename(suite)}: ${files.length} file${files.length === 1 ? '' : 's'}`);
  }
}
