import type { Subnet } from '@aws-sdk/client-ec2';
import { describeRows } from '../../aws/describe-rows';
import { compileFilters, type FilterFields } from '../../aws/filters';
import { tagList, tagsOf } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { freeAddressCount } from '../network/addresses';
import { subnetIdForm, type SubnetRow, subnetTable } from './subnets';

function arnOf(context: Context, row: SubnetRow): string {
  return `arn:aws:ec2:${context.region}:${context.account.accountId}:subnet/${row.id}`;
}

const never = (): undefined => undefined;

/** Filters as documented (API, DescribeSubnets), with the other spellings it names; subnets here are IPv4 only and on no Outpost. */
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
    'enable-dns64': () => false,
    'enable-lni-at-device-index': never,
    'ipv6-cidr-block-association.ipv6-cidr-block': never,
    'ipv6-cidr-block-association.association-id': never,
    'ipv6-cidr-block-association.state': never,
    'ipv6-native': () => false,
    'map-customer-owned-ip-on-launch': () => false,
    'map-public-ip-on-launch': (row) => row.mapPublicIpOnLaunch,
    'outpost-arn': never,
    'owner-id': () => context.account.accountId,
    'private-dns-name-options-on-launch.hostname-type': () => 'ip-name',
    'private-dns-name-options-on-launch.enable-resource-name-dns-a-record': () => false,
    'private-dns-name-options-on-launch.enable-resource-name-dns-aaaa-record': () => false,
    state: () => 'available',
    'subnet-arn': (row) => arnOf(context, row),
    'subnet-id': (row) => row.id,
    'vpc-id': (row) => row.vpcId,
  };
}

function describeSubnet(context: Context, row: SubnetRow): Subnet {
  return {
    AvailabilityZoneId: row.availabilityZoneId,
    MapCustomerOwnedIpOnLaunch: false,
    OwnerId: context.account.accountId,
    AssignIpv6AddressOnCreation: false,
    Ipv6CidrBlockAssociationSet: [],
    Tags: tagList(context, row.id),
    SubnetArn: arnOf(context, row),
    EnableDns64: false,
    Ipv6Native: false,
    PrivateDnsNameOptionsOnLaunch: { HostnameType: 'ip-name', EnableResourceNameDnsARecord: false, EnableResourceNameDnsAAAARecord: false },
    BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' },
    SubnetId: row.id,
    State: 'available',
    VpcId: row.vpcId,
    CidrBlock: row.cidrBlock,
    AvailableIpAddressCount: freeAddressCount(context, row),
    AvailabilityZone: row.availabilityZone,
    DefaultForAz: row.defaultForAz,
    MapPublicIpOnLaunch: row.mapPublicIpOnLaunch,
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
