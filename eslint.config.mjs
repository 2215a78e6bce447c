import tseslint from 'typescript-eslint';
import { roomsPlugin } from './scripts/lib/eslint-rooms.mjs';

/** What the pure region may not touch: the wall clock, unseeded randomness, timers, output. */
const impure = {
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: 'The region has virtual time only.' },
    { object: 'Math', property: 'random', message: 'Draw from a random stream of the kernel.' },
  ],
  'no-restricted-globals': [
    'error',
    ...[
      'console',
      'setTimeout',
      'setInterval',
      'setImmediate',
      'queueMicrotask',
      'performance',
      'crypto',
      'fetch',
      'process',
      'Buffer',
      'globalThis',
    ].map((name) => ({ name, message: 'The region is pure: what it needs from outside comes through src/region/ports.ts.' })),
  ],
};

const noDefaultExport = { selector: 'ExportDefaultDeclaration', message: 'Export by name.' };
const noBarrel = { selector: 'ExportAllDeclaration', message: 'Import from the file that defines the thing.' };
const noIPrefix = { selector: 'TSInterfaceDeclaration[id.name=/^I[A-Z][a-z]/]', message: 'No I prefix.' };
const everywhere = [noDefaultExport, noBarrel, noIPrefix];
const noWallClock = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'The region has virtual time only.' },
  { selector: "CallExpression[callee.name='Date']", message: 'The region has virtual time only.' },
];
const noVendorTag = [
  { selector: 'Literal[value=/<.?vscode-/]', message: 'Vendor tags are written in webview-ui/kit only.' },
  { selector: 'TemplateElement[value.raw=/<.?vscode-/]', message: 'Vendor tags are written in webview-ui/kit only.' },
  {
    selector: 'CallExpression[callee.property.name=/^(createElement|querySelector|querySelectorAll)$/] > Literal[value=/^vscode-/]',
    message: 'Vendor tags are written in webview-ui/kit only.',
  },
];

export default tseslint.config(
  { ignores: ['dist/', 'dist-meta/', 'out/', 'node_modules/', '.vscode-test/', '**/generated/**', '**/*.generated.ts'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  ...tseslint.configs.strict,
  {
    files: ['**/*.ts', '**/*.mjs'],
    plugins: { rooms: roomsPlugin },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'prefer-const': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'no-constant-condition': ['error', { checkLoops: false }],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'] }],
      'max-lines': ['error', { max: 400 }],
      'no-restricted-syntax': ['error', ...everywhere],
      'no-duplicate-imports': ['error', { allowSeparateTypeImports: true }],
      'rooms/direction': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Typed arrays and rows just written are indexed in the hot paths; the compiler's noUncheckedIndexedAccess makes each such place say so.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['src/region/**/*.ts'],
    rules: { ...impure, 'no-restricted-syntax': ['error', ...everywhere, ...noWallClock] },
  },
  {
    files: ['webview-ui/**/*.ts'],
    ignores: ['webview-ui/kit/**'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, ...noVendorTag] },
  },
  {
    // Tools with a configuration or a class to hand over want it as the default export.
    files: ['eslint.config.mjs', 'scripts/lib/reporter.mjs'],
    rules: { 'no-restricted-syntax': ['error', noBarrel] },
  },
  {
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-unused-expressions': 'error' },
  },
);
