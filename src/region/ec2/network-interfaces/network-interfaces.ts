import { findAll, type IdForm } from '../../aws/ids';
import type { Context } from '../../kernel/context';
import { defineLifecycle } from '../../kernel/lifecycle';
import { defineTable, type RowKey } from '../../store/table';

/** The Elastic IP address that is mapped to a private address, as far as the interface tells of it. */
export interface ElasticMapping {
  readonly publicIp: string;
  readonly allocationId: string;
  readonly associationId: string;
}

/** A private IPv4 address of an interface. */
export interface PrivateAddress {
  readonly address: string;
  readonly primary: boolean;
  readonly elastic?: ElasticMapping;
}

/** The public IPv4 address an interface has for now: from Amazon's pool, gone when the instance stops (reference: network.md §2). */
export interface PublicAddress {
  readonly publicIp: string;
  readonly ownerId: 'amazon';
}

/** ENA Express of an attachment (API, EnaSrdSpecification). */
export interface EnaExpress {
  readonly enabled: boolean;
  readonly udp: boolean;
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
  readonly enaExpress?: EnaExpress;
}

/** Idle timeouts of tracked connections, in seconds (API, ConnectionTrackingSpecificationRequest). */
export interface ConnectionTracking {
  readonly tcpEstablished?: number;
  readonly udpStream?: number;
  readonly udp?: number;
}

/** What an interface is for: one of the user's, or that of a NAT gateway or an interface endpoint. */
export type InterfaceType = 'interface' | 'efa' | 'efa-only' | 'nat_gateway' | 'vpc_endpoint';

/** An elastic network interface. */
export interface NetworkInterfaceRow extends RowKey {
  readonly vpcId: string;
  readonly subnetId: string;
  readonly availabilityZone: string;
  readonly description: string;
  readonly macAddress: string;
  /** The primary one first. */
  readonly privateAddresses: readonly PrivateAddress[];
  readonly publicAddress?: PublicAddress;
  /** A public address is wanted whenever the instance runs. */
  readonly associatePublicIp: boolean;
  /** Security group ids. */
  readonly groups: readonly string[];
  readonly status: 'pending' | 'available' | 'in-use';
  readonly sourceDestCheck: boolean;
  readonly attachment?: InterfaceAttachment;
  /** Absent is `interface`. */
  readonly interfaceType?: InterfaceType;
  /** In the order they came; absent for none. */
  readonly ipv6Addresses?: readonly string[];
  /** The first IPv6 address is the primary one, which stays. */
  readonly primaryIpv6?: boolean;
  /** /28 blocks of the subnet; absent for none. */
  readonly ipv4Prefixes?: readonly string[];
  /** /80 blocks of the subnet; absent for none. */
  readonly ipv6Prefixes?: readonly string[];
  readonly connectionTracking?: ConnectionTracking;
  /** The resource, such as a NAT gateway, whose service made the interface and alone may manage it; absent for the user's own. */
  readonly managedBy?: string;
}

/** Where an interface stands between nothing and an instance. */
export type InterfaceState = 'pending' | 'available' | 'attaching' | 'in-use' | 'detaching';

/** What can happen to an interface. */
export type InterfaceEvent = 'ready' | 'attach' | 'attached' | 'detach' | 'detached';

/** Which event leads where (EC2 User Guide, network interfaces; reference: network.md §6). */
export const networkInterfaceLifecycle = defineLifecycle<InterfaceState, InterfaceEvent>({
  transient: ['pending', 'attaching', 'detaching'],
  moves: {
    pending: { ready: 'available', attach: 'attaching' },
    available: { attach: 'attaching' },
    attaching: { attached: 'in-use', detach: 'detaching' },
    'in-use': { detach: 'detaching' },
    detaching: { detached: 'available' },
  },
});

/** The state of an interface, told by its status and that of its attachment. */
export function interfaceState({ status, attachment }: NetworkInterfaceRow): InterfaceState {
  return attachment?.status === 'attaching' || attachment?.status === 'detaching' ? attachment.status : status;
}

export const networkInterfaceTable = defineTable<
  NetworkInterfaceRow,
  | 'vpc'
  | 'subnet'
  | 'severalAddresses'
  | 'prefixes'
  | 'group'
  | 'instance'
  | 'attachment'
  | 'address'
  | 'ipv6Address'
  | 'publicIp'
  | 'state'
  | 'managedBy'
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
    interfaceType: 'text',
    ipv6Addresses: 'json',
    primaryIpv6: 'boolean',
    ipv4Prefixes: 'json',
    ipv6Prefixes: 'json',
    connectionTracking: 'json',
    managedBy: 'text',
  },
  indexes: {
    vpc: (row) => row.vpcId,
    subnet: (row) => row.subnetId,
    severalAddresses: (row) => (row.privateAddresses.length > 1 || row.ipv4Prefixes ? row.subnetId : undefined),
    prefixes: (row) => (row.ipv4Prefixes || row.ipv6Prefixes ? row.subnetId : undefined),
    group: (row) => row.groups,
    instance: (row) => row.attachment?.instanceId,
    attachment: (row) => row.attachment?.attachmentId,
    address: (row) => row.privateAddresses.map(({ address }) => `${row.subnetId}/${address}`),
    ipv6Address: (row) => row.ipv6Addresses?.map((address) => `${row.subnetId}/${address}`),
    publicIp: (row) => row.publicAddress?.publicIp,
    state: interfaceState,
    managedBy: (row) => row.managedBy,
  },
  // What an instance shows of its network changes with its interfaces, likewise NAT gateways, endpoints and addresses, and how many addresses a
  // subnet has left.
  standsFor: ['instance', 'managedBy'],
  showsNameOf: ['instance', 'managedBy'],
  about: (row) => [
    { kind: 'subnets', id: row.subnetId },
    ...(row.attachment ? [{ kind: 'instances', id: row.attachment.instanceId }] : []),
    ...(row.managedBy ? [{ kind: row.managedBy.startsWith('nat-') ? 'nat-gateways' : 'vpc-endpoints', id: row.managedBy }] : []),
    ...row.privateAddresses.flatMap(({ elastic }) => (elastic ? [{ kind: 'elastic-ips', id: elastic.allocationId }] : [])),
  ],
});

/** How EC2 talks of interface ids (EC2 error codes; the code of a malformed id has another case). */
export const networkInterfaceIdForm: IdForm = {
  prefix: 'eni',
  errorPrefix: 'InvalidNetworkInterfaceID',
  noun: 'networkInterface',
  malformed: 'InvalidNetworkInterfaceId.Malformed',
};

/** An interface by its id. @throws ApiError InvalidNetworkInterfaceId.Malformed, InvalidNetworkInterfaceID.NotFound */
export function findNetworkInterface(context: Context, id: string): NetworkInterfaceRow {
  return findAll([id], networkInterfaceIdForm, (each) => context.get(networkInterfaceTable, each))[0]!;
}

/** The interfaces of an instance, in the order of its network cards and devices. */
export function interfacesOf(context: Context, instanceId: string): NetworkInterfaceRow[] {
  const place = ({ attachment }: NetworkInterfaceRow): number => attachment!.networkCardIndex * 1_000 + attachment!.deviceIndex;
  return context.by(networkInterfaceTable, 'instance', instanceId).sort((a, b) => place(a) - place(b));
}
