// Builds the extension and opens it: in the desktop VS Code if there is one and a screen, else in a VS Code served to the browser.
// `npm run sandbox [-- --profile FOLDER]`; the profile of the browser's VS Code is kept in .vscode-test/sandbox otherwise. Ctrl+C ends what it has
// started. With SKIP_BUILD, what dist/ holds.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findBrowser, onPath } from './lib/browser.mjs';
import { at, root } from './lib/paths.mjs';
import { installServer, startServer, workbenchUrl } from './lib/vscode-server.mjs';

const options = process.argv.slice(2);
const dataDir = resolve(options.includes('--profile') ? options[options.indexOf('--profile') + 1] : at('.vscode-test/sandbox'));
const folder = join(dataDir, 'folder');

const isDesktop = process.platform === 'darwin' || process.platform === 'win32';
const hasScreen = isDesktop || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
/** VS Code and the browsers refuse their own sandbox to root. */
const isRoot = process.getuid?.() === 0;

function build() {
  const { status } = spawnSync(process.execPath, [at('scripts/build.mjs')], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

/** Opens the desktop VS Code and answers whether it could. */
function openDesktop() {
  const code = hasScreen && !isRoot ? onPath('code') : undefined;
  if (!code) return false;
  const args = ['--new-window', `--extensionDevelopmentPath=${root}`, folder];
  const windows = process.platform === 'win32';
  const { status } = spawnSync(windows ? `"${code}"` : code, windows ? args.map((arg) => `"${arg}"`) : args, {
    stdio: 'inherit',
    shell: windows,
  });
  if (status !== 0) return false;
  console.log(`Cloud Sandbox is open in the desktop VS Code (${code}). Its icon is in the activity bar.`);
  return true;
}

/** The port of the last time, so that the browser remembers the layout of the window; any other when that one is taken. */
async function startOnRememberedPort() {
  const memory = join(dataDir, 'port');
  const port = existsSync(memory) ? Number(readFileSync(memory, 'utf8')) : 0;
  const server = await startServer({ dataDir, port }).catch((error) => {
    if (port === 0) throw error;
    return startServer({ dataDir });
  });
  writeFileSync(memory, String(server.port));
  return server;
}

/** Shows the address in a browser window, and answers how, if there is a screen to show it on. */
function showInBrowser(url) {
  if (!hasScreen) return undefined;
  const browser = findBrowser();
  const profile = `--user-data-dir=${join(dataDir, 'browser')}`;
  const system = { darwin: ['open', [url]], win32: ['cmd', ['/c', 'start', '', url]] }[process.platform] ?? ['xdg-open', [url]];
  const [command, args] = browser ? [browser, [`--app=${url}`, profile, '--no-first-run', ...(isRoot ? ['--no-sandbox'] : [])]] : system;
  const child = spawn(command, args, { stdio: 'ignore' });
  child.on('error', () => console.log(`${command} could not be started: open the address yourself.`));
  return { child, command };
}

async function openInBrowser() {
  await installServer();
  const server = await startOnRememberedPort();
  const url = workbenchUrl(server, { folder, extensionDevelopmentPath: root });
  const shown = showInBrowser(url);
  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    shown?.child.kill();
    await server.stop();
    process.exit(0);
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  console.log(
    `No desktop VS Code with a screen found: Cloud Sandbox runs in a VS Code served to the browser${shown ? ` (${shown.command})` : '; open this address'}.`,
  );
  console.log(`Cloud Sandbox: ${url}`);
  console.log('Ctrl+C ends it; the account stays for the next time.');
}

mkdirSync(folder, { recursive: true });
if (process.env.SKIP_BUILD === undefined) build();
if (!openDesktop()) await openInBrowser();
