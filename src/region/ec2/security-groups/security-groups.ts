import { defineTable, type RowKey } from '../../store/table';

/** A security group; its rules are rows of their own. */
export interface SecurityGroupRow extends RowKey {
  readonly vpcId: string;
  readonly name: string;
  readonly description: string;
}

export const securityGroupTable = defineTable<SecurityGroupRow, 'vpc' | 'name'>({
  name: 'ec2_security_groups',
  kind: 'security-groups',
  columns: { vpcId: 'text', name: 'text', description: 'text' },
  indexes: { vpc: (row) => row.vpcId, name: (row) => `${row.vpcId}/${row.name}` },
});
