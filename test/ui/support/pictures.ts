import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { at } from '../../../scripts/lib/paths.mjs';

const folder = at('out/screenshots');
const taken = new Set<string>();

/** Writes `out/screenshots/<name>.png` and answers its path. */
export async function takeScreenshot(page: Page, name: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  taken.add(path);
  return path;
}

/** Puts the screenshots of this run on one picture a theme: `out/screenshots/contact-sheet-<theme>.png`. */
export async function writeContactSheets(browser: Browser): Promise<void> {
  const byTheme = new Map<string, string[]>();
  for (const file of taken) {
    const theme = /-((?:hc-)?(?:light|dark))\.png$/.exec(file)?.[1] ?? 'other';
    byTheme.set(theme, [...(byTheme.get(theme) ?? []), file]);
  }
  for (const [theme, files] of byTheme) await writeContactSheet(browser, files, `contact-sheet-${theme}`);
}

async function writeContactSheet(browser: Browser, files: readonly string[], name: string): Promise<void> {
  const present = files.filter((file) => existsSync(file));
  if (present.length === 0) return;
  const figures = present.map((file) => {
    const image = readFileSync(file).toString('base64');
    return `<figure><img src="data:image/png;base64,${image}"><figcaption>${basename(file, '.png')}</figcaption></figure>`;
  });
  const style = `body{margin:16px;background:#888;font:14px sans-serif;display:grid;grid-template-columns:repeat(3,1fr);gap:16px}
    figure{margin:0}img{width:100%;display:block}figcaption{padding:4px 0;color:#000}`;
  const page = await browser.newPage({ viewport: { width: 2000, height: 1000 } });
  await page.setContent(`<!doctype html><html><head><style>${style}</style></head><body>${figures.join('')}</body></html>`);
  writeFileSync(join(folder, `${name}.png`), await page.screenshot({ fullPage: true }));
  await page.close();
}
