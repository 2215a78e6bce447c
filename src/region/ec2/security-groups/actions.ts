import type { ActionDefinition } from '../../kernel/action';
import { authorizeSecurityGroupEgress } from './authorize-security-group-egress';
import { authorizeSecurityGroupIngress } from './authorize-security-group-ingress';
import { createSecurityGroup } from './create-security-group';
import { deleteSecurityGroup } from './delete-security-group';
import { describeSecurityGroupReferences } from './describe-security-group-references';
import { describeSecurityGroupRules } from './describe-security-group-rules';
import { describeSecurityGroups } from './describe-security-groups';
import { modifySecurityGroupRules } from './modify-security-group-rules';
import { revokeSecurityGroupEgress } from './revoke-security-group-egress';
import { revokeSecurityGroupIngress } from './revoke-security-group-ingress';
import { securityGroupRuleTable } from './rules';
import { securityGroupTable } from './security-groups';
import { updateSecurityGroupRuleDescriptionsEgress, updateSecurityGroupRuleDescriptionsIngress } from './update-rule-descriptions';

/** What can be done with security groups. */
export const securityGroupActions: readonly ActionDefinition[] = [
  authorizeSecurityGroupEgress,
  authorizeSecurityGroupIngress,
  createSecurityGroup,
  deleteSecurityGroup,
  describeSecurityGroupReferences,
  describeSecurityGroupRules,
  describeSecurityGroups,
  modifySecurityGroupRules,
  revokeSecurityGroupEgress,
  revokeSecurityGroupIngress,
  updateSecurityGroupRuleDescriptionsEgress,
  updateSecurityGroupRuleDescriptionsIngress,
];

export const securityGroupTables = [securityGroupTable, securityGroupRuleTable] as const;
