import type { PlacementGroup } from '@aws-sdk/client-ec2';
import { compileFilters, type FilterFields } from '../../aws/filters';
import { tagsMember, tagsOf } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { findGroupById, findGroupByName, placementGroupArn, type PlacementGroupRow, placementGroupTable } from './placement-groups';

/** A group in AWS's shape. */
export function describePlacementGroup(context: Context, row: PlacementGroupRow): PlacementGroup {
  return {
    GroupName: row.name,
    State: row.state,
    Strategy: row.strategy,
    ...(row.partitionCount !== undefined && { PartitionCount: row.partitionCount }),
    GroupId: row.id,
    ...tagsMember(context, row.id),
    GroupArn: placementGroupArn(context, row.name),
    ...(row.strategy === 'spread' && { SpreadLevel: 'rack' }),
  };
}

/** Filters as documented (API, DescribePlacementGroups). */
function filters(context: Context): FilterFields<PlacementGroupRow> {
  return {
    'group-name': (row) => row.name,
    'group-arn': (row) => placementGroupArn(context, row.name),
    'spread-level': (row) => (row.strategy === 'spread' ? 'rack' : undefined),
    state: (row) => row.state,
    strategy: (row) => row.strategy,
  };
}

/** DescribePlacementGroups (API): never paged. @throws ApiError InvalidPlacementGroup.Unknown, InvalidPlacementGroupId.Malformed */
export const describePlacementGroups = defineAction({
  name: 'ec2:DescribePlacementGroups',
  access: 'read',
  inputs: { GroupIds: 'honoured', DryRun: 'honoured', GroupNames: 'honoured', Filters: 'honoured' },
  handle(context, { GroupIds = [], GroupNames = [], Filters }) {
    const keep = compileFilters(Filters, filters(context), (row: PlacementGroupRow) => tagsOf(context, row.id));
    const named = new Set([
      ...GroupNames.map((name) => findGroupByName(context, name).id),
      ...GroupIds.map((id) => findGroupById(context, id).id),
    ]);
    const rows = context.list(placementGroupTable).filter(({ id }) => named.size === 0 || named.has(id));
    return { PlacementGroups: rows.filter(keep).map((row) => describePlacementGroup(context, row)) };
  },
});
