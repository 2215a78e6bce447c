import * as l10n from '@vscode/l10n';
import type { VolumeOffer } from '../../src/shared/launch-offers';
import { element } from '../kit/element';
import { table } from '../kit/table';
import { ui } from '../kit/ui';
import { freeDevice, type VolumeDraft } from './draft';
import type { Wizard } from './wizard';

/** What volumes of a type are called (EBS User Guide, volume types). */
function volumeName({ type, name }: VolumeOffer): string {
  const names: Readonly<Record<string, string>> = {
    gp3: l10n.t('General Purpose SSD (gp3)'),
    gp2: l10n.t('General Purpose SSD (gp2)'),
    io1: l10n.t('Provisioned IOPS SSD (io1)'),
    io2: l10n.t('Provisioned IOPS SSD (io2)'),
    st1: l10n.t('Throughput Optimized HDD (st1)'),
    sc1: l10n.t('Cold HDD (sc1)'),
    standard: l10n.t('Magnetic (standard)'),
  };
  return names[type] ?? name;
}

/** IOPS or MiB/s that come with a volume, where nobody says how many. */
function baseline(offer: VolumeOffer | undefined, gib: number): string {
  if (!offer?.baseline) return '–';
  const { perGib, min, max } = offer.baseline;
  return String(Math.min(max, Math.max(min, gib * perGib)));
}

function volumeRow(wizard: Wizard, volume: VolumeDraft, index: number): (string | Node)[] {
  const { terms } = wizard.start;
  const offer = terms.volumes.find(({ type }) => type === volume.type);
  const field = (name: string): string => `volume.${index}.${name}`;
  const text = (name: 'device' | 'gib' | 'iops' | 'mibps', id: string, label: string, placeholder?: string): HTMLElement => {
    const onInput = (value: string): void => wizard.change(() => (volume[name] = value), { field: field(id) });
    const made = ui.textField({
      label: l10n.t('{0} of volume {1}', label, index + 1),
      hideLabel: true,
      value: volume[name],
      ...(placeholder !== undefined && { placeholder }),
      onInput: (value) => {
        onInput(value);
        if (name === 'gib') iops.textContent = baseline(offer, Number(value) || 0);
      },
    });
    return wizard.field(field(id), made);
  };
  const tick = (name: 'deleteOnTermination' | 'encrypted', label: string): HTMLElement =>
    wizard.field(
      field(name),
      ui.checkbox({
        label: l10n.t('{0} of volume {1}', label, index + 1),
        hideLabel: true,
        checked: volume[name],
        onChange: (checked) => wizard.change(() => (volume[name] = checked)),
      }),
    );
  const iops = element('span', { class: 'plain' }, baseline(offer, Number(volume.gib) || 0));
  const type = ui.select({
    label: l10n.t('{0} of volume {1}', l10n.t('Volume type'), index + 1),
    hideLabel: true,
    value: volume.type,
    options: terms.volumes.filter(({ bootable }) => bootable || !volume.root).map((one) => ({ value: one.type, label: volumeName(one) })),
    onChange: (chosen) =>
      wizard.change(
        () => {
          const next = terms.volumes.find((one) => one.type === chosen);
          volume.type = chosen;
          volume.mibps = '';
          volume.iops = next?.iops && next.iops.default === undefined ? String(Math.max(next.iops.min, 100)) : '';
        },
        { field: field('type'), redraw: true },
      ),
  });
  const remove = ui.button({
    label: l10n.t('Remove'),
    secondary: true,
    onPress: () => wizard.change((draft) => draft.volumes.splice(index, 1), { redraw: true }),
  });
  remove.setAttribute('aria-label', l10n.t('Remove volume {0}', index + 1));
  return [
    volume.root
      ? element('span', { class: 'plain' }, l10n.t('Root'), element('br'), element('code', {}, volume.device))
      : text('device', 'device', l10n.t('Device')),
    text('gib', 'size', l10n.t('Size (GiB)')),
    wizard.field(field('type'), type),
    offer?.iops ? text('iops', 'iops', l10n.t('IOPS'), String(offer.iops.default ?? '')) : iops,
    offer?.mibps
      ? text('mibps', 'throughput', l10n.t('Throughput (MiB/s)'), String(offer.mibps.default))
      : element('span', { class: 'plain' }, '–'),
    tick('deleteOnTermination', l10n.t('Delete on termination')),
    tick('encrypted', l10n.t('Encrypted')),
    volume.root ? '' : remove,
  ];
}

/** What of the storage is free, and how much is beyond it. */
export function freeStorageText(wizard: Wizard): string {
  const { freeTierLeft } = wizard.start.terms;
  const cost = wizard.cost();
  if (!freeTierLeft || !cost) return '';
  const total = wizard.draft.volumes.reduce((sum, { gib }) => sum + (Number(gib) || 0), 0) * Number(wizard.draft.count);
  const { ebsGib } = freeTierLeft.monthly;
  if (cost.paidGib > 0) return l10n.t('{0} GiB: {1} GiB beyond free', total, cost.paidGib);
  return l10n.t('{0} GiB: free (up to {1} GiB a month of General Purpose SSD and Magnetic storage)', total, ebsGib);
}

/** Step 4: the volumes. */
export function storageStep(wizard: Wizard): HTMLElement[] {
  const { draft } = wizard;
  const hint = element('p', { class: 'notice free-hint', 'aria-live': 'polite' });
  wizard.onFollow(() => {
    const text = freeStorageText(wizard);
    hint.hidden = text === '';
    if (hint.textContent !== text) hint.textContent = text;
  });
  const volumes = table({
    caption: l10n.t('Volumes of each instance'),
    hideCaption: true,
    className: 'editable volumes',
    columns: [
      l10n.t('Device'),
      l10n.t('Size (GiB)'),
      l10n.t('Volume type'),
      l10n.t('IOPS'),
      l10n.t('Throughput (MiB/s)'),
      l10n.t('Delete on termination'),
      l10n.t('Encrypted'),
      l10n.t('Action'),
    ],
    rows: draft.volumes.map((volume, index) => volumeRow(wizard, volume, index)),
  });
  const add = ui.button({
    label: l10n.t('Add New Volume'),
    secondary: true,
    onPress: () =>
      wizard.change(
        ({ volumes: all, image }) =>
          all.push({
            device: freeDevice(all, image?.windows ?? false),
            root: false,
            gib: '8',
            type: 'gp3',
            iops: '',
            mibps: '',
            deleteOnTermination: false,
            encrypted: false,
          }),
        { redraw: true },
      ),
  });
  add.dataset['focus'] = 'add-volume';
  return [
    element(
      'p',
      { class: 'dim' },
      l10n.t('Each instance is launched with these volumes. A volume that is not deleted on termination stays, and goes on costing.'),
    ),
    volumes,
    element('p', { class: 'row' }, add),
    hint,
  ];
}
