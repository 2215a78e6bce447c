import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { browserFlags, ensureBrowser, ensureKoreanFont } from '../../../scripts/lib/browser.mjs';
import { at, root } from '../../../scripts/lib/paths.mjs';
import { installServer, installVsix, startServer, withoutGallery, workbenchUrl } from '../../../scripts/lib/vscode-server.mjs';
import type { VsCodeServer } from '../../../scripts/lib/vscode-server.mjs';
import { writeContactSheets } from './pictures';
import { Workbench } from './workbench';
import type { WindowOwner } from './workbench';

/** The four kinds of theme that VS Code has; the name is also the end of a screenshot's file name. */
export type Theme = 'light' | 'dark' | 'hc-light' | 'hc-dark';

const themeNames: Record<Theme, string> = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  'hc-light': 'Default High Contrast Light',
  'hc-dark': 'Default High Contrast',
};

/** How a workbench is to be opened; everything has a default. */
export interface WorkbenchOptions {
  /** Default `dark`. */
  theme?: Theme;
  /** Default `en`. `ko` makes `vscode.env.language` Korean; VS Code's own words stay English (its language pack is not part of it). */
  locale?: 'en' | 'ko';
  /** User settings beside those that keep the workbench quiet. */
  settings?: Record<string, unknown>;
  /** The extension under development. Default: this project. */
  extensionPath?: string;
  /** A packaged extension to install into the fresh profile instead. */
  vsix?: string;
  /** Environment variables for the extension host. */
  env?: Record<string, string>;
  /** Default 1280 × 800. */
  viewport?: { width: number; height: number };
}

let browser: Promise<Browser> | undefined;

/** The run's one browser; started by the first who asks. */
export function sharedBrowser(): Promise<Browser> {
  browser ??= ensureBrowser().then((executablePath) => chromium.launch({ executablePath, args: browserFlags }));
  return browser;
}

const open = new Set<Session>();

/** One profile with its server and its browser context; a restart keeps both folders and the address. */
class Session implements WindowOwner {
  private readonly dataDir: string;
  private server: VsCodeServer | undefined;
  private context: BrowserContext | undefined;

  constructor(private readonly options: WorkbenchOptions) {
    mkdirSync(at('.vscode-test/ui'), { recursive: true });
    this.dataDir = mkdtempSync(at('.vscode-test/ui', 'profile-'));
    mkdirSync(this.folder);
  }

  get theme(): Theme {
    return this.options.theme ?? 'dark';
  }

  get folder(): string {
    return join(this.dataDir, 'folder');
  }

  async start(): Promise<Page> {
    await installServer();
    const { options } = this;
    if (options.locale === 'ko') await ensureKoreanFont();
    if (options.vsix && !this.server) await installVsix(options.vsix, this.dataDir);
    this.server = await startServer({
      dataDir: this.dataDir,
      settings: { 'workbench.colorTheme': themeNames[this.theme], 'window.autoDetectColorScheme': false, ...options.settings },
      env: { ...withoutGallery, ...options.env },
      locale: options.locale ?? 'en',
      port: this.server?.port ?? 0,
    });
    this.context ??= await (
      await sharedBrowser()
    ).newContext({
      viewport: options.viewport ?? { width: 1280, height: 800 },
      colorScheme: this.theme.endsWith('light') ? 'light' : 'dark',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    return this.openPage();
  }

  async openPage(): Promise<Page> {
    if (!this.context || !this.server) throw new Error('The session has not been started');
    const page = await this.context.newPage();
    const extensionDevelopmentPath = this.options.vsix ? undefined : (this.options.extensionPath ?? root);
    await page.goto(workbenchUrl(this.server, { folder: this.folder, extensionDevelopmentPath }));
    await page.locator('.monaco-workbench .statusbar').waitFor({ timeout: 30_000 });
    return page;
  }

  async restart(): Promise<Page> {
    for (const page of this.context?.pages() ?? []) await page.close({ runBeforeUnload: false });
    await this.server?.stop();
    return this.start();
  }

  async close(): Promise<void> {
    open.delete(this);
    await this.context?.close();
    await this.server?.stop();
    rmSync(this.dataDir, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Opens a workbench on an empty folder in a fresh profile; takes about four seconds. It is closed after the run at the latest. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const session = new Session(options);
  open.add(session);
  return new Workbench(await session.start(), session);
}

/** Ends every workbench and the browser, and puts the run's screenshots on one picture. Runs by itself after a mocha run. */
export async function closeAll(): Promise<void> {
  for (const session of open) await session.close();
  if (!browser) return;
  await writeContactSheets(await browser);
  await (await browser).close();
  browser = undefined;
}

// A benchmark uses this module without mocha.
if ('after' in globalThis) after('close VS Code and the browser', closeAll);
