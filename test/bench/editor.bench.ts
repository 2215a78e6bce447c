import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { browserFlags, findBrowser } from '../../scripts/lib/browser.mjs';
import { at } from '../../scripts/lib/paths.mjs';
import { installServer, startServer, withoutGallery, workbenchUrl, type VsCodeServer } from '../../scripts/lib/vscode-server.mjs';
import type { Answer, Work } from './host/work';
import { findImage, launch, newFolder, openHost, runIn } from './support/accounts';
import { median, print, printSkipped, summary } from './support/figures';

const runs = 5;
const home = newFolder();
const workFile = join(home, 'work');
const answerFile = join(home, 'answer.json');
const tests = at('out/test/bench/host/index.js');

/** Puts an account of 1,000 running instances where the extension looks for it. */
async function seed(dataDir: string): Promise<void> {
  const made = newFolder();
  const host = await openHost(made);
  const run = runIn(host);
  await run('ec2:RunInstances', launch(await findImage(run), 1_000));
  await host.session('AdvanceClock', { UntilIdle: true }, { kind: 'session' }, new AbortController().signal);
  await host.close();
  const storage = join(dataDir, 'user/User/globalStorage/cloud-sandbox.cloud-sandbox');
  mkdirSync(storage, { recursive: true });
  cpSync(made, join(storage, 'account'), { recursive: true, filter: (file) => !file.endsWith('.sock') });
}

/** When the first row of a tree of instances came on screen, epoch milliseconds; watched from inside the page. */
const watchRows = (): void => {
  const holder = globalThis as unknown as { firstRowAt?: number };
  const look = (): void => {
    if (holder.firstRowAt || !document.querySelector('[role="tree"][aria-label="Instances"] [role="treeitem"]')) return;
    holder.firstRowAt = Date.now();
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
};

/** When a page of ours had its heading, and its list of images, on screen; watched from inside every frame, frame by frame. */
const watchWizard = (): void => {
  if (window === window.top) return;
  const holder = globalThis as unknown as { headingAt?: number; imagesAt?: number };
  const seen = { headingAt: 'main h1', imagesAt: 'main .images li' } as const;
  // A timer: the frame's document is written anew, and what waits for its next frame is forgotten then.
  const timer = setInterval(() => {
    for (const name of ['headingAt', 'imagesAt'] as const) {
      if (name in holder || !document.querySelector(seen[name])) continue;
      holder[name] = undefined;
      requestAnimationFrame(() => setTimeout(() => (holder[name] = Date.now())));
    }
    if (holder.imagesAt) clearInterval(timer);
  }, 2);
};

interface WindowAnswer extends Answer {
  readonly firstRowAt?: number;
  readonly headingAt?: number;
  readonly imagesAt?: number;
}

/** Opens a window, and with it a new extension host, in which the work is done; answers when it is. */
async function inWindow(browser: Browser, server: VsCodeServer, folder: string, work: Work): Promise<WindowAnswer> {
  writeFileSync(workFile, work);
  rmSync(answerFile, { force: true });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const ended = new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`The window did not end within 3 minutes:\n${server.output()}`)), 180_000);
    void page.exposeFunction('codeAutomationExit', () => {
      clearTimeout(late);
      resolve();
    });
  });
  await page.exposeFunction('codeAutomationLog', (_type: string, words: unknown[]) => console.error(...words));
  await page.addInitScript(watchRows);
  await page.addInitScript(watchWizard);
  await page.goto(workbenchUrl(server, { folder, extensionDevelopmentPath: at(), extensionTestsPath: tests }));
  await ended;
  const firstRowAt = await page.evaluate(() => (globalThis as unknown as { firstRowAt?: number }).firstRowAt);
  const frames = await Promise.all(
    page.frames().map((frame) =>
      frame
        .evaluate(() => {
          const { headingAt, imagesAt } = globalThis as unknown as { headingAt?: number; imagesAt?: number };
          return { headingAt, imagesAt };
        })
        .catch(() => ({ headingAt: undefined, imagesAt: undefined })),
    ),
  );
  const wizard = frames.find(({ headingAt }) => headingAt);
  await page.close();
  const answer = JSON.parse(readFileSync(answerFile, 'utf8')) as Answer;
  if (answer.problem) throw new Error(answer.problem);
  // The thread of the window that has gone still writes its account.
  await delay(3_000);
  return { ...answer, ...(firstRowAt !== undefined && { firstRowAt }), ...wizard };
}

async function measure(executablePath: string): Promise<void> {
  const dataDir = join(home, 'profile');
  const folder = join(home, 'folder');
  mkdirSync(folder);
  await seed(dataDir);
  const environment = { ...withoutGallery, BENCH_WORK: workFile, BENCH_ANSWER: answerFile };
  const settings = { 'cloudSandbox.clock.defaultSpeed': 0 };
  const server = await startServer({ dataDir, settings, env: environment });
  const browser = await chromium.launch({ executablePath, args: browserFlags });
  try {
    const painted: WindowAnswer[] = [];
    const read: WindowAnswer[] = [];
    const wizards: WindowAnswer[] = [];
    for (let run = 0; run <= runs; run++) {
      const shown = await inWindow(browser, server, folder, 'show');
      const asked = await inWindow(browser, server, folder, 'read');
      const opened = await inWindow(browser, server, folder, 'wizard');
      if (run === 0) continue;
      painted.push(shown);
      read.push(asked);
      wizards.push(opened);
    }
    const paints = painted.map(({ activatedAt, firstRowAt }) => (firstRowAt ?? NaN) - activatedAt!);
    const account = 'an account of 1,000 instances on disk, production build, VS Code in a browser';
    print({
      name: 'activate()',
      ...summary(read.map(({ activate }) => activate!)),
      unit: 'ms',
      goal: 40,
      how: `median of ${runs} extension hosts: extension.activate(), loading of the code included; ${account}`,
    });
    print({
      name: 'first paint of the tree after activate()',
      ...summary(paints),
      unit: 'ms',
      goal: 300,
      how: `median of ${runs} windows: the view is opened, which activates the extension; from the end of activate() to the first row in the page; ${account}`,
    });
    print({
      name: 'first rows in the extension host after activate()',
      ...summary(read.map(({ children }) => children!)),
      unit: 'ms',
      how: `median of ${runs} extension hosts: end of activate() to the answer of the first getChildren, with the start of the thread; ${account}`,
    });
    const sinceAsked = (at: 'headingAt' | 'imagesAt'): number[] => wizards.map((answer) => (answer[at] ?? NaN) - answer.askedAt!);
    print({
      name: 'first paint of the launch wizard',
      ...summary(sinceAsked('headingAt')),
      unit: 'ms',
      goal: 300,
      how: `median of ${runs} windows: from the command to the first frame that has the page's heading; ${account}`,
    });
    print({
      name: 'images in the launch wizard',
      ...summary(sinceAsked('imagesAt')),
      unit: 'ms',
      how: `median of ${runs} windows: from the command to the frame with the list of images; ${account}`,
    });
    const { opened, blocks: changing } = await inWindow(browser, server, folder, 'many');
    print({
      name: 'opening a tree of 10,000 instances',
      ...summary(opened!),
      unit: 'ms',
      goal: 400,
      how: `median of ${opened!.length} times: the view is read anew, from the question for its rows to the answer with the pages and the rows of the newest one, in the extension host`,
    });
    for (const { name, longest, byTheWall, idle } of changing!) {
      print({
        name: `longest block of the extension host during ${name}`,
        value: longest,
        unit: 'ms',
        goal: 15,
        yardstick: { name: 'while nothing is asked for', value: idle },
        how: `the longest time between two turns of the event loop in 5 s, less what other programs took of the thread (with it: ${Math.round(byTheWall)} ms), with the tree on screen`,
      });
    }
    const { blocks } = await inWindow(browser, server, folder, 'block');
    for (const name of new Set(blocks!.map((block) => block.name))) {
      const own = blocks!.filter((block) => block.name === name);
      print({
        name: `longest block of the extension host during ${name}`,
        ...summary(own.map(({ longest }) => longest)),
        unit: 'ms',
        goal: 15,
        yardstick: { name: 'while nothing is asked for', value: median(own.map(({ idle }) => idle)) },
        how: `median of ${own.length} times: the longest time between two turns of the event loop, less what other programs took of the thread (with it: ${Math.round(median(own.map(({ byTheWall }) => byTheWall)))} ms), from the call to 1.5 s after its answer, with the tree of instances on screen`,
      });
    }
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
