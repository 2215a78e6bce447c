import { withClientToken } from '../../aws/client-tokens';
import { defineAction } from '../../kernel/action';
import { missingParameter } from '../../kernel/errors';
import { describeTemplate, findTemplate, findVersion, launchTemplateTable } from './launch-templates';
import { longestTemplateToken } from './template-inputs';

/** ModifyLaunchTemplate (API): another default version. @throws ApiError MissingParameter, InvalidLaunchTemplateId.*, InvalidLaunchTemplateName.* */
export const modifyLaunchTemplate = defineAction({
  name: 'ec2:ModifyLaunchTemplate',
  access: 'write',
  inputs: {
    DryRun: 'honoured',
    ClientToken: 'honoured',
    LaunchTemplateId: 'honoured',
    LaunchTemplateName: 'honoured',
    DefaultVersion: 'honoured',
  },
  handle(context, input) {
    const template = findTemplate(context, input);
    return withClientToken(
      context,
      'ModifyLaunchTemplate',
      input,
      () => {
        if (!input.DefaultVersion) throw missingParameter('DefaultVersion');
        const { version } = findVersion(context, template, input.DefaultVersion);
        const row = context.update(launchTemplateTable, template, { defaultVersion: version });
        context.subjects.push(row.id);
        return { output: { LaunchTemplate: describeTemplate(context, row) }, result: row.id };
      },
      () => ({ LaunchTemplate: describeTemplate(context, template) }),
      longestTemplateToken,
    );
  },
});
