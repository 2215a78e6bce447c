import type * as EC2 from '@aws-sdk/client-ec2';
import type * as IAM from '@aws-sdk/client-iam';
import type * as SSM from '@aws-sdk/client-ssm';
import type * as STS from '@aws-sdk/client-sts';
import type { AccountSettings } from '../kernel/tables';
import type { ActionName } from './action-names';

interface Action<Input, Output> {
  readonly input: Input;
  readonly output: Omit<Output, '$metadata'>;
}

/** The public half of a key pair, made at the edge of the account: the private half never enters it. */
export interface KeyMaterial {
  /** `ssh-rsa AAAA…` or `ssh-ed25519 AAAA…`, without a comment. */
  readonly publicKey: string;
  /** As EC2 shows it (reference: network.md §4). */
  readonly fingerprint: string;
}

/** What can be typed into an instance's shell to end or restart it. */
export type GuestCommand = 'shutdown' | 'poweroff' | 'halt' | 'reboot';

/** Input of ShutDownGuest. */
export interface ShutDownGuestRequest {
  readonly InstanceId?: string;
  /** `shutdown` unless given. */
  readonly Command?: GuestCommand;
}

/** Room for instances of a type in a zone. */
export interface InstanceCapacity {
  readonly InstanceType?: string;
  /** Zone name. */
  readonly AvailabilityZone?: string;
  /** Instances that can still start there; without it there is always room. */
  readonly Available?: number;
}

/** A Marketplace product whose terms the account has accepted. */
export interface ProductSubscription {
  readonly ProductCode: string;
  /** ISO 8601, virtual time. */
  readonly SubscribedAt: string;
}

/** The input and output of every action. AWS's types come from its own SDK; only types, so nothing of it is bundled. */
export interface Actions {
  'ec2:AcceptVpcPeeringConnection': Action<EC2.AcceptVpcPeeringConnectionRequest, EC2.AcceptVpcPeeringConnectionCommandOutput>;
  'ec2:AllocateAddress': Action<EC2.AllocateAddressRequest, EC2.AllocateAddressCommandOutput>;
  'ec2:AssignIpv6Addresses': Action<EC2.AssignIpv6AddressesRequest, EC2.AssignIpv6AddressesCommandOutput>;
  'ec2:AssignPrivateIpAddresses': Action<EC2.AssignPrivateIpAddressesRequest, EC2.AssignPrivateIpAddressesCommandOutput>;
  'ec2:AssociateAddress': Action<EC2.AssociateAddressRequest, EC2.AssociateAddressCommandOutput>;
  'ec2:AssociateDhcpOptions': Action<EC2.AssociateDhcpOptionsRequest, EC2.AssociateDhcpOptionsCommandOutput>;
  'ec2:AssociateIamInstanceProfile': Action<EC2.AssociateIamInstanceProfileRequest, EC2.AssociateIamInstanceProfileCommandOutput>;
  'ec2:AssociateRouteTable': Action<EC2.AssociateRouteTableRequest, EC2.AssociateRouteTableCommandOutput>;
  'ec2:AssociateSubnetCidrBlock': Action<EC2.AssociateSubnetCidrBlockRequest, EC2.AssociateSubnetCidrBlockCommandOutput>;
  'ec2:AssociateVpcCidrBlock': Action<EC2.AssociateVpcCidrBlockRequest, EC2.AssociateVpcCidrBlockCommandOutput>;
  'ec2:AttachInternetGateway': Action<EC2.AttachInternetGatewayRequest, EC2.AttachInternetGatewayCommandOutput>;
  'ec2:AttachNetworkInterface': Action<EC2.AttachNetworkInterfaceRequest, EC2.AttachNetworkInterfaceCommandOutput>;
  'ec2:AttachVolume': Action<EC2.AttachVolumeRequest, EC2.AttachVolumeCommandOutput>;
  'ec2:AuthorizeSecurityGroupEgress': Action<EC2.AuthorizeSecurityGroupEgressRequest, EC2.AuthorizeSecurityGroupEgressCommandOutput>;
  'ec2:AuthorizeSecurityGroupIngress': Action<EC2.AuthorizeSecurityGroupIngressRequest, EC2.AuthorizeSecurityGroupIngressCommandOutput>;
  'ec2:CreateDefaultSubnet': Action<EC2.CreateDefaultSubnetRequest, EC2.CreateDefaultSubnetCommandOutput>;
  'ec2:CreateDefaultVpc': Action<EC2.CreateDefaultVpcRequest, EC2.CreateDefaultVpcCommandOutput>;
  'ec2:CreateDhcpOptions': Action<EC2.CreateDhcpOptionsRequest, EC2.CreateDhcpOptionsCommandOutput>;
  'ec2:CreateEgressOnlyInternetGateway': Action<
    EC2.CreateEgressOnlyInternetGatewayRequest,
    EC2.CreateEgressOnlyInternetGatewayCommandOutput
  >;
  'ec2:CreateInternetGateway': Action<EC2.CreateInternetGatewayRequest, EC2.CreateInternetGatewayCommandOutput>;
  /** The output lacks KeyMaterial: the edge that made the key adds it for the caller alone. */
  'ec2:CreateKeyPair': Action<EC2.CreateKeyPairRequest & { readonly Material?: KeyMaterial }, EC2.CreateKeyPairCommandOutput>;
  'ec2:CreateLaunchTemplate': Action<EC2.CreateLaunchTemplateRequest, EC2.CreateLaunchTemplateCommandOutput>;
  'ec2:CreateLaunchTemplateVersion': Action<EC2.CreateLaunchTemplateVersionRequest, EC2.CreateLaunchTemplateVersionCommandOutput>;
  'ec2:CreateNatGateway': Action<EC2.CreateNatGatewayRequest, EC2.CreateNatGatewayCommandOutput>;
  'ec2:CreateNetworkAcl': Action<EC2.CreateNetworkAclRequest, EC2.CreateNetworkAclCommandOutput>;
  'ec2:CreateNetworkAclEntry': Action<EC2.CreateNetworkAclEntryRequest, EC2.CreateNetworkAclEntryCommandOutput>;
  'ec2:CreateNetworkInterface': Action<EC2.CreateNetworkInterfaceRequest, EC2.CreateNetworkInterfaceCommandOutput>;
  'ec2:CreatePlacementGroup': Action<EC2.CreatePlacementGroupRequest, EC2.CreatePlacementGroupCommandOutput>;
  'ec2:CreateRoute': Action<EC2.CreateRouteRequest, EC2.CreateRouteCommandOutput>;
  'ec2:CreateRouteTable': Action<EC2.CreateRouteTableRequest, EC2.CreateRouteTableCommandOutput>;
  'ec2:CreateSecurityGroup': Action<EC2.CreateSecurityGroupRequest, EC2.CreateSecurityGroupCommandOutput>;
  'ec2:CreateSubnet': Action<EC2.CreateSubnetRequest, EC2.CreateSubnetCommandOutput>;
  'ec2:CreateTags': Action<EC2.CreateTagsRequest, EC2.CreateTagsCommandOutput>;
  'ec2:CreateVolume': Action<EC2.CreateVolumeRequest, EC2.CreateVolumeCommandOutput>;
  'ec2:CreateVpc': Action<EC2.CreateVpcRequest, EC2.CreateVpcCommandOutput>;
  'ec2:CreateVpcEndpoint': Action<EC2.CreateVpcEndpointRequest, EC2.CreateVpcEndpointCommandOutput>;
  'ec2:CreateVpcPeeringConnection': Action<EC2.CreateVpcPeeringConnectionRequest, EC2.CreateVpcPeeringConnectionCommandOutput>;
  'ec2:DeleteDhcpOptions': Action<EC2.DeleteDhcpOptionsRequest, EC2.DeleteDhcpOptionsCommandOutput>;
  'ec2:DeleteEgressOnlyInternetGateway': Action<
    EC2.DeleteEgressOnlyInternetGatewayRequest,
    EC2.DeleteEgressOnlyInternetGatewayCommandOutput
  >;
  'ec2:DeleteInternetGateway': Action<EC2.DeleteInternetGatewayRequest, EC2.DeleteInternetGatewayCommandOutput>;
  'ec2:DeleteKeyPair': Action<EC2.DeleteKeyPairRequest, EC2.DeleteKeyPairCommandOutput>;
  'ec2:DeleteLaunchTemplate': Action<EC2.DeleteLaunchTemplateRequest, EC2.DeleteLaunchTemplateCommandOutput>;
  'ec2:DeleteLaunchTemplateVersions': Action<EC2.DeleteLaunchTemplateVersionsRequest, EC2.DeleteLaunchTemplateVersionsCommandOutput>;
  'ec2:DeleteNatGateway': Action<EC2.DeleteNatGatewayRequest, EC2.DeleteNatGatewayCommandOutput>;
  'ec2:DeleteNetworkAcl': Action<EC2.DeleteNetworkAclRequest, EC2.DeleteNetworkAclCommandOutput>;
  'ec2:DeleteNetworkAclEntry': Action<EC2.DeleteNetworkAclEntryRequest, EC2.DeleteNetworkAclEntryCommandOutput>;
  'ec2:DeleteNetworkInterface': Action<EC2.DeleteNetworkInterfaceRequest, EC2.DeleteNetworkInterfaceCommandOutput>;
  'ec2:DeletePlacementGroup': Action<EC2.DeletePlacementGroupRequest, EC2.DeletePlacementGroupCommandOutput>;
  'ec2:DeleteRoute': Action<EC2.DeleteRouteRequest, EC2.DeleteRouteCommandOutput>;
  'ec2:DeleteRouteTable': Action<EC2.DeleteRouteTableRequest, EC2.DeleteRouteTableCommandOutput>;
  'ec2:DeleteSecurityGroup': Action<EC2.DeleteSecurityGroupRequest, EC2.DeleteSecurityGroupCommandOutput>;
  'ec2:DeleteSubnet': Action<EC2.DeleteSubnetRequest, EC2.DeleteSubnetCommandOutput>;
  'ec2:DeleteTags': Action<EC2.DeleteTagsRequest, EC2.DeleteTagsCommandOutput>;
  'ec2:DeleteVolume': Action<EC2.DeleteVolumeRequest, EC2.DeleteVolumeCommandOutput>;
  'ec2:DeleteVpc': Action<EC2.DeleteVpcRequest, EC2.DeleteVpcCommandOutput>;
  'ec2:DeleteVpcEndpoints': Action<EC2.DeleteVpcEndpointsRequest, EC2.DeleteVpcEndpointsCommandOutput>;
  'ec2:DeleteVpcPeeringConnection': Action<EC2.DeleteVpcPeeringConnectionRequest, EC2.DeleteVpcPeeringConnectionCommandOutput>;
  'ec2:DescribeAccountAttributes': Action<EC2.DescribeAccountAttributesRequest, EC2.DescribeAccountAttributesCommandOutput>;
  'ec2:DescribeAddresses': Action<EC2.DescribeAddressesRequest, EC2.DescribeAddressesCommandOutput>;
  'ec2:DescribeAddressesAttribute': Action<EC2.DescribeAddressesAttributeRequest, EC2.DescribeAddressesAttributeCommandOutput>;
  'ec2:DescribeAvailabilityZones': Action<EC2.DescribeAvailabilityZonesRequest, EC2.DescribeAvailabilityZonesCommandOutput>;
  'ec2:DescribeDhcpOptions': Action<EC2.DescribeDhcpOptionsRequest, EC2.DescribeDhcpOptionsCommandOutput>;
  'ec2:DescribeEgressOnlyInternetGateways': Action<
    EC2.DescribeEgressOnlyInternetGatewaysRequest,
    EC2.DescribeEgressOnlyInternetGatewaysCommandOutput
  >;
  'ec2:DescribeIamInstanceProfileAssociations': Action<
    EC2.DescribeIamInstanceProfileAssociationsRequest,
    EC2.DescribeIamInstanceProfileAssociationsCommandOutput
  >;
  'ec2:DescribeImages': Action<EC2.DescribeImagesRequest, EC2.DescribeImagesCommandOutput>;
  'ec2:DescribeInstanceAttribute': Action<EC2.DescribeInstanceAttributeRequest, EC2.DescribeInstanceAttributeCommandOutput>;
  'ec2:DescribeInstanceCreditSpecifications': Action<
    EC2.DescribeInstanceCreditSpecificationsRequest,
    EC2.DescribeInstanceCreditSpecificationsCommandOutput
  >;
  'ec2:DescribeInstanceStatus': Action<EC2.DescribeInstanceStatusRequest, EC2.DescribeInstanceStatusCommandOutput>;
  'ec2:DescribeInstanceTypeOfferings': Action<EC2.DescribeInstanceTypeOfferingsRequest, EC2.DescribeInstanceTypeOfferingsCommandOutput>;
  'ec2:DescribeInstanceTypes': Action<EC2.DescribeInstanceTypesRequest, EC2.DescribeInstanceTypesCommandOutput>;
  'ec2:DescribeInstances': Action<EC2.DescribeInstancesRequest, EC2.DescribeInstancesCommandOutput>;
  'ec2:DescribeInternetGateways': Action<EC2.DescribeInternetGatewaysRequest, EC2.DescribeInternetGatewaysCommandOutput>;
  'ec2:DescribeKeyPairs': Action<EC2.DescribeKeyPairsRequest, EC2.DescribeKeyPairsCommandOutput>;
  'ec2:DescribeLaunchTemplateVersions': Action<EC2.DescribeLaunchTemplateVersionsRequest, EC2.DescribeLaunchTemplateVersionsCommandOutput>;
  'ec2:DescribeLaunchTemplates': Action<EC2.DescribeLaunchTemplatesRequest, EC2.DescribeLaunchTemplatesCommandOutput>;
  'ec2:DescribeManagedPrefixLists': Action<EC2.DescribeManagedPrefixListsRequest, EC2.DescribeManagedPrefixListsCommandOutput>;
  'ec2:DescribeNatGateways': Action<EC2.DescribeNatGatewaysRequest, EC2.DescribeNatGatewaysCommandOutput>;
  'ec2:DescribeNetworkAcls': Action<EC2.DescribeNetworkAclsRequest, EC2.DescribeNetworkAclsCommandOutput>;
  'ec2:DescribeNetworkInterfaceAttribute': Action<
    EC2.DescribeNetworkInterfaceAttributeRequest,
    EC2.DescribeNetworkInterfaceAttributeCommandOutput
  >;
  'ec2:DescribeNetworkInterfaces': Action<EC2.DescribeNetworkInterfacesRequest, EC2.DescribeNetworkInterfacesCommandOutput>;
  'ec2:DescribePlacementGroups': Action<EC2.DescribePlacementGroupsRequest, EC2.DescribePlacementGroupsCommandOutput>;
  'ec2:DescribePrefixLists': Action<EC2.DescribePrefixListsRequest, EC2.DescribePrefixListsCommandOutput>;
  'ec2:DescribeRegions': Action<EC2.DescribeRegionsRequest, EC2.DescribeRegionsCommandOutput>;
  'ec2:DescribeRouteTables': Action<EC2.DescribeRouteTablesRequest, EC2.DescribeRouteTablesCommandOutput>;
  'ec2:DescribeSecurityGroupReferences': Action<
    EC2.DescribeSecurityGroupReferencesRequest,
    EC2.DescribeSecurityGroupReferencesCommandOutput
  >;
  'ec2:DescribeSecurityGroupRules': Action<EC2.DescribeSecurityGroupRulesRequest, EC2.DescribeSecurityGroupRulesCommandOutput>;
  'ec2:DescribeSecurityGroups': Action<EC2.DescribeSecurityGroupsRequest, EC2.DescribeSecurityGroupsCommandOutput>;
  'ec2:DescribeSubnets': Action<EC2.DescribeSubnetsRequest, EC2.DescribeSubnetsCommandOutput>;
  'ec2:DescribeTags': Action<EC2.DescribeTagsRequest, EC2.DescribeTagsCommandOutput>;
  'ec2:DescribeVolumeAttribute': Action<EC2.DescribeVolumeAttributeRequest, EC2.DescribeVolumeAttributeCommandOutput>;
  'ec2:DescribeVolumeStatus': Action<EC2.DescribeVolumeStatusRequest, EC2.DescribeVolumeStatusCommandOutput>;
  'ec2:DescribeVolumes': Action<EC2.DescribeVolumesRequest, EC2.DescribeVolumesCommandOutput>;
  'ec2:DescribeVolumesModifications': Action<EC2.DescribeVolumesModificationsRequest, EC2.DescribeVolumesModificationsCommandOutput>;
  'ec2:DescribeVpcAttribute': Action<EC2.DescribeVpcAttributeRequest, EC2.DescribeVpcAttributeCommandOutput>;
  'ec2:DescribeVpcEndpointServices': Action<EC2.DescribeVpcEndpointServicesRequest, EC2.DescribeVpcEndpointServicesCommandOutput>;
  'ec2:DescribeVpcEndpoints': Action<EC2.DescribeVpcEndpointsRequest, EC2.DescribeVpcEndpointsCommandOutput>;
  'ec2:DescribeVpcPeeringConnections': Action<EC2.DescribeVpcPeeringConnectionsRequest, EC2.DescribeVpcPeeringConnectionsCommandOutput>;
  'ec2:DescribeVpcs': Action<EC2.DescribeVpcsRequest, EC2.DescribeVpcsCommandOutput>;
  'ec2:DetachInternetGateway': Action<EC2.DetachInternetGatewayRequest, EC2.DetachInternetGatewayCommandOutput>;
  'ec2:DetachNetworkInterface': Action<EC2.DetachNetworkInterfaceRequest, EC2.DetachNetworkInterfaceCommandOutput>;
  'ec2:DetachVolume': Action<EC2.DetachVolumeRequest, EC2.DetachVolumeCommandOutput>;
  'ec2:DisassociateAddress': Action<EC2.DisassociateAddressRequest, EC2.DisassociateAddressCommandOutput>;
  'ec2:DisassociateIamInstanceProfile': Action<EC2.DisassociateIamInstanceProfileRequest, EC2.DisassociateIamInstanceProfileCommandOutput>;
  'ec2:DisassociateRouteTable': Action<EC2.DisassociateRouteTableRequest, EC2.DisassociateRouteTableCommandOutput>;
  'ec2:DisassociateSubnetCidrBlock': Action<EC2.DisassociateSubnetCidrBlockRequest, EC2.DisassociateSubnetCidrBlockCommandOutput>;
  'ec2:DisassociateVpcCidrBlock': Action<EC2.DisassociateVpcCidrBlockRequest, EC2.DisassociateVpcCidrBlockCommandOutput>;
  'ec2:GetConsoleOutput': Action<EC2.GetConsoleOutputRequest, EC2.GetConsoleOutputCommandOutput>;
  'ec2:GetDefaultCreditSpecification': Action<EC2.GetDefaultCreditSpecificationRequest, EC2.GetDefaultCreditSpecificationCommandOutput>;
  'ec2:GetInstanceUefiData': Action<EC2.GetInstanceUefiDataRequest, EC2.GetInstanceUefiDataCommandOutput>;
  'ec2:GetLaunchTemplateData': Action<EC2.GetLaunchTemplateDataRequest, EC2.GetLaunchTemplateDataCommandOutput>;
  'ec2:GetManagedPrefixListEntries': Action<EC2.GetManagedPrefixListEntriesRequest, EC2.GetManagedPrefixListEntriesCommandOutput>;
  'ec2:GetPasswordData': Action<EC2.GetPasswordDataRequest, EC2.GetPasswordDataCommandOutput>;
  'ec2:ImportKeyPair': Action<EC2.ImportKeyPairRequest, EC2.ImportKeyPairCommandOutput>;
  'ec2:ModifyAddressAttribute': Action<EC2.ModifyAddressAttributeRequest, EC2.ModifyAddressAttributeCommandOutput>;
  'ec2:ModifyDefaultCreditSpecification': Action<
    EC2.ModifyDefaultCreditSpecificationRequest,
    EC2.ModifyDefaultCreditSpecificationCommandOutput
  >;
  'ec2:ModifyInstanceAttribute': Action<EC2.ModifyInstanceAttributeRequest, EC2.ModifyInstanceAttributeCommandOutput>;
  'ec2:ModifyInstanceCreditSpecification': Action<
    EC2.ModifyInstanceCreditSpecificationRequest,
    EC2.ModifyInstanceCreditSpecificationCommandOutput
  >;
  'ec2:ModifyInstanceMaintenanceOptions': Action<
    EC2.ModifyInstanceMaintenanceOptionsRequest,
    EC2.ModifyInstanceMaintenanceOptionsCommandOutput
  >;
  'ec2:ModifyInstanceMetadataOptions': Action<EC2.ModifyInstanceMetadataOptionsRequest, EC2.ModifyInstanceMetadataOptionsCommandOutput>;
  'ec2:ModifyInstancePlacement': Action<EC2.ModifyInstancePlacementRequest, EC2.ModifyInstancePlacementCommandOutput>;
  'ec2:ModifyLaunchTemplate': Action<EC2.ModifyLaunchTemplateRequest, EC2.ModifyLaunchTemplateCommandOutput>;
  'ec2:ModifyNetworkInterfaceAttribute': Action<
    EC2.ModifyNetworkInterfaceAttributeRequest,
    EC2.ModifyNetworkInterfaceAttributeCommandOutput
  >;
  'ec2:ModifyPrivateDnsNameOptions': Action<EC2.ModifyPrivateDnsNameOptionsRequest, EC2.ModifyPrivateDnsNameOptionsCommandOutput>;
  'ec2:ModifySecurityGroupRules': Action<EC2.ModifySecurityGroupRulesRequest, EC2.ModifySecurityGroupRulesCommandOutput>;
  'ec2:ModifySubnetAttribute': Action<EC2.ModifySubnetAttributeRequest, EC2.ModifySubnetAttributeCommandOutput>;
  'ec2:ModifyVolume': Action<EC2.ModifyVolumeRequest, EC2.ModifyVolumeCommandOutput>;
  'ec2:ModifyVolumeAttribute': Action<EC2.ModifyVolumeAttributeRequest, EC2.ModifyVolumeAttributeCommandOutput>;
  'ec2:ModifyVpcAttribute': Action<EC2.ModifyVpcAttributeRequest, EC2.ModifyVpcAttributeCommandOutput>;
  'ec2:ModifyVpcEndpoint': Action<EC2.ModifyVpcEndpointRequest, EC2.ModifyVpcEndpointCommandOutput>;
  'ec2:ModifyVpcPeeringConnectionOptions': Action<
    EC2.ModifyVpcPeeringConnectionOptionsRequest,
    EC2.ModifyVpcPeeringConnectionOptionsCommandOutput
  >;
  'ec2:ModifyVpcTenancy': Action<EC2.ModifyVpcTenancyRequest, EC2.ModifyVpcTenancyCommandOutput>;
  'ec2:MonitorInstances': Action<EC2.MonitorInstancesRequest, EC2.MonitorInstancesCommandOutput>;
  'ec2:RebootInstances': Action<EC2.RebootInstancesRequest, EC2.RebootInstancesCommandOutput>;
  'ec2:RejectVpcPeeringConnection': Action<EC2.RejectVpcPeeringConnectionRequest, EC2.RejectVpcPeeringConnectionCommandOutput>;
  'ec2:ReleaseAddress': Action<EC2.ReleaseAddressRequest, EC2.ReleaseAddressCommandOutput>;
  'ec2:ReplaceIamInstanceProfileAssociation': Action<
    EC2.ReplaceIamInstanceProfileAssociationRequest,
    EC2.ReplaceIamInstanceProfileAssociationCommandOutput
  >;
  'ec2:ReplaceNetworkAclAssociation': Action<EC2.ReplaceNetworkAclAssociationRequest, EC2.ReplaceNetworkAclAssociationCommandOutput>;
  'ec2:ReplaceNetworkAclEntry': Action<EC2.ReplaceNetworkAclEntryRequest, EC2.ReplaceNetworkAclEntryCommandOutput>;
  'ec2:ReplaceRoute': Action<EC2.ReplaceRouteRequest, EC2.ReplaceRouteCommandOutput>;
  'ec2:ReplaceRouteTableAssociation': Action<EC2.ReplaceRouteTableAssociationRequest, EC2.ReplaceRouteTableAssociationCommandOutput>;
  'ec2:ResetAddressAttribute': Action<EC2.ResetAddressAttributeRequest, EC2.ResetAddressAttributeCommandOutput>;
  'ec2:ResetInstanceAttribute': Action<EC2.ResetInstanceAttributeRequest, EC2.ResetInstanceAttributeCommandOutput>;
  'ec2:ResetNetworkInterfaceAttribute': Action<EC2.ResetNetworkInterfaceAttributeRequest, EC2.ResetNetworkInterfaceAttributeCommandOutput>;
  'ec2:RevokeSecurityGroupEgress': Action<EC2.RevokeSecurityGroupEgressRequest, EC2.RevokeSecurityGroupEgressCommandOutput>;
  'ec2:RevokeSecurityGroupIngress': Action<EC2.RevokeSecurityGroupIngressRequest, EC2.RevokeSecurityGroupIngressCommandOutput>;
  'ec2:RunInstances': Action<EC2.RunInstancesRequest, EC2.RunInstancesCommandOutput>;
  'ec2:StartInstances': Action<EC2.StartInstancesRequest, EC2.StartInstancesCommandOutput>;
  'ec2:StopInstances': Action<EC2.StopInstancesRequest, EC2.StopInstancesCommandOutput>;
  'ec2:TerminateInstances': Action<EC2.TerminateInstancesRequest, EC2.TerminateInstancesCommandOutput>;
  'ec2:UnassignIpv6Addresses': Action<EC2.UnassignIpv6AddressesRequest, EC2.UnassignIpv6AddressesCommandOutput>;
  'ec2:UnassignPrivateIpAddresses': Action<EC2.UnassignPrivateIpAddressesRequest, EC2.UnassignPrivateIpAddressesCommandOutput>;
  'ec2:UnmonitorInstances': Action<EC2.UnmonitorInstancesRequest, EC2.UnmonitorInstancesCommandOutput>;
  'ec2:UpdateSecurityGroupRuleDescriptionsEgress': Action<
    EC2.UpdateSecurityGroupRuleDescriptionsEgressRequest,
    EC2.UpdateSecurityGroupRuleDescriptionsEgressCommandOutput
  >;
  'ec2:UpdateSecurityGroupRuleDescriptionsIngress': Action<
    EC2.UpdateSecurityGroupRuleDescriptionsIngressRequest,
    EC2.UpdateSecurityGroupRuleDescriptionsIngressCommandOutput
  >;
  'iam:AddRoleToInstanceProfile': Action<IAM.AddRoleToInstanceProfileRequest, IAM.AddRoleToInstanceProfileCommandOutput>;
  'iam:CreateInstanceProfile': Action<IAM.CreateInstanceProfileRequest, IAM.CreateInstanceProfileCommandOutput>;
  'iam:CreateRole': Action<IAM.CreateRoleRequest, IAM.CreateRoleCommandOutput>;
  'iam:DeleteInstanceProfile': Action<IAM.DeleteInstanceProfileRequest, IAM.DeleteInstanceProfileCommandOutput>;
  'iam:DeleteRole': Action<IAM.DeleteRoleRequest, IAM.DeleteRoleCommandOutput>;
  'iam:GetInstanceProfile': Action<IAM.GetInstanceProfileRequest, IAM.GetInstanceProfileCommandOutput>;
  'iam:GetRole': Action<IAM.GetRoleRequest, IAM.GetRoleCommandOutput>;
  'iam:GetUser': Action<IAM.GetUserRequest, IAM.GetUserCommandOutput>;
  'iam:ListAttachedRolePolicies': Action<IAM.ListAttachedRolePoliciesRequest, IAM.ListAttachedRolePoliciesCommandOutput>;
  'iam:ListInstanceProfileTags': Action<IAM.ListInstanceProfileTagsRequest, IAM.ListInstanceProfileTagsCommandOutput>;
  'iam:ListInstanceProfiles': Action<IAM.ListInstanceProfilesRequest, IAM.ListInstanceProfilesCommandOutput>;
  'iam:ListInstanceProfilesForRole': Action<IAM.ListInstanceProfilesForRoleRequest, IAM.ListInstanceProfilesForRoleCommandOutput>;
  'iam:ListRolePolicies': Action<IAM.ListRolePoliciesRequest, IAM.ListRolePoliciesCommandOutput>;
  'iam:ListRoleTags': Action<IAM.ListRoleTagsRequest, IAM.ListRoleTagsCommandOutput>;
  'iam:ListRoles': Action<IAM.ListRolesRequest, IAM.ListRolesCommandOutput>;
  'iam:RemoveRoleFromInstanceProfile': Action<IAM.RemoveRoleFromInstanceProfileRequest, IAM.RemoveRoleFromInstanceProfileCommandOutput>;
  'iam:TagInstanceProfile': Action<IAM.TagInstanceProfileRequest, IAM.TagInstanceProfileCommandOutput>;
  'iam:TagRole': Action<IAM.TagRoleRequest, IAM.TagRoleCommandOutput>;
  'iam:UntagInstanceProfile': Action<IAM.UntagInstanceProfileRequest, IAM.UntagInstanceProfileCommandOutput>;
  'iam:UntagRole': Action<IAM.UntagRoleRequest, IAM.UntagRoleCommandOutput>;
  'iam:UpdateAssumeRolePolicy': Action<IAM.UpdateAssumeRolePolicyRequest, IAM.UpdateAssumeRolePolicyCommandOutput>;
  'iam:UpdateRole': Action<IAM.UpdateRoleRequest, IAM.UpdateRoleCommandOutput>;
  'sandbox:DescribeProductSubscriptions': Action<Record<string, never>, { readonly Subscriptions: readonly ProductSubscription[] }>;
  /** Changes the settings that are given and answers with all of them. */
  'sandbox:PutAccountSettings': Action<Partial<AccountSettings>, { readonly Settings: AccountSettings }>;
  /** How many more instances of a type a zone has room for; without `Available` there is always room again. */
  'sandbox:PutInstanceCapacity': Action<
    InstanceCapacity,
    Required<Pick<InstanceCapacity, 'InstanceType' | 'AvailabilityZone'>> & InstanceCapacity
  >;
  /** What somebody logged in would do: the operating system shuts down, powers off, halts or reboots (reference: instances.md §1.2). */
  'sandbox:ShutDownGuest': Action<ShutDownGuestRequest, { readonly InstanceId: string; readonly Command: GuestCommand }>;
  /** Accepts the terms of a Marketplace product, which AWS does on a web page only. */
  'sandbox:SubscribeToProduct': Action<{ readonly ProductCode?: string }, { readonly Subscription: ProductSubscription }>;
  'ssm:GetParameter': Action<SSM.GetParameterRequest, SSM.GetParameterCommandOutput>;
  'ssm:GetParameters': Action<SSM.GetParametersRequest, SSM.GetParametersCommandOutput>;
  'ssm:GetParametersByPath': Action<SSM.GetParametersByPathRequest, SSM.GetParametersByPathCommandOutput>;
  'sts:GetCallerIdentity': Action<STS.GetCallerIdentityRequest, STS.GetCallerIdentityCommandOutput>;
}

/** The input of an action, by its name. */
export type InputOf<Name extends ActionName> = Actions[Name]['input'];
/** The output of an action, by its name. */
export type OutputOf<Name extends ActionName> = Actions[Name]['output'];
