import type { IdForm } from '../../aws/ids';
import type { Context } from '../../kernel/context';
import { defineTable, type RowKey } from '../../store/table';

/** A virtual private cloud. */
export interface VpcRow extends RowKey {
  readonly cidrBlock: string;
  readonly isDefault: boolean;
  readonly enableDnsSupport: boolean;
  readonly enableDnsHostnames: boolean;
  readonly dhcpOptionsId: string;
  readonly instanceTenancy: 'default' | 'dedicated';
}

export const vpcTable = defineTable<VpcRow, 'default'>({
  name: 'ec2_vpcs',
  kind: 'vpcs',
  columns: {
    cidrBlock: 'text',
    isDefault: 'boolean',
    enableDnsSupport: 'boolean',
    enableDnsHostnames: 'boolean',
    dhcpOptionsId: 'text',
    instanceTenancy: 'text',
  },
  indexes: { default: (row) => (row.isDefault ? 'yes' : undefined) },
});

/** How EC2 talks of VPC ids (EC2 error codes). */
export const vpcIdForm: IdForm = { prefix: 'vpc', errorPrefix: 'InvalidVpcID', noun: 'vpc' };

/** The region's default VPC, if it has one (reference: network.md §1). */
export function defaultVpc(context: Context): VpcRow | undefined {
  return context.by(vpcTable, 'default', 'yes')[0];
}
