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

/** The answer when a zone has no room (EC2 error codes, InsufficientInstanceCapacity: a fault of the server's). */
export function insufficientCapacity(zone: string, typeName: string): ApiError {
  return new ApiError(
    'InsufficientInstanceCapacity',
    `We currently do not have sufficient ${typeName} capacity in the Availability Zone you requested (${zone}). Our system will be working on provisioning additional capacity.`,
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
    if (needed.get(key)! > roomInZone(context, availabilityZone, instanceType)) throw insufficientCapacity(availabilityZone, instanceType);
  }
  checkGroupRoom(context, wanted);
}
