import { strict as assert } from 'node:assert';
import type { Frame, FrameLocator, Locator } from 'playwright-core';
import { assertWithin, fixedWork } from '../../support/limits';
import { findClippedText, findLowContrast, runAxe } from './accessibility';
import type { SandboxWindow } from './sandbox-window';
import { literally } from './words';

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

  /** One of our texts in the window's language, as the beginning of a label. */
  label(english: string, ...args: (string | number)[]): string {
    return literally(this.sandbox.say(english, ...args));
  }

  /** Presses the button with one of our texts. */
  async press(english: string, ...args: (string | number)[]): Promise<void> {
    await this.button(this.sandbox.say(english, ...args)).click(patient);
  }

  /** Step 1, which leads to step 2 by itself. */
  async chooseImage(title: string): Promise<void> {
    await this.atStep(1, 'Choose AMI');
    await this.press('Select {0}', title);
    await this.atStep(2, 'Choose Instance Type');
  }

  /** Finds a type among all of them and chooses it. */
  async chooseType(name: string): Promise<void> {
    const search = this.label('Search types by name, vCPUs, memory or chip, such as “t3”, “4 vcpu”, “16 gib arm64”');
    await this.page.locator('tr[aria-selected="true"]').waitFor(patient);
    await this.field(search).fill(name);
    const hasText = new RegExp(`^${literally(name)}( |$)`);
    await this.page.locator('tr .type-name', { hasText }).click();
    await this.page.locator('tr[aria-selected="true"] .type-name', { hasText }).waitFor();
  }

  async goTo(number: number, title: string): Promise<void> {
    await this.press('Next: {0}', this.sandbox.say(title));
    await this.atStep(number, title);
  }

  async review(): Promise<void> {
    await this.press('Review and Launch');
    await this.atStep(7, 'Review');
  }

  /** Launches one instance and goes to where it stands in the sidebar, by a button or by the link beside its id. */
  async launch(way: 'View Instances' | 'Show in Sidebar', picture?: string): Promise<void> {
    await this.press('Launch');
    await this.page
      .getByRole('heading', { name: new RegExp(`^${this.label('Launched {0}', 'ID').replace('ID', 'i-[0-9a-f]{17}')}$`) })
      .waitFor(patient);
    if (picture !== undefined) await this.sandbox.picture(picture);
    await this.check();
    const name = this.label(way);
    await this.page.getByRole('button', { name: new RegExp(`^${name}(: i-[0-9a-f]{17})?$`) }).click();
  }

  async atStep(number: number, title: string): Promise<void> {
    const { say } = this.sandbox;
    await this.page.getByRole('heading', { level: 2, name: say('Step {0}: {1}', number, say(title)) }).waitFor(patient);
  }

  get summary(): Locator {
    return this.page.getByRole('complementary', { name: this.sandbox.say('Summary') });
  }

  /** What the summary says of something. */
  async summaryOf(name: string): Promise<string> {
    return this.summary
      .locator('dl > div', { has: this.page.locator('dt', { hasText: this.sandbox.say(name) }) })
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
        // When nothing has the focus, the body stands for it, and its text begins like the page's.
        const host = document.activeElement === document.body ? null : document.activeElement;
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

/** A page that notes how long its keystrokes take. */
interface Timed {
  keystrokes?: number[];
}

/** The longest time from a keystroke in the page to its layout, milliseconds. */
async function slowestKeystroke(frame: Frame, type: () => Promise<void>): Promise<number> {
  await frame.evaluate(() => {
    const holder = globalThis as Timed;
    const isWatched = holder.keystrokes !== undefined;
    holder.keystrokes = [];
    if (isWatched) return;
    let start = 0;
    addEventListener('input', () => (start = performance.now()), true);
    addEventListener('input', () => {
      document.body.getBoundingClientRect();
      holder.keystrokes?.push(performance.now() - start);
    });
  });
  await type();
  const times = await frame.evaluate(() => (globalThis as Timed).keystrokes ?? []);
  assert.ok(times.length >= 6, `only ${times.length} keystrokes were seen`);
  return Math.max(...times);
}

/** Asserts that no keystroke takes longer than a frame, 16 ms; answers what the slowest took in words. */
export async function assertPromptKeys(frame: Frame, type: () => Promise<void>): Promise<string> {
  const measured = await assertWithin({
    what: 'a keystroke',
    limit: 16,
    measure: () => slowestKeystroke(frame, type),
    yardstick: () => frame.evaluate(fixedWork, undefined),
  });
  return `slowest keystroke ${measured.map((time) => time.toFixed(1)).join(', ')} ms`;
}
