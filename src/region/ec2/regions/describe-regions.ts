import type { Region } from '@aws-sdk/client-ec2';
import { type CatalogRegion, regions } from '../../catalog/regions';
import { compileFilters, type FilterFields } from '../../aws/filters';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { invalidValue } from '../../kernel/errors';
import { regionTable } from '../../kernel/tables';

/** Filters as documented (API, DescribeRegions). */
const filters: FilterFields<Region> = {
  endpoint: (region) => region.Endpoint,
  'opt-in-status': (region) => region.OptInStatus,
  'region-name': (region) => region.RegionName,
};

/** CHOICE: using a region that has to be enabled enables it, so it is `opted-in` once something was asked of it. */
function describeRegion(context: Context, { code, optIn }: CatalogRegion): Region {
  const used = context.inRegion('').get(regionTable, code) !== undefined;
  return {
    OptInStatus: optIn === 'opt-in-not-required' ? optIn : used ? 'opted-in' : 'not-opted-in',
    RegionName: code,
    Endpoint: `ec2.${code}.amazonaws.com`,
  };
}

/** DescribeRegions (API): those enabled for the account, or with AllRegions or by name any. @throws ApiError InvalidParameterValue */
export const describeRegions = defineAction({
  name: 'ec2:DescribeRegions',
  access: 'read',
  inputs: { RegionNames: 'honoured', AllRegions: 'honoured', DryRun: 'honoured', Filters: 'honoured' },
  handle(context, { RegionNames: names = [], AllRegions: all = false, Filters }) {
    const known = regions();
    const missing = names.filter((name) => !known.some(({ code }) => code === name));
    if (missing.length > 0) throw invalidValue(`Invalid region name${missing.length > 1 ? 's' : ''}: [${missing.join(', ')}]`);
    const keep = compileFilters(Filters, filters);
    const asked = known.filter(({ code }) => names.length === 0 || names.includes(code)).map((region) => describeRegion(context, region));
    const shown = all || names.length > 0 ? asked : asked.filter(({ OptInStatus }) => OptInStatus !== 'not-opted-in');
    return { Regions: shown.filter(keep) };
  },
});
