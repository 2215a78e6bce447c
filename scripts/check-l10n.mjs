// Holds the translations together: `node scripts/check-l10n.mjs`; with --write it first writes l10n/bundle.l10n.json anew from the sources.
//   package.nls.json ↔ package.nls.ko.json ↔ the %keys% of package.json
//   the strings of src/host, src/shared, webview-ui (`l10n.t`) and of the region's faces (`message`) ↔ l10n/bundle.l10n.json ↔ bundle.l10n.ko.json
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, relative } from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';
import ts from 'typescript';
import { at, filesUnder, root } from './lib/paths.mjs';

const problems = [];

const isSource = (name) => name.endsWith('.ts') && !name.endsWith('.d.ts');
const read = (file) => (existsSync(at(file)) ? JSON.parse(readFileSync(at(file), 'utf8')) : {});
const textOf = (value) => (typeof value === 'string' ? value : value.message);

/** The literal strings that an expression can be: a literal, or both sides of a condition. Nothing for what only runs know. */
function literals(expression) {
  if (ts.isStringLiteralLike(expression)) return [expression.text];
  if (ts.isParenthesizedExpression(expression)) return literals(expression.expression);
  if (ts.isConditionalExpression(expression)) return [...literals(expression.whenTrue), ...literals(expression.whenFalse)];
  return [];
}

/** Visits every call in a file with its place, `src/host/a.ts:7`. */
function eachCall(file, visit) {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const walk = (node) => {
    if (ts.isCallExpression(node) && node.arguments[0]) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      visit(node, `${relative(root, file)}:${line + 1}`);
    }
    ts.forEachChild(node, walk);
  };
  walk(source);
}

/** The strings given to `message(…)`, by which the pure region names what the host is to translate (src/region/kernel/message.ts). */
function messagesOf(file) {
  const found = [];
  eachCall(file, ({ expression, arguments: [text] }, place) => {
    if (!ts.isIdentifier(expression) || expression.text !== 'message') return;
    const strings = literals(text);
    if (strings.length === 0) problems.push(`${place}: message() needs literal text, or nobody can translate it`);
    found.push(...strings);
  });
  return found;
}

/** The export sees whole literals only: a sentence that is put together or chosen inside the call would be lost without a word. */
function checkCalls(file) {
  eachCall(file, ({ expression, arguments: [text] }, place) => {
    if (!/\bl10n\.t$/.test(expression.getText())) return;
    const composed = ts.isConditionalExpression(text) || ts.isBinaryExpression(text) || ts.isTemplateExpression(text);
    if (composed) problems.push(`${place}: l10n.t() needs one literal`);
  });
}

/** Everything to be translated at run time, sorted by key. */
async function exportBundle() {
  const files = ['src/host', 'src/shared', 'webview-ui'].flatMap((folder) => filesUnder(at(folder), isSource));
  files.forEach(checkCalls);
  const bundle = await getL10nJson(files.map((file) => ({ extension: '.ts', contents: readFileSync(file, 'utf8') })));
  const faces = filesUnder(at('src/region'), isSource).filter((file) => /from '[^']*\/message'/.test(readFileSync(file, 'utf8')));
  for (const text of faces.flatMap(messagesOf)) bundle[text] ??= text;
  return Object.fromEntries(Object.entries(bundle).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

const placeholders = (text) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join(' ');

function compare(englishFile, koreanFile) {
  const [english, korean] = [read(englishFile), read(koreanFile)];
  for (const key of Object.keys(english)) {
    const translation = korean[key];
    if (!translation) problems.push(`${koreanFile}: no translation of '${key}'`);
    else if (placeholders(textOf(translation)) !== placeholders(textOf(english[key]))) {
      problems.push(`${koreanFile}: '${key}' has other placeholders than the original`);
    }
  }
  for (const key of Object.keys(korean)) {
    if (!(key in english)) problems.push(`${koreanFile}: '${key}' translates nothing`);
  }
}

/** Names that are the same in both languages (an AWS term, say) are allowed, up to one in twenty. */
function checkHangul(files) {
  const values = files.flatMap((file) => Object.entries(read(file)).map(([key, value]) => ({ file, key, text: textOf(value) })));
  const foreign = values.filter(({ text }) => !/\p{Script=Hangul}/u.test(text));
  if (foreign.length <= values.length * 0.05) return;
  problems.push(`${foreign.length} of ${values.length} Korean values hold no Hangul: ${foreign.map(({ key }) => `'${key}'`).join(', ')}`);
}

/** What a native reader would stumble over: a particle that follows from a word nobody knows yet, such as an id, and a second level of politeness. */
function checkKorean(files) {
  const lone = /\}\)?(?:을|를|이|가|은|는|와|과|로|으로)(?=[\s.,:?!]|$)/u;
  for (const file of files) {
    for (const [key, value] of Object.entries(read(file))) {
      const text = textOf(value);
      if (lone.test(text))
        problems.push(`${file}: '${key}' has a particle for some words only: write 을(를), 이(가), 은(는), 과(와) or (으)로`);
      if (/습니까|십시오/u.test(text)) problems.push(`${file}: '${key}' is more formal than the others: write 나요, 할까요, 하세요`);
    }
  }
}

function checkManifest() {
  const used = new Set([...JSON.stringify(read('package.json')).matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key));
  const defined = read('package.nls.json');
  for (const key of used) if (!(key in defined)) problems.push(`package.nls.json: no text for %${key}%`);
  for (const key of Object.keys(defined)) if (!used.has(key)) problems.push(`package.nls.json: nothing uses '${key}'`);
}

const bundleFile = 'l10n/bundle.l10n.json';
const exported = await exportBundle();
if (process.argv.includes('--write')) {
  mkdirSync(at('l10n'), { recursive: true });
  writeFileSync(at(bundleFile), `${JSON.stringify(exported, null, 2)}\n`);
}
if (JSON.stringify(read(bundleFile)) !== JSON.stringify(exported)) problems.push(`${bundleFile} is not what the sources say: npm run l10n`);
checkManifest();
compare('package.nls.json', 'package.nls.ko.json');
compare(bundleFile, 'l10n/bundle.l10n.ko.json');
const koreanFiles = ['package.nls.ko.json', 'l10n/bundle.l10n.ko.json'];
checkHangul(koreanFiles);
checkKorean(koreanFiles);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log(`${basename(bundleFile)}: ${Object.keys(exported).length} texts, all in Korean too`);
