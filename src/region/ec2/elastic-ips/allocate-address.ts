import { accountLimit } from '../../aws/quotas';
import { putTags, tagSpecifications } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { ApiError, invalidCombination, invalidValue } from '../../kernel/errors';
import { randomPublicIp } from '../network/addresses';
import { parseIpv4 } from '../network/cidr';
import { meterAddress } from './association';
import { type ElasticIpRow, elasticIpTable, releasedAddressTable } from './elastic-ips';

/**
 * AllocateAddress (API; EC2 User Guide, Elastic IP addresses; reference: network.md §5): an address out of Amazon's pool, or one the account gave
 * back before. The account has no address pools of its own, so whatever pool is named is not there.
 * @throws ApiError AddressLimitExceeded, InvalidAddress.NotFound, `Invalid…Pool…NotFound`, InvalidParameterValue
 */
export const allocateAddress = defineAction({
  name: 'ec2:AllocateAddress',
  access: 'write',
  inputs: {
    Domain: 'honoured',
    Address: 'honoured',
    PublicIpv4Pool: 'honoured',
    NetworkBorderGroup: 'honoured',
    CustomerOwnedIpv4Pool: 'honoured',
    TagSpecifications: 'honoured',
    IpamPoolId: 'honoured',
    DryRun: 'honoured',
  },
  handle(context, input) {
    const { Domain, Address, PublicIpv4Pool, NetworkBorderGroup, CustomerOwnedIpv4Pool, IpamPoolId } = input;
    if (Domain === 'standard') throw new ApiError('UnsupportedOperation', 'EC2-Classic is retired: the domain must be vpc.');
    if (Domain !== undefined && Domain !== 'vpc') throw invalidValue(`Value (${String(Domain)}) for parameter domain is invalid.`);
    if (NetworkBorderGroup !== undefined && NetworkBorderGroup !== context.region) {
      throw invalidValue(`Value (${NetworkBorderGroup}) for parameter networkBorderGroup is invalid.`);
    }
    if (PublicIpv4Pool !== undefined && PublicIpv4Pool !== 'amazon') {
      throw new ApiError('InvalidPublicIpv4PoolID.NotFound', `The public ipv4 pool ID '${PublicIpv4Pool}' does not exist`);
    }
    if (CustomerOwnedIpv4Pool !== undefined) {
      throw new ApiError(
        'InvalidCustomerOwnedIpv4PoolID.NotFound',
        `The customer owned ipv4 pool ID '${CustomerOwnedIpv4Pool}' does not exist`,
      );
    }
    if (IpamPoolId !== undefined) throw new ApiError('InvalidIpamPoolId.NotFound', `The ipam-pool ID '${IpamPoolId}' does not exist`);
    if (Address !== undefined && PublicIpv4Pool !== undefined) {
      throw invalidCombination('Specify either an address or an address pool, not both.');
    }
    const tags = tagSpecifications(input.TagSpecifications, ['elastic-ip']);
    if (context.rows(elasticIpTable).size >= accountLimit(context, 'elasticIps')) {
      throw new ApiError('AddressLimitExceeded', 'The maximum number of addresses has been reached.');
    }
    const publicIp = Address === undefined ? randomPublicIp(context) : recover(context, Address);
    const row = context.put<ElasticIpRow>(elasticIpTable, { region: context.region, id: context.newId('eipalloc'), publicIp });
    putTags(context, row.id, 'elastic-ip', 'elastic-ips', tags.get('elastic-ip') ?? {});
    meterAddress(context, row);
    context.subjects.push(row.id);
    return {
      AllocationId: row.id,
      PublicIpv4Pool: 'amazon',
      NetworkBorderGroup: context.region,
      Domain: 'vpc' as const,
      PublicIp: publicIp,
    };
  },
});

/** CHOICE: an address that was given back stays free, so it can be recovered, until many more have been given back. */
function recover(context: Context, address: string): string {
  if (parseIpv4(address) === undefined) throw invalidValue(`Value (${address}) for parameter address is invalid. Invalid IPv4 address.`);
  if (!context.get(releasedAddressTable, address)) {
    throw new ApiError('InvalidAddress.NotFound', `The Elastic IP address '${address}' does not exist or is not available.`);
  }
  context.delete(releasedAddressTable, address);
  return address;
}
