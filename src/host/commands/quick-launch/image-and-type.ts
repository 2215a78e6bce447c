import * as vscode from 'vscode';
import type { InstanceTypeOffer } from '../../../shared/launch-offers';
import type { ResourceNode } from '../../../shared/worker';
import type { Session } from '../../session';
import { describeFace } from '../../trees/tree-item';
import { askOption, heading, type Option, type Step } from '../../wizard/wizard';
import { type ImageChoice, type LaunchDraft, usd } from './draft';

/** An image of a tree or a list. */
export function imageChoice({ id, face }: Pick<ResourceNode, 'id' | 'face'>): ImageChoice {
  return { id, title: face.label, windows: face.icon === 'window' };
}

async function imageOptions(session: Session): Promise<Option<ImageChoice>[]> {
  const nodes = await session.allNodes('images');
  const titles: [flag: string, title: string][] = [
    ['quick-start', vscode.l10n.t('Quick start')],
    ['marketplace', vscode.l10n.t('AWS Marketplace')],
    ['classic', vscode.l10n.t('Classic (deprecated)')],
  ];
  return titles.flatMap(([flag, title]) => {
    const shelf = nodes.filter(({ face }) => face.flags.includes(flag));
    const rows = shelf.map(({ id, face }) => ({
      label: face.label,
      description: `${id} · ${describeFace(face)}`,
      value: imageChoice({ id, face }),
    }));
    return rows.length > 0 ? [heading(title), ...rows] : [];
  });
}

/**
 * Step: which image. Another image may boot other types, so the offers are asked anew.
 * @param isGiven the draft has its image already: asked only when the user comes back
 */
export function imageStep(session: Session, draft: LaunchDraft, isGiven: boolean): Step {
  let skip = isGiven;
  return {
    id: 'image',
    async run(place) {
      if (skip) {
        skip = false;
        return 'next';
      }
      const prompt = vscode.l10n.t('Choose an image: search by name or AMI ID');
      const answer = await askOption(place, prompt, imageOptions(session), ({ id }) => id === draft.image?.id);
      if (typeof answer === 'string') return answer;
      if (answer.value.id !== draft.image?.id) delete draft.offers;
      draft.image = answer.value;
      return 'next';
    },
  };
}

/** An instance type as a row of a question. */
export function typeRow(offer: InstanceTypeOffer): Option<InstanceTypeOffer> {
  const { name, vcpus, memory, hourly, freeTier } = offer;
  const parts = [
    vcpus === 1 ? vscode.l10n.t('1 vCPU') : vscode.l10n.t('{0} vCPUs', vcpus),
    vscode.l10n.t('{0} GiB', memory),
    hourly === undefined ? vscode.l10n.t('price unknown') : vscode.l10n.t('{0} an hour', usd(hourly)),
    ...(freeTier ? [vscode.l10n.t('free tier')] : []),
  ];
  return { label: name, description: parts.join(' · '), value: offer };
}

/** Categories in the order of the console's list. */
function categoryTitles(): Readonly<Record<string, string>> {
  return {
    general: vscode.l10n.t('General purpose'),
    compute: vscode.l10n.t('Compute optimized'),
    memory: vscode.l10n.t('Memory optimized'),
    storage: vscode.l10n.t('Storage optimized'),
    accelerated: vscode.l10n.t('Accelerated computing'),
    hpc: vscode.l10n.t('High performance computing'),
  };
}

async function typeOptions(session: Session, draft: LaunchDraft): Promise<Option<InstanceTypeOffer>[]> {
  draft.offers ??= await session.launchOffers(draft.image?.id ?? '');
  const { types } = draft.offers;
  const group = (title: string, fits: (offer: InstanceTypeOffer) => boolean): Option<InstanceTypeOffer>[] => {
    const offers = types.filter(fits);
    return offers.length > 0 ? [heading(title), ...offers.map(typeRow)] : [];
  };
  return [
    ...group(vscode.l10n.t('Covered by the free tier'), ({ freeTier }) => freeTier),
    ...[true, false].flatMap((current) =>
      Object.entries(categoryTitles()).flatMap(([name, title]) =>
        group(
          current ? title : vscode.l10n.t('{0}, previous generation', title),
          ({ freeTier, category, currentGeneration }) => !freeTier && category === name && currentGeneration === current,
        ),
      ),
    ),
  ];
}

/** Step: which instance type, of all that boot the image. */
export function typeStep(session: Session, draft: LaunchDraft): Step {
  return {
    id: 'type',
    async run(place) {
      const prompt = vscode.l10n.t('Choose an instance type: search by name, vCPUs, memory, “free tier”');
      const answer = await askOption(place, prompt, typeOptions(session, draft), ({ name }) => name === draft.type?.name);
      if (typeof answer === 'string') return answer;
      draft.type = answer.value;
      return 'next';
    },
  };
}
