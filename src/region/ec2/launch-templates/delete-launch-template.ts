import type {
  DeleteLaunchTemplateVersionsResponseErrorItem,
  DeleteLaunchTemplateVersionsResponseSuccessItem,
  LaunchTemplateErrorCode,
} from '@aws-sdk/client-ec2';
import { forgetClientTokens } from '../../aws/client-tokens';
import { tagsTable } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { invalidValue, missingParameter } from '../../kernel/errors';
import {
  describeTemplate,
  findTemplate,
  type LaunchTemplateRow,
  launchTemplateTable,
  launchTemplateVersionTable,
} from './launch-templates';

/** Versions one request can name (API, DeleteLaunchTemplateVersions; reference: instances.md §8). */
const mostVersions = 200;

function deleteVersion(context: Context, id: string): void {
  context.delete(launchTemplateVersionTable, id);
  forgetClientTokens(context, id);
}

/** DeleteLaunchTemplate (API): the template with all its versions; instances launched from it stay. @throws ApiError as `findTemplate` */
export const deleteLaunchTemplate = defineAction({
  name: 'ec2:DeleteLaunchTemplate',
  access: 'write',
  inputs: { DryRun: 'honoured', LaunchTemplateId: 'honoured', LaunchTemplateName: 'honoured' },
  handle(context, input) {
    const template = findTemplate(context, input);
    const output = { LaunchTemplate: describeTemplate(context, template) };
    for (const { id } of context.by(launchTemplateVersionTable, 'template', template.id)) deleteVersion(context, id);
    context.delete(tagsTable, template.id);
    context.delete(launchTemplateTable, template.id);
    forgetClientTokens(context, template.id);
    context.subjects.push(template.id);
    return output;
  },
});

/**
 * DeleteLaunchTemplateVersions (API): what cannot be deleted is told in the answer, which is no error. The default version stays.
 * @throws ApiError MissingParameter, InvalidParameterValue above 200 versions, as `findTemplate`
 */
export const deleteLaunchTemplateVersions = defineAction({
  name: 'ec2:DeleteLaunchTemplateVersions',
  access: 'write',
  inputs: { DryRun: 'honoured', LaunchTemplateId: 'honoured', LaunchTemplateName: 'honoured', Versions: 'honoured' },
  handle(context, input) {
    const { Versions: versions = [] } = input;
    if (versions.length === 0) throw missingParameter('LaunchTemplateVersion');
    if (versions.length > mostVersions)
      throw invalidValue(`A maximum of ${mostVersions} launch template versions can be deleted in a request.`);
    const numbers = [...new Set(versions)].map((version) => {
      if (!/^\d{1,15}$/.test(version)) throw invalidValue(`Value (${version}) for parameter launchTemplateVersion is invalid.`);
      return Number(version);
    });
    const template = findTemplate(context, input);
    const deleted: DeleteLaunchTemplateVersionsResponseSuccessItem[] = [];
    const kept: DeleteLaunchTemplateVersionsResponseErrorItem[] = [];
    for (const VersionNumber of numbers) {
      const item = { LaunchTemplateId: template.id, LaunchTemplateName: template.name, VersionNumber };
      const problem = whyNot(context, template, VersionNumber);
      if (problem) kept.push({ ...item, ResponseError: problem });
      else {
        deleteVersion(context, `${template.id}/${VersionNumber}`);
        deleted.push(item);
      }
    }
    const left = context.by(launchTemplateVersionTable, 'template', template.id).map(({ version }) => version);
    const latestVersion = left.reduce((highest, version) => Math.max(highest, version), 0);
    if (latestVersion !== template.latestVersion) context.update(launchTemplateTable, template, { latestVersion });
    context.subjects.push(template.id);
    return { SuccessfullyDeletedLaunchTemplateVersions: deleted, UnsuccessfullyDeletedLaunchTemplateVersions: kept };
  },
});

/** The codes are the API's (LaunchTemplateErrorCode), which has none for the default version; the messages are CHOICE. */
function whyNot(
  context: Context,
  template: LaunchTemplateRow,
  version: number,
): { Code: LaunchTemplateErrorCode; Message: string } | undefined {
  if (!context.get(launchTemplateVersionTable, `${template.id}/${version}`)) {
    return { Code: 'launchTemplateVersionDoesNotExist', Message: 'The launch template version does not exist.' };
  }
  if (version !== template.defaultVersion) return undefined;
  return {
    Code: 'unexpectedError',
    Message: 'The default version of a launch template cannot be deleted. Set another default version first.',
  };
}
