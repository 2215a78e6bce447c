import { checkIdForm, type IdForm } from '../../aws/ids';
import type { Context } from '../../kernel/context';
import { ApiError } from '../../kernel/errors';
import { defineLifecycle } from '../../kernel/lifecycle';
import { defineTable, type RowKey } from '../../store/table';

/** How a group places its instances (API, PlacementStrategy; reference: instances.md §9). */
export type PlacementStrategyName = 'cluster' | 'spread' | 'partition';

/** A placement group. The row's id is `pg-…`. */
export interface PlacementGroupRow extends RowKey {
  readonly name: string;
  readonly strategy: PlacementStrategyName;
  /** Present for `partition`. */
  readonly partitionCount?: number;
  readonly state: 'available' | 'deleting';
}

/** CHOICE: a group is there at once, and its deletion takes a few seconds. */
export const placementGroupLifecycle = defineLifecycle<PlacementGroupRow['state'], 'delete'>({
  transient: ['deleting'],
  moves: { available: { delete: 'deleting' }, deleting: {} },
});

export const placementGroupTable = defineTable<PlacementGroupRow, 'name' | 'state'>({
  name: 'ec2_placement_groups',
  kind: 'placement-groups',
  columns: { name: 'text', strategy: 'text', partitionCount: 'integer', state: 'text' },
  indexes: { name: (row) => row.name, state: (row) => row.state },
});

export const placementGroupIdForm: IdForm = { prefix: 'pg', errorPrefix: 'InvalidPlacementGroupId', noun: 'placement group' };

function unknownGroup(named: string): ApiError {
  return new ApiError('InvalidPlacementGroup.Unknown', `The Placement Group '${named}' is unknown.`);
}

/** The group of that name. */
export function placementGroupNamed(context: Context, name: string): PlacementGroupRow | undefined {
  return context.by(placementGroupTable, 'name', name)[0];
}

/** @throws ApiError InvalidPlacementGroup.Unknown */
export function findGroupByName(context: Context, name: string): PlacementGroupRow {
  const group = placementGroupNamed(context, name);
  if (!group) throw unknownGroup(name);
  return group;
}

/** @throws ApiError InvalidPlacementGroupId.Malformed, InvalidPlacementGroup.Unknown (EC2 error codes have no NotFound for these ids) */
export function findGroupById(context: Context, id: string): PlacementGroupRow {
  checkIdForm(id, placementGroupIdForm);
  const group = context.get(placementGroupTable, id);
  if (!group) throw unknownGroup(id);
  return group;
}

/** `arn:aws:ec2:ap-northeast-2:123456789012:placement-group/web` (service authorization reference, Amazon EC2). */
export function placementGroupArn(context: Context, name: string): string {
  return `arn:aws:ec2:${context.region}:${context.account.accountId}:placement-group/${name}`;
}
