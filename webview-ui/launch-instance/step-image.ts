import type { Image } from '@aws-sdk/client-ec2';
import * as l10n from '@vscode/l10n';
import type { ImageOffer } from '../../src/shared/launch-offers';
import { element } from '../kit/element';
import { tabs } from '../kit/tabs';
import { ui } from '../kit/ui';
import type { ImageTab } from './draft';
import { usd } from './format';
import { productPage } from './product';
import type { Wizard } from './wizard';

/** Images of the account's own, once they have been read. */
let ownImages: readonly ImageOffer[] = [];

/** An image of the account as the lists show it. */
function ownImage(image: Image): ImageOffer {
  const root = image.BlockDeviceMappings?.find(({ DeviceName }) => DeviceName === image.RootDeviceName)?.Ebs;
  return {
    id: image.ImageId ?? '',
    title: image.Name ?? image.ImageId ?? '',
    name: image.Name ?? '',
    description: image.Description ?? '',
    shelf: 'quick-start',
    distribution: image.PlatformDetails ?? '',
    architecture: image.Architecture ?? '',
    platformDetails: image.PlatformDetails ?? 'Linux/UNIX',
    windows: image.Platform?.toLowerCase() === 'windows',
    rootDevice: image.RootDeviceName ?? '/dev/xvda',
    rootGib: root?.VolumeSize ?? 8,
    rootType: root?.VolumeType ?? 'gp3',
    freeTier: true,
    loginUser: '',
    softwareHourly: 0,
  };
}

const shelves = (): { id: ImageTab; label: string }[] => [
  { id: 'quick-start', label: l10n.t('Quick Start') },
  { id: 'mine', label: l10n.t('My AMIs') },
  { id: 'marketplace', label: l10n.t('AWS Marketplace') },
  { id: 'classic', label: l10n.t('Classic') },
];

function imagesOf(wizard: Wizard, tab: ImageTab): ImageOffer[] {
  const { draft, start } = wizard;
  const words = draft.imageSearch.toLowerCase().split(/\s+/).filter(Boolean);
  const all = tab === 'mine' ? ownImages : start.terms.images.filter(({ shelf }) => shelf === tab);
  return all.filter((image) => {
    const text = `${image.id} ${image.title} ${image.name} ${image.description} ${image.distribution} ${image.architecture}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

function choose(wizard: Wizard, image: ImageOffer): void {
  if (image.productCode === undefined) void wizard.chooseImage(image);
  else wizard.change((draft) => (draft.product = image.id), { redraw: true });
}

function imageRow(wizard: Wizard, image: ImageOffer): HTMLElement {
  const { terms } = wizard.start;
  const isChosen = wizard.draft.image?.id === image.id;
  const software =
    image.softwareHourly > 0 ? l10n.t('software from {0} an hour', usd(image.softwareHourly)) : l10n.t('software free of charge');
  const facts = [
    image.id,
    image.architecture,
    l10n.t('{0} GiB {1}', image.rootGib, image.rootType),
    ...(image.productCode === undefined ? [] : [software]),
  ];
  const button = ui.button({
    label: isChosen ? l10n.t('Selected') : l10n.t('Select'),
    secondary: !isChosen,
    onPress: () => choose(wizard, image),
  });
  button.setAttribute('aria-label', isChosen ? l10n.t('Selected: {0}', image.title) : l10n.t('Select {0}', image.title));
  button.dataset['focus'] = `image.${image.id}`;
  const title = element('h3', {}, image.title);
  if (image.freeTier && terms.freeTierPlan !== 'none') title.append(' ', element('span', { class: 'free' }, l10n.t('Free tier eligible')));
  return element(
    'li',
    { class: isChosen ? 'chosen' : undefined },
    element('div', {}, title, element('p', {}, image.description), element('p', { class: 'dim small' }, facts.join(' · '))),
    button,
  );
}

/** Where else there is something, when a search finds nothing here. */
function elsewhere(wizard: Wizard): HTMLElement[] {
  const others = shelves().filter(({ id }) => id !== wizard.draft.imageTab && imagesOf(wizard, id).length > 0);
  return others.map(({ id, label }) =>
    ui.link({
      label: l10n.t('{0} in {1}', imagesOf(wizard, id).length, label),
      onPress: () => wizard.change((draft) => (draft.imageTab = id), { redraw: true }),
    }),
  );
}

function emptyText(wizard: Wizard): HTMLElement {
  const { imageTab, imageSearch } = wizard.draft;
  const text =
    imageTab === 'mine' && imageSearch === ''
      ? l10n.t('There are no images of your own in this region yet.')
      : l10n.t('No image here fits “{0}”.', imageSearch);
  return element('p', { class: 'row' }, text, ...elsewhere(wizard));
}

function readOwn(wizard: Wizard, done: () => void): void {
  wizard.execute('ec2:DescribeImages', { Owners: ['self'] }).then(
    ({ Images = [] }) => {
      const before = JSON.stringify(ownImages);
      ownImages = Images.map(ownImage);
      if (JSON.stringify(ownImages) !== before) done();
    },
    () => undefined,
  );
}

/** Step 1: which image. */
export function imageStep(wizard: Wizard): HTMLElement[] {
  const { draft, start } = wizard;
  const product = start.terms.images.find(({ id }) => id === draft.product);
  if (product) return productPage(wizard, product);
  const panel = element('div', {});
  const show = (): void => {
    const images = imagesOf(wizard, draft.imageTab);
    const about =
      draft.imageTab === 'classic'
        ? [element('p', { class: 'dim' }, l10n.t('Retired images: they still start here, but they get no fixes any more.'))]
        : [];
    const list = element('ul', { class: 'images' }, ...images.map((image) => imageRow(wizard, image)));
    panel.replaceChildren(...about, images.length > 0 ? list : emptyText(wizard));
    for (const { id, label } of shelves()) {
      const tab = choice.querySelector(`[data-tab="${id}"]`);
      if (tab) tab.textContent = draft.imageSearch.trim() === '' ? label : `${label} (${imagesOf(wizard, id).length})`;
    }
  };
  const choice = tabs(
    {
      label: l10n.t('Kinds of images'),
      tabs: shelves(),
      selected: draft.imageTab,
      onSelect: (id) => {
        draft.imageTab = id as ImageTab;
        wizard.save();
        show();
      },
    },
    panel,
  );
  const search = ui.textField({
    label: l10n.t('Search images by name, system or AMI ID'),
    value: draft.imageSearch,
    onInput: (text) => {
      draft.imageSearch = text;
      wizard.save();
      show();
    },
  });
  show();
  readOwn(wizard, show);
  return [wizard.field('image', search), choice, panel];
}
