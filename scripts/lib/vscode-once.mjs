// `import * as vscode from 'vscode'` in a bundle for CommonJS: esbuild would copy the editor's whole API, some 500 names, for each file that says so,
// which was a third of the time that activation took. All files share one `require` instead.
import { readFile } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { root } from './paths.mjs';

const namespace = 'vscode-once';
const sources = resolve(root, 'src/host') + sep;
const statement = /^import \* as vscode from 'vscode';$/m;

export const vscodeOnce = {
  name: namespace,
  setup(build) {
    build.onResolve({ filter: /^vscode$/ }, (args) =>
      args.namespace === namespace ? { path: 'vscode', external: true } : { path: 'vscode', namespace },
    );
    build.onLoad({ filter: /.*/, namespace }, () => ({ contents: `module.exports = require('vscode');` }));
    build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      if (!path.startsWith(sources)) return undefined;
      const source = await readFile(path, 'utf8');
      return { contents: source.replace(statement, `import vscode = require('vscode');`), loader: 'ts' };
    });
  },
};
