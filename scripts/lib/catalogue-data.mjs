// The catalogue's larger tables are data, not code: the worker's bundle reads them from dist/data/ as JSON, which is parsed faster than the same
// tables written as source and does not count as code.
import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { at } from './paths.mjs';

const folder = 'src/region/catalog/data';
const tables = ['images', 'instance-types', 'prices'];

/** What is copied beside the bundle: from → to. */
export const catalogueAssets = Object.fromEntries(tables.map((name) => [`${folder}/${name}.json`, `dist/data/${name}.json`]));

const namespace = 'catalogue';

/** Replaces the import of a table by a read of its file when the module is loaded. */
export const catalogueData = {
  name: 'catalogue-data',
  setup(build) {
    const files = new Set(tables.map((name) => at(folder, `${name}.json`)));
    build.onResolve({ filter: /\.json$/ }, ({ path, resolveDir }) => {
      const file = resolve(resolveDir, path);
      return files.has(file) ? { path: file, namespace } : undefined;
    });
    // The region itself may not import it: what reads the files is this replacement, not the region.
    build.onResolve({ filter: /^node:fs$/, namespace }, ({ path }) => ({ path, external: true }));
    build.onLoad({ filter: /.*/, namespace }, ({ path }) => {
      const names = Object.keys(JSON.parse(readFileSync(path, 'utf8')));
      const place = `import.meta.url.includes('/chunks/') ? '../data/${basename(path)}' : './data/${basename(path)}'`;
      const contents = [
        `import { readFileSync } from 'node:fs';`,
        `const table = JSON.parse(readFileSync(new URL(${place}, import.meta.url), 'utf8'));`,
        ...names.map((name) => `export const ${name} = table[${JSON.stringify(name)}];`),
      ].join('\n');
      return { contents, loader: 'js', watchFiles: [path] };
    });
  },
};
