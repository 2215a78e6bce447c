import { describeRows } from '../../aws/describe-rows';
import { compileFilters, type FilterFields } from '../../aws/filters';
import { tagsOf } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import { describeRule, securityGroupRuleIdForm, type SecurityGroupRuleRow, securityGroupRuleTable } from './rules';

/** Filters as documented (API, DescribeSecurityGroupRules). */
const filters: FilterFields<SecurityGroupRuleRow> = {
  'group-id': (rule) => rule.groupId,
  'security-group-rule-id': (rule) => rule.id,
};

/** DescribeSecurityGroupRules (API; paging 5–1000). @throws ApiError InvalidSecurityGroupRuleId.Malformed, .NotFound */
export const describeSecurityGroupRules = defineAction({
  name: 'ec2:DescribeSecurityGroupRules',
  access: 'read',
  inputs: {
    Filters: 'honoured',
    SecurityGroupRuleIds: 'honoured',
    DryRun: 'honoured',
    NextToken: 'honoured',
    MaxResults: 'honoured',
  },
  handle(context, input) {
    const keep = compileFilters(input.Filters, filters, (rule: SecurityGroupRuleRow) => tagsOf(context, rule.id));
    const { items, NextToken } = describeRows(
      context,
      'DescribeSecurityGroupRules',
      input,
      securityGroupRuleTable,
      input.SecurityGroupRuleIds,
      securityGroupRuleIdForm,
      keep,
    );
    return { SecurityGroupRules: items.map((rule) => describeRule(context, rule)), ...(NextToken && { NextToken }) };
  },
});
