import type { LaunchTemplate } from '@aws-sdk/client-ec2';
import { checkIdForm, type IdForm } from '../../aws/ids';
import { tagsMember } from '../../aws/tags';
import type { Context } from '../../kernel/context';
import { ApiError, invalidCombination, invalidValue, missingParameter } from '../../kernel/errors';
import { defineTable, type RowKey } from '../../store/table';
import type { TemplateData } from './template-data';
import { wholeSecond } from '../../aws/whole-second';

/** A launch template. Its versions are rows of their own; its id is `lt-…`. */
export interface LaunchTemplateRow extends RowKey {
  readonly name: string;
  /** Epoch milliseconds. */
  readonly createTime: number;
  readonly defaultVersion: number;
  /** The highest number there is. */
  readonly latestVersion: number;
  /** The highest number there ever was: numbers are never used again (API, DeleteLaunchTemplateVersions). */
  readonly lastVersion: number;
}

export const launchTemplateTable = defineTable<LaunchTemplateRow, 'name'>({
  name: 'ec2_launch_templates',
  kind: 'launch-templates',
  columns: { name: 'text', createTime: 'integer', defaultVersion: 'integer', latestVersion: 'integer', lastVersion: 'integer' },
  indexes: { name: (row) => row.name },
});

/** One version of a template, which never changes. The row's id is the template's and the number, `lt-…/3`. */
export interface LaunchTemplateVersionRow extends RowKey {
  readonly templateId: string;
  readonly version: number;
  readonly description?: string;
  /** Epoch milliseconds. */
  readonly createTime: number;
  readonly data: TemplateData;
}

export const launchTemplateVersionTable = defineTable<LaunchTemplateVersionRow, 'template'>({
  name: 'ec2_launch_template_versions',
  columns: { templateId: 'text', version: 'integer', description: 'text', createTime: 'integer', data: 'json' },
  indexes: { template: (row) => row.templateId },
  about: (row) => ({ kind: 'launch-templates', id: row.templateId }),
});

/** How a request names one template. */
export interface TemplateName {
  readonly LaunchTemplateId?: string | undefined;
  readonly LaunchTemplateName?: string | undefined;
}

const launchTemplateIdForm: IdForm = { prefix: 'lt', errorPrefix: 'InvalidLaunchTemplateId', noun: 'launch template' };

/** @throws ApiError InvalidLaunchTemplateId.Malformed, .NotFound */
export function findTemplateById(context: Context, id: string): LaunchTemplateRow {
  checkIdForm(id, launchTemplateIdForm);
  const row = context.get(launchTemplateTable, id);
  if (row) return row;
  throw new ApiError('InvalidLaunchTemplateId.NotFound', `The specified launch template, with template ID ${id}, does not exist.`);
}

/** @throws ApiError InvalidLaunchTemplateName.NotFoundException */
export function findTemplateByName(context: Context, name: string): LaunchTemplateRow {
  const [row] = context.by(launchTemplateTable, 'name', name);
  if (row) return row;
  throw new ApiError(
    'InvalidLaunchTemplateName.NotFoundException',
    `The specified launch template, with template name ${name}, does not exist.`,
  );
}

/** The one template a request names, by id or by name. @throws ApiError InvalidParameterCombination, MissingParameter, of the two above */
export function findTemplate(context: Context, { LaunchTemplateId: id, LaunchTemplateName: name }: TemplateName): LaunchTemplateRow {
  if (id && name) throw invalidCombination('Specify either a launch template ID or a launch template name, not both.');
  if (id) return findTemplateById(context, id);
  if (name) return findTemplateByName(context, name);
  throw missingParameter('LaunchTemplateId or LaunchTemplateName');
}

/** A version's number from a request: digits, `$Latest` or `$Default` (API, LaunchTemplateSpecification). @throws ApiError InvalidParameterValue */
export function versionNumber(template: LaunchTemplateRow, version: string): number {
  if (version === '$Latest') return template.latestVersion;
  if (version === '$Default') return template.defaultVersion;
  if (!/^\d{1,15}$/.test(version)) {
    throw invalidValue(`Value (${version}) for parameter version is invalid. Valid values are a version number, $Latest and $Default.`);
  }
  return Number(version);
}

/** A version of a template. @throws ApiError InvalidParameterValue, InvalidLaunchTemplateId.VersionNotFound */
export function findVersion(context: Context, template: LaunchTemplateRow, version: string): LaunchTemplateVersionRow {
  const number = versionNumber(template, version);
  const row = context.get(launchTemplateVersionTable, `${template.id}/${number}`);
  if (row) return row;
  throw new ApiError(
    'InvalidLaunchTemplateId.VersionNotFound',
    `Could not find the specified version ${number} for the launch template with ID ${template.id}.`,
  );
}

/** Who made it: the sandbox knows one caller, the account's root user. */
export function createdBy(context: Context): string {
  return `arn:aws:iam::${context.account.accountId}:root`;
}

/** The template in EC2's shape. */
export function describeTemplate(context: Context, row: LaunchTemplateRow): LaunchTemplate {
  return {
    LaunchTemplateId: row.id,
    LaunchTemplateName: row.name,
    CreateTime: wholeSecond(row.createTime),
    CreatedBy: createdBy(context),
    DefaultVersionNumber: row.defaultVersion,
    LatestVersionNumber: row.latestVersion,
    ...tagsMember(context, row.id),
  };
}
