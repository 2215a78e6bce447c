import { describeRows } from '../../aws/describe-rows';
import { compileFilters, type FilterFields } from '../../aws/filters';
import { tagsOf } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { freeAddressCount } from '../network/addresses';
import { describeSubnet } from './subnet-shape';
import { subnetArn, subnetIdForm, type SubnetRow, subnetTable } from './subnets';

const never = (): undefined => undefined;

/** Filters as documented (API, DescribeSubnets), with the other spellings it names; no subnet here is on an Outpost or without IPv4. */
function filters(context: Context): FilterFields<SubnetRow> {
  const zone = (row: SubnetRow): string => row.availabilityZone;
  const zoneId = (row: SubnetRow): string => row.availabilityZoneId;
  const cidr = (row: SubnetRow): string => row.cidrBlock;
  const isDefault = (row: SubnetRow): boolean => row.defaultForAz;
  return {
    'availability-zone': zone,
    availabilityZone: zone,
    'availability-zone-id': zoneId,
    availabilityZoneId: zoneId,
    'available-ip-address-count': (row) => freeAddressCount(context, row),
    'cidr-block': cidr,
    cidr,
    cidrBlock: cidr,
    'customer-owned-ipv4-pool': never,
    'default-for-az': isDefault,
    defaultForAz: isDefault,
    'enable-dns64': (row) => row.enableDns64 ?? false,
    'enable-lni-at-device-index': never,
    'ipv6-cidr-block-association.ipv6-cidr-block': (row) => row.ipv6Block?.ipv6CidrBlock,
    'ipv6-cidr-block-association.association-id': (row) => row.ipv6Block?.associationId,
    'ipv6-cidr-block-association.state': (row) => (row.ipv6Block ? 'associated' : undefined),
    'ipv6-native': () => false,
    'map-customer-owned-ip-on-launch': () => false,
    'map-public-ip-on-launch': (row) => row.mapPublicIpOnLaunch,
    'outpost-arn': never,
    'owner-id': () => context.account.accountId,
    'private-dns-name-options-on-launch.hostname-type': (row) => row.hostnameType ?? 'ip-name',
    'private-dns-name-options-on-launch.enable-resource-name-dns-a-record': (row) => row.resourceNameDnsA ?? false,
    'private-dns-name-options-on-launch.enable-resource-name-dns-aaaa-record': (row) => row.resourceNameDnsAaaa ?? false,
    state: () => 'available',
    'subnet-arn': (row) => subnetArn(context, row.id),
    'subnet-id': (row) => row.id,
    'vpc-id': (row) => row.vpcId,
  };
}

/** DescribeSubnets (API; paging 5–1000). @throws ApiError InvalidSubnetID.Malformed, InvalidSubnetID.NotFound */
export const describeSubnets = defineAction({
  name: 'ec2:DescribeSubnets',
  access: 'read',
  inputs: { Filters: 'honoured', SubnetIds: 'honoured', NextToken: 'honoured', MaxResults: 'honoured', DryRun: 'honoured' },
  handle(context, input) {
    const keep = compileFilters(input.Filters, filters(context), (row: SubnetRow) => tagsOf(context, row.id));
    const { items, NextToken } = describeRows(context, 'DescribeSubnets', input, subnetTable, input.SubnetIds, subnetIdForm, keep);
    return { Subnets: items.map((row) => describeSubnet(context, row)), ...(NextToken && { NextToken }) };
  },
});
