import { giveDefaultNetworkAcls } from './ec2/network-acls/default-network-acl';
import { completeDefaultNetwork } from './ec2/network/default-network';
import { upgradeWindowsInstances } from './ec2/instances/upgrade-instances';
import { giveMainRouteTables } from './ec2/route-tables/main-route-table';
import { vpcTable } from './ec2/vpcs/vpcs';
import type { Context } from './kernel/context';

/** What a region gets when an older build wrote the account; each entry leaves alone what is as it should be. */
const upgrades: readonly ((context: Context) => void)[] = [
  (context) => giveMainRouteTables(context, context.list(vpcTable)),
  (context) => giveDefaultNetworkAcls(context, context.list(vpcTable)),
  completeDefaultNetwork,
  upgradeWindowsInstances,
];

/** Runs once a region, when the account is opened. */
export function upgradeRegion(context: Context): void {
  for (const upgrade of upgrades) upgrade(context);
}
