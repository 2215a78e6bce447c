import type { Context } from '../../../kernel/context';
import { ApiError } from '../../../kernel/errors';
import { type NetworkInterfaceRow, networkInterfaceTable } from '../../network-interfaces/network-interfaces';
import { differentNetworks, resolveGroups } from '../../security-groups/resolve-groups';
import type { InstanceRow } from '../instances';
import { mustNotBe } from './attribute-states';

/** What belongs to the network is the interface's; with several of them EC2 wants to know which (observed). @throws ApiError InvalidInstanceID */
function onlyInterface(context: Context, row: InstanceRow): NetworkInterfaceRow {
  mustNotBe(row, 'terminated');
  const [nic, second] = context.by(networkInterfaceTable, 'instance', row.id);
  if (second) {
    throw new ApiError(
      'InvalidInstanceID',
      `There are multiple interfaces attached to instance '${row.id}'. Please specify an interface ID for the operation instead.`,
    );
  }
  return nic!;
}

/** Switches the check that traffic comes from or goes to the instance itself (VPC User Guide, NAT instances). */
export function modifySourceDestCheck(context: Context, row: InstanceRow, sourceDestCheck: boolean): void {
  context.update(networkInterfaceTable, onlyInterface(context, row), { sourceDestCheck });
}

/** Replaces the security groups. @throws ApiError of `resolveGroups` */
export function modifyGroups(context: Context, row: InstanceRow, ids: readonly string[]): void {
  const nic = onlyInterface(context, row);
  context.update(networkInterfaceTable, nic, {
    groups: resolveGroups(context, { ids, names: undefined, vpcId: nic.vpcId, stranger: differentNetworks }),
  });
}
