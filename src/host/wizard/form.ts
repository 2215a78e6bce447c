import * as vscode from 'vscode';
import type { Face } from '../../shared/region-types';
import type { ResourceNode } from '../../shared/worker';
import { codeOf } from '../messages';
import type { Session } from '../session';
import { describeFace, iconOf } from '../trees/tree-item';
import { openForWriting } from '../writable';
import { askOption, askText, type Option, runWizard, type Step } from './wizard';

/** What is wrong with a text; undefined when nothing is. */
export type Validate = (text: string) => string | undefined;

/** Step: a text, checked while it is typed. */
export function textStep(
  id: string,
  prompt: string,
  value: () => string,
  take: (text: string) => void,
  validate: Validate = () => undefined,
): Step {
  return {
    id,
    async run(place) {
      const answer = await askText(place, prompt, value(), validate);
      if (typeof answer === 'string') return answer;
      take(answer.value);
      return 'next';
    },
  };
}

/** Step: one of several rows. `isCurrent` tells the answer given before. */
export function pickStep<Value>(
  id: string,
  prompt: string,
  options: () => readonly Option<Value>[] | Promise<readonly Option<Value>[]>,
  take: (value: Value) => void,
  isCurrent: (value: Value) => boolean = () => false,
): Step {
  return {
    id,
    async run(place) {
      const answer = await askOption(place, prompt, options(), isCurrent);
      if (typeof answer === 'string') return answer;
      take(answer.value);
      return 'next';
    },
  };
}

/** A step that is passed over while something answered before makes it needless. */
export function when(isNeeded: () => boolean, step: Step): Step {
  return { ...step, isNeeded };
}

/** A resource as a row of a question. */
export function resourceOption(node: ResourceNode): Option<ResourceNode> {
  const { face, id } = node;
  const description = describeFace(face);
  return {
    label: face.label,
    description: face.label === id || description.startsWith(id) ? description : `${id} · ${description}`,
    iconPath: iconOf(face as Face),
    value: node,
  };
}

/** Rows for the resources of a kind, those that `fits` lets through. */
export async function resourceOptions(
  session: Session,
  kind: string,
  fits: (node: ResourceNode) => boolean = () => true,
): Promise<Option<ResourceNode>[]> {
  return (await session.allNodes(kind)).filter(fits).map(resourceOption);
}

/**
 * Asks the steps of a form and then does what they are for. What AWS refuses is shown, with its code, at the step that `stepOf` names for the code,
 * or at the last one, with all answers kept.
 * @returns false when the user left
 */
export async function runForm(
  session: Session,
  title: string,
  steps: readonly Step[],
  submit: () => Promise<void>,
  stepOf: (code: string) => string | undefined = () => undefined,
): Promise<boolean> {
  if (!(await openForWriting(session))) return false;
  const last = steps.at(-1)!.id;
  const done: Step = {
    id: 'submit',
    async run() {
      try {
        await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, submit);
        return 'next';
      } catch (error) {
        const code = codeOf(error);
        if (code === undefined) throw error;
        return { goTo: stepOf(code) ?? last, problem: { code, message: (error as Error).message } };
      }
    },
  };
  return runWizard(title, [...steps, done], steps.length);
}
