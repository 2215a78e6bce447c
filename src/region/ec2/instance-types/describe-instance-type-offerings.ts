import type { InstanceTypeOffering } from '@aws-sdk/client-ec2';
import { instanceTypeNames, offeredIn, offeredInZone } from '../../catalog/instance-types';
import { zones } from '../../catalog/regions';
import { compileFilters, type FilterFields } from '../../aws/filters';
import { pageOfList } from '../../aws/paging';
import { defineAction } from '../../kernel/action';
import { invalidValue } from '../../kernel/errors';

const locationTypes = ['region', 'availability-zone', 'availability-zone-id', 'outpost'] as const;
type LocationType = (typeof locationTypes)[number];

const filters: FilterFields<InstanceTypeOffering> = {
  'instance-type': (offering) => offering.InstanceType,
  location: (offering) => offering.Location,
};

/** Offerings by region and location type: they never change. */
const offerings = new Map<string, readonly InstanceTypeOffering[]>();

function offeringsOf(region: string, by: LocationType): readonly InstanceTypeOffering[] {
  const key = `${region}/${by}`;
  let found = offerings.get(key);
  if (!found) offerings.set(key, (found = list(region, by)));
  return found;
}

function list(region: string, by: LocationType): InstanceTypeOffering[] {
  const offering = (name: string, Location: string): InstanceTypeOffering => ({
    InstanceType: name as NonNullable<InstanceTypeOffering['InstanceType']>,
    LocationType: by,
    Location,
  });
  if (by === 'outpost') return [];
  const names = instanceTypeNames().filter((name) => offeredIn(name, region));
  if (by === 'region') return names.map((name) => offering(name, region));
  return names.flatMap((name) =>
    zones(region)
      .filter(({ zoneId }) => offeredInZone(name, region, zoneId))
      .map(({ zoneName, zoneId }) => offering(name, by === 'availability-zone' ? zoneName : zoneId)),
  );
}

/** DescribeInstanceTypeOfferings (API; paging 5–1000): the account has no Outposts. */
export const describeInstanceTypeOfferings = defineAction({
  name: 'ec2:DescribeInstanceTypeOfferings',
  access: 'read',
  inputs: { LocationType: 'honoured', Filters: 'honoured', MaxResults: 'honoured', NextToken: 'honoured', DryRun: 'honoured' },
  handle(context, input) {
    const by = (input.LocationType ?? 'region') as LocationType;
    if (!locationTypes.includes(by)) throw invalidValue(`Invalid value '${by}' for locationType.`);
    const kept = offeringsOf(context.region, by).filter(compileFilters(input.Filters, filters));
    const { items, NextToken } = pageOfList(
      'DescribeInstanceTypeOfferings',
      { MaxResults: 1_000, ...input },
      { least: 5, most: 1_000 },
      kept,
    );
    return { InstanceTypeOfferings: items, ...(NextToken && { NextToken }) };
  },
});
