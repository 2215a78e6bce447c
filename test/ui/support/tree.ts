import type { Locator, Page } from 'playwright-core';

/** A row of a tree view as it stands on screen. */
export interface TreeRow {
  label: string;
  description: string;
  /** What a screen reader says. */
  accessibleName: string;
  /** From 1. */
  level: number;
  expanded: boolean | undefined;
  selected: boolean;
}

const exactly = (text: string): RegExp => new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);

/** The entry of an open context menu, or of a menu within it. */
function menuEntry(page: Page, entry: string): Locator {
  return page.locator('.monaco-menu .action-label', { hasText: exactly(entry) });
}

/** Opens a menu within the context menu on screen. */
export async function openSubmenu(page: Page, entry: string, awaited: string): Promise<void> {
  for (let attempt = 0; attempt < 10; attempt++) {
    await menuEntry(page, entry).hover();
    const opened = await menuEntry(page, awaited)
      .waitFor({ timeout: 1_000 })
      .then(
        () => true,
        () => false,
      );
    if (opened) return;
    await page.mouse.move(0, 0);
  }
  throw new Error(`The menu '${entry}' did not open`);
}

/**
 * Chooses an entry of the context menu on screen, by way of the menus it stands in. A menu takes no click in its first 100 ms, so one that stays open
 * is clicked again.
 */
export async function chooseMenuEntry(page: Page, ...path: readonly string[]): Promise<void> {
  const [entry = '', within] = path.toReversed();
  if (within !== undefined) await openSubmenu(page, within, entry);
  const item = menuEntry(page, entry);
  await item.waitFor();
  for (let attempt = 0; attempt < 10; attempt++) {
    const clicked = await item.click({ timeout: 5_000 }).then(
      () => true,
      () => false,
    );
    // On a slow machine it may close while it is about to be clicked again.
    if (!clicked && attempt > 0 && !(await item.isVisible())) return;
    const closed = await item.waitFor({ state: 'hidden', timeout: 300 }).then(
      () => true,
      () => false,
    );
    if (closed) return;
  }
  throw new Error(`The menu stayed open after '${entry}' was clicked`);
}

/** A tree view of the sidebar, found by its title. */
export class TreeView {
  /** The whole tree. */
  readonly element: Locator;

  constructor(
    private readonly page: Page,
    title: string,
  ) {
    this.element = page.locator(`[role="tree"][aria-label="${title.replaceAll('"', '\\"')}"]`);
  }

  /** The rows on screen, from the top. */
  async rows(): Promise<TreeRow[]> {
    const rows = await this.element.locator('[role="treeitem"]').evaluateAll((elements) =>
      elements.map((row) => ({
        index: Number(row.getAttribute('data-index')),
        label: row.querySelector('.label-name')?.textContent ?? '',
        description: row.querySelector('.label-description')?.textContent ?? '',
        accessibleName: row.getAttribute('aria-label') ?? '',
        level: Number(row.getAttribute('aria-level')),
        expanded: row.hasAttribute('aria-expanded') ? row.getAttribute('aria-expanded') === 'true' : undefined,
        selected: row.getAttribute('aria-selected') === 'true',
      })),
    );
    return rows.sort((a, b) => a.index - b.index).map(({ index: _, ...row }) => row);
  }

  /** The row with this label; with a text or pattern for the description too, to wait for a state. */
  row(label: string, description?: string | RegExp): Locator {
    const row = this.element.locator('[role="treeitem"]', { has: this.page.locator('.label-name', { hasText: exactly(label) }) });
    return description === undefined ? row : row.filter({ has: this.page.locator('.label-description', { hasText: description }) });
  }

  /** Waits until a row with this label (and description) is on screen. */
  async waitForRow(label: string, description?: string | RegExp, timeout = 30_000): Promise<void> {
    await this.row(label, description).first().waitFor({ timeout });
  }

  /**
   * The first row with this label (and description), scrolled to with the wheel, from the top, if it is not on screen: rows that come above one in the
   * meantime move it out of sight.
   */
  async find(label: string, description?: string | RegExp): Promise<Locator> {
    const row = this.row(label, description).first();
    const deadline = Date.now() + 30_000;
    const shown = (timeout: number): Promise<boolean> =>
      row.waitFor({ timeout }).then(
        () => true,
        () => false,
      );
    for (let found = await shown(1_000); !found && Date.now() < deadline;) {
      await this.scroll(-1e6);
      while (!(found = await shown(100)) && (await this.scroll(100)));
    }
    return row;
  }

  /** Turns the wheel over the tree, by pixels; answers whether that has moved the rows. */
  private async scroll(by: number): Promise<boolean> {
    const topRow = async (): Promise<string> => JSON.stringify(await this.element.locator('.monaco-list-rows').boundingBox());
    await this.element.hover();
    const before = await topRow();
    await this.page.mouse.wheel(0, by);
    await this.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    return (await topRow()) !== before;
  }

  /** Waits until no row has this label. */
  async waitForNoRow(label: string, timeout = 30_000): Promise<void> {
    await this.row(label).waitFor({ state: 'detached', timeout });
  }

  /** Clicks a row; with modifiers, a second row joins the selection. */
  async click(label: string, modifiers: ('Control' | 'Shift')[] = []): Promise<void> {
    const row = await this.find(label);
    await row.locator('.label-name').click({ modifiers });
  }

  /** Expands or collapses a row. */
  async toggle(label: string): Promise<void> {
    const row = await this.find(label);
    await row.locator('.monaco-tl-twistie').click();
  }

  /** Opens the context menu of a row. */
  async openMenu(label: string, description?: string | RegExp): Promise<void> {
    const row = await this.find(label, description);
    await row.locator('.label-name').click({ button: 'right' });
    await this.page.locator('.monaco-menu').waitFor();
  }

  /** Chooses an entry of a row's context menu; of a menu within it when its name comes first. */
  async chooseFromMenu(label: string, ...path: readonly string[]): Promise<void> {
    await this.openMenu(label);
    await chooseMenuEntry(this.page, ...path);
  }

  /** Presses an inline button of a row. */
  async pressInline(label: string, title: string): Promise<void> {
    const row = await this.find(label);
    await row.hover();
    await row.getByRole('button', { name: title }).click();
  }

  /** The tooltip that hovering a row shows. */
  async tooltip(label: string): Promise<string> {
    // Not the tooltip of what the pointer comes from: those of rows have captions.
    const hover = this.page.locator('.monaco-hover:visible', { has: this.page.locator('strong') }).last();
    for (let attempt = 0; attempt < 10; attempt++) {
      await this.page.mouse.move(140, 52);
      await hover.waitFor({ state: 'hidden' });
      await this.row(label).first().locator('.label-name').hover();
      // A row that is drawn anew under the pointer loses its tooltip.
      const shown = await hover.waitFor({ timeout: 2_000 }).then(
        () => true,
        () => false,
      );
      if (shown) return (await hover.innerText()).replaceAll('\u00a0', ' ');
    }
    throw new Error(`The row '${label}' shows no tooltip`);
  }
}
