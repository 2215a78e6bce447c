import * as vscode from 'vscode';
import { askText, type Step } from '../../wizard/wizard';
import type { LaunchDraft } from './draft';

/** Longest value of a tag (EC2 User Guide, Tag restrictions). */
const longestTag = 256;
/** Most instances of one call here; AWS's own limits come on top (EC2 User Guide, RunInstances). */
const mostInstances = 1_000;

/** Step: what the instances are called. */
export function nameStep(draft: LaunchDraft): Step {
  return {
    id: 'name',
    async run(place) {
      const prompt = vscode.l10n.t('Name of the instance; may be empty');
      const answer = await askText(place, prompt, draft.name, (text) =>
        text.length > longestTag ? vscode.l10n.t('At most {0} characters', longestTag) : undefined,
      );
      if (typeof answer === 'string') return answer;
      draft.name = answer.value.trim();
      return 'next';
    },
  };
}

/** Step: how many. */
export function countStep(draft: LaunchDraft): Step {
  return {
    id: 'count',
    async run(place) {
      const prompt = vscode.l10n.t('How many instances?');
      const answer = await askText(place, prompt, String(draft.count), (text) =>
        /^[1-9]\d{0,3}$/.test(text.trim()) && Number(text) <= mostInstances
          ? undefined
          : vscode.l10n.t('A whole number from 1 to {0}', mostInstances),
      );
      if (typeof answer === 'string') return answer;
      draft.count = Number(answer.value);
      return 'next';
    },
  };
}
