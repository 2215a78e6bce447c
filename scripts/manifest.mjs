// Writes what the editor must know before any code of ours runs, from the kinds of src/region/definition.ts and scripts/manifest/commands.mjs:
// `node scripts/manifest.mjs`; with --check it writes nothing and fails when something is stale.
//   package.json        contributes.commands, menus, keybindings, and the regions that a setting offers; the rest of package.json is kept by hand
//   package.nls*.json   the titles of those commands and the names of regions; other keys are kept
//   src/host/kinds.generated.ts, src/host/regions.generated.ts
import { readFileSync, writeFileSync } from 'node:fs';
import esbuild from 'esbuild';
import { format, resolveConfig } from 'prettier';
import { at, root } from './lib/paths.mjs';
import { commands } from './manifest/commands.mjs';

const check = process.argv.includes('--check');
const category = 'Cloud Sandbox';
const readJson = (file) => JSON.parse(readFileSync(at(file), 'utf8'));
/** The hand-kept texts, for the names of views. */
const nls = { en: readJson('package.nls.json'), ko: readJson('package.nls.ko.json') };

/** Bundles the region and answers its kinds and regions. */
async function load() {
  const { outputFiles } = await esbuild.build({
    stdin: {
      contents: `export { accountDefinition } from './src/region/definition'; export { regions } from './src/region/catalog/regions';`,
      resolveDir: root,
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    logLevel: 'warning',
  });
  const module = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
  return { kinds: module.accountDefinition.kinds, regions: module.regions() };
}

const { kinds, regions } = await load();

/** `viewItem =~ /^instances\b(?=.*\+running\b)/`: rows of some kinds that have one of the flags, if any are named. */
function itemIs(names, flags = []) {
  const one = (words) => (words.length === 1 ? words[0] : `(${words.join('|')})`);
  const flagged = flags.length > 0 ? `(?=.*\\+${one(flags)}\\b)` : '';
  return `viewItem =~ /^${one(names)}\\b${flagged}/`;
}

const groups = {
  '{kinds}': kinds.map(({ name }) => name),
  '{stateful}': kinds.filter(({ lifecycle }) => lifecycle).map(({ name }) => name),
};

const declared = [];
const menus = {};
const keybindings = [];
const titles = { en: {}, ko: {} };

const addMenu = (menu, entry) => (menus[menu] ??= []).push(entry);

function declare(id, [en, ko], { icon, enablement, group = category }) {
  const key = `command.${id}`;
  titles.en[key] = en;
  titles.ko[key] = ko;
  declared.push({
    command: `cloudSandbox.${id}`,
    title: `%${key}%`,
    category: group,
    ...(icon && { icon: `$(${icon})` }),
    ...(enablement && { enablement }),
  });
}

for (const { id, title, icon, enablement, menus: places = [] } of commands) {
  declare(id, title, { icon, enablement });
  for (const { menu = 'view/item/context', item, flags, when, and, group } of places) {
    const condition = item ? itemIs(groups[item] ?? [item], flags) : when;
    addMenu(menu, { command: `cloudSandbox.${id}`, when: and ? `${condition} && ${and}` : condition, group });
  }
}

for (const { code, name, nameKo } of regions) {
  titles.en[`region.${code}`] = name;
  titles.ko[`region.${code}`] = nameKo;
}

for (const { name, menu } of kinds) {
  // In the palette "Stop" alone would not say what.
  const kindCategory = `category.${name}`;
  for (const language of ['en', 'ko']) titles[language][kindCategory] = `${category}: ${nls[language][`view.${name}`]}`;
  for (const { id, title, titleKo, icon, needs, group, inline, key } of menu) {
    const command = `cloudSandbox.${name}.${id}`;
    declare(`${name}.${id}`, [title, titleKo], { icon, enablement: '!cloudSandbox.readOnly', group: `%${kindCategory}%` });
    const when = itemIs([name], needs);
    if (inline) addMenu('view/item/context', { command, when, group: `inline@${group.split('@')[1] ?? 1}` });
    addMenu('view/item/context', { command, when, group });
    if (key) {
      keybindings.push({
        command,
        key,
        ...(key === 'delete' && { mac: 'cmd+backspace' }),
        args: { selection: name },
        when: `focusedView == cloudSandbox.${name} && !inputFocus`,
      });
    }
  }
}

function manifest() {
  const json = readJson('package.json');
  Object.assign(json.contributes, { commands: declared, menus, keybindings });
  const region = json.contributes.configuration.properties['cloudSandbox.defaultRegion'];
  region.enum = regions.map(({ code }) => code);
  region.enumDescriptions = regions.map(({ code }) => `%region.${code}%`);
  return json;
}

/** What was written by hand stays as it is; the titles of commands and the names of regions follow. */
function texts(file, generated) {
  const byHand = Object.entries(readJson(file)).filter(([key]) => !/^(command|region|category)\./.test(key));
  return { ...Object.fromEntries(byHand), ...generated };
}

/** What src/host must know of the kinds: no more than src/shared/kind-menu.ts says. */
function kindsModule() {
  const data = kinds.map(({ name, lifecycle, menu }) => ({
    name,
    stateful: lifecycle !== undefined,
    menu: menu.map(({ id, action, idsInput, each, asks, needs, confirm }) => ({ id, action, idsInput, each, asks, needs, confirm })),
  }));
  return `// Written by scripts/manifest.mjs from src/region/definition.ts; do not edit.
import type { KindMenu } from '../shared/kind-menu';

export const kindMenus: readonly KindMenu[] = ${JSON.stringify(data)};
`;
}

function regionsModule() {
  const names = Object.fromEntries(regions.map(({ code, name, nameKo }) => [code, [name, nameKo]]));
  return `// Written by scripts/manifest.mjs from src/region/catalog; do not edit.

/** Names of regions: English, Korean. */
export const regionNames: Readonly<Record<string, readonly [english: string, korean: string]>> = ${JSON.stringify(names)};
`;
}

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;
const style = await resolveConfig(at('package.json'));
const typescript = (text) => format(text, { ...style, parser: 'typescript' });

const files = {
  'package.json': json(manifest()),
  'package.nls.json': json(texts('package.nls.json', titles.en)),
  'package.nls.ko.json': json(texts('package.nls.ko.json', titles.ko)),
  'src/host/kinds.generated.ts': await typescript(kindsModule()),
  'src/host/regions.generated.ts': await typescript(regionsModule()),
};

const current = (file) => {
  try {
    return readFileSync(at(file), 'utf8');
  } catch {
    return '';
  }
};
const stale = Object.keys(files).filter((file) => files[file] !== current(file));
if (check) {
  for (const file of stale) console.error(`${file} is not what the kinds and commands say: npm run manifest`);
  if (stale.length > 0) process.exitCode = 1;
} else {
  for (const file of stale) writeFileSync(at(file), files[file]);
  console.log(stale.length > 0 ? `Written: ${stale.join(', ')}` : 'Nothing was stale');
}
