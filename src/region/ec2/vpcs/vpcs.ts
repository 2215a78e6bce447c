import { findAll, type IdForm } from '../../aws/ids';
import type { Context } from '../../kernel/context';
import { defineTable, type RowKey } from '../../store/table';

/** An IPv4 block a VPC was given after its first one. */
export interface Ipv4Association {
  /** `vpc-cidr-assoc-…`. */
  readonly associationId: string;
  readonly cidrBlock: string;
}

/** An IPv6 block of a VPC, out of Amazon's pool. */
export interface Ipv6Association {
  /** `vpc-cidr-assoc-…`, or `subnet-cidr-assoc-…` for a subnet's. */
  readonly associationId: string;
  readonly ipv6CidrBlock: string;
}

/** A virtual private cloud. */
export interface VpcRow extends RowKey {
  /** The block it was made with. */
  readonly cidrBlock: string;
  readonly isDefault: boolean;
  readonly enableDnsSupport: boolean;
  readonly enableDnsHostnames: boolean;
  /** `default` when it has no options set (API, AssociateDhcpOptions). */
  readonly dhcpOptionsId: string;
  readonly instanceTenancy: 'default' | 'dedicated';
  /** Blocks added later; absent for none. */
  readonly secondaryBlocks?: readonly Ipv4Association[];
  /** Absent for none. */
  readonly ipv6Blocks?: readonly Ipv6Association[];
  readonly enableNetworkAddressUsageMetrics?: boolean;
}

export const vpcTable = defineTable<VpcRow, 'default' | 'dhcpOptions' | 'cidrAssociation' | 'ipv6Block'>({
  name: 'ec2_vpcs',
  kind: 'vpcs',
  columns: {
    cidrBlock: 'text',
    isDefault: 'boolean',
    enableDnsSupport: 'boolean',
    enableDnsHostnames: 'boolean',
    dhcpOptionsId: 'text',
    instanceTenancy: 'text',
    secondaryBlocks: 'json',
    ipv6Blocks: 'json',
    enableNetworkAddressUsageMetrics: 'boolean',
  },
  indexes: {
    default: (row) => (row.isDefault ? 'yes' : undefined),
    dhcpOptions: (row) => row.dhcpOptionsId,
    cidrAssociation: (row) => [
      primaryAssociationId(row),
      ...[...(row.secondaryBlocks ?? []), ...(row.ipv6Blocks ?? [])].map(({ associationId }) => associationId),
    ],
    ipv6Block: (row) => row.ipv6Blocks?.map(({ ipv6CidrBlock }) => ipv6CidrBlock),
  },
});

/** How EC2 talks of VPC ids (EC2 error codes). */
export const vpcIdForm: IdForm = { prefix: 'vpc', errorPrefix: 'InvalidVpcID', noun: 'vpc' };

/** A VPC by its id. @throws ApiError InvalidVpcID.Malformed, InvalidVpcID.NotFound */
export function findVpc(context: Context, id: string): VpcRow {
  return findAll([id], vpcIdForm, (each) => context.get(vpcTable, each))[0]!;
}

/** The region's default VPC, if it has one (reference: network.md §1). */
export function defaultVpc(context: Context): VpcRow | undefined {
  return context.by(vpcTable, 'default', 'yes')[0];
}

/** The id under which the block a VPC was made with is associated with it. */
export function primaryAssociationId(row: VpcRow): string {
  return `vpc-cidr-assoc-${row.id.slice('vpc-'.length)}`;
}

/** All IPv4 blocks of a VPC, the first one first. */
export function ipv4BlocksOf(row: VpcRow): readonly Ipv4Association[] {
  return [{ associationId: primaryAssociationId(row), cidrBlock: row.cidrBlock }, ...(row.secondaryBlocks ?? [])];
}

/** All IPv6 blocks of a VPC. */
export function ipv6BlocksOf(row: VpcRow): readonly Ipv6Association[] {
  return row.ipv6Blocks ?? [];
}
