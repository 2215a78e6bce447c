// A whole VS Code served to a browser, from the npm package code-server: for machines on which no desktop VS Code is installed or can be
// downloaded. Everything is kept in .vscode-test/, which git ignores.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { at } from './paths.mjs';
import { npm, run } from './run.mjs';

/** The newest code-server that runs on Node 20; it holds VS Code 1.99.3, our `engines.vscode`. */
export const version = '4.99.4';

const home = at('.vscode-test', `code-server-${version}`);
const entryOf = (folder) => join(folder, 'node_modules/code-server/out/node/entry.js');

/** The stamp tells a whole installation, and for which Node its native modules were built. */
const stampOf = (folder) => join(folder, 'installed.json');
const stamp = JSON.stringify({ version, abi: process.versions.modules, platform: process.platform, arch: process.arch });

const isInstalled = () => existsSync(stampOf(home)) && readFileSync(stampOf(home), 'utf8') === stamp;

/** The server asks argon2 for password hashes only, which `--auth none` never needs; without a compiler this stands in. */
const argon2Substitute = `module.exports = { hash() { throw new Error('argon2 was not built'); }, verify: async () => false };\n`;

/** Builds a native module if this machine can; the editor runs without it, and `lost` says what then is missing. */
async function tryRebuild(name, cwd, product, lost, log) {
  try {
    await npm(['rebuild', name], { cwd });
  } catch (error) {
    if (!existsSync(join(cwd, 'node_modules', name, product))) log(`${name} could not be built, so ${lost}. ${error.message}`);
  }
}

async function installInto(folder, log) {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, allowScripts: { argon2: true } }));
  await npm(['install', '--ignore-scripts', '--no-audit', '--no-fund', '--save-exact', `code-server@${version}`], { cwd: folder });
  const vscode = join(folder, 'node_modules/code-server/lib/vscode');
  const install = ['install', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund'];
  await Promise.all([npm(install, { cwd: vscode }), npm(install, { cwd: join(vscode, 'extensions') })]);
  // At the first JSON document it looks for package.json files by ripgrep, which these packages lack, and reports that in a notification.
  writeFileSync(join(vscode, 'extensions/npm/dist/npmMain.js'), 'exports.activate = () => undefined;\n');
  log('Building its native modules …');
  const argon2 = npm(['rebuild', 'argon2'], { cwd: folder }).catch(() => {
    writeFileSync(join(folder, 'node_modules/argon2/argon2.js'), argon2Substitute);
    writeFileSync(join(folder, 'node_modules/argon2/argon2.cjs'), argon2Substitute);
  });
  await tryRebuild('@vscode/spdlog', vscode, 'build/Release/spdlog.node', 'VS Code keeps no log files', log);
  await tryRebuild('native-watchdog', vscode, 'build/Release/watchdog.node', 'VS Code lacks its watchdog', log);
  await tryRebuild('node-pty', vscode, 'build/Release/pty.node', 'VS Code has no terminal', log);
  await argon2;
}

/** Installs the server unless it is there; takes about a minute the first time. `log` gets a line a step. */
export async function installServer(log = console.log) {
  if (isInstalled()) return;
  log(`Setting up VS Code 1.99 for the browser (code-server ${version} from the npm registry) in .vscode-test/, about a minute …`);
  mkdirSync(at('.vscode-test'), { recursive: true });
  const folder = mkdtempSync(`${home}-`);
  try {
    await installInto(folder, log);
    writeFileSync(stampOf(folder), stamp);
    if (isInstalled()) return;
    rmSync(home, { recursive: true, force: true });
    renameSync(folder, home);
  } catch (error) {
    throw new Error(`VS Code for the browser could not be set up; it needs the npm registry.\n${error.message}`, { cause: error });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Our environment without what a surrounding VS Code or npm put there: with it, the server would open files in that VS Code. */
function cleanEnvironment(extra) {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_|ELECTRON_|npm_|NODE_OPTIONS$|PORT$|PASSWORD$|HASHED_PASSWORD$|CODE_SERVER_)/i.test(name),
  );
  return { ...Object.fromEntries(kept), ...extra };
}

/** Settings without which a dialog or an advice stands in the way of a test. */
const quietSettings = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.ignoreRecommendations': true,
  'extensions.autoCheckUpdates': false,
  'git.enabled': false,
  'chat.commandCenter.enabled': false,
};

/**
 * Makes `locale` a language that VS Code takes as installed. `--locale` (or the cookie `vscode.nls.locale`) alone leaves
 * `vscode.env.language` at `en`: VS Code falls back to English unless `languagepacks.json` of the profile names a pack. The pack declared here
 * translates nothing of VS Code itself, but with it an extension's own `package.nls.<locale>.json` and l10n bundle are loaded.
 */
function declareLanguage(locale, dataDir) {
  const translations = join(dataDir, `${locale}.i18n.json`);
  writeFileSync(translations, JSON.stringify({ version: '1.0.0', contents: {} }));
  const extension = { extensionIdentifier: { id: `cloud-sandbox.test-language-${locale}` }, version: '1.0.0' };
  const pack = { hash: `${locale}-1.0.0`, extensions: [extension], translations: { vscode: translations }, label: locale };
  writeFileSync(join(dataDir, 'user/languagepacks.json'), JSON.stringify({ [locale]: pack }));
}

/** For tests: an editor that looks for no extension gallery in the network. */
export const withoutGallery = {
  EXTENSIONS_GALLERY: JSON.stringify({ serviceUrl: '', itemUrl: '', resourceUrlTemplate: '', controlUrl: '', recommendationsUrl: '' }),
};

/**
 * Starts the installed server on a free port of 127.0.0.1.
 *
 * `dataDir` holds the profile (`user/`) and the installed extensions (`extensions/`); `settings` are added to the quiet ones;
 * `env` reaches the extension host; `locale` is what `vscode.env.language` shall say; `port` asks for the port of an earlier start, because a
 * browser keeps a workbench's state by its address. Answers `{ url, port, pid, output(), stop() }`; rejects when it gives no address within 30 s.
 */
export async function startServer({ dataDir, settings = {}, env = {}, locale = 'en', port: wantedPort = 0 }) {
  const user = join(dataDir, 'user');
  mkdirSync(join(user, 'User'), { recursive: true });
  writeFileSync(join(user, 'User/settings.json'), JSON.stringify({ ...quietSettings, ...settings }, null, 2));
  writeFileSync(join(dataDir, 'config.yaml'), 'auth: none\n');
  if (locale !== 'en') declareLanguage(locale, dataDir);
  // The path of a socket must be short, which a checkout's may not be.
  const sockets = mkdtempSync(join(tmpdir(), 'vscode-'));
  const args = [
    ...['--config', join(dataDir, 'config.yaml'), '--auth', 'none', '--bind-addr', `127.0.0.1:${wantedPort}`],
    ...['--user-data-dir', user, '--extensions-dir', join(dataDir, 'extensions'), '--session-socket', join(sockets, 'session')],
    ...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override', '--locale', locale],
  ];
  const group = process.platform !== 'win32';
  const child = spawn(process.execPath, [entryOf(home), ...args], {
    env: cleanEnvironment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: group,
  });
  let output = '';
  const ended = new Promise((resolve) => child.on('exit', resolve));
  const kill = (signal) => {
    try {
      if (group) process.kill(-child.pid, signal);
      else child.kill(signal);
    } catch {
      // It has ended already.
    }
  };
  const onExit = () => kill('SIGKILL');
  process.on('exit', onExit);
  const stop = async () => {
    kill('SIGTERM');
    const hard = setTimeout(() => kill('SIGKILL'), 5000);
    await ended;
    clearTimeout(hard);
    kill('SIGKILL');
    process.off('exit', onExit);
    rmSync(sockets, { recursive: true, force: true });
  };
  const port = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`VS Code's server gave no address within 30 s:\n${output}`)), 30_000);
    const read = (data) => {
      output += data;
      const found = /listening on http:\/\/127\.0\.0\.1:(\d+)/.exec(output);
      if (!found) return;
      clearTimeout(late);
      resolve(Number(found[1]));
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`VS Code's server ended with ${code}:\n${output}`));
    });
  }).catch(async (error) => {
    await stop();
    throw error;
  });
  return { url: `http://127.0.0.1:${port}`, port, pid: child.pid, output: () => output, stop };
}

/** The address of a workbench on `folder`, with an extension under development and, to run tests inside the extension host, their module. */
export function workbenchUrl({ url, port }, { folder, extensionDevelopmentPath, extensionTestsPath }) {
  const remote = (path) => `vscode-remote://127.0.0.1:${port}${path}`;
  const payload = [['skipWelcome', 'true']];
  if (extensionDevelopmentPath) payload.push(['extensionDevelopmentPath', remote(extensionDevelopmentPath)]);
  if (extensionTestsPath) payload.push(['extensionTestsPath', remote(extensionTestsPath)]);
  return `${url}/?folder=${encodeURI(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

/** Installs a packaged extension into the profile of `dataDir`. */
export function installVsix(vsix, dataDir) {
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(join(dataDir, 'config.yaml'), 'auth: none\n');
  const args = [
    '--config',
    join(dataDir, 'config.yaml'),
    '--user-data-dir',
    join(dataDir, 'user'),
    '--extensions-dir',
    join(dataDir, 'extensions'),
  ];
  return run(process.execPath, [entryOf(home), ...args, '--install-extension', vsix, '--force'], { env: cleanEnvironment({}) });
}
