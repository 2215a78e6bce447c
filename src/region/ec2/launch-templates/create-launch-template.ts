import { withClientToken } from '../../aws/client-tokens';
import { accountLimit } from '../../aws/quotas';
import { putTags, tagSpecifications } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { ApiError, missingParameter } from '../../kernel/errors';
import { describeTemplate, type LaunchTemplateRow, launchTemplateTable, launchTemplateVersionTable } from './launch-templates';
import { checkNotEmpty, packTemplateData, warningsOf } from './template-data';
import { checkVersionDescription, longestTemplateToken } from './template-inputs';

/** @throws ApiError InvalidLaunchTemplateName.MalformedException, .AlreadyExistsException (EC2 error codes) */
function checkTemplateName(context: Context, name: string | undefined): string {
  if (!name) throw missingParameter('LaunchTemplateName');
  if (!/^[a-zA-Z0-9()./_-]{3,128}$/.test(name)) {
    throw new ApiError(
      'InvalidLaunchTemplateName.MalformedException',
      'The specified launch template name is invalid. A launch template name must be between 3 and 128 characters, and may contain letters, numbers, and the following characters: - ( ) . / _.',
    );
  }
  if (context.by(launchTemplateTable, 'name', name).length > 0) {
    throw new ApiError('InvalidLaunchTemplateName.AlreadyExistsException', 'Launch template name already in use.');
  }
  return name;
}

/**
 * CreateLaunchTemplate (API; reference: instances.md §8): the template and its version 1, which is the default one.
 * @throws ApiError MissingParameter, InvalidLaunchTemplateName.*, InvalidUserData.Malformed, LaunchTemplateLimitExceeded, token and tag errors
 */
export const createLaunchTemplate = defineAction({
  name: 'ec2:CreateLaunchTemplate',
  access: 'write',
  inputs: {
    DryRun: 'honoured',
    ClientToken: 'honoured',
    LaunchTemplateName: 'honoured',
    VersionDescription: 'honoured',
    LaunchTemplateData: 'honoured',
    Operator: 'refused',
    TagSpecifications: 'honoured',
  },
  handle(context, input) {
    const answer = (row: LaunchTemplateRow) => ({
      LaunchTemplate: describeTemplate(context, row),
      ...warningsOf(context, context.get(launchTemplateVersionTable, `${row.id}/1`)?.data ?? {}),
    });
    return withClientToken(
      context,
      'CreateLaunchTemplate',
      input,
      () => {
        const name = checkTemplateName(context, input.LaunchTemplateName);
        const description = checkVersionDescription(input.VersionDescription);
        const data = checkNotEmpty(packTemplateData(context, input.LaunchTemplateData));
        const tags = tagSpecifications(input.TagSpecifications, ['launch-template']).get('launch-template') ?? {};
        if (context.rows(launchTemplateTable).size >= accountLimit(context, 'launchTemplates')) {
          throw new ApiError('LaunchTemplateLimitExceeded', 'The maximum number of launch templates in this Region has been reached.');
        }
        const { region, now: createTime } = context;
        const id = context.newId('lt');
        const row = context.put(launchTemplateTable, { region, id, name, createTime, defaultVersion: 1, latestVersion: 1, lastVersion: 1 });
        context.put(launchTemplateVersionTable, { region, id: `${id}/1`, templateId: id, version: 1, ...description, createTime, data });
        putTags(context, id, 'launch-template', 'launch-templates', tags);
        context.subjects.push(id);
        return { output: answer(row), result: id };
      },
      (id) => answer(context.get(launchTemplateTable, id)!),
      longestTemplateToken,
    );
  },
});
