import * as l10n from '@vscode/l10n';
import type { InstanceTypeOffer } from '../../src/shared/launch-offers';
import { element } from '../kit/element';
import { LongTable } from '../kit/long-table';
import { tabs } from '../kit/tabs';
import { ui } from '../kit/ui';
import type { TypeSort } from './draft';
import { disksText, usd } from './format';
import { noTypes } from './no-types';
import { compareTypes, filterTypes } from './type-filter';
import type { Wizard } from './wizard';

const families = (): { id: string; label: string }[] => [
  { id: '', label: l10n.t('All families') },
  { id: 'general', label: l10n.t('General purpose (m, t)') },
  { id: 'compute', label: l10n.t('Compute optimized (c)') },
  { id: 'memory', label: l10n.t('Memory optimized (r, x)') },
  { id: 'storage', label: l10n.t('Storage optimized (d, i)') },
  { id: 'accelerated', label: l10n.t('GPU and accelerators (g, p)') },
  { id: 'hpc', label: l10n.t('HPC') },
];

function nameCell({ name, freeTier, currentGeneration }: InstanceTypeOffer): Node {
  const made = element('span', { class: 'type-name' }, name);
  if (freeTier) made.append(' ', element('span', { class: 'free' }, l10n.t('Free tier')));
  if (!currentGeneration) made.append(' ', element('span', { class: 'dim very-wide' }, l10n.t('previous generation')));
  return made;
}

function typeTable(wizard: Wizard, onSort: (by: TypeSort) => void): LongTable<InstanceTypeOffer, TypeSort | 'storage'> {
  const { draft } = wizard;
  return new LongTable<InstanceTypeOffer, TypeSort | 'storage'>({
    label: l10n.t('Instance types'),
    keyOf: ({ name }) => name,
    ...(draft.type && { chosen: draft.type.name }),
    onChoose: (type) => wizard.change((edited) => void (edited.type = type), { field: 'type' }),
    onSort: (by) => by !== 'storage' && onSort(by),
    columns: [
      { id: 'name', title: l10n.t('Type'), width: 2.4, cell: nameCell },
      { id: 'vcpus', title: l10n.t('vCPUs'), width: 0.8, numeric: true, cell: ({ vcpus }) => String(vcpus) },
      { id: 'memory', title: l10n.t('Memory (GiB)'), numeric: true, cell: ({ memory }) => memory },
      { id: 'storage', title: l10n.t('Instance storage'), width: 1.7, wideOnly: 'very-wide', cell: ({ disks }) => disksText(disks) },
      {
        id: 'network',
        title: l10n.t('Network performance'),
        width: 1.8,
        wideOnly: 'wide',
        cell: ({ networkPerformance }) => networkPerformance ?? '–',
      },
      {
        id: 'price',
        title: l10n.t('Price an hour'),
        numeric: true,
        cell: ({ hourly }) => (hourly === undefined ? l10n.t('unknown') : usd(hourly)),
      },
    ],
  });
}

/** Step 2: which instance type, of all that boot the image. */
export function typeStep(wizard: Wizard): HTMLElement[] {
  const { draft, offers } = wizard;
  if (wizard.offersProblem) return [element('p', { class: 'notice error' }, wizard.offersProblem)];
  if (!offers) return [ui.progress(l10n.t('Reading instance types…'))];
  const { types } = offers;
  const count = element('p', { class: 'dim', 'aria-live': 'polite' });
  const none = element('div', { role: 'status' });
  const show = (reveal = false): void => {
    const found = filterTypes(types, draft);
    if (draft.typeSort) found.sort(compareTypes(draft.typeSort));
    table.sorted(draft.typeSort?.by, draft.typeSort?.descending ?? false);
    table.show(found, reveal);
    count.textContent = l10n.t('{0} of {1} types', found.length, types.length);
    none.replaceChildren(...(found.length > 0 ? [] : noTypes(wizard)));
  };
  const filter = (edit: () => void): void => {
    edit();
    show();
    wizard.save();
  };
  const table = typeTable(wizard, (by) =>
    filter(() => {
      const again = draft.typeSort?.by === by;
      draft.typeSort = { by, descending: again && !draft.typeSort?.descending };
    }),
  );
  const search = ui.textField({
    label: l10n.t('Search types by name, vCPUs, memory or chip, such as “t3”, “4 vcpu”, “16 gib arm64”'),
    value: draft.typeSearch,
    onInput: (text) => filter(() => (draft.typeSearch = text)),
  });
  const current = ui.checkbox({
    label: l10n.t('Current generations only'),
    checked: draft.currentOnly,
    onChange: (checked) => filter(() => (draft.currentOnly = checked)),
  });
  const panel = element('div', {}, count, none, table.element);
  const present = new Set(types.map(({ category }) => category));
  const entries = families().filter(({ id }) => id === '' || present.has(id));
  const choice = tabs(
    { label: l10n.t('Families'), tabs: entries, selected: draft.typeFamily, onSelect: (id) => filter(() => (draft.typeFamily = id)) },
    panel,
  );
  const field = {
    element: element('div', {}, element('p', { class: 'problem' })),
    control: table.element,
    focus: () => table.focus(),
    hint: () => undefined,
    problem(text: string | undefined) {
      this.element.querySelector('.problem')!.textContent = text ?? '';
    },
  };
  // Sized by the layout first: only then is it known which rows are in view.
  requestAnimationFrame(() => show(true));
  return [
    element('p', { class: 'dim' }, l10n.t('Prices are those of {0} On-Demand in this region.', draft.image?.platformDetails ?? '')),
    wizard.field('typeSearch', search),
    wizard.field('currentOnly', current),
    choice,
    wizard.field('type', field),
    panel,
  ];
}
