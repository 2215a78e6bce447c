import type { Filter, Instance, KeyPairInfo, SecurityGroup, TagDescription } from '@aws-sdk/client-ec2';
import type { Dice } from './dice';

/** Filters as the documentation tells them, in the plainest way there is: a recursive match over what the unfiltered call describes. */

/** Whether text fits a value: `*` any text, `?` any one character, `\` takes their meaning away. */
export function fits(text: string, value: string): boolean {
  if (value === '') return text === '';
  const [first, rest] = [value[0]!, value.slice(1)];
  if (first === '*') return fits(text, rest) || (text !== '' && fits(text.slice(1), value));
  if (first === '?') return text !== '' && fits(text.slice(1), rest);
  if (first === '\\' && rest !== '') return text.startsWith(rest[0]!) && fits(text.slice(1), rest.slice(1));
  return text.startsWith(first) && fits(text.slice(1), rest);
}

/** What a filter of each name looks at. */
export type Looks<Item> = Readonly<Record<string, (item: Item) => readonly (string | number | boolean | undefined)[]>>;

type Tagged = { readonly Tags?: readonly { readonly Key?: string; readonly Value?: string }[] };

/** The filters that all kinds with tags have. */
export const tagged: Looks<Tagged> = {
  'tag-key': ({ Tags = [] }) => Tags.map(({ Key }) => Key),
  'tag:Name': ({ Tags = [] }) => Tags.filter(({ Key }) => Key === 'Name').map(({ Value }) => Value),
  'tag:Stage': ({ Tags = [] }) => Tags.filter(({ Key }) => Key === 'Stage').map(({ Value }) => Value),
  'tag:__proto__': ({ Tags = [] }) => Tags.filter(({ Key }) => Key === '__proto__').map(({ Value }) => Value),
};

export const instanceLooks: Looks<Instance & { readonly ReservationId: string }> = {
  ...tagged,
  architecture: ({ Architecture }) => [Architecture],
  'availability-zone': ({ Placement }) => [Placement?.AvailabilityZone],
  'block-device-mapping.delete-on-termination': ({ BlockDeviceMappings = [] }) =>
    BlockDeviceMappings.map(({ Ebs }) => Ebs?.DeleteOnTermination),
  'block-device-mapping.device-name': ({ BlockDeviceMappings = [] }) => BlockDeviceMappings.map(({ DeviceName }) => DeviceName),
  'block-device-mapping.volume-id': ({ BlockDeviceMappings = [] }) => BlockDeviceMappings.map(({ Ebs }) => Ebs?.VolumeId),
  'client-token': ({ ClientToken }) => [ClientToken === '' ? undefined : ClientToken],
  'hibernation-options.configured': ({ HibernationOptions }) => [HibernationOptions?.Configured],
  'image-id': ({ ImageId }) => [ImageId],
  'instance-id': ({ InstanceId }) => [InstanceId],
  'instance-lifecycle': ({ InstanceLifecycle }) => [InstanceLifecycle],
  'instance-state-code': ({ State }) => [State?.Code],
  'instance-state-name': ({ State }) => [State?.Name],
  'instance-type': ({ InstanceType }) => [InstanceType],
  'instance.group-id': ({ SecurityGroups = [] }) => SecurityGroups.map(({ GroupId }) => GroupId),
  'instance.group-name': ({ SecurityGroups = [] }) => SecurityGroups.map(({ GroupName }) => GroupName),
  'ip-address': ({ PublicIpAddress }) => [PublicIpAddress],
  'key-name': ({ KeyName }) => [KeyName],
  'launch-index': ({ AmiLaunchIndex }) => [AmiLaunchIndex],
  'launch-time': ({ LaunchTime }) => [LaunchTime?.toISOString()],
  'monitoring-state': ({ Monitoring }) => [Monitoring?.State],
  'network-interface.addresses.private-ip-address': ({ NetworkInterfaces = [] }) =>
    NetworkInterfaces.flatMap(({ PrivateIpAddresses = [] }) => PrivateIpAddresses.map(({ PrivateIpAddress }) => PrivateIpAddress)),
  'network-interface.description': ({ NetworkInterfaces = [] }) => NetworkInterfaces.map(({ Description }) => Description),
  'private-ip-address': ({ PrivateIpAddress }) => [PrivateIpAddress],
  'reservation-id': ({ ReservationId }) => [ReservationId],
  'root-device-name': ({ RootDeviceName }) => [RootDeviceName],
  'subnet-id': ({ SubnetId }) => [SubnetId],
};

export const keyPairLooks: Looks<KeyPairInfo> = {
  ...tagged,
  fingerprint: ({ KeyFingerprint }) => [KeyFingerprint],
  'key-name': ({ KeyName }) => [KeyName],
  'key-pair-id': ({ KeyPairId }) => [KeyPairId],
};

export const groupLooks: Looks<SecurityGroup> = {
  ...tagged,
  description: ({ Description }) => [Description],
  'group-id': ({ GroupId }) => [GroupId],
  'group-name': ({ GroupName }) => [GroupName],
  'ip-permission.cidr': ({ IpPermissions = [] }) => IpPermissions.flatMap(({ IpRanges = [] }) => IpRanges.map(({ CidrIp }) => CidrIp)),
  'ip-permission.from-port': ({ IpPermissions = [] }) => IpPermissions.map(({ FromPort }) => FromPort),
  'vpc-id': ({ VpcId }) => [VpcId],
};

export const tagLooks: Looks<TagDescription> = {
  key: ({ Key }) => [Key],
  'resource-id': ({ ResourceId }) => [ResourceId],
  'resource-type': ({ ResourceType }) => [ResourceType],
  value: ({ Value }) => [Value],
};

/** Items that pass all filters. */
export function passing<Item>(items: readonly Item[], filters: readonly Filter[], looks: Looks<Item>): Item[] {
  return items.filter((item) =>
    filters.every(({ Name, Values = [] }) =>
      looks[Name!]!(item).some((value) => value !== undefined && Values.some((wanted) => fits(String(value), wanted))),
    ),
  );
}

/** A value made out of one that is there: itself, with wildcards in it, in another case, or nearly it. */
function variation(text: string, dice: Dice): string {
  const at = dice.below(text.length + 1);
  const escaped = text.replace(/[\\*?]/g, '\\$&');
  // Cutting such a text could leave half a character, which no request can hold.
  if (/[\ud800-\udfff]/.test(text)) return escaped;
  return dice.weighted([
    [4, escaped],
    [3, `${text.slice(0, at)}*`],
    [2, `*${text.slice(at)}`],
    [2, `${text.slice(0, at)}?${text.slice(at + 1)}`],
    [1, `*${text.slice(at, at + 2)}*`],
    [2, text.toUpperCase()],
    [1, `${text.slice(0, at)}\\${text.slice(at)}`],
    [1, `${text}x`],
    [1, '*'],
  ]);
}

/** One or two filters that look at what is there. */
export function someFilters<Item>(items: readonly Item[], looks: Looks<Item>, dice: Dice): Filter[] {
  const valuesOf = (name: string): string[] =>
    items.flatMap((item) =>
      looks[name]!(item)
        .filter((value) => value !== undefined)
        .map(String),
    );
  const names = Object.keys(looks);
  const telling = names.filter((name) => valuesOf(name).length > 0);
  return dice.some(telling.length > 0 && dice.chance(0.9) ? telling : names, dice.chance(0.7) ? 1 : 2).map((Name) => {
    const values = valuesOf(Name);
    const Values = Array.from({ length: dice.chance(0.6) ? 1 : 3 }, () =>
      values.length > 0 ? variation(dice.pick(values), dice) : dice.pick(['*', 'x', '']),
    );
    return { Name, Values };
  });
}
