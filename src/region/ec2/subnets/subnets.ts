import { findAll, type IdForm } from '../../aws/ids';
import type { Context } from '../../kernel/context';
import { defineTable, type RowKey } from '../../store/table';
import type { Ipv6Association } from '../vpcs/vpcs';

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
  /** Its IPv6 block; absent for none. */
  readonly ipv6Block?: Ipv6Association;
  /** Interfaces made here get an IPv6 address; absent is false. */
  readonly assignIpv6AddressOnCreation?: boolean;
  readonly enableDns64?: boolean;
  /** What names instances launched here get; absent is `ip-name`. */
  readonly hostnameType?: 'ip-name' | 'resource-name';
  readonly resourceNameDnsA?: boolean;
  readonly resourceNameDnsAaaa?: boolean;
}

export const subnetTable = defineTable<SubnetRow, 'vpc' | 'defaultForAz' | 'ipv6Association'>({
  name: 'ec2_subnets',
  kind: 'subnets',
  columns: {
    vpcId: 'text',
    cidrBlock: 'text',
    availabilityZone: 'text',
    availabilityZoneId: 'text',
    defaultForAz: 'boolean',
    mapPublicIpOnLaunch: 'boolean',
    ipv6Block: 'json',
    assignIpv6AddressOnCreation: 'boolean',
    enableDns64: 'boolean',
    hostnameType: 'text',
    resourceNameDnsA: 'boolean',
    resourceNameDnsAaaa: 'boolean',
  },
  indexes: {
    vpc: (row) => row.vpcId,
    defaultForAz: (row) => (row.defaultForAz ? row.availabilityZone : undefined),
    ipv6Association: (row) => row.ipv6Block?.associationId,
  },
  // A VPC shows how many subnets it has.
  about: (row) => ({ kind: 'vpcs', id: row.vpcId }),
});

/** How EC2 talks of subnet ids (EC2 error codes). */
export const subnetIdForm: IdForm = { prefix: 'subnet', errorPrefix: 'InvalidSubnetID', noun: 'subnet' };

/** A subnet by its id. @throws ApiError InvalidSubnetID.Malformed, InvalidSubnetID.NotFound */
export function findSubnet(context: Context, id: string): SubnetRow {
  return findAll([id], subnetIdForm, (each) => context.get(subnetTable, each))[0]!;
}

/** The ARN of a subnet. */
export function subnetArn(context: Context, id: string): string {
  return `arn:aws:ec2:${context.region}:${context.account.accountId}:subnet/${id}`;
}
