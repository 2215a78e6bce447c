import type { Context } from '../../kernel/context';
import { defineKind, type Face } from '../../kernel/kind';
import { message, verbatim } from '../../kernel/message';
import { placementGroupDependence } from './delete-placement-group';
import { membersOf } from './members';
import { placementGroupLifecycle, type PlacementGroupRow, placementGroupTable } from './placement-groups';

function face(context: Context, row: PlacementGroupRow): Face {
  return {
    label: row.name,
    description: [...(row.state === 'available' ? [] : [row.state]), row.strategy].map(verbatim),
    icon: row.state === 'deleting' ? 'sync' : 'group-by-ref-type',
    flags: [row.state],
    tooltip: [
      { caption: message('Placement group ID'), value: verbatim(row.id) },
      { caption: message('State'), value: verbatim(row.state) },
      { caption: message('Strategy'), value: verbatim(row.strategy) },
      ...(row.partitionCount === undefined ? [] : [{ caption: message('Partitions'), value: verbatim(String(row.partitionCount)) }]),
      { caption: message('Instances'), value: verbatim(String(membersOf(context, row.id).length)) },
    ],
  };
}

/** Placement groups in trees, menus and the palette. */
export const placementGroupsKind = defineKind<PlacementGroupRow>({
  name: 'placement-groups',
  title: ['Placement Groups', '배치 그룹'],
  place: { view: 'network' },
  resourceType: 'placement-group',
  source: placementGroupTable,
  lifecycle: placementGroupLifecycle,
  face,
  dependences: [placementGroupDependence],
  menu: [
    {
      id: 'delete',
      title: 'Delete Placement Group',
      titleKo: '배치 그룹 삭제',
      icon: 'trash',
      action: 'ec2:DeletePlacementGroup',
      idsInput: 'GroupName',
      each: true,
      needs: ['available'],
      group: '3_destructive@1',
      confirm: { question: message('Delete the placement group {0}?'), button: message('Delete') },
      key: 'delete',
    },
  ],
});
