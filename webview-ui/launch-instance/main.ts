import * as l10n from '@vscode/l10n';
import type { LaunchInstanceCalls, LaunchInstanceEvents, LaunchStart } from '../../src/shared/launch-instance';
import { element } from '../kit/element';
import { connect } from '../kit/page';
import { ui } from '../kit/ui';
import { actionBar } from './action-bar';
import { launched } from './launched';
import { configureStep } from './step-configure';
import { groupStep } from './step-group';
import { imageStep } from './step-image';
import { reviewStep } from './step-review';
import { storageStep } from './step-storage';
import { tagsStep } from './step-tags';
import { typeStep } from './step-type';
import { type StepName, stepNames, stepTitle } from './steps';
import { summary } from './summary';
import { Wizard } from './wizard';
import './launch-instance.css';
import './summary.css';
import './steps.css';
import './editable-table.css';

const bodies: Readonly<Record<StepName, (wizard: Wizard) => HTMLElement[]>> = {
  image: imageStep,
  type: typeStep,
  configure: configureStep,
  storage: storageStep,
  tags: tagsStep,
  group: groupStep,
  review: reviewStep,
};

const page = document.getElementById('page') as HTMLElement;
const announcement = element('div', { class: 'screen-reader-only', role: 'alert' });
const navigation = element('nav', { 'aria-label': l10n.t('Steps'), class: 'steps' });
const content = element('div', { class: 'content' });
const aside = element('aside', { class: 'summary', 'aria-label': l10n.t('Summary') });
const bar = element('div', { class: 'bar' });
let wizard: Wizard | undefined;

function showNavigation(): void {
  const items = stepNames.map((step, index) => {
    const isCurrent = wizard?.draft.step === step;
    const entry = element(
      'button',
      {
        type: 'button',
        'aria-current': isCurrent ? 'step' : undefined,
        disabled: !wizard?.canEnter(step),
        click: () => wizard?.goTo(step),
      },
      element('span', { class: 'number', 'aria-hidden': 'true' }, String(index + 1)),
      stepTitle(step),
    );
    return element('li', {}, entry);
  });
  const focused = [...navigation.querySelectorAll('button')].findIndex((button) => button === document.activeElement);
  navigation.replaceChildren(element('ol', {}, ...items));
  navigation.querySelectorAll('button')[focused]?.focus();
}

/** The step as it is now; the heading may take the focus, but no Tab stops there. */
function fill(of: Wizard): void {
  of.forgetFields();
  const { step, launched: ids } = of.draft;
  if (ids) {
    content.replaceChildren(...launched(of, ids));
    return;
  }
  const number = stepNames.indexOf(step) + 1;
  const heading = element('h2', { tabindex: '-1' }, l10n.t('Step {0}: {1}', number, stepTitle(step)));
  content.replaceChildren(heading, ...bodies[step](of));
  of.showProblems();
  const homeless = of.homelessRefusal();
  if (homeless) heading.after(element('p', { class: 'notice error' }, homeless));
  if (of.lists.failure) heading.after(element('p', { class: 'notice warning' }, of.lists.failure));
}

function follow(): void {
  if (!wizard) return;
  showNavigation();
  aside.replaceChildren(...summary(wizard));
  ui.replace(bar, actionBar(wizard));
  navigation.hidden = aside.hidden = bar.hidden = wizard.draft.launched !== undefined;
}

/** What a control reads like: those of a step that are no fields are known again by it. */
const wordsOf = (control: Element): string => `${control.tagName} ${control.getAttribute('aria-label') ?? control.textContent}`;

/** Notes what has the focus within the step. The answer gives it back once the step is made anew: to the field, else to the control, else to the heading. */
function holdFocus(): () => void {
  const active = document.activeElement;
  if (!active || !content.contains(active)) return () => undefined;
  const name = active.closest<HTMLElement>('[data-focus]')?.dataset['focus'];
  const words = wordsOf(active);
  return () => {
    if (name !== undefined && wizard?.focusField(name)) return;
    const named = name === undefined ? null : content.querySelector<HTMLElement>(`[data-focus="${CSS.escape(name)}"]`);
    const alike = [...content.querySelectorAll<HTMLElement>(active.tagName)].find((control) => wordsOf(control) === words);
    (named ?? alike ?? content.querySelector<HTMLElement>('h2'))?.focus();
  };
}

const screen = {
  showStep(): void {
    if (!wizard) return;
    fill(wizard);
    follow();
    const heading = content.querySelector<HTMLElement>('h2');
    heading?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  },
  redraw(): void {
    if (!wizard) return;
    const giveBack = holdFocus();
    const { scrollX, scrollY } = window;
    fill(wizard);
    follow();
    window.scrollTo(scrollX, scrollY);
    giveBack();
  },
  follow,
  announce(text: string): void {
    announcement.textContent = '';
    announcement.textContent = text;
  },
};

/** Says which region it is, and whether anything can be launched. */
function introduce({ regionName, region: code, readOnly }: LaunchStart): void {
  region.textContent = `${regionName} · ${code}`;
  readOnlyNotice.hidden = !readOnly;
}

async function begin(): Promise<void> {
  const extension = connect<LaunchInstanceCalls, LaunchInstanceEvents>();
  try {
    const start = await extension.call('start', null);
    wizard = new Wizard(extension, start, screen);
    introduce(start);
    extension.on('launched', (view) => wizard?.onLaunched?.(view));
    extension.on('replaced', () => {
      void extension.call('start', null).then((anew) => (introduce(anew), wizard?.replace(anew)));
    });
    fill(wizard);
    follow();
    await wizard.load();
    follow();
  } catch (error) {
    content.replaceChildren(element('p', { class: 'notice error', role: 'alert' }, (error as Error).message));
  }
}

const readOnlyNotice = element(
  'p',
  { class: 'notice warning', hidden: true },
  l10n.t('Another window holds this account: nothing can be launched from this one.'),
);
const region = element('span', { class: 'dim' });
showNavigation();
content.append(ui.progress(l10n.t('Reading the account…')));
page.replaceChildren(
  element('header', {}, element('h1', {}, l10n.t('Launch Instance')), region),
  navigation,
  element('div', { class: 'columns' }, element('div', { class: 'main-column' }, readOnlyNotice, content), aside),
  bar,
  announcement,
);
void begin();
