import type { Address } from '@aws-sdk/client-ec2';
import { compileFilters, type FilterFields } from '../../aws/filters';
import { tagsMember, tagsOf } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { ApiError } from '../../kernel/errors';
import { networkInterfaceTable } from '../network-interfaces/network-interfaces';
import { elasticIpAt, type ElasticIpRow, elasticIpTable } from './elastic-ips';

/** The instance that an address leads to. */
export function instanceOf(context: Context, { association }: ElasticIpRow): string | undefined {
  return association && context.get(networkInterfaceTable, association.networkInterfaceId)?.attachment?.instanceId;
}

/** Filters as documented (API, DescribeAddresses). */
function filters(context: Context): FilterFields<ElasticIpRow> {
  return {
    'allocation-id': (row) => row.id,
    'association-id': (row) => row.association?.associationId,
    domain: () => 'vpc',
    'instance-id': (row) => instanceOf(context, row),
    'network-border-group': () => context.region,
    'network-interface-id': (row) => row.association?.networkInterfaceId,
    'network-interface-owner-id': (row) => row.association && context.account.accountId,
    'private-ip-address': (row) => row.association?.privateIpAddress,
    'public-ip': (row) => row.publicIp,
  };
}

function describeAddress(context: Context, row: ElasticIpRow): Address {
  const { association } = row;
  const InstanceId = instanceOf(context, row);
  return {
    AllocationId: row.id,
    ...(association && {
      AssociationId: association.associationId,
      NetworkInterfaceId: association.networkInterfaceId,
      NetworkInterfaceOwnerId: context.account.accountId,
      PrivateIpAddress: association.privateIpAddress,
    }),
    ...(InstanceId !== undefined && { InstanceId }),
    Domain: 'vpc',
    ...tagsMember(context, row.id),
    PublicIpv4Pool: 'amazon',
    NetworkBorderGroup: context.region,
    PublicIp: row.publicIp,
  };
}

/** DescribeAddresses (API): all at once, as the action has no pages. @throws ApiError InvalidAllocationID.NotFound, InvalidAddress.NotFound */
export const describeAddresses = defineAction({
  name: 'ec2:DescribeAddresses',
  access: 'read',
  inputs: { PublicIps: 'honoured', DryRun: 'honoured', Filters: 'honoured', AllocationIds: 'honoured' },
  handle(context, { PublicIps = [], AllocationIds = [], Filters }) {
    const keep = compileFilters(Filters, filters(context), (row: ElasticIpRow) => tagsOf(context, row.id));
    const absent = AllocationIds.filter((id) => !context.get(elasticIpTable, id));
    if (absent.length > 0) {
      const text =
        absent.length === 1 ? `The allocation ID '${absent[0]}' does not exist` : `The allocation IDs '${absent.join(', ')}' do not exist`;
      throw new ApiError('InvalidAllocationID.NotFound', text);
    }
    const unknown = PublicIps.find((address) => !elasticIpAt(context, address));
    if (unknown !== undefined) throw new ApiError('InvalidAddress.NotFound', `Address '${unknown}' not found.`);
    const all = AllocationIds.length + PublicIps.length === 0;
    const rows = context
      .list(elasticIpTable)
      .filter((row) => all || AllocationIds.includes(row.id) || PublicIps.includes(row.publicIp))
      .filter(keep);
    return { Addresses: rows.map((row) => describeAddress(context, row)) };
  },
});
