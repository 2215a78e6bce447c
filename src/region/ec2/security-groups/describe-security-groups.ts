import type { SecurityGroup } from '@aws-sdk/client-ec2';
import { fiveToThousand } from '../../aws/describe-rows';
import { compileFilters, type FilterFields, type FilterValue } from '../../aws/filters';
import { page } from '../../aws/paging';
import { tagsMember, tagsOf } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { permissionsOfRules } from './permission-shape';
import { findGroupNamed } from './resolve-groups';
import { rulesOf, type SecurityGroupRuleRow } from './rules';
import { findGroup, groupArn, type SecurityGroupRow, securityGroupTable } from './security-groups';

/** The attributes of rules one can filter by, under `ip-permission.` and `egress.ip-permission.` (API, DescribeSecurityGroups). */
function ruleFields(context: Context): Readonly<Record<string, (rule: SecurityGroupRuleRow) => string | number | undefined>> {
  const referenced = (rule: SecurityGroupRuleRow): SecurityGroupRow | undefined =>
    rule.referencedGroupId === undefined ? undefined : context.get(securityGroupTable, rule.referencedGroupId);
  return {
    cidr: (rule) => rule.cidrIpv4,
    'from-port': (rule) => rule.fromPort,
    'group-id': (rule) => rule.referencedGroupId,
    'group-name': (rule) => referenced(rule)?.name,
    'ipv6-cidr': (rule) => rule.cidrIpv6,
    'prefix-list-id': (rule) => rule.prefixListId,
    protocol: (rule) => rule.ipProtocol,
    'to-port': (rule) => rule.toPort,
    'user-id': (rule) => referenced(rule) && context.account.accountId,
  };
}

function filters(context: Context): FilterFields<SecurityGroupRow> {
  const fields: Record<string, (row: SecurityGroupRow) => FilterValue> = {
    description: (row) => row.description,
    'group-id': (row) => row.id,
    'group-name': (row) => row.name,
    'owner-id': () => context.account.accountId,
    'vpc-id': (row) => row.vpcId,
  };
  for (const [name, look] of Object.entries(ruleFields(context))) {
    const values = (row: SecurityGroupRow, isEgress: boolean): string[] =>
      rulesOf(context, row.id, isEgress)
        .map(look)
        .filter((value) => value !== undefined)
        .map(String);
    fields[`ip-permission.${name}`] = (row) => values(row, false);
    fields[`egress.ip-permission.${name}`] = (row) => values(row, true);
  }
  return fields;
}

function describeGroup(context: Context, row: SecurityGroupRow): SecurityGroup {
  return {
    GroupId: row.id,
    IpPermissionsEgress: permissionsOfRules(context, rulesOf(context, row.id, true)),
    ...tagsMember(context, row.id),
    VpcId: row.vpcId,
    SecurityGroupArn: groupArn(context, row.id),
    OwnerId: context.account.accountId,
    GroupName: row.name,
    Description: row.description,
    IpPermissions: permissionsOfRules(context, rulesOf(context, row.id, false)),
  };
}

/**
 * DescribeSecurityGroups (API; paging 5–1000). Filters of rules hold for the group when any of its rules, not one and the same, meets each.
 * @throws ApiError InvalidGroupId.Malformed, InvalidGroup.NotFound, VPCIdNotSpecified
 */
export const describeSecurityGroups = defineAction({
  name: 'ec2:DescribeSecurityGroups',
  access: 'read',
  inputs: {
    GroupIds: 'honoured',
    GroupNames: 'honoured',
    NextToken: 'honoured',
    MaxResults: 'honoured',
    DryRun: 'honoured',
    Filters: 'honoured',
  },
  handle(context, input) {
    const keep = compileFilters(input.Filters, filters(context), (row: SecurityGroupRow) => tagsOf(context, row.id));
    const rows = context.rows(securityGroupTable);
    const named = new Set([
      ...(input.GroupIds ?? []).map((id) => findGroup(context, id).id),
      ...(input.GroupNames ?? []).map((name) => findGroupNamed(context, name).id),
    ]);
    const asked = named.size === 0 ? rows.all() : [...named].map((id) => rows.get(id)!).sort((a, b) => a.seq - b.seq);
    const { items, NextToken } = page('DescribeSecurityGroups', input, fiveToThousand, asked, keep);
    return { SecurityGroups: items.map((row) => describeGroup(context, row)), ...(NextToken && { NextToken }) };
  },
});
