// A browser of the Chromium family to show a workbench in: an installed Chrome, Chromium or Edge, else Debian's package when we are root,
// else Playwright's own download.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import { at } from './paths.mjs';
import { run } from './run.mjs';

const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge', 'microsoft-edge-stable'];
const programFiles = [process.env.ProgramFiles, process.env['ProgramFiles(x86)'], process.env.LOCALAPPDATA].filter(Boolean);
const known = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: programFiles.flatMap((folder) => [
    join(folder, 'Google/Chrome/Application/chrome.exe'),
    join(folder, 'Microsoft/Edge/Application/msedge.exe'),
  ]),
};

/** What a browser in a container needs, and what keeps it from calling home during a test. */
export const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The absolute path of a program on PATH. */
export function onPath(name) {
  const suffixes = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.flatMap((folder) => suffixes.map((suffix) => join(folder, name + suffix))).find((file) => existsSync(file));
}

const answers = (file) => process.platform === 'win32' || spawnSync(file, ['--version'], { timeout: 20_000 }).status === 0;

/** An installed browser, or the one Playwright downloaded earlier. */
export function findBrowser() {
  const own = process.env.CLOUD_SANDBOX_BROWSER;
  const installed = [own, ...(known[process.platform] ?? []), ...names.map(onPath)].filter((file) => file && existsSync(file));
  return [...installed, chromium.executablePath()].find((file) => existsSync(file) && answers(file));
}

const canApt = () => process.platform === 'linux' && process.getuid?.() === 0 && onPath('apt-get') !== undefined;

async function apt(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = () => run('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { env });
  // The lists of a fresh image are absent or stale: fetch them only when the first try says so.
  await install().catch(() => run('apt-get', ['update'], { env }).then(install));
}

/** The path of a browser, installed now if need be; rejects with a word on what to install. */
export async function ensureBrowser(log = console.log) {
  const found = findBrowser();
  if (found) return found;
  const problems = [];
  if (canApt()) {
    log('No Chrome, Chromium or Edge found: installing the Debian package chromium …');
    await apt(['chromium']).catch((error) => problems.push(error.message));
  }
  if (!findBrowser()) {
    log("No Chrome, Chromium or Edge found: trying Playwright's own download of Chromium …");
    await run(process.execPath, [at('node_modules/playwright-core/cli.js'), 'install', 'chromium']).catch((error) =>
      problems.push(error.message),
    );
  }
  const installed = findBrowser();
  if (installed) return installed;
  throw new Error(
    [
      'No browser to show VS Code in. Install Google Chrome, Chromium or Microsoft Edge, or name one in CLOUD_SANDBOX_BROWSER.',
      ...problems,
    ].join('\n'),
  );
}

/** Sees to it that Korean text has glyphs in screenshots; says so when it cannot. */
export async function ensureKoreanFont(log = console.log) {
  if (process.platform !== 'linux') return;
  const hasFont = () => spawnSync('fc-list', [':lang=ko'], { encoding: 'utf8' }).stdout?.trim();
  if (hasFont()) return;
  if (canApt()) {
    log('No Korean font found: installing the Debian package fonts-nanum …');
    await apt(['fontconfig', 'fonts-nanum']).catch((error) => log(error.message));
  }
  if (!hasFont()) log('Without a Korean font (Debian: fonts-nanum) the Korean screenshots show empty boxes.');
}
