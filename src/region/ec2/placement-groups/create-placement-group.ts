import { accountLimit } from '../../aws/quotas';
import { putTags, tagSpecifications } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import { ApiError, invalidCombination, invalidValue, missingParameter, notSimulated } from '../../kernel/errors';
import { oneOf } from '../instances/launch/options';
import { describePlacementGroup } from './describe-placement-groups';
import { placementGroupNamed, type PlacementGroupRow, placementGroupTable } from './placement-groups';

/** Partitions of a group in each zone (EC2 User Guide, placement groups). */
const mostPartitions = 7;

/** @throws ApiError MissingParameter, InvalidParameterValue: up to 255 ASCII characters (API, CreatePlacementGroup) */
function checkName(name: string | undefined): string {
  if (!name) throw missingParameter('GroupName');
  if (name.length > 255 || !/^[\x20-\x7e]+$/.test(name)) {
    throw invalidValue(`Value (${name}) for parameter groupName is invalid. Names are up to 255 ASCII characters.`);
  }
  return name;
}

/**
 * CreatePlacementGroup (API; reference: instances.md §9). LinkedGroupId is reserved by AWS.
 * @throws ApiError MissingParameter, InvalidParameterValue, InvalidParameterCombination, InvalidPlacementGroup.Duplicate,
 *   PlacementGroupLimitExceeded, tag errors
 */
export const createPlacementGroup = defineAction({
  name: 'ec2:CreatePlacementGroup',
  access: 'write',
  inputs: {
    PartitionCount: 'honoured',
    TagSpecifications: 'honoured',
    SpreadLevel: 'honoured',
    LinkedGroupId: 'refused',
    Operator: 'refused',
    ParentGroupId: 'honoured',
    DryRun: 'honoured',
    GroupName: 'honoured',
    Strategy: 'honoured',
  },
  handle(context, input) {
    const name = checkName(input.GroupName);
    if (input.Strategy === 'precision-time') throw notSimulated('the placement strategy precision-time');
    const strategy = oneOf('Strategy', input.Strategy, ['cluster', 'spread', 'partition'] as const);
    if (!strategy) throw missingParameter('Strategy');
    const partitionCount = input.PartitionCount;
    if (strategy !== 'partition' && partitionCount !== undefined) {
      throw invalidCombination('PartitionCount can be specified only with the strategy partition.');
    }
    // CHOICE: the console preselects 2 partitions; the API without a count does the same.
    if (partitionCount !== undefined && (partitionCount < 1 || partitionCount > mostPartitions)) {
      throw invalidValue(
        `Value (${partitionCount}) for parameter partitionCount is invalid. Valid values are from 1 to ${mostPartitions}.`,
      );
    }
    const level = oneOf('SpreadLevel', input.SpreadLevel, ['rack', 'host'] as const);
    if (level && strategy !== 'spread') throw invalidCombination('SpreadLevel can be specified only with the strategy spread.');
    if (level === 'host') throw invalidValue('The spread level host is supported only on Outposts.');
    if (input.ParentGroupId !== undefined) {
      // Only groups of the strategy precision-time can be parents, and the account has none.
      throw new ApiError('InvalidPlacementGroup.Unknown', `The Placement Group '${input.ParentGroupId}' is unknown.`);
    }
    if (placementGroupNamed(context, name)) {
      throw new ApiError('InvalidPlacementGroup.Duplicate', `The Placement Group '${name}' already exists.`);
    }
    if (context.rows(placementGroupTable).size >= accountLimit(context, 'placementGroups')) {
      throw new ApiError('PlacementGroupLimitExceeded', 'The maximum number of placement groups in this Region has been reached.');
    }
    const tags = tagSpecifications(input.TagSpecifications, ['placement-group']).get('placement-group') ?? {};
    const group = context.put<PlacementGroupRow>(placementGroupTable, {
      region: context.region,
      id: context.newId('pg'),
      name,
      strategy,
      ...(strategy === 'partition' && { partitionCount: partitionCount ?? 2 }),
      state: 'available',
    });
    context.transition(group.id, undefined, 'available');
    putTags(context, group.id, 'placement-group', 'placement-groups', tags);
    context.subjects.push(group.id);
    return { PlacementGroup: describePlacementGroup(context, group) };
  },
});
