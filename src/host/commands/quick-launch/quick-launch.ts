import * as vscode from 'vscode';
import { codeOf, explain, nameList } from '../../messages';
import type { Services } from '../../services';
import type { Session } from '../../session';
import { type CommandArguments, subjectsOf } from '../subjects';
import { openForWriting } from '../../writable';
import { askOption, heading, type Option, runWizard, type Step } from '../../wizard/wizard';
import { hourlyCost, type LaunchDraft, usd } from './draft';
import { groupStep } from './group-step';
import { imageChoice, imageStep, typeStep } from './image-and-type';
import { keyStep } from './key-step';
import { launch, stepOfError } from './launch';
import { countStep, nameStep } from './name-and-count';

/** A row of the review: launch, or back to the step it tells about. */
type ReviewChoice = { readonly launch: true } | { readonly goTo: string };

function costText(draft: LaunchDraft): string {
  const cost = hourlyCost(draft);
  if (cost === undefined) return vscode.l10n.t('The price is not known.');
  return vscode.l10n.t('AWS would charge about {0} an hour: instance, root volume, public IPv4 address.', usd(cost));
}

function reviewOptions(draft: LaunchDraft): Option<ReviewChoice>[] {
  const none = vscode.l10n.t('none');
  const row = (label: string, description: string, goTo: string): Option<ReviewChoice> => ({ label, description, value: { goTo } });
  return [
    {
      label: `$(rocket) ${draft.count === 1 ? vscode.l10n.t('Launch') : vscode.l10n.t('Launch {0} instances', draft.count)}`,
      ...(draft.type?.freeTier && { description: vscode.l10n.t('The free tier covers it within its monthly hours.') }),
      detail: costText(draft),
      value: { launch: true },
    },
    heading(vscode.l10n.t('Change')),
    row(vscode.l10n.t('Image'), `${draft.image?.title ?? ''} (${draft.image?.id ?? ''})`, 'image'),
    row(vscode.l10n.t('Instance type'), draft.type?.name ?? '', 'type'),
    row(vscode.l10n.t('Key pair'), draft.key?.name ?? none, 'key'),
    row(vscode.l10n.t('Security group'), draft.group?.name ?? none, 'group'),
    row(vscode.l10n.t('Name'), draft.name || none, 'name'),
    row(vscode.l10n.t('Number of instances'), String(draft.count), 'count'),
  ];
}

/** Step: all at a glance, then the launch. An error takes the user to the step that can mend it. */
function reviewStep(session: Session, draft: LaunchDraft, onLaunched: (ids: string[]) => void): Step {
  return {
    id: 'review',
    async run(place) {
      const answer = await askOption(place, vscode.l10n.t('Review, then launch'), reviewOptions(draft));
      if (typeof answer === 'string') return answer;
      if ('goTo' in answer.value) return answer.value;
      try {
        const progress = { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Launching…') };
        onLaunched(await vscode.window.withProgress(progress, () => launch(session, draft)));
        return 'next';
      } catch (error) {
        const code = codeOf(error);
        if (code === undefined) throw error;
        return { goTo: stepOfError(code), problem: { code, message: error instanceof Error ? error.message : explain(error) } };
      }
    },
  };
}

/** Asks for what a launch needs, step by step, and launches; called for an image, it starts from that one. */
export async function quickLaunch({ session, views }: Services, ...args: CommandArguments): Promise<void> {
  const image = subjectsOf(views, args).find(({ kind }) => kind === 'images');
  const draft: LaunchDraft = { name: '', count: 1, ...(image && { image: imageChoice(image.node) }) };
  let launched: string[] = [];
  const steps = [
    imageStep(session, draft, image !== undefined),
    typeStep(session, draft),
    keyStep(session, draft),
    groupStep(session, draft),
    nameStep(draft),
    countStep(draft),
    reviewStep(session, draft, (ids) => (launched = ids)),
  ];
  if (!(await openForWriting(session))) return;
  if (!(await runWizard(vscode.l10n.t('Quick Launch'), steps))) return;
  const show = vscode.l10n.t('Show in Sidebar');
  const answer = await vscode.window.showInformationMessage(vscode.l10n.t('Launched {0}', nameList(launched)), show);
  if (answer === show && launched[0] !== undefined) await views.reveal('instances', launched[0]);
}
