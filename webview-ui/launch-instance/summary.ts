import * as l10n from '@vscode/l10n';
import type { CostItem, CostLine, LaunchCost } from '../../src/shared/launch-cost';
import { element } from '../kit/element';
import { usd, usdMonthly } from './format';
import type { Wizard } from './wizard';

const row = (name: string, value: string): HTMLElement => element('div', {}, element('dt', {}, name), element('dd', {}, value));

function itemText(item: CostItem): string {
  return {
    instance: l10n.t('Instance'),
    software: l10n.t('Software'),
    storage: l10n.t('Storage'),
    'public-ipv4': l10n.t('Public IPv4'),
    monitoring: l10n.t('Monitoring'),
  }[item];
}

/** What a line costs in the month: free where the free tier pays for all of it. */
function lineText({ monthly, reduced }: CostLine): string {
  if (monthly === undefined) return l10n.t('price unknown');
  return reduced && monthly < 0.005 ? l10n.t('free') : usdMonthly(monthly);
}

/** What of a launch is free, and under what. */
export function freeText(wizard: Wizard, cost: LaunchCost): string {
  const { terms } = wizard.start;
  if (terms.freeTierPlan === 'none') return l10n.t('This account has no free tier.');
  if (terms.freeTierPlan === 'credit') {
    return wizard.draft.type?.freeTier
      ? l10n.t('The free plan includes this type; what it costs is taken from the credits.')
      : l10n.t('This type is not part of the free plan.');
  }
  const left = terms.freeTierLeft;
  if (!left) return '';
  const plan = l10n.t(
    'The 12-month free tier gives {0} instance hours and {1} GiB of storage a month.',
    left.monthly.instanceHours,
    left.monthly.ebsGib,
  );
  if (cost.free) return `${l10n.t('Free under the 12-month free tier.')} ${plan}`;
  return cost.lines.some(({ reduced }) => reduced) ? `${l10n.t('Partly free.')} ${plan}` : plan;
}

/** Whose the costs are. */
const whose = (): HTMLElement =>
  element('p', { class: 'dim small' }, l10n.t('Costs are what AWS would charge; the sandbox charges nothing.'));

/** What stands where there is nothing to say. */
const none = '–';

/** The costs, or where they would stand while nobody can tell how many instances they are of. */
function costParts(wizard: Wizard, cost: LaunchCost | undefined): HTMLElement[] {
  const { hoursInMonth } = wizard.start.terms;
  const lines = cost?.lines.map((line) => row(itemText(line.item), lineText(line))) ?? [];
  const price = (value: number | undefined, text: (value: number) => string): string =>
    !cost ? none : value === undefined ? l10n.t('price unknown') : text(value);
  const hourly = price(cost?.listHourly, usd);
  const monthly = price(cost?.monthly, (sum) => (cost?.free ? l10n.t('free') : usdMonthly(sum)));
  return [
    element('h3', {}, l10n.t('Cost of this month ({0} hours)', hoursInMonth)),
    ...(lines.length > 0 ? [element('dl', { class: 'cost' }, ...lines)] : []),
    element('dl', { class: 'cost total' }, row(l10n.t('Total'), monthly), row(l10n.t('An hour, before free tier'), hourly)),
    whose(),
    ...(cost ? [element('p', { class: 'dim small' }, freeText(wizard, cost))] : []),
  ];
}

/** The name of the group or groups. */
export function groupText(wizard: Wizard): string {
  const { draft, lists } = wizard;
  if (draft.groupKind === 'new') return l10n.t('{0} (new)', draft.groupName.trim() || lists.freeGroupName());
  const names = draft.groupIds.map((id) => lists.groups.find(({ GroupId }) => GroupId === id)?.GroupName ?? id);
  return names.length > 0 ? names.join(', ') : l10n.t('none');
}

/** The storage in a few words: `8 GiB gp3`. */
export function storageText({ draft }: Wizard): string {
  return draft.volumes.map(({ gib, type }) => l10n.t('{0} GiB {1}', gib, type)).join(', ');
}

/** What stands beside every step. */
export function summary(wizard: Wizard): HTMLElement[] {
  const { draft } = wizard;
  const isPriced = draft.image !== undefined && draft.type !== undefined;
  return [
    element('h2', {}, l10n.t('Summary')),
    element(
      'dl',
      {},
      row(l10n.t('Image'), draft.image?.title ?? none),
      row(l10n.t('Instance type'), draft.type?.name ?? none),
      row(l10n.t('Number of instances'), draft.count),
      row(l10n.t('Storage'), draft.volumes.length > 0 ? storageText(wizard) : none),
      row(l10n.t('Security group'), groupText(wizard)),
    ),
    ...(isPriced
      ? costParts(wizard, wizard.cost())
      : [element('p', { class: 'dim' }, l10n.t('The cost follows from image and type.')), whose()]),
  ];
}
