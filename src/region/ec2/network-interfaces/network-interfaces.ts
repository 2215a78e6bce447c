import { defineTable, type RowKey } from '../../store/table';

/** A private IPv4 address of an interface. */
export interface PrivateAddress {
  readonly address: string;
  readonly primary: boolean;
}

/** The public IPv4 address an interface has for now: from Amazon's pool, gone when the instance stops (reference: network.md §2). */
export interface PublicAddress {
  readonly publicIp: string;
  readonly ownerId: 'amazon';
}

/** How an interface hangs on an instance. */
export interface InterfaceAttachment {
  readonly attachmentId: string;
  readonly instanceId: string;
  readonly deviceIndex: number;
  readonly networkCardIndex: number;
  readonly status: 'attaching' | 'attached' | 'detaching' | 'detached';
  /** Epoch milliseconds. */
  readonly attachTime: number;
  readonly deleteOnTermination: boolean;
}

/** An elastic network interface. */
export interface NetworkInterfaceRow extends RowKey {
  readonly vpcId: string;
  readonly subnetId: string;
  readonly availabilityZone: string;
  readonly description: string;
  readonly macAddress: string;
  readonly privateAddresses: readonly PrivateAddress[];
  readonly publicAddress?: PublicAddress;
  /** A public address is wanted whenever the instance runs. */
  readonly associatePublicIp: boolean;
  /** Security group ids. */
  readonly groups: readonly string[];
  readonly status: 'available' | 'in-use';
  readonly sourceDestCheck: boolean;
  readonly attachment?: InterfaceAttachment;
}

export const networkInterfaceTable = defineTable<
  NetworkInterfaceRow,
  'subnet' | 'severalAddresses' | 'group' | 'instance' | 'address' | 'publicIp'
>({
  name: 'ec2_network_interfaces',
  kind: 'network-interfaces',
  columns: {
    vpcId: 'text',
    subnetId: 'text',
    availabilityZone: 'text',
    description: 'text',
    macAddress: 'text',
    privateAddresses: 'json',
    publicAddress: 'json',
    associatePublicIp: 'boolean',
    groups: 'json',
    status: 'text',
    sourceDestCheck: 'boolean',
    attachment: 'json',
  },
  indexes: {
    subnet: (row) => row.subnetId,
    severalAddresses: (row) => (row.privateAddresses.length > 1 ? row.subnetId : undefined),
    group: (row) => row.groups,
    instance: (row) => row.attachment?.instanceId,
    address: (row) => row.privateAddresses.map(({ address }) => `${row.subnetId}/${address}`),
    publicIp: (row) => row.publicAddress?.publicIp,
  },
});
