// Fails on a circle of run-time imports among our own files: `node scripts/check-cycles.mjs`, after a build. Type-only imports have vanished from
// what esbuild wrote to dist-meta/, and so cannot close a circle.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { at } from './lib/paths.mjs';

/** file → the files of ours it imports at run time, over all bundles. */
function readGraph() {
  const graph = new Map();
  const metafiles = existsSync(at('dist-meta')) ? readdirSync(at('dist-meta')) : [];
  for (const name of metafiles) {
    const { inputs } = JSON.parse(readFileSync(at('dist-meta', name), 'utf8'));
    for (const [file, { imports }] of Object.entries(inputs)) {
      if (file.includes('node_modules')) continue;
      graph.set(file, [...new Set(imports.filter(({ external }) => !external).map(({ path }) => path))]);
    }
  }
  return graph;
}

/** Every circle that a walk from the files in order meets, as the files on it. */
function findCycles(graph) {
  const cycles = [];
  const done = new Set();
  const path = [];
  const visit = (file) => {
    if (path.includes(file)) {
      cycles.push([...path.slice(path.indexOf(file)), file]);
      return;
    }
    if (done.has(file)) return;
    path.push(file);
    for (const next of graph.get(file) ?? []) visit(next);
    path.pop();
    done.add(file);
  };
  for (const file of graph.keys()) visit(file);
  return cycles;
}

const graph = readGraph();
const cycles = findCycles(graph);
for (const cycle of cycles) console.error(cycle.join('\n  → '));
if (cycles.length > 0) process.exitCode = 1;
else console.log(`${graph.size} files, no circle`);
