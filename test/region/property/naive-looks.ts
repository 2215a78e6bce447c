import type {
  Address,
  DhcpOptions,
  EgressOnlyInternetGateway,
  IamInstanceProfileAssociation,
  InternetGateway,
  LaunchTemplate,
  NatGateway,
  NetworkAcl,
  NetworkInterface,
  PlacementGroup,
  RouteTable,
  SecurityGroupRule,
  Subnet,
  Volume,
  VolumeModification,
  Vpc,
  VpcEndpoint,
  VpcPeeringConnection,
} from '@aws-sdk/client-ec2';
import { type Looks, tagged } from './naive-filters';

/** What the filters of networks, addresses, volumes and templates look at (API, the filters of each Describe action). */

export const vpcLooks: Looks<Vpc> = {
  ...tagged,
  cidr: ({ CidrBlock }) => [CidrBlock],
  'cidr-block-association.cidr-block': ({ CidrBlockAssociationSet = [] }) => CidrBlockAssociationSet.map(({ CidrBlock }) => CidrBlock),
  'dhcp-options-id': ({ DhcpOptionsId }) => [DhcpOptionsId],
  'is-default': ({ IsDefault }) => [IsDefault],
  'vpc-id': ({ VpcId }) => [VpcId],
};

export const subnetLooks: Looks<Subnet> = {
  ...tagged,
  'availability-zone': ({ AvailabilityZone }) => [AvailabilityZone],
  'available-ip-address-count': ({ AvailableIpAddressCount }) => [AvailableIpAddressCount],
  'cidr-block': ({ CidrBlock }) => [CidrBlock],
  'default-for-az': ({ DefaultForAz }) => [DefaultForAz],
  'subnet-id': ({ SubnetId }) => [SubnetId],
  'vpc-id': ({ VpcId }) => [VpcId],
};

export const routeTableLooks: Looks<RouteTable> = {
  ...tagged,
  'association.main': ({ Associations = [] }) => Associations.map(({ Main }) => Main),
  'association.subnet-id': ({ Associations = [] }) => Associations.map(({ SubnetId }) => SubnetId),
  'route.destination-cidr-block': ({ Routes = [] }) => Routes.map(({ DestinationCidrBlock }) => DestinationCidrBlock),
  'route.state': ({ Routes = [] }) => Routes.map(({ State }) => State),
  'route-table-id': ({ RouteTableId }) => [RouteTableId],
  'vpc-id': ({ VpcId }) => [VpcId],
};

export const networkAclLooks: Looks<NetworkAcl> = {
  ...tagged,
  'association.subnet-id': ({ Associations = [] }) => Associations.map(({ SubnetId }) => SubnetId),
  default: ({ IsDefault }) => [IsDefault],
  'entry.rule-number': ({ Entries = [] }) => Entries.map(({ RuleNumber }) => RuleNumber),
  'network-acl-id': ({ NetworkAclId }) => [NetworkAclId],
  'vpc-id': ({ VpcId }) => [VpcId],
};

export const interfaceLooks: Looks<NetworkInterface> = {
  'addresses.private-ip-address': ({ PrivateIpAddresses = [] }) => PrivateIpAddresses.map(({ PrivateIpAddress }) => PrivateIpAddress),
  'attachment.instance-id': ({ Attachment }) => [Attachment?.InstanceId],
  'attachment.device-index': ({ Attachment }) => [Attachment?.DeviceIndex],
  description: ({ Description }) => [Description],
  'group-id': ({ Groups = [] }) => Groups.map(({ GroupId }) => GroupId),
  'network-interface-id': ({ NetworkInterfaceId }) => [NetworkInterfaceId],
  status: ({ Status }) => [Status],
  'subnet-id': ({ SubnetId }) => [SubnetId],
};

export const addressLooks: Looks<Address> = {
  ...tagged,
  'allocation-id': ({ AllocationId }) => [AllocationId],
  'association-id': ({ AssociationId }) => [AssociationId],
  'network-interface-id': ({ NetworkInterfaceId }) => [NetworkInterfaceId],
  'private-ip-address': ({ PrivateIpAddress }) => [PrivateIpAddress],
  'public-ip': ({ PublicIp }) => [PublicIp],
};

export const volumeLooks: Looks<Volume> = {
  ...tagged,
  'attachment.delete-on-termination': ({ Attachments = [] }) => Attachments.map(({ DeleteOnTermination }) => DeleteOnTermination),
  'attachment.device': ({ Attachments = [] }) => Attachments.map(({ Device }) => Device),
  'attachment.instance-id': ({ Attachments = [] }) => Attachments.map(({ InstanceId }) => InstanceId),
  'availability-zone': ({ AvailabilityZone }) => [AvailabilityZone],
  encrypted: ({ Encrypted }) => [Encrypted],
  size: ({ Size }) => [Size],
  status: ({ State }) => [State],
  'volume-id': ({ VolumeId }) => [VolumeId],
  'volume-type': ({ VolumeType }) => [VolumeType],
};

export const modificationLooks: Looks<VolumeModification> = {
  'modification-state': ({ ModificationState }) => [ModificationState],
  'target-size': ({ TargetSize }) => [TargetSize],
  'volume-id': ({ VolumeId }) => [VolumeId],
};

export const natGatewayLooks: Looks<NatGateway> = {
  ...tagged,
  'nat-gateway-id': ({ NatGatewayId }) => [NatGatewayId],
  state: ({ State }) => [State],
  'subnet-id': ({ SubnetId }) => [SubnetId],
  'vpc-id': ({ VpcId }) => [VpcId],
};

export const internetGatewayLooks: Looks<InternetGateway> = {
  ...tagged,
  'attachment.vpc-id': ({ Attachments = [] }) => Attachments.map(({ VpcId }) => VpcId),
  'internet-gateway-id': ({ InternetGatewayId }) => [InternetGatewayId],
};

export const egressGatewayLooks: Looks<EgressOnlyInternetGateway> = tagged;

export const dhcpOptionsLooks: Looks<DhcpOptions> = {
  ...tagged,
  'dhcp-options-id': ({ DhcpOptionsId }) => [DhcpOptionsId],
  key: ({ DhcpConfigurations = [] }) => DhcpConfigurations.map(({ Key }) => Key),
  value: ({ DhcpConfigurations = [] }) => DhcpConfigurations.flatMap(({ Values = [] }) => Values.map(({ Value }) => Value)),
};

export const endpointLooks: Looks<VpcEndpoint> = {
  ...tagged,
  'service-name': ({ ServiceName }) => [ServiceName],
  'vpc-endpoint-id': ({ VpcEndpointId }) => [VpcEndpointId],
  'vpc-endpoint-state': ({ State }) => [State],
  'vpc-id': ({ VpcId }) => [VpcId],
};

export const peeringLooks: Looks<VpcPeeringConnection> = {
  ...tagged,
  'accepter-vpc-info.vpc-id': ({ AccepterVpcInfo }) => [AccepterVpcInfo?.VpcId],
  'requester-vpc-info.vpc-id': ({ RequesterVpcInfo }) => [RequesterVpcInfo?.VpcId],
  'status-code': ({ Status }) => [Status?.Code],
  'vpc-peering-connection-id': ({ VpcPeeringConnectionId }) => [VpcPeeringConnectionId],
};

export const ruleLooks: Looks<SecurityGroupRule> = {
  ...tagged,
  'group-id': ({ GroupId }) => [GroupId],
  'security-group-rule-id': ({ SecurityGroupRuleId }) => [SecurityGroupRuleId],
};

export const templateLooks: Looks<LaunchTemplate> = {
  ...tagged,
  'launch-template-name': ({ LaunchTemplateName }) => [LaunchTemplateName],
};

export const placementGroupLooks: Looks<PlacementGroup> = {
  ...tagged,
  'group-name': ({ GroupName }) => [GroupName],
  state: ({ State }) => [State],
  strategy: ({ Strategy }) => [Strategy],
};

export const profileAssociationLooks: Looks<IamInstanceProfileAssociation> = {
  'instance-id': ({ InstanceId }) => [InstanceId],
  state: ({ State }) => [State],
};
