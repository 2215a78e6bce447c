import type { DescribeLaunchTemplateVersionsRequest, RequestLaunchTemplateData } from '@aws-sdk/client-ec2';
import { compileFilters, type FilterFields } from '../../aws/filters';
import { pageOfList } from '../../aws/paging';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { invalidValue, missingParameter } from '../../kernel/errors';
import {
  findTemplate,
  findVersion,
  type LaunchTemplateRow,
  launchTemplateTable,
  type LaunchTemplateVersionRow,
  launchTemplateVersionTable,
  versionNumber,
} from './launch-templates';
import { describeVersion } from './template-data';
import { wholeSecond } from '../../aws/whole-second';

type Found = readonly [template: LaunchTemplateRow, version: LaunchTemplateVersionRow];

const data = ([, { data: given }]: Found): RequestLaunchTemplateData => given as RequestLaunchTemplateData;

/** Filters as documented (API, DescribeLaunchTemplateVersions): they look at what was given, not at what a launch makes of it. */
const filters: FilterFields<Found> = {
  'create-time': ([, row]) => wholeSecond(row.createTime).toISOString(),
  'ebs-optimized': (found) => data(found).EbsOptimized,
  'http-endpoint': (found) => data(found).MetadataOptions?.HttpEndpoint,
  'http-protocol-ipv4': (found) => data(found).MetadataOptions && 'enabled',
  'host-resource-group-arn': (found) => data(found).Placement?.HostResourceGroupArn,
  'http-tokens': (found) => data(found).MetadataOptions?.HttpTokens,
  'iam-instance-profile': (found) => data(found).IamInstanceProfile?.Arn,
  'image-id': (found) => data(found).ImageId,
  'instance-type': (found) => data(found).InstanceType,
  'is-default-version': ([template, row]) => row.version === template.defaultVersion,
  'kernel-id': (found) => data(found).KernelId,
  'license-configuration-arn': (found) =>
    data(found).LicenseSpecifications?.map(({ LicenseConfigurationArn }) => LicenseConfigurationArn ?? ''),
  'network-card-index': (found) => data(found).NetworkInterfaces?.map(({ NetworkCardIndex }) => String(NetworkCardIndex)),
  'ram-disk-id': (found) => data(found).RamDiskId,
};

/**
 * DescribeLaunchTemplateVersions (API; paging 1–200): the versions of one template, newest first as in the API's examples, or the latest and
 * default ones of all.
 * @throws ApiError InvalidLaunchTemplateId.*, InvalidLaunchTemplateName.*, InvalidParameterValue, MissingParameter, paging errors
 */
export const describeLaunchTemplateVersions = defineAction({
  name: 'ec2:DescribeLaunchTemplateVersions',
  access: 'read',
  inputs: {
    DryRun: 'honoured',
    LaunchTemplateId: 'honoured',
    LaunchTemplateName: 'honoured',
    Versions: 'honoured',
    MinVersion: 'honoured',
    MaxVersion: 'honoured',
    NextToken: 'honoured',
    MaxResults: 'honoured',
    Filters: 'honoured',
    ResolveAlias: 'honoured',
    IncludeManagedResources: 'accepted',
  },
  handle(context, input) {
    const one = input.LaunchTemplateId || input.LaunchTemplateName;
    const found = (one ? ofTemplate(context, input) : ofAll(context, input.Versions)).filter(compileFilters(input.Filters, filters));
    const { items, NextToken } = pageOfList('DescribeLaunchTemplateVersions', input, { least: 1, most: 200 }, found);
    const resolve = input.ResolveAlias ?? false;
    return {
      LaunchTemplateVersions: items.map(([template, row]) => describeVersion(context, template, row, resolve)),
      ...(NextToken && { NextToken }),
    };
  },
});

function ofTemplate(context: Context, input: DescribeLaunchTemplateVersionsRequest): Found[] {
  const template = findTemplate(context, input);
  const least = input.MinVersion ? versionNumber(template, input.MinVersion) : 0;
  const most = input.MaxVersion ? versionNumber(template, input.MaxVersion) : Infinity;
  const rows = input.Versions?.length
    ? new Set(input.Versions.map((version) => findVersion(context, template, version)))
    : context.by(launchTemplateVersionTable, 'template', template.id);
  return [...rows]
    .filter(({ version }) => version >= least && version <= most)
    .sort((a, b) => b.version - a.version)
    .map((row) => [template, row] as const);
}

function ofAll(context: Context, versions: readonly string[] | undefined): Found[] {
  if (!versions || versions.length === 0) throw missingParameter('LaunchTemplateId, LaunchTemplateName or Versions');
  if (versions.some((version) => version !== '$Latest' && version !== '$Default')) {
    throw invalidValue('Without a launch template only the versions $Latest and $Default can be described.');
  }
  return context.list(launchTemplateTable).flatMap((template) => {
    const numbers = new Set(versions.map((version) => versionNumber(template, version)));
    return [...numbers].sort((a, b) => b - a).map((number) => [template, findVersion(context, template, String(number))] as const);
  });
}
