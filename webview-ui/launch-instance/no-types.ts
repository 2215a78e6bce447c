import * as l10n from '@vscode/l10n';
import { element } from '../kit/element';
import { ui } from '../kit/ui';
import { filterTypes } from './type-filter';
import type { Wizard } from './wizard';

/** Families and generations, none left out. */
const all = { typeFamily: '', currentOnly: false };

/** Leads to the images of an architecture; the search for types waits for the one that is chosen. */
function seekImage(wizard: Wizard, architecture: string, among: Partial<typeof all>): void {
  wizard.change((draft) => {
    Object.assign(draft, among, { imageSearch: architecture, imageTab: 'quick-start' });
    delete draft.product;
  });
  wizard.goTo('image');
}

/** Why no type is listed, and the way to those that fit: in other families and generations, or with another image. */
export function noTypes(wizard: Wizard): HTMLElement[] {
  const { draft, offers } = wizard;
  if (!offers) return [];
  const say = (...children: (string | Node)[]): HTMLElement[] => [element('p', { class: 'notice row' }, ...children)];
  const hidden = filterTypes(offers.types, { ...draft, ...all }).length;
  if (hidden > 0) {
    const show = ui.link({
      label: l10n.t('{0} in all families and generations', hidden),
      onPress: () => wizard.change((edited) => Object.assign(edited, all), { redraw: true }),
    });
    return say(l10n.t('No type here fits “{0}”.', draft.typeSearch), show);
  }
  const { architecture, types } = offers.others;
  const same = filterTypes(types, draft).length;
  const fitting = same || filterTypes(types, { ...draft, ...all }).length;
  if (fitting === 0) return say(l10n.t('No type fits “{0}”.', draft.typeSearch));
  const seek = ui.link({
    label: l10n.t('Choose an image for {0}', architecture),
    onPress: () => seekImage(wizard, architecture, same > 0 ? {} : all),
  });
  const image = draft.image?.architecture ?? '';
  return say(l10n.t('{0} of {1} types for {2} fit, but the image is for {3}.', fitting, types.length, architecture, image), seek);
}
