import type { ActionDefinition } from '../../kernel/action';
import { createLaunchTemplate } from './create-launch-template';
import { createLaunchTemplateVersion } from './create-launch-template-version';
import { deleteLaunchTemplate, deleteLaunchTemplateVersions } from './delete-launch-template';
import { describeLaunchTemplateVersions } from './describe-launch-template-versions';
import { describeLaunchTemplates } from './describe-launch-templates';
import { getLaunchTemplateData } from './get-launch-template-data';
import { launchTemplateTable, launchTemplateVersionTable } from './launch-templates';
import { modifyLaunchTemplate } from './modify-launch-template';

/** What can be done with launch templates. */
export const launchTemplateActions: readonly ActionDefinition[] = [
  createLaunchTemplate,
  createLaunchTemplateVersion,
  deleteLaunchTemplate,
  deleteLaunchTemplateVersions,
  describeLaunchTemplateVersions,
  describeLaunchTemplates,
  getLaunchTemplateData,
  modifyLaunchTemplate,
];

export const launchTemplateTables = [launchTemplateTable, launchTemplateVersionTable] as const;
