// Build-time guards of the dependency direction: a type-only import has vanished by the time esbuild resolves, so what arrives here is a
// run-time import, and one that leaves its room stops the build.
import { builtinModules } from 'node:module';
import { relative, resolve, sep } from 'node:path';
import { root } from './paths.mjs';

const builtins = new Set(builtinModules);

/** True for `node:fs`, `fs`, `fs/promises`, … */
export function isBuiltin(specifier) {
  return specifier.startsWith('node:') || builtins.has(specifier) || builtins.has(specifier.split('/')[0]);
}

const inside = (file, folder) => file.startsWith(resolve(root, folder) + sep);

function guard(name, appliesTo, problem) {
  return {
    name,
    setup(build) {
      build.onResolve({ filter: /.*/ }, (args) => {
        if (args.kind === 'entry-point' || !appliesTo(args.importer)) return undefined;
        const target = args.path.startsWith('.') ? resolve(args.resolveDir, args.path) : args.path;
        const reason = problem(target, args);
        return reason
          ? { errors: [{ text: `${relative(root, args.importer)} imports '${args.path}' at run time: ${reason}` }] }
          : undefined;
      });
    },
  };
}

/** Pages run in a browser frame: no editor API, no Node, nothing of the host, the worker or the region. */
export const pageGuard = guard(
  'page-guard',
  (importer) => inside(importer, 'webview-ui') || inside(importer, 'src'),
  (target) => {
    if (target === 'vscode') return 'a page has no editor API';
    if (isBuiltin(target)) return 'a page has no Node';
    for (const room of ['host', 'region', 'worker', 'endpoint']) {
      if (inside(target, `src/${room}`)) return `src/${room} may reach a page by its types only`;
    }
    return undefined;
  },
);

/** The region is pure: no editor API, no Node, no package, nothing of another room. */
export const regionGuard = guard(
  'region-guard',
  (importer) => inside(importer, 'src/region'),
  (target, { path }) => {
    if (target === 'vscode') return 'the region knows no editor';
    if (isBuiltin(target)) return 'the region knows no Node';
    if (!path.startsWith('.')) return 'the region takes packages by their types only';
    return inside(target, 'src/region') ? undefined : 'the region imports nothing outward';
  },
);

/** The extension host never opens the account itself: the worker's rooms reach it by their types only. */
export const hostGuard = guard(
  'host-guard',
  (importer) => inside(importer, 'src/host') || inside(importer, 'src/shared'),
  (target) => {
    for (const room of ['region', 'worker', 'endpoint']) {
      if (inside(target, `src/${room}`)) return `src/${room} runs in the worker; the host talks to it through src/shared`;
    }
    return undefined;
  },
);
