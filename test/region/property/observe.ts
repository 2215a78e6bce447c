import type { Instance } from '@aws-sdk/client-ec2';
import type { ActionName } from '../../../src/region/aws/action-names';
import type { InputOf, OutputOf } from '../../../src/region/aws/actions';
import { networkInterfaceTable } from '../../../src/region/ec2/network-interfaces/network-interfaces';
import { volumeTable } from '../../../src/region/ec2/volumes/volumes';
import { listKind } from '../../../src/region/kernel/kind';
import type { Sandbox } from '../../../src/region/kernel/sandbox';
import { eventTable, regionTable, usageTable } from '../../../src/region/kernel/tables';
import type { Described, RegionView, View } from './region-view';

/** Asks an action as anybody would. */
export function ask<Name extends ActionName>(sandbox: Sandbox, action: Name, input: InputOf<Name>, region: string): OutputOf<Name> {
  return sandbox.execute({ action, region, input, caller: null });
}

function byKey<Item>(items: readonly Item[] | undefined, key: keyof Item): Map<string, Item> {
  return new Map((items ?? []).map((item) => [String(item[key]), item]));
}

/** What every describe action of a region answers. */
function describeRegion(sandbox: Sandbox, region: string): Described {
  const reservations = ask(sandbox, 'ec2:DescribeInstances', {}, region).Reservations ?? [];
  return {
    instances: byKey(
      reservations.flatMap(({ Instances }) => Instances ?? []),
      'InstanceId',
    ),
    'key-pairs': byKey(ask(sandbox, 'ec2:DescribeKeyPairs', { IncludePublicKey: true }, region).KeyPairs, 'KeyPairId'),
    'security-groups': byKey(ask(sandbox, 'ec2:DescribeSecurityGroups', {}, region).SecurityGroups, 'GroupId'),
    'security-group-rules': byKey(ask(sandbox, 'ec2:DescribeSecurityGroupRules', {}, region).SecurityGroupRules, 'SecurityGroupRuleId'),
    subnets: byKey(ask(sandbox, 'ec2:DescribeSubnets', {}, region).Subnets, 'SubnetId'),
    vpcs: byKey(ask(sandbox, 'ec2:DescribeVpcs', {}, region).Vpcs, 'VpcId'),
    'dhcp-options': byKey(ask(sandbox, 'ec2:DescribeDhcpOptions', {}, region).DhcpOptions, 'DhcpOptionsId'),
    'internet-gateways': byKey(ask(sandbox, 'ec2:DescribeInternetGateways', {}, region).InternetGateways, 'InternetGatewayId'),
    'egress-only-internet-gateways': byKey(
      ask(sandbox, 'ec2:DescribeEgressOnlyInternetGateways', {}, region).EgressOnlyInternetGateways,
      'EgressOnlyInternetGatewayId',
    ),
    'nat-gateways': byKey(ask(sandbox, 'ec2:DescribeNatGateways', {}, region).NatGateways, 'NatGatewayId'),
    'route-tables': byKey(ask(sandbox, 'ec2:DescribeRouteTables', {}, region).RouteTables, 'RouteTableId'),
    'network-acls': byKey(ask(sandbox, 'ec2:DescribeNetworkAcls', {}, region).NetworkAcls, 'NetworkAclId'),
    'vpc-endpoints': byKey(ask(sandbox, 'ec2:DescribeVpcEndpoints', {}, region).VpcEndpoints, 'VpcEndpointId'),
    'vpc-peering-connections': byKey(
      ask(sandbox, 'ec2:DescribeVpcPeeringConnections', {}, region).VpcPeeringConnections,
      'VpcPeeringConnectionId',
    ),
    'elastic-ips': byKey(ask(sandbox, 'ec2:DescribeAddresses', {}, region).Addresses, 'AllocationId'),
    'network-interfaces': byKey(ask(sandbox, 'ec2:DescribeNetworkInterfaces', {}, region).NetworkInterfaces, 'NetworkInterfaceId'),
    volumes: byKey(ask(sandbox, 'ec2:DescribeVolumes', {}, region).Volumes, 'VolumeId'),
    'launch-templates': byKey(ask(sandbox, 'ec2:DescribeLaunchTemplates', {}, region).LaunchTemplates, 'LaunchTemplateId'),
    'placement-groups': byKey(ask(sandbox, 'ec2:DescribePlacementGroups', {}, region).PlacementGroups, 'GroupId'),
    'iam-instance-profile-associations': byKey(
      ask(sandbox, 'ec2:DescribeIamInstanceProfileAssociations', {}, region).IamInstanceProfileAssociations,
      'AssociationId',
    ),
    roles: byKey(ask(sandbox, 'iam:ListRoles', {}, region).Roles, 'RoleName'),
    'instance-profiles': byKey(ask(sandbox, 'iam:ListInstanceProfiles', {}, region).InstanceProfiles, 'InstanceProfileName'),
  };
}

function observeRegion(sandbox: Sandbox, region: string): RegionView {
  const reader = sandbox.reader(region);
  const all = describeRegion(sandbox, region);
  const reservations = ask(sandbox, 'ec2:DescribeInstances', {}, region).Reservations ?? [];
  const versions = [...all['launch-templates'].keys()].flatMap(
    (LaunchTemplateId) => ask(sandbox, 'ec2:DescribeLaunchTemplateVersions', { LaunchTemplateId }, region).LaunchTemplateVersions ?? [],
  );
  return {
    region,
    all,
    reservations: new Map(
      reservations.flatMap(({ ReservationId, Instances }) => (Instances ?? []).map(({ InstanceId }) => [InstanceId!, ReservationId!])),
    ),
    versions: new Map(versions.map((version) => [`${version.LaunchTemplateId}/${version.VersionNumber}`, version])),
    modifications: byKey(ask(sandbox, 'ec2:DescribeVolumesModifications', {}, region).VolumesModifications, 'VolumeId'),
    instances: all.instances,
    keyPairs: all['key-pairs'],
    groups: all['security-groups'],
    subnets: all.subnets,
    volumes: byKey(reader.list(volumeTable), 'id'),
    interfaces: byKey(reader.list(networkInterfaceTable), 'id'),
    events: reader.list(eventTable),
    usage: reader.list(usageTable),
  };
}

/** Kinds whose rows belong to the account: every region describes them, and change sets name them once. */
export const ofTheAccount: ReadonlySet<string> = new Set(['roles', 'instance-profiles']);

/** Describes every region that is open. A region of which nothing has changed since `last` is taken over from it. */
export function observe(sandbox: Sandbox, last?: View, unchanged: (region: string) => boolean = () => false): View {
  const regions = sandbox
    .reader('')
    .list(regionTable)
    .map(({ id }) => {
      const known = unchanged(id) ? last?.regions.find(({ region }) => region === id) : undefined;
      return known ?? observeRegion(sandbox, id);
    });
  if (last && regions.length === last.regions.length && regions.every((region, index) => region === last.regions[index])) {
    return { ...last, now: sandbox.now };
  }
  const described = new Map<string, string>();
  const faces = new Map<string, string>();
  for (const view of regions) {
    if (last?.regions.includes(view)) {
      for (const [kept, from] of [
        [described, last.described],
        [faces, last.faces],
      ] as const) {
        for (const [key, text] of from) if (key.split(' ')[1] === view.region) kept.set(key, text);
      }
      continue;
    }
    for (const [kind, found] of Object.entries(view.all) as [string, ReadonlyMap<string, unknown>][]) {
      if (ofTheAccount.has(kind)) continue;
      for (const [id, item] of found) described.set(`${kind} ${view.region} ${id}`, JSON.stringify(item));
    }
    showFaces(sandbox, view.region, faces);
  }
  return { now: sandbox.now, regions, described, faces };
}

/** Kinds whose faces also tell what follows from the time alone: that changes without anything being changed. */
const timely: ReadonlySet<string> = new Set(['instances']);

/** How the trees of a region show what is in it. */
function showFaces(sandbox: Sandbox, region: string, faces: Map<string, string>): void {
  const context = sandbox.reader(region);
  for (const kind of sandbox.definition.kinds) {
    if ('list' in kind.source) continue;
    for (const row of listKind(context, kind)) {
      const { tooltip, ...face } = kind.face(context, row);
      const lasting = timely.has(kind.name) ? { ...face, flags: [] } : { ...face, tooltip };
      faces.set(`${kind.name} ${region} ${row.id}`, JSON.stringify(lasting).replace(/\d+%/g, ''));
    }
  }
}

/** Everything any describe action answers about the account, as one text: equal accounts have equal texts. */
export function describeAll(sandbox: Sandbox): string {
  const { described, regions } = observe(sandbox);
  const more = regions.map(({ region, all, versions, modifications }) => [
    region,
    [...all.roles],
    [...all['instance-profiles']],
    [...versions],
    [...modifications],
    ask(sandbox, 'ec2:DescribeTags', {}, region),
    ask(sandbox, 'ec2:DescribeInstanceStatus', { IncludeAllInstances: true }, region),
    ask(sandbox, 'ec2:DescribeVolumeStatus', {}, region),
    ask(sandbox, 'ec2:DescribeInstanceCreditSpecifications', {}, region),
    ask(sandbox, 'ec2:DescribeAddressesAttribute', { Attribute: 'domain-name' }, region),
    ask(sandbox, 'sandbox:DescribeProductSubscriptions', {}, region),
  ]);
  return JSON.stringify([[...described], more]);
}

/** All instances of the account. */
export function allInstances({ regions }: View): Instance[] {
  return regions.flatMap(({ instances }) => [...instances.values()]);
}
