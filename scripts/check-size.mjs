// Holds the size budgets: `node scripts/check-size.mjs`, after `node scripts/build.mjs --production`. Reads what esbuild wrote to dist-meta/.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { catalogueAssets } from './lib/catalogue-data.mjs';
import { at } from './lib/paths.mjs';

const kilo = 1024;

/** Bytes. */
export const budgets = {
  'host bundle': 300 * kilo,
  'worker before the endpoint': 600 * kilo,
  'catalogue data': 400 * kilo,
  'component kit': 180 * kilo,
  'chart kit': 190 * kilo,
  'page code': 80 * kilo,
  'packaged extension': 3 * kilo * kilo,
};

/** The outputs that loading `entry` loads at once: itself and what it imports statically, not what it `import()`s later. */
function loadedWith(outputs, entry, seen = new Set()) {
  if (seen.has(entry) || !outputs[entry]) return seen;
  seen.add(entry);
  for (const { path, kind } of outputs[entry].imports) {
    if (kind === 'import-statement') loadedWith(outputs, path, seen);
  }
  return seen;
}

const sum = (outputs, files) => [...files].reduce((bytes, file) => bytes + outputs[file].bytes, 0);
const without = (files, ...others) => [...files].filter((file) => others.every((other) => !other.has(file)));

function metafile(name) {
  const file = at(`dist-meta/${name}.json`);
  if (!existsSync(file)) return undefined;
  const meta = JSON.parse(readFileSync(file, 'utf8'));
  if (!meta.production) throw new Error('Sizes are those of a production build: npm run build -- --production');
  return meta.outputs;
}

/** Every budgeted thing that has been built: `{ what, budget, bytes }`. */
export function measure() {
  const found = [];
  const host = metafile('host');
  if (host) found.push({ what: 'dist/extension.js', budget: 'host bundle', bytes: host['dist/extension.js'].bytes });
  const worker = metafile('worker');
  if (worker?.['dist/worker.mjs']) {
    found.push({
      what: 'dist/worker.mjs',
      budget: 'worker before the endpoint',
      bytes: sum(worker, loadedWith(worker, 'dist/worker.mjs')),
    });
  }
  const data = Object.values(catalogueAssets).filter((file) => existsSync(at(file)));
  if (data.length > 0) {
    const bytes = data.reduce((total, file) => total + statSync(at(file)).size, 0);
    found.push({ what: 'dist/data', budget: 'catalogue data', bytes });
  }
  const pages = metafile('webview');
  if (pages) {
    const kit = loadedWith(pages, 'dist/webview/kit/ui.js');
    const chart = loadedWith(pages, 'dist/webview/kit/chart.js');
    found.push({ what: 'webview-ui/kit/ui.ts', budget: 'component kit', bytes: sum(pages, kit) });
    found.push({ what: 'webview-ui/kit/chart.ts', budget: 'chart kit', bytes: sum(pages, without(chart, kit)) });
    for (const [file, { entryPoint }] of Object.entries(pages)) {
      if (!entryPoint?.endsWith('/main.ts')) continue;
      found.push({ what: entryPoint, budget: 'page code', bytes: sum(pages, without(loadedWith(pages, file), kit, chart)) });
    }
  }
  return found.filter(({ bytes }) => bytes > 0);
}

/** Prints the sizes and answers whether all are within their budgets. */
export function report(measured) {
  for (const { what, budget, bytes } of measured) {
    const over = bytes > budgets[budget] ? '  TOO LARGE' : '';
    console.log(`${(bytes / kilo).toFixed(1).padStart(8)} KB of ${(budgets[budget] / kilo).toFixed(0)} KB  ${budget}: ${what}${over}`);
  }
  return measured.every(({ budget, bytes }) => bytes <= budgets[budget]);
}

/** The size of a packaged extension, for `report`. */
export const measurePackage = (file) => [{ what: file, budget: 'packaged extension', bytes: statSync(file).size }];

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href && !report(measure())) process.exitCode = 1;
