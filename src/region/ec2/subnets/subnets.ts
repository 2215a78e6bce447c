import type { IdForm } from '../../aws/ids';
import { defineTable, type RowKey } from '../../store/table';

/** A subnet: a range of addresses in one zone of a VPC. */
export interface SubnetRow extends RowKey {
  readonly vpcId: string;
  readonly cidrBlock: string;
  /** Zone name, such as `ap-northeast-2a`. */
  readonly availabilityZone: string;
  /** Zone id, such as `apne2-az1`. */
  readonly availabilityZoneId: string;
  readonly defaultForAz: boolean;
  readonly mapPublicIpOnLaunch: boolean;
}

export const subnetTable = defineTable<SubnetRow, 'vpc' | 'defaultForAz'>({
  name: 'ec2_subnets',
  kind: 'subnets',
  columns: {
    vpcId: 'text',
    cidrBlock: 'text',
    availabilityZone: 'text',
    availabilityZoneId: 'text',
    defaultForAz: 'boolean',
    mapPublicIpOnLaunch: 'boolean',
  },
  indexes: { vpc: (row) => row.vpcId, defaultForAz: (row) => (row.defaultForAz ? row.availabilityZone : undefined) },
});

/** How EC2 talks of subnet ids (EC2 error codes). */
export const subnetIdForm: IdForm = { prefix: 'subnet', errorPrefix: 'InvalidSubnetID', noun: 'subnet' };
