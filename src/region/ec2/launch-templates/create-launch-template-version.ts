import { withClientToken } from '../../aws/client-tokens';
import { accountLimit } from '../../aws/quotas';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { ApiError } from '../../kernel/errors';
import {
  findTemplate,
  findVersion,
  launchTemplateTable,
  type LaunchTemplateVersionRow,
  launchTemplateVersionTable,
} from './launch-templates';
import { checkNotEmpty, describeVersion, mergeTemplateData, packTemplateData, warningsOf } from './template-data';
import { checkVersionDescription, longestTemplateToken } from './template-inputs';

/**
 * CreateLaunchTemplateVersion (API; reference: instances.md §8): numbered on from the highest number there ever was, with only what is given or,
 * from a source version, with that one's parameters besides.
 * @throws ApiError MissingParameter, InvalidLaunchTemplateId.*, InvalidLaunchTemplateName.*, InvalidUserData.Malformed, LaunchTemplateVersionLimitExceeded
 */
export const createLaunchTemplateVersion = defineAction({
  name: 'ec2:CreateLaunchTemplateVersion',
  access: 'write',
  inputs: {
    DryRun: 'honoured',
    ClientToken: 'honoured',
    LaunchTemplateId: 'honoured',
    LaunchTemplateName: 'honoured',
    SourceVersion: 'honoured',
    VersionDescription: 'honoured',
    LaunchTemplateData: 'honoured',
    ResolveAlias: 'honoured',
  },
  handle(context, input) {
    const template = findTemplate(context, input);
    const answer = (row: LaunchTemplateVersionRow) => ({
      LaunchTemplateVersion: describeVersion(context, template, row, input.ResolveAlias ?? false),
      ...warningsOf(context, row.data),
    });
    return withClientToken(
      context,
      'CreateLaunchTemplateVersion',
      input,
      () => {
        const description = checkVersionDescription(input.VersionDescription);
        const given = packTemplateData(context, input.LaunchTemplateData);
        const source = input.SourceVersion ? findVersion(context, template, input.SourceVersion).data : {};
        const data = checkNotEmpty(mergeTemplateData(source, given));
        checkRoom(context, template.id);
        const version = template.lastVersion + 1;
        const row = context.put(launchTemplateVersionTable, {
          region: context.region,
          id: `${template.id}/${version}`,
          templateId: template.id,
          version,
          ...description,
          createTime: context.now,
          data,
        });
        context.update(launchTemplateTable, template, { latestVersion: version, lastVersion: version });
        context.subjects.push(template.id);
        return { output: answer(row), result: row.id };
      },
      (id) => answer(context.get(launchTemplateVersionTable, id)!),
      longestTemplateToken,
    );
  },
});

function checkRoom(context: Context, templateId: string): void {
  if (context.rows(launchTemplateVersionTable).count('template', templateId) < accountLimit(context, 'versionsPerLaunchTemplate')) return;
  throw new ApiError('LaunchTemplateVersionLimitExceeded', 'The maximum number of versions of this launch template has been reached.');
}
