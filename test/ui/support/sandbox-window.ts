import { strict as assert } from 'node:assert';
import { extname } from 'node:path';
import type { Locator } from 'playwright-core';
import { openWorkbench } from './launch';
import type { Theme, WorkbenchOptions } from './launch';
import { takeScreenshot } from './pictures';
import type { TreeView } from './tree';
import { type Language, type Say, wordsIn } from './words';
import type { Workbench } from './workbench';

/** The theme of VS Code by its two automatic choices: what the browser's colour scheme leads to. */
const themesByScheme = { dark: 'Default Dark Modern', light: 'Default Light Modern' };

/** The steps of Quick Launch, in their order. */
export const launchSteps = ['image', 'type', 'key', 'group', 'name', 'count', 'review'] as const;

/** What to answer in Quick Launch; what is left out stays as the step offers it. */
export interface LaunchAnswers {
  image?: string;
  type?: string;
  /** Default: without a key pair. */
  key?: string;
  group?: string;
  name?: string;
  count?: number;
}

const patient = { timeout: 30_000 };

/** A workbench with Cloud Sandbox in its sidebar; the colour scheme can change at any moment, even with a menu open. */
export class SandboxWindow {
  /** What our texts are in the window's language. */
  readonly say: Say;

  constructor(
    readonly vs: Workbench,
    readonly language: Language = 'en',
  ) {
    this.say = wordsIn(language);
  }

  /** The Instances view. */
  get tree(): TreeView {
    return this.vs.tree(this.say('Instances'));
  }

  /** The clock in the status bar. */
  get clock(): Locator {
    return this.vs.page.locator('[id="cloud-sandbox.cloud-sandbox.cloudSandbox.clock"], .statusbar-item[id$="cloudSandbox.clock"]').first();
  }

  /** The title of the open quick pick or input box, such as `Quick Launch (1/7)`. */
  get quickTitle(): Locator {
    return this.vs.quickInput.locator('.quick-input-title');
  }

  /** Waits until Quick Launch shows a step. */
  async atStep(step: (typeof launchSteps)[number]): Promise<void> {
    const text = `${launchSteps.indexOf(step) + 1}/${launchSteps.length}`;
    await this.quickTitle.filter({ hasText: text }).waitFor(patient);
    if (step !== 'name' && step !== 'count') await this.vs.quickInput.locator('.monaco-list-row.focused').first().waitFor(patient);
  }

  /** Ticks the first row with this label in the open list and presses OK. */
  async tick(label: string): Promise<void> {
    await this.vs.pick(label);
    await this.vs.quickInput.getByRole('button', { name: 'OK', exact: true }).click();
    await this.vs.quickInput.waitFor({ state: 'hidden' });
  }

  /** Opens the view container and waits for the clock, which comes with the account. */
  async open(): Promise<void> {
    await this.vs.openViewContainer('Cloud Sandbox');
    await this.clock.waitFor(patient);
  }

  /** Runs a command of ours from the palette. */
  async run(english: string): Promise<void> {
    await this.vs.runCommand(`Cloud Sandbox: ${this.say(english)}`);
  }

  /** Moves the virtual clock forward until nothing is in transition. */
  async settle(): Promise<void> {
    await this.chooseInClock(this.say('Until nothing is in transition'));
  }

  /** Chooses in the menu of the clock, by its label. */
  async chooseInClock(label: string): Promise<void> {
    await this.clock.click();
    await this.vs.pick(label);
    await this.vs.quickInput.waitFor({ state: 'hidden' });
  }

  /** Pauses the clock, so that a passing state stays as long as a test looks at it. */
  async pause(): Promise<void> {
    await this.chooseInClock(this.say('Pause'));
    await this.clock.filter({ hasText: this.say('paused') }).waitFor();
  }

  /** Another window on the same profile. */
  beside(vs: Workbench): SandboxWindow {
    return new SandboxWindow(vs, this.language);
  }

  /** Answers all steps of Quick Launch, and launches. Call it when step 1 is on its way. */
  async launch(answers: LaunchAnswers = {}): Promise<void> {
    await this.launchUntilReview(answers);
    await this.vs.page.keyboard.press('Enter');
    await this.vs.quickInput.waitFor({ state: 'hidden', ...patient });
  }

  /** Answers the steps of Quick Launch up to the review. */
  async launchUntilReview(answers: LaunchAnswers = {}): Promise<void> {
    const { vs } = this;
    const choose = async (step: 'image' | 'type' | 'key' | 'group', label: string | undefined): Promise<void> => {
      await this.atStep(step);
      if (label === undefined) return vs.page.keyboard.press('Enter');
      if (step === 'type' || step === 'image') await vs.quickInputBox.fill(label);
      await vs.pick(label);
    };
    await choose('image', answers.image);
    await choose('type', answers.type ?? 't3.micro');
    await choose('key', answers.key ?? this.say('Proceed without a key pair'));
    await choose('group', answers.group ?? 'default');
    await this.atStep('name');
    await vs.enterText(answers.name ?? '');
    await this.atStep('count');
    await vs.enterText(String(answers.count ?? 1));
    await this.atStep('review');
  }

  /** What the row of an instance says: its state, and its public address if it has one. */
  async instance(label: string): Promise<{ state: string; publicIp: string | undefined }> {
    const row = (await this.tree.rows()).find((found) => found.label === label);
    assert.ok(row, `There is no row '${label}'`);
    const parts = row.description.split(' · ');
    return { state: parts[0] ?? '', publicIp: parts.find((part) => /^\d+\.\d+\.\d+\.\d+$/.test(part)) };
  }

  /** Notes each state that the row of an instance passes through from now on; the answer tells those seen so far. */
  async watchStates(label: string): Promise<() => Promise<string[]>> {
    const key = await this.vs.page.evaluate(
      ([view, name]) => {
        const seen: string[] = [];
        const holder = globalThis as unknown as { seenStates?: Record<string, string[]> };
        holder.seenStates ??= {};
        const own = `${name} ${Object.keys(holder.seenStates).length}`;
        holder.seenStates[own] = seen;
        const look = (): void => {
          for (const row of document.querySelectorAll(`[role="tree"][aria-label="${view}"] [role="treeitem"]`)) {
            if (row.querySelector('.label-name')?.textContent.trim() !== name) continue;
            const state = row.querySelector('.label-description')?.textContent.split(' · ')[0];
            if (state && seen.at(-1) !== state) seen.push(state);
          }
        };
        new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
        look();
        return own;
      },
      [this.say('Instances'), label] as const,
    );
    return () =>
      this.vs.page.evaluate((own) => (globalThis as unknown as { seenStates: Record<string, string[]> }).seenStates[own] ?? [], key);
  }

  /** Waits until something holds; what it is about is for the failure. */
  async until(what: string, holds: () => Promise<boolean>, timeout = 30_000): Promise<void> {
    const deadline = Date.now() + timeout;
    while (!(await holds())) {
      if (Date.now() > deadline) throw new Error(`Not within ${timeout / 1_000} s: ${what}`);
      await this.vs.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    }
  }

  /** Closes every editor tab and every notification. */
  async tidy(): Promise<void> {
    await this.vs.runCommand('View: Close All Editors');
    await this.vs.dismissNotifications();
  }

  /**
   * Names a file in the save dialog of a VS Code in the browser and presses OK, which is deaf while the dialog reads the folder. Until the dialog has
   * proposed a file, it overwrites what is typed.
   */
  async saveAs(file: string): Promise<void> {
    const button = this.vs.quickInput.getByRole('button', { name: 'OK', exact: true });
    const box = this.vs.quickInputBox;
    await this.until('the dialog proposes a file', async () => (await box.inputValue()).endsWith(extname(file)));
    await box.fill(file);
    await this.until('the file is saved', async () => {
      if (await button.isVisible()) await button.click({ timeout: 1_000 }).catch(() => undefined);
      return button.waitFor({ state: 'hidden', timeout: 500 }).then(
        () => true,
        () => false,
      );
    });
  }

  /** Turns the workbench to its dark or its light theme, by the colour scheme of the browser. */
  async setScheme(scheme: 'dark' | 'light'): Promise<void> {
    await this.vs.page.emulateMedia({ colorScheme: scheme });
    const classes =
      scheme === 'dark' ? '.monaco-workbench.vs-dark, .monaco-workbench.hc-black' : '.monaco-workbench.vs, .monaco-workbench.hc-light';
    await this.vs.page.locator(classes).first().waitFor();
  }

  /**
   * Writes `out/screenshots/<name>-dark.png` and `-light.png` of what is on screen, or of what `show` brings there, which a theme takes away. In Korean, one
   * theme shows what there is to see.
   */
  async picture(
    name: string,
    show?: () => Promise<unknown>,
    names: Record<'dark' | 'light', Theme> = { dark: 'dark', light: 'light' },
  ): Promise<void> {
    for (const scheme of this.language === 'en' ? (['light', 'dark'] as const) : (['dark'] as const)) {
      await this.setScheme(scheme);
      await show?.();
      await takeScreenshot(this.vs.page, `${name}-${names[scheme]}`);
    }
  }
}

/** Leaves one instance in each state, all with names, and the clock paused. */
export async function showEachState(sandbox: SandboxWindow): Promise<void> {
  const { vs, tree } = sandbox;
  await sandbox.chooseInClock('60×');
  for (const name of ['web', 'api', 'database', 'batch', 'old-web']) {
    await vs.runCommand('Cloud Sandbox: Quick Launch');
    await sandbox.launch({ name, type: name === 'database' ? 'm5a.large' : 't3.micro' });
    await tree.waitForRow(name, /^running/);
  }
  const terminate = async (name: string): Promise<void> => {
    await tree.chooseFromMenu(name, 'Instance State', 'Terminate');
    await vs.answerDialog('Terminate');
  };
  await tree.pressInline('web', 'Stop');
  await tree.pressInline('database', 'Stop');
  await terminate('old-web');
  await tree.waitForRow('web', /^stopped/);
  await tree.chooseFromMenu('web', 'Instance State', 'Start');
  for (const [name, state] of [
    ['web', /^running/],
    ['database', /^stopped/],
    ['old-web', /^terminated/],
  ] as const) {
    await tree.waitForRow(name, state);
  }
  await sandbox.pause();
  await tree.pressInline('api', 'Stop');
  await tree.waitForRow('api', /^stopping/);
  await terminate('batch');
  await tree.waitForRow('batch', /^shutting-down/);
  await vs.runCommand('Cloud Sandbox: Quick Launch');
  await sandbox.launch({ name: 'cache' });
  await tree.waitForRow('cache', /^pending/);
}

/** Opens a workbench with Cloud Sandbox in its sidebar on a fresh profile. */
export async function openSandbox({ settings, ...options }: WorkbenchOptions = {}): Promise<SandboxWindow> {
  const vs = await openWorkbench({
    ...options,
    settings: {
      'window.autoDetectColorScheme': true,
      'workbench.preferredDarkColorTheme': themesByScheme.dark,
      'workbench.preferredLightColorTheme': themesByScheme.light,
      'cloudSandbox.endpoint.port': 0,
      // The terminal's text is then in the page and can be waited for.
      'terminal.integrated.gpuAcceleration': 'off',
      ...settings,
    },
  });
  const sandbox = new SandboxWindow(vs, options.locale);
  await sandbox.open();
  return sandbox;
}

/**
 * In a suite whose tests are the parts of one story: the parts after one that failed fail at once instead of waiting for what cannot come. A
 * failed part leaves `out/screenshots/failed-<title>.png`.
 */
export function stopAtFirstFailure(window: () => SandboxWindow | undefined): void {
  let failed = '';
  beforeEach(() => assert.equal(failed, '', 'an earlier part of this story failed'));
  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    failed = this.currentTest.title;
    const page = window()?.vs.page;
    if (page && !page.isClosed()) await takeScreenshot(page, `failed-${failed.replace(/\W+/g, '-').slice(0, 60)}`);
  });
}
