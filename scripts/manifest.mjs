// Writes what the editor must know before any code of ours runs, from the kinds of src/region/definition.ts and scripts/manifest/commands.mjs:
// `node scripts/manifest.mjs`; with --check it writes nothing and fails when something is stale.
//   package.json        contributes.views, commands, menus, submenus, keybindings, and the regions that a setting offers; the rest of package.json is
//                       kept by hand
//   package.nls*.json   the titles of those, and the names of regions; other keys are kept
//   src/host/kinds.generated.ts, src/host/regions.generated.ts
import { readFileSync, writeFileSync } from 'node:fs';
import esbuild from 'esbuild';
import { format, resolveConfig } from 'prettier';
import { at, root } from './lib/paths.mjs';
import { commands } from './manifest/commands.mjs';
import { submenus, views } from './manifest/views.mjs';

const check = process.argv.includes('--check');
const category = 'Cloud Sandbox';
const readJson = (file) => JSON.parse(readFileSync(at(file), 'utf8'));

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

const kindNamed = (name) => kinds.find((kind) => kind.name === name);
/** The view that shows a kind, at its top or below resources of another. */
const viewOf = ({ place }) => ('view' in place ? place.view : viewOf(kindNamed(place.parent)));

const one = (words) => (words.length === 1 ? words[0] : `(${words.join('|')})`);
const wordEnds = '(?![\\w-])';

/** `viewItem =~ /^instances(?![\w-])(?=.*\+running(?![\w-]))/`: rows of some kinds that have one of the flags, if any are named. */
function itemIs(names, flags = []) {
  const flagged = flags.length > 0 ? `(?=.*\\+${one(flags)}${wordEnds})` : '';
  return `viewItem =~ /^${one(names)}${wordEnds}${flagged}/`;
}

const groups = {
  '{kinds}': kinds.map(({ name }) => name),
  '{stateful}': kinds.filter(({ lifecycle }) => lifecycle).map(({ name }) => name),
  '{tagged}': kinds.filter(({ source }) => !('list' in source)).map(({ name }) => name),
};

const declared = [];
const menus = {};
const keybindings = [];
const titles = { en: {}, ko: {} };

const addMenu = (menu, entry) => (menus[menu] ??= []).push(entry);

/** For each menu within menus, the conditions under which a row has it. */
const submenuPlaces = new Map();

function addToSubmenu(name, rowIs, entry) {
  if (!submenuPlaces.has(name)) submenuPlaces.set(name, new Set());
  submenuPlaces.get(name).add(rowIs);
  addMenu(`cloudSandbox.${name}`, entry);
}

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

/** Where a row, a folder or a view's title offers a command; nowhere while its kind is not there. */
function placeWhen({ item, flags, folder, when }) {
  if (folder) return kindNamed(folder) && `viewItem == folder+${folder}`;
  if (!item) return when;
  const names = groups[item] ?? (kindNamed(item) ? [item] : []);
  return names.length > 0 ? itemIs(names, flags) : undefined;
}

for (const { id, title, icon, enablement, palette = true, key, menus: places = [] } of commands) {
  const command = `cloudSandbox.${id}`;
  declare(id, title, { icon, enablement });
  if (!palette) addMenu('commandPalette', { command, when: 'false' });
  for (const { menu = 'view/item/context', and, group, submenu, ...place } of places) {
    const condition = placeWhen(place);
    if (condition) {
      const when = and ? `${condition} && ${and}` : condition;
      if (submenu) addToSubmenu(submenu, when, { command, when, group });
      else addMenu(menu, { command, when, group });
    }
  }
  if (!key) continue;
  for (const { name } of views.filter(({ calls }) => !calls)) {
    keybindings.push({ command, key, args: { view: name }, when: `focusedView == cloudSandbox.${name} && !inputFocus` });
  }
}

for (const { code, name, nameKo } of regions) {
  titles.en[`region.${code}`] = name;
  titles.ko[`region.${code}`] = nameKo;
}

/** Keys of menu entries, with their views: what is selected decides which entry one means. */
const keysOfViews = new Set();

for (const kind of kinds) {
  const { name, title: kindTitle, menu } = kind;
  // In the palette "Stop" alone would not say what.
  const kindCategory = `category.${name}`;
  ['en', 'ko'].forEach((language, index) => (titles[language][kindCategory] = `${category}: ${kindTitle[index]}`));
  for (const { id, title, titleKo, icon, needs, group, submenu, inline, key } of menu) {
    const command = `cloudSandbox.${name}.${id}`;
    declare(`${name}.${id}`, [title, titleKo], { icon, enablement: '!cloudSandbox.readOnly', group: `%${kindCategory}%` });
    const when = itemIs([name], needs);
    if (inline) addMenu('view/item/context', { command, when, group: `inline@${group.split('@')[1] ?? 1}` });
    if (submenu) addToSubmenu(submenu, itemIs([name]), { command, when, group });
    else addMenu('view/item/context', { command, when, group });
    if (key) keysOfViews.add(`${viewOf(kind)} ${key}`);
  }
}

for (const viewAndKey of [...keysOfViews].sort()) {
  const [view, key] = viewAndKey.split(' ');
  keybindings.push({
    command: 'cloudSandbox.pressKey',
    key,
    ...(key === 'delete' && { mac: 'cmd+backspace' }),
    args: { view, key },
    when: `focusedView == cloudSandbox.${view} && !inputFocus`,
  });
}

/** Menus within menus that something stands in, each where one of its entries can be. */
function placeSubmenus() {
  const declaredSubmenus = [];
  for (const [name, whens] of submenuPlaces) {
    const { title, group } = submenus[name];
    const submenu = `cloudSandbox.${name}`;
    [titles.en[`submenu.${name}`], titles.ko[`submenu.${name}`]] = title;
    declaredSubmenus.push({ id: submenu, label: `%submenu.${name}%` });
    for (const when of whens) addMenu('view/item/context', { submenu, when, group });
  }
  return declaredSubmenus;
}

const declaredSubmenus = placeSubmenus();

for (const { name, title } of views) [titles.en[`view.${name}`], titles.ko[`view.${name}`]] = title;

/** The views, each of which needs a kind to show. */
const declaredViews = views.map(({ name, icon, visibility, initialSize }) => ({
  id: `cloudSandbox.${name}`,
  name: `%view.${name}%`,
  icon: `$(${icon})`,
  contextualTitle: '%container.title%',
  visibility,
  initialSize,
}));

function manifest() {
  const json = readJson('package.json');
  json.contributes.views.cloudSandbox = declaredViews;
  Object.assign(json.contributes, { commands: declared, menus, submenus: declaredSubmenus, keybindings });
  const region = json.contributes.configuration.properties['cloudSandbox.defaultRegion'];
  region.enum = regions.map(({ code }) => code);
  region.enumDescriptions = regions.map(({ code }) => `%region.${code}%`);
  return json;
}

/** What was written by hand stays as it is; the titles of commands and the names of regions follow. */
function texts(file, generated) {
  const byHand = Object.entries(readJson(file)).filter(([key]) => !/^(command|region|category|submenu|view)\./.test(key));
  return { ...Object.fromEntries(byHand), ...generated };
}

/** What src/host must know of the kinds: no more than src/shared/kind-menu.ts says. */
function kindsModule() {
  const data = kinds.map((kind) => ({
    name: kind.name,
    title: kind.title,
    view: viewOf(kind),
    parent: kind.place.parent,
    resourceType: kind.resourceType,
    stateful: kind.lifecycle !== undefined,
    tagged: !('list' in kind.source),
    menu: kind.menu.map(({ id, action, idsInput, each, constants, asks, needs, confirm, done, key }) => ({
      id,
      action,
      idsInput,
      each,
      constants,
      asks,
      needs,
      confirm,
      done,
      key,
    })),
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
