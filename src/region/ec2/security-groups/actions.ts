import type { ActionDefinition } from '../../kernel/action';
import { authorizeSecurityGroupEgress } from './authorize-security-group-egress';
import { authorizeSecurityGroupIngress } from './authorize-security-group-ingress';
import { createSecurityGroup } from './create-security-group';
import { deleteSecurityGroup } from './delete-security-group';
import { describeSecurityGroups } from './describe-security-groups';
import { securityGroupRuleTable } from './rules';
import { securityGroupTable } from './security-groups';

/** What can be done with security groups. */
export const securityGroupActions: readonly ActionDefinition[] = [
  authorizeSecurityGroupEgress,
  authorizeSecurityGroupIngress,
  createSecurityGroup,
  deleteSecurityGroup,
  describeSecurityGroups,
];

export const securityGroupTables = [securityGroupTable, securityGroupRuleTable] as const;
