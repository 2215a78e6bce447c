import type { Session } from '../session';

/** How AWS describes one resource of a kind, by the kind's name: the part of the answer that is about this resource. */
const calls: Readonly<Record<string, (session: Session, region: string, id: string) => Promise<unknown>>> = {
  instances: async (session, region, id) =>
    (await session.execute('ec2:DescribeInstances', { InstanceIds: [id] }, region)).Reservations?.[0]?.Instances?.[0],
  images: async (session, region, id) =>
    (await session.execute('ec2:DescribeImages', { ImageIds: [id], IncludeDeprecated: true }, region)).Images?.[0],
  'key-pairs': async (session, region, id) =>
    (await session.execute('ec2:DescribeKeyPairs', { KeyPairIds: [id], IncludePublicKey: true }, region)).KeyPairs?.[0],
  'security-groups': async (session, region, id) =>
    (await session.execute('ec2:DescribeSecurityGroups', { GroupIds: [id] }, region)).SecurityGroups?.[0],
  'security-group-rules': async (session, region, id) =>
    (await session.execute('ec2:DescribeSecurityGroupRules', { SecurityGroupRuleIds: [id] }, region)).SecurityGroupRules?.[0],
  volumes: async (session, region, id) => (await session.execute('ec2:DescribeVolumes', { VolumeIds: [id] }, region)).Volumes?.[0],
  'elastic-ips': async (session, region, id) =>
    (await session.execute('ec2:DescribeAddresses', { AllocationIds: [id] }, region)).Addresses?.[0],
  'network-interfaces': async (session, region, id) =>
    (await session.execute('ec2:DescribeNetworkInterfaces', { NetworkInterfaceIds: [id] }, region)).NetworkInterfaces?.[0],
  'nat-gateways': async (session, region, id) =>
    (await session.execute('ec2:DescribeNatGateways', { NatGatewayIds: [id] }, region)).NatGateways?.[0],
  vpcs: async (session, region, id) => (await session.execute('ec2:DescribeVpcs', { VpcIds: [id] }, region)).Vpcs?.[0],
  subnets: async (session, region, id) => (await session.execute('ec2:DescribeSubnets', { SubnetIds: [id] }, region)).Subnets?.[0],
  'internet-gateways': async (session, region, id) =>
    (await session.execute('ec2:DescribeInternetGateways', { InternetGatewayIds: [id] }, region)).InternetGateways?.[0],
  'route-tables': async (session, region, id) =>
    (await session.execute('ec2:DescribeRouteTables', { RouteTableIds: [id] }, region)).RouteTables?.[0],
  'network-acls': async (session, region, id) =>
    (await session.execute('ec2:DescribeNetworkAcls', { NetworkAclIds: [id] }, region)).NetworkAcls?.[0],
  'dhcp-options': async (session, region, id) =>
    (await session.execute('ec2:DescribeDhcpOptions', { DhcpOptionsIds: [id] }, region)).DhcpOptions?.[0],
  'vpc-endpoints': async (session, region, id) =>
    (await session.execute('ec2:DescribeVpcEndpoints', { VpcEndpointIds: [id] }, region)).VpcEndpoints?.[0],
  'vpc-peering-connections': async (session, region, id) =>
    (await session.execute('ec2:DescribeVpcPeeringConnections', { VpcPeeringConnectionIds: [id] }, region)).VpcPeeringConnections?.[0],
  'launch-templates': async (session, region, id) =>
    (await session.execute('ec2:DescribeLaunchTemplates', { LaunchTemplateIds: [id] }, region)).LaunchTemplates?.[0],
  'placement-groups': async (session, region, id) =>
    (await session.execute('ec2:DescribePlacementGroups', { GroupIds: [id] }, region)).PlacementGroups?.[0],
};

/**
 * The resource as its Describe action answers it.
 * @throws RemoteError when it is gone
 */
export function describeResource(session: Session, kind: string, region: string, id: string): Promise<unknown> {
  const call = calls[kind];
  if (!call) throw new Error(`No Describe action is known for ${kind}`);
  return call(session, region, id);
}
