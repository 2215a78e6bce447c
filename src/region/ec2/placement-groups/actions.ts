import type { ActionDefinition, EventDefinition } from '../../kernel/action';
import { createPlacementGroup } from './create-placement-group';
import { deletePlacementGroup, placementGroupDeleted } from './delete-placement-group';
import { describePlacementGroups } from './describe-placement-groups';
import { placementGroupTable } from './placement-groups';

/** What can be done with placement groups. */
export const placementGroupActions: readonly ActionDefinition[] = [createPlacementGroup, deletePlacementGroup, describePlacementGroups];

export const placementGroupEvents: readonly EventDefinition[] = [placementGroupDeleted];

export const placementGroupTables = [placementGroupTable] as const;
