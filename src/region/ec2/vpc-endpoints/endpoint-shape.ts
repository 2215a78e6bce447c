import type { DnsEntry, VpcEndpoint } from '@aws-sdk/client-ec2';
import { tagList } from '../../aws/tags';
import { endpointServices } from '../../catalog/endpoint-services';
import type { Context } from '../../kernel/context';
import { securityGroupTable } from '../security-groups/security-groups';
import { interfacesOfEndpoint } from './interface-endpoint';
import { routeTablesOf, type VpcEndpointRow } from './vpc-endpoints';

/** The hosted zone that holds an endpoint's names. CHOICE: one for all. */
const hostedZone = 'Z1D633PJN98FT9';

/**
 * The names of an interface endpoint: one for all its zones, one for each, and the service's usual one where private DNS is on (VPC PrivateLink
 * Guide, access an AWS service: DNS).
 */
function dnsEntries(context: Context, row: VpcEndpointRow): DnsEntry[] {
  const service = endpointServices(context.region).find(({ name, type }) => name === row.serviceName && type === 'Interface')!;
  const label = `${row.id}-${suffix(row.id)}`;
  const zones = interfacesOfEndpoint(context, row.id).map(({ availabilityZone }) => availabilityZone);
  const names = [`${label}.${service.baseDnsName}`, ...zones.map((zone) => `${label}-${zone}.${service.baseDnsName}`)];
  return [
    ...names.map((DnsName) => ({ DnsName, HostedZoneId: hostedZone })),
    ...(row.privateDns ? [{ DnsName: service.privateDnsName!, HostedZoneId: hostedZone }] : []),
  ];
}

/** The eight letters that the names of an endpoint have after its id. CHOICE: its id's last digits. */
function suffix(id: string): string {
  return id.slice(-8);
}

/** An endpoint in AWS's shape. */
export function describeVpcEndpoint(context: Context, row: VpcEndpointRow): VpcEndpoint {
  const interfaces = interfacesOfEndpoint(context, row.id);
  const isInterface = row.type === 'Interface';
  return {
    VpcEndpointId: row.id,
    VpcEndpointType: row.type,
    VpcId: row.vpcId,
    ServiceName: row.serviceName,
    // The service sends its states in lower case, which the SDK's type has no name for.
    State: row.state as VpcEndpoint['State'],
    PolicyDocument: row.policyDocument,
    RouteTableIds: routeTablesOf(context, row.id),
    SubnetIds: interfaces.map(({ subnetId }) => subnetId),
    Groups: (row.groups ?? []).flatMap((GroupId) => {
      const group = context.get(securityGroupTable, GroupId);
      return group ? { GroupId, GroupName: group.name } : [];
    }),
    ...(isInterface && { IpAddressType: 'ipv4', DnsOptions: { DnsRecordIpType: 'ipv4' } }),
    PrivateDnsEnabled: row.privateDns ?? false,
    RequesterManaged: false,
    NetworkInterfaceIds: interfaces.map(({ id }) => id),
    DnsEntries: isInterface ? dnsEntries(context, row) : [],
    CreationTimestamp: new Date(row.createTime),
    Tags: tagList(context, row.id),
    OwnerId: context.account.accountId,
    ServiceRegion: context.region,
  };
}
