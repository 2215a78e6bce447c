import type { ManagedPrefixList } from '@aws-sdk/client-ec2';
import { compileFilters, type FilterFields } from '../../aws/filters';
import { pageOfList, type PageLimits } from '../../aws/paging';
import type { CatalogPrefixList } from '../../catalog/prefix-lists';
import { defineAction } from '../../kernel/action';
import { ApiError, missingParameter } from '../../kernel/errors';
import { requestedPrefixLists } from './prefix-lists';

/** Who owns the lists that AWS manages. */
const owner = 'AWS';

/** API, DescribeManagedPrefixLists and GetManagedPrefixListEntries: 1–100. */
const oneToHundred: PageLimits = { least: 1, most: 100 };

const filters: FilterFields<CatalogPrefixList> = {
  'prefix-list-id': (list) => list.id,
  'prefix-list-name': (list) => list.name,
};

/** DescribePrefixLists (API): the lists that AWS manages, with their ranges. @throws ApiError InvalidPrefixListID.NotFound */
export const describePrefixLists = defineAction({
  name: 'ec2:DescribePrefixLists',
  access: 'read',
  inputs: { DryRun: 'honoured', Filters: 'honoured', MaxResults: 'honoured', NextToken: 'honoured', PrefixListIds: 'honoured' },
  handle(context, input) {
    const lists = requestedPrefixLists(context, input.PrefixListIds).filter(compileFilters(input.Filters, filters));
    const { items, NextToken } = pageOfList('DescribePrefixLists', input, { least: 1, most: 1_000 }, lists);
    const PrefixLists = items.map(({ id, name, cidrs }) => ({ Cidrs: [...cidrs], PrefixListId: id, PrefixListName: name }));
    return { PrefixLists, ...(NextToken && { NextToken }) };
  },
});

/**
 * DescribeManagedPrefixLists (API; paging 1–100): the account has no lists of its own, only AWS's, which show no state, size or version.
 * @throws ApiError InvalidPrefixListID.NotFound
 */
export const describeManagedPrefixLists = defineAction({
  name: 'ec2:DescribeManagedPrefixLists',
  access: 'read',
  inputs: { DryRun: 'honoured', Filters: 'honoured', MaxResults: 'honoured', NextToken: 'honoured', PrefixListIds: 'honoured' },
  handle(context, input) {
    const keep = compileFilters(input.Filters, { ...filters, 'owner-id': () => owner });
    const lists = requestedPrefixLists(context, input.PrefixListIds).filter(keep);
    const { items, NextToken } = pageOfList('DescribeManagedPrefixLists', input, oneToHundred, lists);
    const PrefixLists = items.map(({ id, name }): ManagedPrefixList => ({
      PrefixListId: id,
      AddressFamily: 'IPv4',
      PrefixListArn: `arn:aws:ec2:${context.region}:aws:prefix-list/${id}`,
      PrefixListName: name,
      Tags: [],
      OwnerId: owner,
    }));
    return { PrefixLists, ...(NextToken && { NextToken }) };
  },
});

/**
 * GetManagedPrefixListEntries (API; paging 1–100). AWS's lists have one version.
 * @throws ApiError MissingParameter, InvalidPrefixListID.NotFound, InvalidPrefixListVersion.NotFound
 */
export const getManagedPrefixListEntries = defineAction({
  name: 'ec2:GetManagedPrefixListEntries',
  access: 'read',
  inputs: { DryRun: 'honoured', PrefixListId: 'honoured', TargetVersion: 'honoured', MaxResults: 'honoured', NextToken: 'honoured' },
  handle(context, input) {
    if (!input.PrefixListId) throw missingParameter('prefixListId');
    const [list] = requestedPrefixLists(context, [input.PrefixListId]);
    if (input.TargetVersion !== undefined && input.TargetVersion !== 1) {
      throw new ApiError(
        'InvalidPrefixListVersion.NotFound',
        `The version ${input.TargetVersion} of the prefix list '${list!.id}' does not exist`,
      );
    }
    const { items, NextToken } = pageOfList('GetManagedPrefixListEntries', input, oneToHundred, list!.cidrs);
    return { Entries: items.map((Cidr) => ({ Cidr })), ...(NextToken && { NextToken }) };
  },
});
