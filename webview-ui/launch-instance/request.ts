import type {
  BlockDeviceMapping,
  IpPermission,
  RunInstancesRequest,
  TagSpecification,
  VolumeType,
  _InstanceType,
} from '@aws-sdk/client-ec2';
import type { LaunchPlan } from '../../src/shared/launch-instance';
import type { Draft, RuleDraft, VolumeDraft } from './draft';
import { utf8Base64 } from './user-data';

const ports: Readonly<Record<RuleDraft['service'], readonly [protocol: string, from: number, to: number]>> = {
  ssh: ['tcp', 22, 22],
  http: ['tcp', 80, 80],
  https: ['tcp', 443, 443],
  rdp: ['tcp', 3389, 3389],
  tcp: ['tcp', 0, 65535],
  udp: ['udp', 0, 65535],
  icmp: ['icmp', -1, -1],
  all: ['-1', -1, -1],
};

/** The ports a rule opens, as the API takes them; undefined when what was typed is no range of ports. */
export function portsOf({ service, ports: typed }: RuleDraft): { protocol: string; from: number; to: number } | undefined {
  const [protocol, from, to] = ports[service];
  if (service !== 'tcp' && service !== 'udp') return { protocol, from, to };
  const found = /^\s*(\d{1,5})\s*(?:-\s*(\d{1,5})\s*)?$/.exec(typed);
  if (!found) return undefined;
  const first = Number(found[1]);
  const last = Number(found[2] ?? found[1]);
  return first <= last && last <= 65_535 ? { protocol, from: first, to: last } : undefined;
}

/** Where a rule lets in from: a CIDR block or the id of a group. */
export function sourceOf({ source, custom }: RuleDraft, userAddress: string): string {
  if (source === 'anywhere') return '0.0.0.0/0';
  return source === 'my-ip' ? `${userAddress}/32` : custom.trim();
}

/** A rule as the API takes it. */
export function permission(rule: RuleDraft, userAddress: string): IpPermission {
  const { protocol = 'tcp', from = 0, to = 0 } = portsOf(rule) ?? {};
  const source = sourceOf(rule, userAddress);
  const note = rule.description.trim() === '' ? {} : { Description: rule.description.trim() };
  return {
    IpProtocol: protocol,
    ...(protocol !== '-1' && { FromPort: from, ToPort: to }),
    ...(source.startsWith('sg-')
      ? { UserIdGroupPairs: [{ GroupId: source, ...note }] }
      : source.includes(':')
        ? { Ipv6Ranges: [{ CidrIpv6: source, ...note }] }
        : { IpRanges: [{ CidrIp: source, ...note }] }),
  };
}

function mapping({ device, gib, type, iops, mibps, deleteOnTermination, encrypted }: VolumeDraft): BlockDeviceMapping {
  return {
    DeviceName: device.trim(),
    Ebs: {
      VolumeSize: Number(gib),
      VolumeType: type as VolumeType,
      DeleteOnTermination: deleteOnTermination,
      ...(iops.trim() !== '' && { Iops: Number(iops) }),
      ...(mibps.trim() !== '' && { Throughput: Number(mibps) }),
      ...(encrypted && { Encrypted: true }),
    },
  };
}

/** Tags that say something: a row without a key, or the name that was left empty, says nothing. */
export const saidTags = (draft: Draft): Draft['tags'] =>
  draft.tags.filter(({ key, value }) => key !== '' && !(key === 'Name' && value === ''));

function tagSpecifications(draft: Draft): TagSpecification[] {
  return (['instance', 'volume'] as const).flatMap((type) => {
    const tags = saidTags(draft).filter((tag) => tag[type]);
    return tags.length > 0 ? [{ ResourceType: type, Tags: tags.map(({ key, value }) => ({ Key: key, Value: value })) }] : [];
  });
}

function runInput(draft: Draft): RunInstancesRequest {
  const { image, type } = draft;
  const groups = draft.groupKind === 'existing' ? draft.groupIds : [];
  const specifications = tagSpecifications(draft);
  const placement = {
    ...(draft.placementGroup && { GroupName: draft.placementGroup }),
    ...(draft.tenancy !== 'default' && { Tenancy: draft.tenancy }),
  };
  const userData = draft.userData.trim() === '' ? undefined : draft.userDataIsBase64 ? draft.userData.trim() : utf8Base64(draft.userData);
  return {
    ImageId: image?.id,
    InstanceType: type?.name as _InstanceType,
    MinCount: Number(draft.count),
    MaxCount: Number(draft.count),
    ...(draft.key.kind === 'existing' && { KeyName: draft.key.name }),
    ...(draft.publicIp === 'subnet'
      ? { ...(draft.subnetId && { SubnetId: draft.subnetId }), ...(groups.length > 0 && { SecurityGroupIds: groups }) }
      : {
          NetworkInterfaces: [
            {
              DeviceIndex: 0,
              AssociatePublicIpAddress: draft.publicIp === 'enable',
              ...(draft.subnetId && { SubnetId: draft.subnetId }),
              ...(groups.length > 0 && { Groups: groups }),
            },
          ],
        }),
    BlockDeviceMappings: draft.volumes.map(mapping),
    ...(Object.keys(placement).length > 0 && { Placement: placement }),
    ...(draft.spot && { InstanceMarketOptions: { MarketType: 'spot' } }),
    ...(draft.profile && { IamInstanceProfile: { Name: draft.profile } }),
    InstanceInitiatedShutdownBehavior: draft.shutdown,
    ...(draft.hibernate && { HibernationOptions: { Configured: true } }),
    ...(draft.stopProtection && { DisableApiStop: true }),
    ...(draft.terminationProtection && { DisableApiTermination: true }),
    ...(draft.monitoring && { Monitoring: { Enabled: true } }),
    ...(draft.credits && type?.credits && { CreditSpecification: { CpuCredits: draft.credits } }),
    ...(userData !== undefined && { UserData: userData }),
    ...(specifications.length > 0 && { TagSpecifications: specifications }),
  };
}

/** What the editor is asked to do for a draft. */
export function launchPlan(draft: Draft, defaults: { groupName: string; vpcId: string; userAddress: string }): LaunchPlan {
  const run = runInput(draft);
  if (draft.groupKind === 'existing') return { run };
  const name = draft.groupName.trim() || defaults.groupName;
  return {
    run,
    newGroup: {
      create: {
        GroupName: name,
        Description: draft.groupDescription.trim() || `${name} created by the launch wizard`,
        ...(defaults.vpcId && { VpcId: defaults.vpcId }),
      },
      rules: draft.rules.map((one) => permission(one, defaults.userAddress)),
      ...(draft.madeGroupId && { madeGroupId: draft.madeGroupId }),
    },
  };
}
