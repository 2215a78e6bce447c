import { instanceType } from '../../../catalog/instance-types';
import { defineAction } from '../../../kernel/action';
import { ApiError, invalidCombination } from '../../../kernel/errors';
import { checkZoneOfGroup, groupPlacement, memberOf } from '../../placement-groups/members';
import { placementGroupTable } from '../../placement-groups/placement-groups';
import { instanceTable } from '../instances';
import { oneOf, refuseHosts } from '../launch/options';
import { namedInstance } from './attribute-states';

/**
 * ModifyInstancePlacement (API; reference: instances.md §9, §11): placement group and tenancy of a stopped instance; an empty group name takes
 * it out of its group. The account has no Dedicated Hosts.
 * @throws ApiError InvalidInstanceState, InvalidParameterCombination, InvalidParameterValue, InvalidPlacementGroup.*, InvalidHostID.*,
 *   InsufficientHostCapacity, InvalidInstanceID.*
 */
export const modifyInstancePlacement = defineAction({
  name: 'ec2:ModifyInstancePlacement',
  access: 'write',
  // An empty group takes the instance out of the one it is in.
  emptyTexts: ['GroupName'],
  inputs: {
    GroupName: 'honoured',
    PartitionNumber: 'honoured',
    HostResourceGroupArn: 'refused',
    GroupId: 'honoured',
    InstanceId: 'honoured',
    Tenancy: 'honoured',
    Affinity: 'honoured',
    HostId: 'honoured',
  },
  handle(context, input) {
    const row = namedInstance(context, input.InstanceId);
    const { GroupName, GroupId, PartitionNumber, Tenancy } = input;
    refuseHosts('ModifyInstancePlacement', input);
    const tenancy = oneOf('Tenancy', Tenancy, ['default', 'dedicated'] as const) ?? row.options.tenancy;
    if ([GroupName, GroupId, PartitionNumber, Tenancy, input.Affinity].every((value) => value === undefined)) {
      throw invalidCombination('No placement attributes specified.');
    }
    if (row.state !== 'stopped') {
      throw new ApiError('InvalidInstanceState', `The instance '${row.id}' must be in the 'stopped' state to modify its placement.`);
    }
    const { placementGroupId, partitionNumber: _, ...without } = row;
    const stays = GroupName === undefined && GroupId === undefined;
    const named = stays && placementGroupId !== undefined ? { GroupId: placementGroupId } : { GroupName, GroupId };
    const PartitionWanted = PartitionNumber ?? (stays ? row.partitionNumber : undefined);
    const placement = groupPlacement(
      context,
      { ...named, ...(PartitionWanted !== undefined && { PartitionNumber: PartitionWanted }) },
      instanceType(row.instanceType)!,
      tenancy,
    );
    // The instance itself does not hold its group to a zone, nor fill a partition.
    context.put(instanceTable, without);
    if (placement) checkZoneOfGroup(context, context.get(placementGroupTable, placement.group.id)!, row.availabilityZone);
    context.put(instanceTable, {
      ...without,
      options: { ...row.options, tenancy },
      ...(placement && memberOf(context, placement, row.availabilityZone)),
    });
    return { Return: true };
  },
});
