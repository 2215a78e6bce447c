import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { browserFlags, findBrowser } from '../../scripts/lib/browser.mjs';
import { at } from '../../scripts/lib/paths.mjs';
import { installServer, startServer, withoutGallery, workbenchUrl, type VsCodeServer } from '../../scripts/lib/vscode-server.mjs';
import { looksFile } from '../../src/shared/looks';
import type { Activation, Answer, Block, Work } from './host/work';
import { findImage, launch, newFolder, openHost, runIn } from './support/accounts';
import { median, print, printSkipped, summary } from './support/figures';

/** Windows whose first paint is measured; `--paint` of scripts/bench.mjs asks for nothing else, in so many of them. */
const paintsOnly = Number(process.env['BENCH_PAINT'] ?? 0);
const runs = paintsOnly || 3;
const account = 'an account of 1,000 instances on disk, production build, VS Code in a browser';
const home = newFolder();
const workFile = join(home, 'work');
const answerFile = join(home, 'answer.json');
const sightsFile = join(home, 'sights.json');
/** How long a window may take, milliseconds: several times what it does on a machine with other things to do. */
const windowLimit = 120_000;
const tests = at('out/test/bench/host/index.js');

/** Puts an account of 1,000 running instances where the extension looks for it; answers its folder. */
async function seed(dataDir: string): Promise<string> {
  const made = newFolder();
  const host = await openHost(made);
  const run = runIn(host);
  await run('ec2:RunInstances', launch(await findImage(run), 1_000));
  await host.session('AdvanceClock', { UntilIdle: true }, { kind: 'session' }, new AbortController().signal);
  await host.close();
  const storage = join(dataDir, 'user/User/globalStorage/cloud-sandbox.cloud-sandbox');
  mkdirSync(storage, { recursive: true });
  const account = join(storage, 'account');
  cpSync(made, account, { recursive: true, filter: (file) => !file.endsWith('.sock') });
  return account;
}

/** What is watched for in a page; the name of the function by which it tells that it has been seen, and when (epoch milliseconds). */
type Sight = 'row' | 'heading' | 'images';
type Tell = { benchmarkSaw?: (sight: Sight, at: number) => void };

/** Tells when the first row of the tree of instances came on screen; runs inside the page. */
const watchRows = (): void => {
  const look = (): void => {
    if (!document.querySelector('[role="tree"][aria-label="Instances"] [role="treeitem"]')) return;
    observer.disconnect();
    (globalThis as Tell).benchmarkSaw?.('row', Date.now());
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { subtree: true, childList: true, attributes: true });
};

/** Tells when a page of ours had its heading, and its list of images, on screen; runs inside every frame. */
const watchWizard = (): void => {
  if (window === window.top) return;
  const wanted = new Map<Sight, string>([
    ['heading', 'main h1'],
    ['images', 'main .images li'],
  ]);
  // A timer: the frame's document is written anew, and what waits for its next frame is forgotten then.
  const timer = setInterval(() => {
    for (const [sight, selector] of wanted) {
      if (!document.querySelector(selector)) continue;
      wanted.delete(sight);
      requestAnimationFrame(() => setTimeout(() => (globalThis as Tell).benchmarkSaw?.(sight, Date.now())));
    }
    if (wanted.size === 0) clearInterval(timer);
  }, 2);
};

interface WindowAnswer extends Answer {
  readonly sights: Partial<Record<Sight, number>>;
}

/** True when somebody listens at the socket that the newest lock of an account names. */
async function isHeld(folder: string): Promise<boolean> {
  const lock = readdirSync(folder)
    .filter((name) => /^holder\.\d+$/.test(name))
    .sort((a, b) => Number(b.slice('holder.'.length)) - Number(a.slice('holder.'.length)))[0];
  if (lock === undefined) return false;
  const { socket } = JSON.parse(readFileSync(join(folder, lock), 'utf8')) as { socket: string };
  return new Promise((resolve) => {
    const connection = connect(socket, () => {
      connection.destroy();
      resolve(true);
    });
    connection.on('error', () => resolve(false));
  });
}

/** Waits until the window that has gone has let go of its account: its thread still writes it. */
async function accountIsFree(folder: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (!(await isHeld(folder))) return;
    await delay(50);
  }
  throw new Error('A window still held its account 5 s after it was closed');
}

/** Opens a window, and with it a new extension host, in which the work is done; answers when it is. */
async function inWindow(browser: Browser, server: VsCodeServer, folder: string, work: Work): Promise<WindowAnswer> {
  writeFileSync(workFile, work);
  rmSync(answerFile, { force: true });
  rmSync(sightsFile, { force: true });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const sights: WindowAnswer['sights'] = {};
  await page.exposeFunction('benchmarkSaw', (sight: Sight, at: number) => {
    sights[sight] ??= at;
    writeFileSync(sightsFile, JSON.stringify(sights));
  });
  let late: NodeJS.Timeout | undefined;
  const ended = new Promise<void>((resolve, reject) => {
    late = setTimeout(() => reject(new Error(`The window did not end within ${windowLimit / 1_000} s:\n${server.output()}`)), windowLimit);
    void page.exposeFunction('codeAutomationExit', resolve);
  });
  try {
    await page.exposeFunction('codeAutomationLog', () => undefined);
    await page.addInitScript(watchRows);
    await page.addInitScript(watchWizard);
    await page.goto(workbenchUrl(server, { folder, extensionDevelopmentPath: at(), extensionTestsPath: tests }));
    await ended;
  } finally {
    clearTimeout(late);
    await page.close();
  }
  const answer = JSON.parse(readFileSync(answerFile, 'utf8')) as Answer;
  if (answer.problem) throw new Error(answer.problem);
  return { ...answer, sights };
}

function printPaints(windows: readonly WindowAnswer[], forgotten: readonly WindowAnswer[]): void {
  const from = `median of ${windows.length} windows`;
  const since = (at: 'askedAt' | 'answeredAt'): number[] => windows.map(({ shown }) => shown![at] - shown!.activatedAt);
  print({
    name: 'first paint of the tree after activate()',
    ...summary(windows.map(({ sights, shown }) => (sights.row ?? NaN) - shown!.activatedAt)),
    unit: 'ms',
    goal: 300,
    how: `${from}: the view is opened, which activates the extension; from the end of activate() to the first row in the page; ${account}, closed by the window before`,
  });
  print({
    name: 'first paint of the tree when nothing was kept',
    ...summary(forgotten.map(({ sights, shown }) => (sights.row ?? NaN) - shown!.activatedAt)),
    unit: 'ms',
    how: `median of ${forgotten.length} windows: the same after a window that did not close the account; ${account}`,
  });
  print({
    name: 'first rows in the extension host after activate()',
    ...summary(since('answeredAt')),
    unit: 'ms',
    how: `${from}: from the end of activate() to our answer to the first getChildren; VS Code asks ${Math.round(median(since('askedAt')))} ms after activate(); ${account}`,
  });
  const sinceAsked = (sight: Sight): number[] => windows.map(({ sights, wizardAt }) => (sights[sight] ?? NaN) - wizardAt!);
  print({
    name: 'first paint of the launch wizard',
    ...summary(sinceAsked('heading')),
    unit: 'ms',
    goal: 300,
    how: `${from}: from the command to the first frame that has the page's heading; ${account}`,
  });
  print({
    name: 'images in the launch wizard',
    ...summary(sinceAsked('images')),
    unit: 'ms',
    how: `${from}: from the command to the frame with the list of images; ${account}`,
  });
}

function printBlocks(blocks: readonly Block[]): void {
  for (const name of new Set(blocks.map((block) => block.name))) {
    const all = blocks.filter((block) => block.name === name);
    const middle = (of: (block: Block) => number): string => `${Number(median(all.map(of)).toPrecision(3))} ms`;
    print({
      name: `longest block of the extension host during ${name}`,
      ...summary(all.map(({ busy }) => busy.all)),
      unit: 'ms',
      goal: 15,
      how: [
        `${all.length === 1 ? 'once' : `median of ${all.length} times`}: samples of V8's profiler between two turns of the event loop`,
        'so that other programs do not lengthen it, from the call until what it leads to is on screen, with the tree of instances open',
        `of our code, or called by it, are ${middle(({ busy }) => busy.own)}`,
        `by the clock, less the time the thread waited for a processor: ${middle(({ longest }) => longest)} (${middle(({ byTheWall }) => byTheWall)} with it), and ${middle(({ idle }) => idle)} while nothing is asked for`,
      ].join('; '),
    });
  }
}

async function measure(executablePath: string): Promise<void> {
  const dataDir = join(home, 'profile');
  const folder = join(home, 'folder');
  mkdirSync(folder);
  const accountFolder = await seed(dataDir);
  const environment = { ...withoutGallery, BENCH_WORK: workFile, BENCH_ANSWER: answerFile, BENCH_SIGHTS: sightsFile };
  const settings = { 'cloudSandbox.clock.defaultSpeed': 0 };
  const server = await startServer({ dataDir, settings, env: environment });
  const browser = await chromium.launch({ executablePath, args: browserFlags });
  const open = async (work: Work): Promise<WindowAnswer> => {
    await accountIsFree(accountFolder);
    return inWindow(browser, server, folder, work);
  };
  try {
    const activations: Activation[] = [];
    const shown: WindowAnswer[] = [];
    const forgotten: WindowAnswer[] = [];
    // The first window of a profile is no measure of the others.
    await open('show');
    for (let run = 0; run < runs; run++) {
      shown.push(await open('show'));
      activations.push((await open('activate')).activation!);
      await accountIsFree(accountFolder);
      rmSync(join(accountFolder, looksFile));
      forgotten.push(await open('show'));
    }
    printPaints(shown, forgotten);
    if (paintsOnly) return;
    const changed = await open('many');
    activations.push(changed.activation!);
    print({
      name: 'opening a tree of 10,000 instances',
      ...summary(changed.opened!),
      unit: 'ms',
      goal: 400,
      how: `median of ${changed.opened!.length} times: the view is read anew, from the question for its rows to the answer with the pages and the rows of the newest one, in the extension host`,
    });
    printBlocks(changed.blocks!);
    const blocked = await open('block');
    activations.push(blocked.activation!);
    printBlocks(blocked.blocks!);
    print({
      name: 'activate()',
      ...summary(activations.map(({ elapsed }) => elapsed)),
      unit: 'ms',
      goal: 40,
      how: `median of ${activations.length} extension hosts: extension.activate(), loading of the code included; of them on the processor: ${Number(median(activations.map(({ computed }) => computed)).toPrecision(3))} ms; ${account}`,
    });
  } finally {
    await browser.close();
    await server.stop();
  }
}

const browser = findBrowser();
if (!existsSync(at('dist/extension.js'))) printSkipped('editor', 'dist/extension.js has not been built');
else if (!browser) printSkipped('editor', 'no Chrome, Chromium or Edge is installed to show VS Code in');
else {
  const missing = await installServer(console.error).then(
    () => undefined,
    (error: Error) => error.message,
  );
  if (missing) printSkipped('editor', missing);
  else await measure(browser);
}
