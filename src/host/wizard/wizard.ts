import * as vscode from 'vscode';

/** What went wrong, shown at the step that can mend it. */
export interface Problem {
  /** AWS's code. */
  readonly code: string;
  readonly message: string;
}

/** Where a step stands in its wizard. */
export interface StepPlace {
  readonly title: string;
  readonly step: number;
  readonly total: number;
  readonly canGoBack: boolean;
  readonly problem?: Problem;
}

/** How a step ended: on to the next, back, away, to another step, or to the step where a problem can be mended. */
export type StepEnd = 'next' | 'back' | 'cancel' | { readonly goTo: string; readonly problem?: Problem };

/** One question of a wizard. It keeps its answer in the wizard's draft, so that nothing is lost when the user goes back. */
export interface Step {
  readonly id: string;
  /** False: passed over, both ways. */
  isNeeded?(): boolean;
  run(place: StepPlace): Promise<StepEnd>;
}

/**
 * Runs the steps in order, back and forth; false when the user left.
 * @param total how many of them are questions
 */
export async function runWizard(title: string, steps: readonly Step[], total = steps.length): Promise<boolean> {
  let at = 0;
  let direction = 1;
  let problem: Problem | undefined;
  for (;;) {
    const step = steps[at];
    if (!step) return true;
    if (step.isNeeded?.() === false) {
      at += direction;
      continue;
    }
    const end = await step.run({ title, step: at + 1, total, canGoBack: at > 0, ...(problem && { problem }) });
    problem = undefined;
    if (end === 'cancel') return false;
    direction = end === 'back' ? -1 : 1;
    if (typeof end === 'string') at += direction;
    else {
      at = steps.findIndex(({ id }) => id === end.goTo);
      problem = end.problem;
    }
  }
}

/** The answer to a question, or how the user left it. */
export type Answer<Value> = { readonly value: Value } | 'back' | 'cancel';

/** One row of a question: what it stands for, or a heading. */
export interface Option<Value> extends vscode.QuickPickItem {
  readonly value?: Value;
}

/** A heading above rows. */
export function heading(label: string): vscode.QuickPickItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

/** Characters that a row of a quick pick shows for certain. */
const rowWidth = 80;

/** A problem as rows: a row cuts off what is too long for it. */
function problemRows({ code, message }: Problem): vscode.QuickPickItem[] {
  const lines = message.match(new RegExp(`\\S.{0,${rowWidth - 1}}(?=\\s|$)|\\S+`, 'g')) ?? [];
  return [`$(error) ${code}`, ...lines.map((line) => `$(blank) ${line}`)].map((label) => ({ label, alwaysShow: true }));
}

function prepare(input: vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox, place: StepPlace): void {
  input.title = place.title;
  // A single question is no series.
  if (place.total > 1) Object.assign(input, { step: place.step, totalSteps: place.total });
  input.ignoreFocusOut = true;
  input.buttons = place.canGoBack ? [vscode.QuickInputButtons.Back] : [];
}

/**
 * Asks for one of several rows. A problem stands above them, with the answer that met it, and cannot be chosen.
 * @param options the rows, or a promise of them during which the question is busy
 * @param isCurrent which row stands for the answer given before
 */
export async function askOption<Value>(
  place: StepPlace,
  placeholder: string,
  options: readonly Option<Value>[] | Promise<readonly Option<Value>[]>,
  isCurrent: (value: Value) => boolean = () => false,
): Promise<Answer<Value>> {
  const input = vscode.window.createQuickPick<Option<Value>>();
  prepare(input, place);
  input.placeholder = placeholder;
  input.matchOnDescription = true;
  input.matchOnDetail = true;
  input.busy = true;
  const answer = new Promise<Answer<Value>>((resolve) => {
    input.onDidTriggerButton(() => resolve('back'));
    input.onDidHide(() => resolve('cancel'));
    input.onDidAccept(() => {
      const [chosen] = input.selectedItems;
      if (chosen?.value !== undefined) resolve({ value: chosen.value });
    });
  });
  input.show();
  try {
    const rows = await Promise.race([options, answer.then(() => [])]);
    const current = rows.find(({ value }) => value !== undefined && isCurrent(value)) ?? rows.find(({ value }) => value !== undefined);
    // The answer that met the problem stands below it: where it usually stands, both may not be on screen at once.
    input.items = place.problem
      ? [...problemRows(place.problem), ...(current ? [current] : []), ...rows.filter((row) => row !== current)]
      : rows;
    if (current) input.activeItems = [current];
    else input.placeholder = vscode.l10n.t('{0}: there is none', placeholder);
    input.busy = false;
    return await answer;
  } finally {
    input.dispose();
  }
}

/**
 * Asks for a text.
 * @param validate what is wrong with a text, undefined when nothing is
 */
export async function askText(
  place: StepPlace,
  prompt: string,
  value: string,
  validate: (text: string) => string | undefined,
): Promise<Answer<string>> {
  const input = vscode.window.createInputBox();
  prepare(input, place);
  input.prompt = prompt;
  input.value = value;
  const { problem } = place;
  input.validationMessage = problem ? `${problem.code}: ${problem.message}` : undefined;
  try {
    return await new Promise<Answer<string>>((resolve) => {
      input.onDidTriggerButton(() => resolve('back'));
      input.onDidHide(() => resolve('cancel'));
      input.onDidChangeValue((text) => (input.validationMessage = validate(text)));
      input.onDidAccept(() => {
        input.validationMessage = validate(input.value);
        if (input.validationMessage === undefined) resolve({ value: input.value });
      });
      input.show();
    });
  } finally {
    input.dispose();
  }
}
