import { strict as assert } from 'node:assert';
import type { Frame, FrameLocator, Locator } from 'playwright-core';
import { findClippedText, findLowContrast, runAxe } from './accessibility';
import type { SandboxWindow } from './sandbox-window';

const patient = { timeout: 30_000 };

/** The launch wizard's page, worked by mouse and keyboard. */
export class WizardPage {
  constructor(readonly sandbox: SandboxWindow) {}

  get page(): FrameLocator {
    return this.sandbox.vs.webview;
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** A field by its label; what is said below it is part of its name. */
  field(label: string): Locator {
    return this.page.getByRole('textbox', { name: new RegExp(`^${label}`) });
  }

  tick(label: string): Locator {
    return this.page.getByRole('checkbox', { name: new RegExp(`^${label}`) });
  }

  choice(label: string): Locator {
    return this.page.getByRole('combobox', { name: new RegExp(`^${label}`) });
  }

  async atStep(number: number, title: string): Promise<void> {
    await this.page.getByRole('heading', { level: 2, name: `Step ${number}: ${title}` }).waitFor(patient);
  }

  get summary(): Locator {
    return this.page.getByRole('complementary', { name: 'Summary' });
  }

  /** What the summary says of something. */
  async summaryOf(name: string): Promise<string> {
    return this.summary
      .locator('dl > div', { has: this.page.locator('dt', { hasText: name }) })
      .locator('dd')
      .first()
      .innerText();
  }

  /** The page is free of clipped or pale text, and of what axe-core finds. */
  async check(): Promise<void> {
    const frame = await this.sandbox.vs.webviewFrame();
    assert.deepEqual(await runAxe(frame), []);
    assert.deepEqual(await findLowContrast(frame), []);
    assert.deepEqual(await findClippedText(frame), []);
  }

  /** Presses Tab until what has the focus is called so: its label begins with the words. */
  async tabTo(words: string, presses = 60): Promise<void> {
    const { page } = this.sandbox.vs;
    const frame = await this.sandbox.vs.webviewFrame();
    const seen: string[] = [];
    for (let press = 0; press < presses; press++) {
      const name = await frame.evaluate(() => {
        const host = document.activeElement;
        const active = host?.shadowRoot?.activeElement ?? host;
        const label = (active as HTMLSelectElement | null)?.labels?.[0]?.textContent;
        const texts = [active?.getAttribute('aria-label'), label, active?.textContent, host?.getAttribute('aria-label'), host?.textContent];
        return (texts.find((text) => text?.trim()) ?? '').trim();
      });
      if (name.startsWith(words)) return;
      seen.push(name.slice(0, 40));
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not lead to '${words}', but to: ${seen.join(' | ')}`);
  }

  /** Pictures in both themes, and the page's checks. */
  async picture(name: string): Promise<void> {
    await this.sandbox.picture(`wizard-${name}`);
    await this.check();
  }
}

/** The longest time from a keystroke in the page to its layout, milliseconds. */
export async function slowestKeystroke(frame: Frame, work: () => Promise<void>): Promise<number> {
  await frame.evaluate(() => {
    const holder = globalThis as unknown as { keystrokes: number[] };
    holder.keystrokes = [];
    let start = 0;
    addEventListener('input', () => (start = performance.now()), true);
    addEventListener('input', () => {
      document.body.getBoundingClientRect();
      holder.keystrokes.push(performance.now() - start);
    });
  });
  await work();
  const times = await frame.evaluate(() => (globalThis as unknown as { keystrokes: number[] }).keystrokes);
  assert.ok(times.length >= 6, `only ${times.length} keystrokes were seen`);
  return Math.max(...times);
}
