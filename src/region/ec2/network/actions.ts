import type { ActionDefinition } from '../../kernel/action';
import { describeAvailabilityZones } from './describe-availability-zones';
import { describeRegions } from './describe-regions';
import { describeSubnets } from './describe-subnets';
import { describeVpcs } from './describe-vpcs';
import { subnetTable } from './subnets';
import { vpcTable } from './vpcs';

/** What can be asked of the network. */
export const networkActions: readonly ActionDefinition[] = [describeAvailabilityZones, describeRegions, describeSubnets, describeVpcs];

export const networkTables = [vpcTable, subnetTable] as const;
