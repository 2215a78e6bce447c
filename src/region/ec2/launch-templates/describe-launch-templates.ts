import { compileFilters, type FilterFields } from '../../aws/filters';
import { page } from '../../aws/paging';
import { tagsOf } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import { describeTemplate, findTemplateById, findTemplateByName, type LaunchTemplateRow, launchTemplateTable } from './launch-templates';
import { wholeSecond } from '../../aws/whole-second';

/** Filters as documented (API, DescribeLaunchTemplates). */
const filters: FilterFields<LaunchTemplateRow> = {
  'create-time': (row) => wholeSecond(row.createTime).toISOString(),
  'launch-template-name': (row) => row.name,
};

/** DescribeLaunchTemplates (API; paging 1–200). @throws ApiError InvalidLaunchTemplateId.*, InvalidLaunchTemplateName.*, paging errors */
export const describeLaunchTemplates = defineAction({
  name: 'ec2:DescribeLaunchTemplates',
  access: 'read',
  inputs: {
    DryRun: 'honoured',
    LaunchTemplateIds: 'honoured',
    LaunchTemplateNames: 'honoured',
    Filters: 'honoured',
    NextToken: 'honoured',
    MaxResults: 'honoured',
    IncludeManagedResources: 'accepted',
  },
  handle(context, input) {
    const named = new Set([
      ...(input.LaunchTemplateIds ?? []).map((id) => findTemplateById(context, id).id),
      ...(input.LaunchTemplateNames ?? []).map((name) => findTemplateByName(context, name).id),
    ]);
    const matches = compileFilters(input.Filters, filters, (row: LaunchTemplateRow) => tagsOf(context, row.id));
    const keep = (row: LaunchTemplateRow): boolean => (named.size === 0 || named.has(row.id)) && matches(row);
    const rows = context.rows(launchTemplateTable).all();
    const { items, NextToken } = page('DescribeLaunchTemplates', input, { least: 1, most: 200 }, rows, keep);
    return { LaunchTemplates: items.map((row) => describeTemplate(context, row)), ...(NextToken && { NextToken }) };
  },
});
