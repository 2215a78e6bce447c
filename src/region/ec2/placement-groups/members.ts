import type { InstanceTypeFacts } from '../../catalog/instance-types';
import { instanceType } from '../../catalog/instance-types';
import type { Context } from '../../kernel/context';
import { ApiError, invalidCombination, invalidValue } from '../../kernel/errors';
import { type InstanceRow, type InstanceStateName, instanceTable, partitionKey } from '../instances/instances';
import { findGroupById, findGroupByName, type PlacementGroupRow, placementGroupTable } from './placement-groups';

/** Running instances a spread group holds in each zone (EC2 User Guide, placement groups; reference: instances.md §9). */
const spreadPerZone = 7;

const up: readonly InstanceStateName[] = ['pending', 'running'];

/** The instances of a group, whatever their state; a terminated one has left it. */
export function membersOf(context: Context, groupId: string): InstanceRow[] {
  return context.by(instanceTable, 'placementGroup', groupId);
}

/** Where instances are to be placed: the group and, in a partition group, the partition asked for. */
export interface GroupPlacement {
  readonly group: PlacementGroupRow;
  /** From 1; absent when EC2 is to spread them evenly. */
  readonly partitionNumber?: number;
}

/**
 * The group that a placement names, checked against the type and tenancy (EC2 User Guide, placement groups, rules and limitations).
 * @throws ApiError InvalidPlacementGroup.Unknown, InvalidPlacementGroupId.Malformed, InvalidParameterCombination, InvalidParameterValue
 */
export function groupPlacement(
  context: Context,
  asked: { readonly GroupName?: string | undefined; readonly GroupId?: string | undefined; readonly PartitionNumber?: number | undefined },
  type: InstanceTypeFacts,
  tenancy: 'default' | 'dedicated',
): GroupPlacement | undefined {
  const { GroupName, GroupId, PartitionNumber } = asked;
  if (GroupName && GroupId) throw invalidCombination('Specify either a placement group name or a placement group ID, not both.');
  const group = GroupId ? findGroupById(context, GroupId) : GroupName ? findGroupByName(context, GroupName) : undefined;
  if (group?.state === 'deleting') {
    throw new ApiError('InvalidPlacementGroup.Unknown', `The Placement Group '${GroupName ?? GroupId}' is unknown.`);
  }
  if (PartitionNumber !== undefined && group?.strategy !== 'partition') {
    throw invalidCombination('PartitionNumber can be specified only with a placement group whose strategy is partition.');
  }
  if (!group) return undefined;
  if (PartitionNumber !== undefined && (PartitionNumber < 1 || PartitionNumber > group.partitionCount!)) {
    throw invalidValue(
      `Value (${PartitionNumber}) for parameter partitionNumber is invalid. The group has ${group.partitionCount} partitions.`,
    );
  }
  checkType(group, type);
  checkTenancy(group, tenancy);
  return { group, ...(PartitionNumber !== undefined && { partitionNumber: PartitionNumber }) };
}

/** @throws ApiError InvalidParameterCombination for dedicated instances in a spread group (EC2 User Guide, placement groups) */
export function checkTenancy({ strategy }: PlacementGroupRow, tenancy: 'default' | 'dedicated'): void {
  if (strategy !== 'spread' || tenancy === 'default') return;
  throw invalidCombination('Spread placement groups are not supported with the tenancy dedicated.');
}

/** @throws ApiError InvalidParameterCombination for a type that the group's strategy does not take, such as T types in a cluster */
export function checkType({ strategy }: PlacementGroupRow, type: InstanceTypeFacts): void {
  const takes = strategy === 'cluster' && type.burstable ? false : (type.placementStrategies?.includes(strategy) ?? true);
  if (takes) return;
  const named = strategy[0]!.toUpperCase() + strategy.slice(1);
  throw invalidCombination(
    `${named} placement groups are not supported by the '${type.name}' instance type. Specify a supported instance type or change the placement group strategy, and try again.`,
  );
}

/** The zone a cluster group is in: that of its instances; undefined while it has none, and for other groups. */
export function zoneOfGroup(context: Context, { id, strategy }: PlacementGroupRow): string | undefined {
  return strategy === 'cluster' ? membersOf(context, id)[0]?.availabilityZone : undefined;
}

/** @throws ApiError InvalidPlacementGroup.InUse for another zone than the one a cluster group is in (observed) */
export function checkZoneOfGroup(context: Context, group: PlacementGroupRow, zone: string): void {
  const present = zoneOfGroup(context, group);
  if (present === undefined || present === zone) return;
  throw new ApiError(
    'InvalidPlacementGroup.InUse',
    `The placement group '${group.name}' is already in use in the Availability Zone ${present}.`,
  );
}

/** How many more instances of a group can run in a zone. */
export function roomInGroup(context: Context, group: PlacementGroupRow, zone: string): number {
  if (group.strategy !== 'spread') return Infinity;
  const running = membersOf(context, group.id).filter(({ state, availabilityZone }) => up.includes(state) && availabilityZone === zone);
  return Math.max(0, spreadPerZone - running.length);
}

/** The answer when a spread group is full in a zone (EC2 User Guide, placement groups; reference: instances.md §9). */
export function groupIsFull(group: PlacementGroupRow, zone: string): ApiError {
  return new ApiError(
    'InsufficientInstanceCapacity',
    `The placement group '${group.name}' has ${spreadPerZone} running instances in the Availability Zone ${zone}, which is the most that a spread placement group can have.`,
  );
}

/** Refuses to start instances together for which their spread groups have no room. @throws ApiError InsufficientInstanceCapacity */
export function checkGroupRoom(context: Context, wanted: readonly InstanceRow[]): void {
  const needed = new Map<string, number>();
  for (const { placementGroupId, availabilityZone } of wanted) {
    const group = placementGroupId === undefined ? undefined : context.get(placementGroupTable, placementGroupId);
    if (!group) continue;
    const key = `${group.id}/${availabilityZone}`;
    needed.set(key, (needed.get(key) ?? 0) + 1);
    if (needed.get(key)! > roomInGroup(context, group, availabilityZone)) throw groupIsFull(group, availabilityZone);
  }
}

/** The partition with the fewest instances in a zone, the first of them: EC2 tries to spread them evenly (EC2 User Guide, partition groups). */
function emptiestPartition(context: Context, group: PlacementGroupRow, zone: string): number {
  const instances = context.rows(instanceTable);
  const counts = Array.from({ length: group.partitionCount! }, (_, index) =>
    instances.count('partition', partitionKey(group.id, zone, index + 1)),
  );
  return counts.indexOf(Math.min(...counts)) + 1;
}

/** What an instance's row keeps of its placement. */
export function memberOf(
  context: Context,
  { group, partitionNumber }: GroupPlacement,
  zone: string,
): Pick<InstanceRow, 'placementGroupId' | 'partitionNumber'> {
  if (group.strategy !== 'partition') return { placementGroupId: group.id };
  return { placementGroupId: group.id, partitionNumber: partitionNumber ?? emptiestPartition(context, group, zone) };
}

/** Whether an instance's type may stay in its group when it is changed. @throws ApiError InvalidParameterCombination */
export function checkTypeInGroup(context: Context, { placementGroupId }: InstanceRow, typeName: string): void {
  const group = placementGroupId === undefined ? undefined : context.get(placementGroupTable, placementGroupId);
  if (group) checkType(group, instanceType(typeName)!);
}
