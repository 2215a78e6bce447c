// The dependency direction of the rooms as a lint rule:
//   webview-ui → shared ← host,  worker → endpoint → region,  worker → region,  cli → worker
// `shared` is the contract: it may name the region's types. What is not listed here is not allowed.
import { isBuiltin } from 'node:module';
import { dirname, relative, resolve, sep } from 'node:path';
import { root } from './paths.mjs';

/** room → the rooms it may import at run time, and those it may name in type-only imports. */
const directions = {
  region: { values: [], types: [] },
  shared: { values: [], types: ['region'] },
  endpoint: { values: ['region', 'shared'], types: [] },
  worker: { values: ['endpoint', 'region', 'shared'], types: [] },
  cli: { values: ['worker', 'shared'], types: [] },
  host: { values: ['shared'], types: [] },
  'webview-ui': { values: ['shared'], types: [] },
};

/** Packages with one importer, or none at run time. */
const packageRules = [
  { matches: /^vscode$/, rooms: ['host', 'test'], message: 'only src/host may import the editor API' },
  { matches: /^(@vscode\/webview-ui-toolkit|@microsoft\/fast-)/, file: 'webview-ui/kit/ui.ts' },
  { matches: /^chart\.js/, file: 'webview-ui/kit/chart.ts' },
  {
    matches: /^@aws-sdk\//,
    rooms: ['test', 'scripts'],
    typesIn: ['region', 'shared', 'endpoint', 'worker', 'host', 'webview-ui'],
    message: 'AWS shapes are types only',
  },
  { matches: /^sql\.js/, rooms: ['worker', 'test', 'scripts'], typesIn: ['region'], message: 'the worker opens sql.js and hands it in' },
];

const nodeFree = ['region', 'shared', 'webview-ui'];

function roomOf(file) {
  const [first, second] = relative(root, file).split(sep);
  if (first !== 'src') return first;
  return second === 'cli.ts' || second === 'cli' ? 'cli' : second;
}

const panelOf = (file) => relative(root, file).split(sep)[1];

function problemWithPath(importer, target, typeOnly) {
  const from = roomOf(importer);
  const to = roomOf(target);
  if (from === 'webview-ui' && to === 'webview-ui') {
    const [own, other] = [panelOf(importer), panelOf(target)];
    return own === other || other === 'kit' ? undefined : `${own} is a page of its own: only webview-ui/kit is common`;
  }
  if (from === to || !(from in directions)) return undefined;
  const { values, types } = directions[from];
  if (values.includes(to) || (typeOnly && types.includes(to))) return undefined;
  return types.includes(to) ? `${from} may name types of ${to} only (import type)` : `${from} does not depend on ${to}`;
}

function problemWithPackage(importer, name, typeOnly) {
  const room = roomOf(importer);
  if (isBuiltin(name) && nodeFree.includes(room)) return `${room} has no Node`;
  for (const { matches, rooms = [], typesIn = [], file, message } of packageRules) {
    if (!matches.test(name)) continue;
    if (file) return relative(root, importer).split(sep).join('/') === file ? undefined : `only ${file} may import ${name}`;
    if (!rooms.includes(room) && !(typeOnly && typesIn.includes(room))) return message;
  }
  return undefined;
}

const isTypeOnly = (node) =>
  node.importKind === 'type' ||
  node.exportKind === 'type' ||
  (node.specifiers?.length > 0 && node.specifiers.every((specifier) => specifier.importKind === 'type' || specifier.exportKind === 'type'));

const direction = {
  meta: {
    type: 'problem',
    docs: { description: 'hold the dependency direction of the rooms' },
    schema: [],
    messages: { wrong: '{{problem}}' },
  },
  create(context) {
    const check = (node, source, typeOnly) => {
      if (typeof source?.value !== 'string') return;
      const importer = context.filename;
      const problem = source.value.startsWith('.')
        ? problemWithPath(importer, resolve(dirname(importer), source.value), typeOnly)
        : problemWithPackage(importer, source.value, typeOnly);
      if (problem) context.report({ node: source, messageId: 'wrong', data: { problem } });
    };
    return {
      ImportDeclaration: (node) => check(node, node.source, isTypeOnly(node)),
      ExportNamedDeclaration: (node) => check(node, node.source, isTypeOnly(node)),
      ExportAllDeclaration: (node) => check(node, node.source, isTypeOnly(node)),
      ImportExpression: (node) => check(node, node.source, false),
      TSImportType: (node) => check(node, node.source ?? node.argument?.literal, true),
    };
  },
};

/** The plugin `rooms` of eslint.config.mjs. */
export const roomsPlugin = { rules: { direction } };
