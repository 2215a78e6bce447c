import type { AvailabilityZone } from '@aws-sdk/client-ec2';
import { type CatalogZone, region as regionNamed, zones } from '../../catalog/regions';
import { compileFilters, type FilterFields } from '../../aws/filters';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { invalidValue } from '../../kernel/errors';

/** Filters as documented (API, DescribeAvailabilityZones). */
const filters: FilterFields<AvailabilityZone> = {
  'group-long-name': (zone) => zone.GroupLongName,
  'group-name': (zone) => zone.GroupName,
  message: () => undefined,
  'opt-in-status': (zone) => zone.OptInStatus,
  'parent-zone-id': () => undefined,
  'parent-zone-name': () => undefined,
  'region-name': (zone) => zone.RegionName,
  state: (zone) => zone.State,
  'zone-id': (zone) => zone.ZoneId,
  'zone-name': (zone) => zone.ZoneName,
  'zone-type': (zone) => zone.ZoneType,
};

function describeZone(context: Context, { zoneName, zoneId }: CatalogZone): AvailabilityZone {
  return {
    OptInStatus: 'opt-in-not-required',
    Messages: [],
    RegionName: context.region,
    ZoneName: zoneName,
    ZoneId: zoneId,
    GroupName: `${context.region}-zg-1`,
    GroupLongName: `${regionNamed(context.region)!.name} 1`,
    NetworkBorderGroup: context.region,
    ZoneType: 'availability-zone',
    State: 'available',
  };
}

function refuseUnknown(asked: readonly string[], known: readonly string[], noun: string): void {
  const missing = asked.filter((name) => !known.includes(name));
  if (missing.length > 0) throw invalidValue(`Invalid ${noun}${missing.length > 1 ? 's' : ''}: [${missing.join(', ')}]`);
}

/**
 * DescribeAvailabilityZones (API). A region has its Availability Zones and nothing else: AllAvailabilityZones would add Local Zones and
 * Wavelength Zones, of which there are none.
 * @throws ApiError InvalidParameterValue for a name or id the region does not have
 */
export const describeAvailabilityZones = defineAction({
  name: 'ec2:DescribeAvailabilityZones',
  access: 'read',
  inputs: { ZoneNames: 'honoured', ZoneIds: 'honoured', AllAvailabilityZones: 'accepted', DryRun: 'honoured', Filters: 'honoured' },
  handle(context, { ZoneNames: names = [], ZoneIds: ids = [], Filters }) {
    const all = zones(context.region);
    refuseUnknown(
      names,
      all.map(({ zoneName }) => zoneName),
      'availability zone',
    );
    refuseUnknown(
      ids,
      all.map(({ zoneId }) => zoneId),
      'availability zone-id',
    );
    const keep = compileFilters(Filters, filters);
    const asked = all.filter(({ zoneName, zoneId }) => names.length + ids.length === 0 || names.includes(zoneName) || ids.includes(zoneId));
    return { AvailabilityZones: asked.map((zone) => describeZone(context, zone)).filter(keep) };
  },
});
