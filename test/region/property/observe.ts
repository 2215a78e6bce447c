import type { Instance, KeyPairInfo, SecurityGroup, Subnet } from '@aws-sdk/client-ec2';
import type { ActionName } from '../../../src/region/aws/action-names';
import type { InputOf, OutputOf } from '../../../src/region/aws/actions';
import { type NetworkInterfaceRow, networkInterfaceTable } from '../../../src/region/ec2/network-interfaces/network-interfaces';
import { type VolumeRow, volumeTable } from '../../../src/region/ec2/volumes/volumes';
import { instanceTable } from '../../../src/region/ec2/instances/instances';
import { instancesKind } from '../../../src/region/ec2/instances/instances-kind';
import type { Sandbox } from '../../../src/region/kernel/sandbox';
import { eventTable, type EventRow, regionTable, type UsageRow, usageTable } from '../../../src/region/kernel/tables';

/** One region as its own actions describe it; what no action describes yet is read from its rows. */
export interface RegionView {
  readonly region: string;
  readonly instances: ReadonlyMap<string, Instance>;
  readonly reservations: ReadonlyMap<string, string>;
  readonly keyPairs: ReadonlyMap<string, KeyPairInfo>;
  readonly groups: ReadonlyMap<string, SecurityGroup>;
  readonly subnets: ReadonlyMap<string, Subnet>;
  readonly volumes: ReadonlyMap<string, VolumeRow>;
  readonly interfaces: ReadonlyMap<string, NetworkInterfaceRow>;
  readonly events: readonly EventRow[];
  readonly usage: readonly UsageRow[];
}

/** The account at one moment. */
export interface View {
  readonly now: number;
  readonly regions: readonly RegionView[];
  /** Everything that is described, by `kind region id`, as JSON, for instances with what a tree shows beside their name. */
  readonly described: ReadonlyMap<string, string>;
}

/** Asks an action as anybody would. */
export function ask<Name extends ActionName>(sandbox: Sandbox, action: Name, input: InputOf<Name>, region: string): OutputOf<Name> {
  return sandbox.execute({ action, region, input, caller: null });
}

function byKey<Item>(items: readonly Item[] | undefined, key: keyof Item): Map<string, Item> {
  return new Map((items ?? []).map((item) => [String(item[key]), item]));
}

function observeRegion(sandbox: Sandbox, region: string): RegionView {
  const reader = sandbox.reader(region);
  const reservations = ask(sandbox, 'ec2:DescribeInstances', {}, region).Reservations ?? [];
  return {
    region,
    instances: byKey(
      reservations.flatMap(({ Instances }) => Instances ?? []),
      'InstanceId',
    ),
    reservations: new Map(
      reservations.flatMap(({ ReservationId, Instances }) => (Instances ?? []).map(({ InstanceId }) => [InstanceId!, ReservationId!])),
    ),
    keyPairs: byKey(ask(sandbox, 'ec2:DescribeKeyPairs', { IncludePublicKey: true }, region).KeyPairs, 'KeyPairId'),
    groups: byKey(ask(sandbox, 'ec2:DescribeSecurityGroups', {}, region).SecurityGroups, 'GroupId'),
    subnets: byKey(ask(sandbox, 'ec2:DescribeSubnets', {}, region).Subnets, 'SubnetId'),
    volumes: byKey(reader.list(volumeTable), 'id'),
    interfaces: byKey(reader.list(networkInterfaceTable), 'id'),
    events: reader.list(eventTable),
    usage: reader.list(usageTable),
  };
}

/** Describes every region that is open. */
export function observe(sandbox: Sandbox): View {
  const regions = sandbox
    .reader('')
    .list(regionTable)
    .map(({ id }) => observeRegion(sandbox, id));
  const described = new Map<string, string>();
  for (const { region, instances, keyPairs, groups } of regions) {
    for (const [kind, found] of [
      ['instances', instances],
      ['key-pairs', keyPairs],
      ['security-groups', groups],
    ] as const) {
      for (const [id, item] of found) described.set(`${kind} ${region} ${id}`, JSON.stringify([item, shown(sandbox, kind, region, id)]));
    }
  }
  return { now: sandbox.now, regions, described };
}

/** What a tree shows beside an instance's name. */
function shown(sandbox: Sandbox, kind: string, region: string, id: string): unknown {
  const context = sandbox.reader(region);
  const row = kind === 'instances' ? context.get(instanceTable, id) : undefined;
  return row && instancesKind.face(context, row).description;
}

/** Everything any describe action answers about the account, as one text: equal accounts have equal texts. */
export function describeAll(sandbox: Sandbox): string {
  const { described, regions } = observe(sandbox);
  const more = regions.map(({ region, subnets }) => [
    region,
    [...subnets.values()],
    ask(sandbox, 'ec2:DescribeTags', {}, region),
    ask(sandbox, 'ec2:DescribeInstanceStatus', { IncludeAllInstances: true }, region),
    ask(sandbox, 'ec2:DescribeVpcs', {}, region),
  ]);
  return JSON.stringify([[...described], more]);
}

/** All instances of the account. */
export function allInstances({ regions }: View): Instance[] {
  return regions.flatMap(({ instances }) => [...instances.values()]);
}
