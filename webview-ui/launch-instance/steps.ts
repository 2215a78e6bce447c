import * as l10n from '@vscode/l10n';

/** The steps of the wizard, in their order. */
export const stepNames = ['image', 'type', 'configure', 'storage', 'tags', 'group', 'review'] as const;

export type StepName = (typeof stepNames)[number];

/** What a step is called. */
export function stepTitle(step: StepName): string {
  return {
    image: l10n.t('Choose AMI'),
    type: l10n.t('Choose Instance Type'),
    configure: l10n.t('Configure Instance'),
    storage: l10n.t('Add Storage'),
    tags: l10n.t('Add Tags'),
    group: l10n.t('Configure Security Group'),
    review: l10n.t('Review'),
  }[step];
}
