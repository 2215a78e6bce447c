import * as l10n from '@vscode/l10n';
import { element } from '../kit/element';
import { ui } from '../kit/ui';
import { usd } from './format';
import { stepNames, stepTitle } from './steps';
import type { Wizard } from './wizard';

/** The price in a few words, for pages too narrow to show the summary beside the step. */
function shortPrice(wizard: Wizard): string {
  const cost = wizard.cost();
  if (!cost) return '';
  if (cost.free) return l10n.t('Free');
  return cost.listHourly === undefined ? l10n.t('price unknown') : l10n.t('{0} an hour', usd(cost.listHourly));
}

/** The buttons below every step. */
export function actionBar(wizard: Wizard): HTMLElement[] {
  const { step } = wizard.draft;
  const index = stepNames.indexOf(step);
  const following = stepNames[index + 1];
  const buttons: HTMLElement[] = [];
  if (index > 0) buttons.push(ui.button({ label: l10n.t('Previous'), secondary: true, onPress: () => wizard.previous() }));
  if (step === 'review') {
    const label = wizard.launching ? l10n.t('Launching…') : l10n.t('Launch');
    const disabled = wizard.launching || wizard.start.readOnly;
    buttons.push(ui.button({ label, disabled, onPress: () => void wizard.launch() }));
  } else if (index > 0) {
    const disabled = !wizard.canEnter('review');
    buttons.push(ui.button({ label: l10n.t('Review and Launch'), disabled, onPress: () => wizard.leaveFor('review') }));
  }
  if (following && following !== 'review') {
    const label = l10n.t('Next: {0}', stepTitle(following));
    buttons.push(ui.button({ label, secondary: index > 0, disabled: !wizard.canEnter(following), onPress: () => wizard.next() }));
  }
  return [element('span', { class: 'short-price' }, shortPrice(wizard)), element('div', { class: 'row buttons' }, ...buttons)];
}
