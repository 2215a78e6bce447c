import type { Context } from '../../kernel/context';
import { ApiError } from '../../kernel/errors';
import { defineTable, type RowKey } from '../../store/table';

/** What an Elastic IP address is mapped to: a private address of an interface. */
export interface AddressAssociation {
  readonly associationId: string;
  readonly networkInterfaceId: string;
  readonly privateIpAddress: string;
}

/** A change of the name that an address resolves to, on its way through DNS. */
export interface PtrUpdate {
  /** Empty when the record is taken out. */
  readonly value: string;
  readonly status: 'PENDING';
}

/** An Elastic IP address. The row's id is its allocation id. */
export interface ElasticIpRow extends RowKey {
  readonly publicIp: string;
  readonly association?: AddressAssociation;
  /** The name the address resolves to, with a dot at its end. */
  readonly ptrRecord?: string;
  readonly ptrUpdate?: PtrUpdate;
}

export const elasticIpTable = defineTable<ElasticIpRow, 'publicIp' | 'association' | 'interface'>({
  name: 'ec2_addresses',
  kind: 'elastic-ips',
  columns: { publicIp: 'text', association: 'json', ptrRecord: 'text', ptrUpdate: 'json' },
  indexes: {
    publicIp: (row) => row.publicIp,
    association: (row) => row.association?.associationId,
    interface: (row) => row.association?.networkInterfaceId,
  },
  showsNameOf: ['interface'],
});

/** An address that the account had and gave back: nobody else has got it, so it can be recovered. The row's id is the address. */
export const releasedAddressTable = defineTable<RowKey>({ name: 'ec2_released_addresses', columns: {}, indexes: {} });

/** An address by its allocation id. @throws ApiError InvalidAllocationID.NotFound (EC2 error codes) */
export function findAllocation(context: Context, allocationId: string): ElasticIpRow {
  const row = context.get(elasticIpTable, allocationId);
  if (!row) throw new ApiError('InvalidAllocationID.NotFound', `The allocation ID '${allocationId}' does not exist`);
  return row;
}

/** The account's Elastic IP address. */
export function elasticIpAt(context: Context, publicIp: string): ElasticIpRow | undefined {
  return context.by(elasticIpTable, 'publicIp', publicIp)[0];
}
