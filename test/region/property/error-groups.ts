/** Codes that come together (EC2 API, error codes; IAM and Systems Manager API references): what every action has, and what each kind of thing named has. */

export const always = [
  'MissingParameter',
  'InvalidParameterValue',
  'InvalidParameterCombination',
  'UnknownParameter',
  'DryRunOperation',
  'InvalidCharacter',
];
export const paged = [...always, 'InvalidNextToken', 'FilterLimitExceeded'];
export const tagged = ['TagLimitExceeded'];
export const tokened = ['IdempotentParameterMismatch'];

export const instance = ['InvalidInstanceID.Malformed', 'InvalidInstanceID.NotFound'];
export const group = ['InvalidGroup.NotFound', 'InvalidGroupId.Malformed', 'VPCIdNotSpecified'];
// Groups and subnet belong to different networks (observed).
export const groupsOfInterface = [...group, 'InvalidParameter', 'SecurityGroupsPerInterfaceLimitExceeded'];
export const vpc = ['InvalidVpcID.Malformed', 'InvalidVpcID.NotFound'];
export const subnet = ['InvalidSubnetID.Malformed', 'InvalidSubnetID.NotFound'];
export const networkInterface = ['InvalidNetworkInterfaceId.Malformed', 'InvalidNetworkInterfaceID.NotFound'];
export const volume = ['InvalidVolumeID.Malformed', 'InvalidVolume.NotFound'];
export const table = ['InvalidRouteTableId.Malformed', 'InvalidRouteTableID.NotFound'];
export const acl = ['InvalidNetworkAclId.Malformed', 'InvalidNetworkAclID.NotFound'];
export const dhcp = ['InvalidDhcpOptionsId.Malformed', 'InvalidDhcpOptionID.NotFound'];
export const gateway = ['InvalidInternetGatewayID.Malformed', 'InvalidInternetGatewayID.NotFound'];
export const egressGateway = ['InvalidGatewayID.Malformed', 'InvalidGatewayID.NotFound'];
export const nat = ['NatGatewayMalformed', 'NatGatewayNotFound'];
export const endpoint = ['InvalidVpcEndpointId.Malformed', 'InvalidVpcEndpointId.NotFound'];
export const peering = ['InvalidVpcPeeringConnectionId.Malformed', 'InvalidVpcPeeringConnectionID.NotFound'];
export const prefixList = ['InvalidPrefixListId.Malformed', 'InvalidPrefixListID.NotFound'];
export const template = [
  'InvalidLaunchTemplateId.Malformed',
  'InvalidLaunchTemplateId.NotFound',
  'InvalidLaunchTemplateId.VersionNotFound',
  'InvalidLaunchTemplateName.NotFoundException',
];
export const templateData = ['InvalidUserData.Malformed'];
export const address = ['InvalidAllocationID.NotFound', 'InvalidAddress.NotFound', 'AuthFailure'];
export const pools = ['InvalidIpamPoolId.NotFound', 'InvalidPublicIpv4PoolID.NotFound'];
export const association = ['InvalidAssociationID.NotFound', 'InvalidAssociationID.Malformed'];
export const rule = ['InvalidSecurityGroupRuleId.Malformed', 'InvalidSecurityGroupRuleId.NotFound'];
export const permission = ['InvalidPermission.Malformed', ...prefixList];
export const placement = ['InvalidPlacementGroup.Unknown', 'InvalidPlacementGroupId.Malformed', 'InvalidPlacementGroup.InUse'];
export const quota = ['VcpuLimitExceeded', 'MaxSpotInstanceCountExceeded', 'InsufficientInstanceCapacity'];
export const addresses = [
  'InvalidIPAddress.InUse',
  'InsufficientFreeAddressesInSubnet',
  'InsufficientCidrBlocks',
  'PrivateIpAddressLimitExceeded',
];
export const routeTargets = [
  'IncorrectInstanceState',
  'InvalidGatewayID.NotFound',
  'InvalidGatewayID.Malformed',
  'InvalidNatGatewayID.NotFound',
  'InvalidInstanceID',
  'InvalidTransitGatewayID.NotFound',
  'InvalidCarrierGatewayID.NotFound',
  'InvalidLocalGatewayID.NotFound',
  'RouteNotSupported',
  ...instance,
  ...networkInterface,
  ...peering,
  ...prefixList,
  ...endpoint,
  ...gateway,
  ...nat,
];
export const entry = ['NetworkAclEntryAlreadyExists', 'NetworkAclEntryLimitExceeded', 'InvalidNetworkAclEntry.NotFound'];
export const volumeLimits = ['VolumeLimitExceeded', 'MaxIOPSLimitExceeded', 'UnknownVolumeType'];
export const attribute = [
  ...always,
  ...instance,
  'IncorrectInstanceState',
  'UnsupportedOperation',
  'InvalidInstanceID',
  'InvalidInstanceAttributeValue',
];
export const rules = [
  ...always,
  ...group,
  ...tagged,
  ...permission,
  ...rule,
  'InvalidPermission.Duplicate',
  'InvalidPermission.NotFound',
  'RulesPerSecurityGroupLimitExceeded',
  'InvalidVpcID.NotFound',
  'InvalidUserID.Malformed',
];
export const resources = [
  ...always,
  'InvalidID',
  'InvalidInstanceID.NotFound',
  'InvalidVolume.NotFound',
  'InvalidNetworkInterfaceID.NotFound',
  'InvalidGroup.NotFound',
  'InvalidKeyPair.NotFound',
  'InvalidSecurityGroupRuleId.NotFound',
  'InvalidAMIID.NotFound',
  'InvalidSubnetID.NotFound',
  'InvalidVpcID.NotFound',
  'InvalidVpcEndpointId.NotFound',
  'InvalidAllocationID.NotFound',
];
export const everywhereInIam = ['ValidationError', 'InvalidInput', 'UnknownParameter'];
export const iam = [...everywhereInIam, 'NoSuchEntity'];
export const ssm = ['ValidationException', 'UnknownParameter', 'ParameterNotFound', 'ParameterVersionNotFound', 'InvalidNextToken'];
