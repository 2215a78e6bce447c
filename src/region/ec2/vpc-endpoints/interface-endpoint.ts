import type { Context } from '../../kernel/context';
import { ApiError, invalidValue } from '../../kernel/errors';
import { checkPrivateAddress, freePrivateAddress } from '../network/addresses';
import { newMacAddress } from '../network-interfaces/mac-address';
import { type NetworkInterfaceRow, networkInterfaceTable } from '../network-interfaces/network-interfaces';
import { removeInterface } from '../network-interfaces/remove-interface';
import { findSubnet, type SubnetRow } from '../subnets/subnets';
import type { VpcEndpointRow } from './vpc-endpoints';

/** Usage type of an interface endpoint in one zone (price list, AWS PrivateLink). */
const endpointHours = 'VpcEndpoint-Hours';

/** Where an interface of an endpoint is to be. */
export interface EndpointPlace {
  readonly subnet: SubnetRow;
  /** The address it was asked to have. */
  readonly address?: string;
}

/**
 * The places that a request names by SubnetIds and SubnetConfigurations.
 * @throws ApiError InvalidSubnetID.*, InvalidParameter for another VPC's subnet, DuplicateSubnetsInSameZone, those of `checkPrivateAddress`
 */
export function requestedPlaces(
  context: Context,
  vpcId: string,
  subnetIds: readonly string[] | undefined,
  configurations: readonly {
    readonly SubnetId?: string | undefined;
    readonly Ipv4?: string | undefined;
    readonly Ipv6?: string | undefined;
  }[] = [],
): EndpointPlace[] {
  for (const { SubnetId: id, Ipv6: ipv6 } of configurations) {
    if (!id || !(subnetIds ?? []).includes(id)) throw invalidValue(`The subnet ${id} of SubnetConfigurations is not one of SubnetIds.`);
    if (ipv6) throw invalidValue(`An IPv6 address cannot be given to an endpoint whose IP address type is ipv4.`);
  }
  const places = [...new Set(subnetIds)].map((id): EndpointPlace => {
    const subnet = findSubnet(context, id);
    if (subnet.vpcId !== vpcId) throw new ApiError('InvalidParameter', `Subnet ${id} and VPC ${vpcId} belong to different networks.`);
    const address = configurations.find(({ SubnetId }) => SubnetId === id)?.Ipv4;
    if (address) checkPrivateAddress(context, subnet, address);
    return { subnet, ...(address && { address }) };
  });
  checkZones(places.map(({ subnet }) => subnet.availabilityZone));
  return places;
}

/** An endpoint has one interface a zone. @throws ApiError DuplicateSubnetsInSameZone */
export function checkZones(zones: readonly string[]): void {
  if (new Set(zones).size === zones.length) return;
  throw new ApiError('DuplicateSubnetsInSameZone', 'Found another VPC endpoint subnet in the availability zone of the subnet.');
}

/** The interfaces of an endpoint, in the order they were made. */
export function interfacesOfEndpoint(context: Context, endpointId: string): NetworkInterfaceRow[] {
  return context.by(networkInterfaceTable, 'managedBy', endpointId);
}

/** Makes an endpoint's interface in a subnet, charged for while it is there (VPC pricing: per zone). */
export function addEndpointInterface(context: Context, endpoint: VpcEndpointRow, { subnet, address }: EndpointPlace): void {
  const nic = context.put(networkInterfaceTable, {
    region: context.region,
    id: context.newId('eni'),
    vpcId: endpoint.vpcId,
    subnetId: subnet.id,
    availabilityZone: subnet.availabilityZone,
    description: `VPC Endpoint Interface ${endpoint.id}`,
    macAddress: newMacAddress(context),
    privateAddresses: [{ address: address ?? freePrivateAddress(context, subnet), primary: true }],
    associatePublicIp: false,
    groups: endpoint.groups ?? [],
    status: 'in-use',
    sourceDestCheck: true,
    interfaceType: 'vpc_endpoint',
    managedBy: endpoint.id,
  });
  context.openUsage(nic.id, endpointHours, 1, { endpoint: endpoint.id });
}

/** Takes an endpoint's interface away. */
export function removeEndpointInterface(context: Context, nic: NetworkInterfaceRow): void {
  removeInterface(context, nic);
  context.closeUsage(nic.id, endpointHours);
}
