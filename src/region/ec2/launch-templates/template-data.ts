import type { LaunchTemplateVersion, RequestLaunchTemplateData, ResponseLaunchTemplateData, ValidationError } from '@aws-sdk/client-ec2';
import { publicImage } from '../../catalog/images';
import { instanceType } from '../../catalog/instance-types';
import { decodeBase64 } from '../../kernel/base64';
import type { Context } from '../../kernel/context';
import { ApiError, missingParameter, notSimulated } from '../../kernel/errors';
import { isParameterReference, resolveImageId } from '../../ssm/resolve-image';
import { createdBy, type LaunchTemplateRow, type LaunchTemplateVersionRow } from './launch-templates';
import { wholeSecond } from '../../aws/whole-second';

/** Launch parameters as a version's row keeps them: what was given, dates as epoch milliseconds. */
export type TemplateData = Readonly<Record<string, unknown>>;

/** What is there, without members that say nothing; dates become epoch milliseconds. */
function packed(value: unknown): unknown {
  if (value instanceof Date) return value.getTime();
  if (Array.isArray(value)) return value.length > 0 ? value.map(packed) : undefined;
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).flatMap(([name, part]) => {
    const kept = packed(part);
    return kept === undefined ? [] : [[name, kept] as const];
  });
  return Object.fromEntries(members);
}

/**
 * What a version keeps of a request. Parameters are optional and mostly not looked at before they are used (EC2 User Guide, launch template
 * restrictions); user data must be base64 and a parameter named instead of an image must be there.
 * @throws ApiError InvalidUserData.Malformed, SsmInvalidParameter, UnsupportedOperation
 */
export function packTemplateData(context: Context, data: RequestLaunchTemplateData | undefined): TemplateData {
  if (data?.Operator !== undefined) throw notSimulated('LaunchTemplateData.Operator');
  if (data?.UserData !== undefined && !decodeBase64(data.UserData)) {
    throw new ApiError('InvalidUserData.Malformed', 'Invalid BASE64 encoding of user data.');
  }
  if (data?.ImageId !== undefined && isParameterReference(data.ImageId)) resolveImageId(context, data.ImageId);
  return (packed(data ?? {}) ?? {}) as TemplateData;
}

/** A template with nothing in it is refused. @throws ApiError MissingParameter */
export function checkNotEmpty(data: TemplateData): TemplateData {
  if (Object.keys(data).length > 0) return data;
  throw new ApiError(
    missingParameter('LaunchTemplateData').code,
    'No launch template data was provided. Launch template data is required to create a launch template.',
  );
}

/** The launch parameters as given, in the request's shape. */
export function unpackTemplateData(data: TemplateData): RequestLaunchTemplateData {
  const given = data as RequestLaunchTemplateData;
  const until = given.InstanceMarketOptions?.SpotOptions?.ValidUntil as unknown;
  if (typeof until !== 'number') return given;
  const market = given.InstanceMarketOptions!;
  return { ...given, InstanceMarketOptions: { ...market, SpotOptions: { ...market.SpotOptions, ValidUntil: new Date(until) } } };
}

/**
 * A source version's parameters with those of the request in their place. Snapshots of the source's block devices are left out (API,
 * CreateLaunchTemplateVersion, SourceVersion).
 */
export function mergeTemplateData(source: TemplateData, given: TemplateData): TemplateData {
  const mappings = (source as RequestLaunchTemplateData).BlockDeviceMappings?.map((mapping) => {
    const { SnapshotId: _, ...ebs } = mapping.Ebs ?? {};
    return mapping.Ebs ? { ...mapping, Ebs: ebs } : mapping;
  });
  return { ...source, ...(mappings && { BlockDeviceMappings: mappings }), ...given };
}

/** A version in EC2's shape. `resolveAlias`: a parameter that names the image is shown as the image's id (API, DescribeLaunchTemplateVersions). */
export function describeVersion(
  context: Context,
  template: LaunchTemplateRow,
  row: LaunchTemplateVersionRow,
  resolveAlias: boolean,
): LaunchTemplateVersion {
  const data = unpackTemplateData(row.data) as ResponseLaunchTemplateData;
  return {
    LaunchTemplateId: template.id,
    LaunchTemplateName: template.name,
    VersionNumber: row.version,
    ...(row.description !== undefined && { VersionDescription: row.description }),
    CreateTime: wholeSecond(row.createTime),
    CreatedBy: createdBy(context),
    DefaultVersion: row.version === template.defaultVersion,
    LaunchTemplateData: resolveAlias && data.ImageId !== undefined ? { ...data, ImageId: resolveImageId(context, data.ImageId) } : data,
  };
}

/**
 * What a launch from these parameters would stumble over, which creating them only warns of (API, ValidationWarning). CHOICE: AWS does not
 * document what it looks at; here it is the image and the instance type.
 */
export function warningsOf(context: Context, data: TemplateData): { Warning?: { Errors: ValidationError[] } } {
  const { ImageId: image, InstanceType: type } = data as RequestLaunchTemplateData;
  const errors: ValidationError[] = [];
  if (image !== undefined && !isParameterReference(image) && !publicImage(context.region, image)) {
    errors.push({ Code: 'InvalidAMIID.NotFound', Message: `The image id '[${image}]' does not exist` });
  }
  if (type !== undefined && !instanceType(type)) {
    errors.push({ Code: 'InvalidParameterValue', Message: `Invalid value '${type}' for InstanceType.` });
  }
  return errors.length > 0 ? { Warning: { Errors: errors } } : {};
}
