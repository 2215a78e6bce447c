import type { ActionDefinition } from '../../kernel/action';
import { describeAvailabilityZones } from '../regions/describe-availability-zones';
import { describeRegions } from '../regions/describe-regions';
import { describeSubnets } from '../subnets/describe-subnets';
import { describeVpcs } from '../vpcs/describe-vpcs';
import { subnetTable } from '../subnets/subnets';
import { vpcTable } from '../vpcs/vpcs';

/** What can be asked of the network. */
export const networkActions: readonly ActionDefinition[] = [describeAvailabilityZones, describeRegions, describeSubnets, describeVpcs];

export const networkTables = [vpcTable, subnetTable] as const;
