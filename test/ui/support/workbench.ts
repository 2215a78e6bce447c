import type { FrameLocator, Frame, Locator, Page } from 'playwright-core';
import type { Theme } from './launch';
import { takeScreenshot } from './pictures';
import { TreeView, chooseMenuEntry } from './tree';

/** What a workbench needs of the session that opened it. */
export interface WindowOwner {
  readonly theme: Theme;
  readonly folder: string;
  openPage(): Promise<Page>;
  restart(): Promise<Page>;
  close(): Promise<void>;
}

const exactly = (text: string): RegExp => new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);

/** One window of VS Code, worked by mouse and keyboard only. */
export class Workbench {
  constructor(
    /** The browser page; replaced by `restart`. */
    public page: Page,
    private readonly owner: WindowOwner,
  ) {}

  get theme(): Theme {
    return this.owner.theme;
  }

  /** The folder that the window shows. */
  get folder(): string {
    return this.owner.folder;
  }

  /** Opens a second window on the same profile: an extension host of its own, as with "New Window". */
  async openSecondWindow(): Promise<Workbench> {
    return new Workbench(await this.owner.openPage(), this.owner);
  }

  /** Quits VS Code, extension hosts included, and starts it again on the same profile. */
  async restart(): Promise<void> {
    this.page = await this.owner.restart();
  }

  /** Closes this window only. */
  async closeWindow(): Promise<void> {
    await this.page.close();
  }

  /** Ends VS Code and forgets the profile. */
  async close(): Promise<void> {
    await this.owner.close();
  }

  /** Runs a command from the palette by the title that the palette shows, say `Cloud Sandbox: Quick Launch`. */
  async runCommand(title: string): Promise<void> {
    const deadline = Date.now() + 30_000;
    for (;;) {
      await this.page.keyboard.press('F1');
      // What was on screen before may close the palette again when it goes: then it is asked for anew.
      const row = this.quickPickRow(title);
      const found = await this.quickInputBox
        .fill(`>${title}`, { timeout: 3_000 })
        .then(() => row.waitFor({ timeout: 3_000 }))
        .then(
          () => true,
          () => false,
        );
      if (found) {
        // While the list is still being sorted, another command may come under the pointer: what is marked is what Enter takes.
        const marked = this.quickInput.locator('.monaco-list-row.focused .label-name', { hasText: exactly(title) });
        return (await marked.count()) > 0 ? this.page.keyboard.press('Enter') : row.click();
      }
      await this.page.keyboard.press('Escape');
      if (Date.now() > deadline) throw new Error(`The command palette has no command '${title}'`);
    }
  }

  /** The titles that the palette offers for a search text. */
  async findCommands(text: string): Promise<string[]> {
    await this.page.keyboard.press('F1');
    await this.quickInputBox.fill(`>${text}`);
    await this.quickInput.locator('.monaco-list-row').first().waitFor();
    const titles = await this.quickInput.locator('.monaco-list-row .label-name').allInnerTexts();
    await this.page.keyboard.press('Escape');
    return titles;
  }

  /** Opens a view container by the title of its icon in the activity bar. */
  async openViewContainer(title: string): Promise<void> {
    const tab = this.page.locator('.activitybar').getByRole('tab', { name: new RegExp(`^${title}`) });
    await tab.waitFor({ timeout: 30_000 });
    const heading = this.page.locator('.sidebar .composite.title').getByText(title, { exact: false }).first();
    const shown = (): Promise<boolean> =>
      heading.waitFor({ timeout: 2_000 }).then(
        () => true,
        () => false,
      );
    // A window that is just being restored opens the container itself, and then a click closes it.
    for (let attempt = 0; attempt < 10; attempt++) {
      if ((await tab.getAttribute('aria-selected')) !== 'true' || attempt > 0) await tab.click();
      if (await shown()) return;
    }
    throw new Error(`The view container '${title}' did not open`);
  }

  /** The tree view with this title. */
  tree(title: string): TreeView {
    return new TreeView(this.page, title);
  }

  /** Opens or closes a view of the sidebar from its header by a key: whatever tooltip lies over the header is in the way of the mouse alone. */
  async toggleView(title: string): Promise<void> {
    await this.page.locator('.sidebar .pane-header', { hasText: title }).first().press('Enter');
  }

  /** A button in the title bar of the view container or of a view, by its tooltip. */
  viewAction(title: string): Locator {
    return this.page.locator('.sidebar').getByRole('button', { name: title }).first();
  }

  /** Presses a button in the title of a view, which shows while the pointer is on it. */
  async pressViewAction(view: string, title: string): Promise<void> {
    const header = this.page.locator('.sidebar .pane-header', { hasText: view }).first();
    await header.hover();
    await header.getByRole('button', { name: title }).click();
  }

  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible');
  }

  get quickInputBox(): Locator {
    return this.quickInput.locator('input.input');
  }

  /** The row of the open quick pick with exactly this label. */
  quickPickRow(label: string): Locator {
    const name = this.page.locator('.label-name', { hasText: exactly(label) });
    return this.quickInput.locator('.monaco-list-row', { has: name }).first();
  }

  /** The rows of the open quick pick as they stand on screen: label, description and detail. */
  async quickPickRows(): Promise<{ label: string; description: string; detail: string }[]> {
    await this.quickInput.locator('.monaco-list-row').first().waitFor();
    return this.quickInput.locator('.monaco-list-row').evaluateAll((rows) =>
      rows.map((row) => {
        const text = (selector: string): string => (row.querySelector(selector)?.textContent ?? '').trim();
        return {
          label: text('.quick-input-list-row:first-child .label-name'),
          description: text('.quick-input-list-row:first-child .label-description'),
          detail: text('.quick-input-list-label-meta'),
        };
      }),
    );
  }

  /** Waits for a step of a wizard by the title of its quick pick or input box, such as `Quick Launch (2/7)`. */
  async waitForStep(title: string | RegExp): Promise<void> {
    await this.quickInput.locator('.quick-input-title', { hasText: title }).waitFor({ timeout: 30_000 });
  }

  /** Chooses in the open quick pick by label. */
  async pick(label: string): Promise<void> {
    await this.quickPickRow(label).click({ timeout: 15_000 });
  }

  /** Answers the open input box. */
  async enterText(text: string): Promise<void> {
    await this.quickInputBox.fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** The message below the open input box, such as a refusal. */
  get quickInputMessage(): Locator {
    return this.quickInput.locator('.quick-input-message');
  }

  /** The status bar item whose text or accessible name holds `text`. */
  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item', { hasText: text }).first();
  }

  /** The notification that holds `text`. */
  notification(text: string | RegExp): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item', { hasText: text }).first();
  }

  /** Presses a button of the notification that holds `text`. */
  async answerNotification(text: string | RegExp, button: string): Promise<void> {
    await this.notification(text).hover();
    await this.notification(text).getByRole('button', { name: button }).click();
  }

  async dismissNotifications(): Promise<void> {
    await this.runCommand('Notifications: Clear All Notifications');
  }

  /** The modal dialog on screen. */
  get dialog(): Locator {
    return this.page.locator('.monaco-dialog-box');
  }

  async answerDialog(button: string): Promise<void> {
    await this.dialog.getByRole('button', { name: button, exact: true }).click();
  }

  /** The entries of the context menu that is open. */
  async menuEntries(): Promise<string[]> {
    await this.page.locator('.monaco-menu .action-item').first().waitFor();
    return this.page.locator('.monaco-menu .action-label:not(.separator)').allInnerTexts();
  }

  async chooseFromMenu(...path: readonly string[]): Promise<void> {
    await chooseMenuEntry(this.page, ...path);
  }

  /** The page of the visible webview, to find elements in. */
  get webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready:visible').last().frameLocator('#active-frame');
  }

  /** The visible webview's own frame, for measuring. */
  async webviewFrame(): Promise<Frame> {
    await this.webview.locator('body').waitFor();
    const frame = await this.webview.locator('body').elementHandle();
    const owner = await frame?.ownerFrame();
    if (!owner) throw new Error('There is no webview on screen');
    return owner;
  }

  /** The tabs of the editor area. */
  async editorTabs(): Promise<string[]> {
    return this.page.locator('.editor-group-container .tab .label-name').allInnerTexts();
  }

  /** Writes `out/screenshots/<name>-<theme>.png`. */
  async screenshot(name: string): Promise<string> {
    return takeScreenshot(this.page, `${name}-${this.theme}`);
  }
}
