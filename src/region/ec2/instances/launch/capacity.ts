import { offeredInZone } from '../../../catalog/instance-types';
import { zones } from '../../../catalog/regions';
import { defineTable, type RowKey } from '../../../store/table';
import type { Context } from '../../../kernel/context';
import { ApiError } from '../../../kernel/errors';
import { checkGroupRoom } from '../../placement-groups/members';
import { type InstanceRow, instanceTable } from '../instances';

/** How many instances of a type a zone can hold. The row's id is `<zone name>/<type>`; no row where there is always room. */
export interface InstanceCapacityRow extends RowKey {
  /** Those that take up room now and those that still can. */
  readonly total: number;
}

export const instanceCapacityTable = defineTable<InstanceCapacityRow>({
  name: 'ec2_instance_capacity',
  columns: { total: 'integer' },
  indexes: {},
});

/** Instances of a type that take up room in a zone: all but stopped and terminated ones, which give theirs back (CHOICE). */
function hosted(context: Context, key: string): number {
  return context.rows(instanceTable).count('hostedType', key);
}

/** How many more instances of a type can start in a zone; Infinity where nobody has set a limit. */
export function roomInZone(context: Context, zone: string, typeName: string): number {
  const key = `${zone}/${typeName}`;
  const row = context.get(instanceCapacityTable, key);
  return row ? Math.max(0, row.total - hosted(context, key)) : Infinity;
}

/** Lets this many more instances of a type start in a zone; without a number there is always room again. */
export function setRoomInZone(context: Context, zone: string, typeName: string, available: number | undefined): void {
  const key = `${zone}/${typeName}`;
  if (available === undefined) context.delete(instanceCapacityTable, key);
  else context.put(instanceCapacityTable, { region: context.region, id: key, total: hosted(context, key) + available });
}

/**
 * The answer to a launch when a zone has no room, with the zones that have some (EC2 error codes, InsufficientInstanceCapacity: a fault of the
 * server's; EC2 Auto Scaling User Guide, troubleshoot: launch failures).
 */
export function insufficientCapacity(context: Context, zone: string, typeName: string): ApiError {
  const others = zones(context.region)
    .filter(({ zoneId, zoneName }) => offeredInZone(typeName, context.region, zoneId) && roomInZone(context, zoneName, typeName) > 0)
    .map(({ zoneName }) => zoneName)
    .filter((name) => name !== zone);
  const elsewhere =
    others.length === 0
      ? ''
      : ` You can currently get ${typeName} capacity by not specifying an Availability Zone in your request or choosing ${others.join(', ')}.`;
  return new ApiError(
    'InsufficientInstanceCapacity',
    `We currently do not have sufficient ${typeName} capacity in the Availability Zone you requested (${zone}). Our system will be working on provisioning additional capacity.${elsewhere}`,
  );
}

/**
 * Refuses to start instances together for which their zones, or their spread placement groups, have no room.
 * @throws ApiError InsufficientInstanceCapacity
 */
export function checkRoomToStart(context: Context, wanted: readonly InstanceRow[]): void {
  const needed = new Map<string, number>();
  for (const { availabilityZone, instanceType } of wanted) {
    const key = `${availabilityZone}/${instanceType}`;
    needed.set(key, (needed.get(key) ?? 0) + 1);
    if (needed.get(key)! > roomInZone(context, availabilityZone, instanceType)) {
      // StartInstances says no more than that (as recorded of the real service).
      throw new ApiError('InsufficientInstanceCapacity', 'Insufficient capacity.');
    }
  }
  checkGroupRoom(context, wanted);
}
