import { tagsTable } from '../../aws/tags';
import { defineAction, type EventDefinition } from '../../kernel/action';
import type { Dependence } from '../../kernel/dependence';
import { message } from '../../kernel/message';
import { ApiError, missingParameter } from '../../kernel/errors';
import { membersOf } from './members';
import { findGroupByName, placementGroupNamed, type PlacementGroupRow, placementGroupTable } from './placement-groups';

/** CHOICE: milliseconds from `deleting` to gone. */
const deletion = 5_000;

/** What is in a placement group: its instances but terminated ones (API, DeletePlacementGroup). */
export const placementGroupDependence: Dependence<PlacementGroupRow> = {
  action: 'ec2:DeletePlacementGroup',
  code: 'InvalidPlacementGroup.InUse',
  of: (context, { id }) => membersOf(context, id).map((member) => ({ kind: 'instances', id: member.id })),
};

/**
 * DeletePlacementGroup (API): the group must have no instances but terminated ones.
 * @throws ApiError MissingParameter, InvalidPlacementGroup.Unknown, InvalidPlacementGroup.InUse
 */
export const deletePlacementGroup = defineAction({
  name: 'ec2:DeletePlacementGroup',
  access: 'write',
  inputs: { GroupName: 'honoured', DryRun: 'honoured' },
  handle(context, { GroupName }) {
    if (!GroupName) throw missingParameter('GroupName');
    // CHOICE: an id will do too, as long as no group has it for its name, so that menus, which know ids, can ask.
    const group =
      placementGroupNamed(context, GroupName) ?? context.get(placementGroupTable, GroupName) ?? findGroupByName(context, GroupName);
    context.subjects.push(group.id);
    if (placementGroupDependence.of(context, group).length > 0) {
      throw new ApiError(placementGroupDependence.code, `The placement group '${group.name}' is in use and may not be deleted.`);
    }
    if (group.state === 'available') {
      context.transition(group.id, 'available', 'deleting');
      context.update(placementGroupTable, group, { state: 'deleting' });
      context.schedule(deletion, 'ec2:placement-group-deleted', group.id);
    }
    return {};
  },
});

/** The group is gone, and its name is free. */
export const placementGroupDeleted: EventDefinition = {
  kind: 'ec2:placement-group-deleted',
  says: message('The placement group is deleted'),
  handle(context, id) {
    context.delete(placementGroupTable, id);
    context.delete(tagsTable, id);
    context.endHistory(id);
  },
};
