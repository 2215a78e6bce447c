import type {
  InstanceNetworkInterfaceSpecification,
  RequestLaunchTemplateData,
  RunInstancesRequest,
  TagSpecification,
} from '@aws-sdk/client-ec2';
import type { Context } from '../../../kernel/context';
import { missingParameter, notSimulated } from '../../../kernel/errors';
import { findTemplate, findVersion } from '../../launch-templates/launch-templates';
import { unpackTemplateData } from '../../launch-templates/template-data';

/** What the account's instances cannot have: kept in a template as given, refused when one is launched. */
const refusedParts = [
  'ElasticGpuSpecifications',
  'ElasticInferenceAccelerators',
  'LicenseSpecifications',
  'InstanceRequirements',
  'SecondaryInterfaces',
] as const;

/** What a launch is to do, its template filled in. */
export interface TemplatedLaunch {
  readonly input: RunInstancesRequest;
  /** Tags that EC2 itself gives to instances of a template (EC2 User Guide, tags created by AWS: `aws:ec2launchtemplate:id` and `:version`). */
  readonly ownTags: Readonly<Record<string, string>>;
}

/**
 * Fills a launch's template in (API, RunInstances: parameters of the request are used in place of the template's). CHOICE, where AWS says no
 * more: a parameter is a member of the request; block devices are overridden one device at a time, network interfaces member by member at
 * their device index, tags key by key; security groups by id and by name are one parameter.
 * @throws ApiError of `findTemplate` and `findVersion`, UnsupportedOperation
 */
export function withTemplate(context: Context, request: RunInstancesRequest): TemplatedLaunch {
  const { LaunchTemplate: named, ...given } = request;
  if (!named) return { input: request, ownTags: {} };
  if (!named.LaunchTemplateId && !named.LaunchTemplateName) throw missingParameter('LaunchTemplate.LaunchTemplateId');
  const template = findTemplate(context, named);
  const version = findVersion(context, template, named.Version || '$Default');
  const data = unpackTemplateData(version.data);
  for (const part of refusedParts) if (data[part] !== undefined) throw notSimulated(`${part} of a launch template in RunInstances`);
  return {
    input: merge(data, given),
    ownTags: { 'aws:ec2launchtemplate:id': template.id, 'aws:ec2launchtemplate:version': String(version.version) },
  };
}

function merge(data: RequestLaunchTemplateData, given: RunInstancesRequest): RunInstancesRequest {
  const { SecurityGroupIds, SecurityGroups, RamDiskId, ...others } = data;
  const groupsGiven = (given.SecurityGroupIds?.length ?? 0) + (given.SecurityGroups?.length ?? 0) > 0;
  const defined = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== ''));
  return {
    // The SDK gives templates enumerations of their own, with the values of RunInstances' (MetadataOptions and others).
    ...(others as Partial<RunInstancesRequest>),
    ...(RamDiskId !== undefined && { RamdiskId: RamDiskId }),
    ...(!groupsGiven && SecurityGroupIds && { SecurityGroupIds }),
    ...(!groupsGiven && SecurityGroups && { SecurityGroups }),
    ...(defined as unknown as RunInstancesRequest),
    ...both(
      'BlockDeviceMappings',
      byKey(
        data.BlockDeviceMappings,
        given.BlockDeviceMappings,
        ({ DeviceName }) => DeviceName,
        (_, own) => own,
      ),
    ),
    ...both('NetworkInterfaces', interfaces(data, given)),
    ...both('TagSpecifications', tags(data, given)),
  };
}

function both<Name extends string, Part>(name: Name, parts: readonly Part[]): { [Key in Name]?: Part[] } {
  return (parts.length > 0 ? { [name]: parts } : {}) as { [Key in Name]?: Part[] };
}

/** The template's parts, those the request names too replaced by `merged`, then the request's others. A part the request gives twice stays twice. */
function byKey<Part>(
  base: readonly Part[] = [],
  given: readonly Part[] = [],
  keyOf: (part: Part) => string | undefined,
  merged: (base: Part, given: Part) => Part,
): Part[] {
  const bases = new Map(base.map((part) => [keyOf(part), part]));
  const named = new Set(given.map(keyOf));
  const own = given.map((part) => {
    const under = bases.get(keyOf(part));
    return under ? merged(under, part) : part;
  });
  return [...base.filter((part) => !named.has(keyOf(part))), ...own];
}

function interfaces(data: RequestLaunchTemplateData, given: RunInstancesRequest): InstanceNetworkInterfaceSpecification[] {
  const place = ({ NetworkCardIndex = 0, DeviceIndex }: InstanceNetworkInterfaceSpecification): string =>
    `${NetworkCardIndex}/${DeviceIndex}`;
  return byKey(data.NetworkInterfaces, given.NetworkInterfaces, place, (base, own) => ({ ...base, ...own }));
}

function tags(data: RequestLaunchTemplateData, given: RunInstancesRequest): TagSpecification[] {
  return byKey<TagSpecification>(
    data.TagSpecifications,
    given.TagSpecifications,
    ({ ResourceType }) => ResourceType,
    (base, own) => ({
      ...own,
      Tags: byKey(
        base.Tags,
        own.Tags,
        ({ Key }) => Key,
        (_, tag) => tag,
      ),
    }),
  );
}
