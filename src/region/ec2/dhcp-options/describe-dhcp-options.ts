import { describeRows } from '../../aws/describe-rows';
import { compileFilters, type FilterFields } from '../../aws/filters';
import { tagsOf } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { describeDhcpOptionsRow, dhcpOptionsIdForm, type DhcpOptionsRow, dhcpOptionsTable } from './dhcp-options';

/** Filters as documented (API, DescribeDhcpOptions). */
function filters(context: Context): FilterFields<DhcpOptionsRow> {
  return {
    'dhcp-options-id': (row) => row.id,
    key: (row) => row.configurations.map(({ key }) => key),
    value: (row) => row.configurations.flatMap(({ values }) => values),
    'owner-id': () => context.account.accountId,
  };
}

/** DescribeDhcpOptions (API; paging 5–1000). @throws ApiError InvalidDhcpOptionsId.Malformed, InvalidDhcpOptionID.NotFound */
export const describeDhcpOptions = defineAction({
  name: 'ec2:DescribeDhcpOptions',
  access: 'read',
  inputs: { DhcpOptionsIds: 'honoured', NextToken: 'honoured', MaxResults: 'honoured', DryRun: 'honoured', Filters: 'honoured' },
  handle(context, input) {
    const keep = compileFilters(input.Filters, filters(context), (row: DhcpOptionsRow) => tagsOf(context, row.id));
    const ids = input.DhcpOptionsIds;
    const { items, NextToken } = describeRows(context, 'DescribeDhcpOptions', input, dhcpOptionsTable, ids, dhcpOptionsIdForm, keep);
    return { DhcpOptions: items.map((row) => describeDhcpOptionsRow(context, row)), ...(NextToken && { NextToken }) };
  },
});
