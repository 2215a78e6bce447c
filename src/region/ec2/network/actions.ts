import type { ActionDefinition } from '../../kernel/action';
import { describeAvailabilityZones } from '../regions/describe-availability-zones';
import { describeRegions } from '../regions/describe-regions';

/** What can be asked of regions and zones. */
export const networkActions: readonly ActionDefinition[] = [describeAvailabilityZones, describeRegions];
