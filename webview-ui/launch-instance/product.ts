import * as l10n from '@vscode/l10n';
import type { ImageOffer, InstanceTypeOffer, LaunchOffers } from '../../src/shared/launch-offers';
import { element } from '../kit/element';
import { LongTable } from '../kit/long-table';
import { ui } from '../kit/ui';
import { usd } from './format';
import type { Wizard } from './wizard';

/** Offers of products whose pages were opened. */
const known = new Map<string, LaunchOffers>();

/** What a product costs by type: the machine and, beside it, the software. */
function priceTable({ types, softwareHourly }: LaunchOffers): HTMLElement {
  const price = (value: number | undefined): string => (value === undefined ? l10n.t('unknown') : usd(value));
  const table = new LongTable<InstanceTypeOffer, 'type' | 'ec2' | 'software' | 'total'>({
    label: l10n.t('Prices by instance type'),
    keyOf: ({ name }) => name,
    columns: [
      { id: 'type', title: l10n.t('Type'), cell: ({ name }) => name },
      { id: 'ec2', title: l10n.t('EC2 usage an hour'), numeric: true, cell: ({ hourly }) => price(hourly && hourly - softwareHourly) },
      { id: 'software', title: l10n.t('Software an hour'), numeric: true, cell: () => usd(softwareHourly) },
      { id: 'total', title: l10n.t('Total an hour'), numeric: true, cell: ({ hourly }) => price(hourly) },
    ],
  });
  requestAnimationFrame(() => table.show(types));
  return table.element;
}

function subscription(wizard: Wizard, image: ImageOffer): HTMLElement[] {
  const code = image.productCode ?? '';
  if (wizard.lists.subscriptions.includes(code)) {
    return [
      element('p', { class: 'notice' }, l10n.t('The account is subscribed to this product.')),
      ui.button({
        label: l10n.t('Select'),
        onPress: () => {
          delete wizard.draft.product;
          void wizard.chooseImage(image);
        },
      }),
    ];
  }
  const problem = element('p', { class: 'problem', role: 'alert' });
  const subscribe = async (): Promise<void> => {
    try {
      await wizard.execute('sandbox:SubscribeToProduct', { ProductCode: code });
      await wizard.refresh();
    } catch (error) {
      problem.textContent = (error as Error).message;
    }
  };
  const terms =
    image.softwareHourly > 0
      ? l10n.t(
          'By subscribing you accept the terms of the seller; the software costs {0} an hour for each running instance.',
          usd(image.softwareHourly),
        )
      : l10n.t('By subscribing you accept the terms of the seller; the software itself is free of charge.');
  return [
    element('p', {}, terms),
    problem,
    ui.button({ label: l10n.t('Subscribe'), disabled: wizard.start.readOnly, onPress: () => void subscribe() }),
  ];
}

/** The page of a Marketplace product: what it is, what it costs on each type, and the subscription. */
export function productPage(wizard: Wizard, image: ImageOffer): HTMLElement[] {
  const offers = known.get(image.id);
  if (!offers) {
    wizard.extension.call('offers', { imageId: image.id }).then(
      (found) => {
        known.set(image.id, found);
        wizard.change(() => undefined, { redraw: true });
      },
      (error: Error) => wizard.refuse({ code: 'Error', message: error.message, action: 'ec2:DescribeImages' }),
    );
  }
  const back = ui.link({
    label: l10n.t('Back to all images'),
    onPress: () => wizard.change((draft) => delete draft.product, { redraw: true }),
  });
  return [
    element('p', {}, back),
    element('h3', {}, image.title),
    element('p', {}, image.description),
    element('p', { class: 'dim small' }, `${image.id} · ${image.architecture} · ${image.platformDetails}`),
    element('div', { class: 'subscription' }, ...subscription(wizard, image)),
    element('h3', {}, l10n.t('Prices by instance type')),
    offers ? priceTable(offers) : ui.progress(l10n.t('Reading prices…')),
  ];
}
