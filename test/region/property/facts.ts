import type { ActionName } from '../../../src/region/aws/action-names';

/** What the properties hold the account to, written down from the reference and the API documentation, none of it taken from the product. */

/** Where an instance may go from each state in one step (reference: instances.md §1.1); `-` is before its launch and after its record's end. */
export const edges: Readonly<Record<string, readonly string[]>> = {
  '-': ['pending'],
  pending: ['running', 'stopping', 'shutting-down'],
  running: ['stopping', 'shutting-down'],
  stopping: ['stopped', 'shutting-down'],
  stopped: ['pending', 'terminated'],
  'shutting-down': ['terminated'],
  terminated: ['-'],
};

/** All moves, as `from → to`. */
export const allMoves = Object.entries(edges).flatMap(([from, states]) => states.map((to) => `${from} → ${to}`));

/** API, InstanceState. */
export const stateCodes: Readonly<Record<string, number>> = {
  pending: 0,
  running: 16,
  'shutting-down': 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
};

/** The one event that ends a state by itself. */
export const endings: Readonly<Record<string, string>> = {
  pending: 'ec2:instance-running',
  stopping: 'ec2:instance-stopped',
  'shutting-down': 'ec2:instance-terminated',
  terminated: 'ec2:instance-purged',
};

/** How long those states last at least and at most, in milliseconds (reference: instances.md §1.3); a hibernation takes longer with more memory. */
export const durations: Readonly<Record<string, readonly [least: number, most: number]>> = {
  pending: [5_000, 16_000],
  stopping: [3_000, 240_000],
  'shutting-down': [1_000, 60_000],
  terminated: [3_600_000, 3_600_000],
};

/** vCPUs of the types the requests name (EC2 instance types). */
export const vcpus: Readonly<Record<string, number>> = {
  't2.micro': 1,
  't3.nano': 2,
  't3.micro': 2,
  't4g.small': 2,
  'm5.large': 2,
  'm6g.large': 2,
  'c5.xlarge': 4,
};

/** The code of the quota of Standard On-Demand vCPUs. */
export const standardQuota = 'L-1216C47A';

const always = [
  'MissingParameter',
  'InvalidParameterValue',
  'InvalidParameterCombination',
  'UnknownParameter',
  'DryRunOperation',
  'InvalidCharacter',
];
const paged = [...always, 'InvalidNextToken', 'FilterLimitExceeded'];
const instanceIds = [...always, 'InvalidInstanceID.Malformed', 'InvalidInstanceID.NotFound'];
const groups = ['InvalidGroup.NotFound', 'InvalidGroupId.Malformed', 'VPCIdNotSpecified'];
const tagged = ['TagLimitExceeded'];
const rules = [
  ...always,
  ...groups,
  ...tagged,
  'InvalidPermission.Duplicate',
  'InvalidPermission.Malformed',
  'RulesPerSecurityGroupLimitExceeded',
  'InvalidVpcID.NotFound',
];
const resources = [
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
];

/** The codes each action may answer with (EC2 API, error codes; reference: instances.md §1.1, §1.2, §2.1, network.md). */
export const documentedCodes: Readonly<Partial<Record<ActionName, readonly string[]>>> = {
  'ec2:AuthorizeSecurityGroupEgress': rules,
  'ec2:AuthorizeSecurityGroupIngress': rules,
  'ec2:CreateKeyPair': [...always, ...tagged, 'InvalidKeyPair.Duplicate', 'KeyPairLimitExceeded'],
  'ec2:CreateSecurityGroup': [
    ...always,
    ...tagged,
    'InvalidGroup.Reserved',
    'InvalidGroup.Duplicate',
    'InvalidVpcID.Malformed',
    'InvalidVpcID.NotFound',
    'VPCIdNotSpecified',
    'SecurityGroupLimitExceeded',
  ],
  'ec2:CreateTags': [...resources, ...tagged],
  'ec2:DeleteKeyPair': [...always, 'InvalidKeyPair.NotFound'],
  'ec2:DeleteSecurityGroup': [...always, ...groups, 'CannotDelete', 'DependencyViolation'],
  'ec2:DeleteTags': resources,
  'ec2:DescribeAvailabilityZones': [...always, 'FilterLimitExceeded'],
  'ec2:DescribeImages': [...paged, 'InvalidAMIID.Malformed', 'InvalidAMIID.NotFound'],
  'ec2:DescribeInstanceStatus': [...paged, ...instanceIds],
  'ec2:DescribeInstanceTypeOfferings': paged,
  'ec2:DescribeInstanceTypes': [...paged, 'InvalidInstanceType'],
  'ec2:DescribeInstances': [...paged, ...instanceIds],
  'ec2:DescribeKeyPairs': [...paged, 'InvalidKeyPair.NotFound'],
  'ec2:DescribeRegions': [...always, 'FilterLimitExceeded'],
  'ec2:DescribeSecurityGroups': [...paged, ...groups],
  'ec2:DescribeSubnets': [...paged, 'InvalidSubnetID.Malformed', 'InvalidSubnetID.NotFound'],
  'ec2:DescribeTags': paged,
  'ec2:DescribeVpcs': [...paged, 'InvalidVpcID.Malformed', 'InvalidVpcID.NotFound'],
  'ec2:ImportKeyPair': [...always, ...tagged, 'InvalidKeyPair.Duplicate', 'InvalidKey.Format', 'KeyPairLimitExceeded'],
  'ec2:RebootInstances': [...instanceIds, 'IncorrectInstanceState'],
  'ec2:RunInstances': [
    ...always,
    ...groups,
    ...tagged,
    'InvalidAMIID.Malformed',
    'InvalidAMIID.NotFound',
    'OptInRequired',
    'InvalidKeyPair.NotFound',
    'InvalidSubnetID.Malformed',
    'InvalidSubnetID.NotFound',
    'InvalidIPAddress.InUse',
    'InvalidBlockDeviceMapping',
    'InvalidUserData.Malformed',
    'InvalidSnapshot.NotFound',
    'InvalidSnapshotID.Malformed',
    'InvalidLaunchTemplateId.Malformed',
    'InvalidLaunchTemplateId.NotFound',
    'InvalidLaunchTemplateName.NotFoundException',
    'InstanceCreditSpecification.NotSupported',
    'InvalidNetworkInterfaceID.NotFound',
    'InvalidParameter',
    'UnknownVolumeType',
    'Unsupported',
    'UnsupportedOperation',
    'UnsupportedHibernationConfiguration',
    'IdempotentParameterMismatch',
    'IdempotentInstanceTerminated',
    'VcpuLimitExceeded',
    'MaxSpotInstanceCountExceeded',
    'InsufficientFreeAddressesInSubnet',
    'SecurityGroupsPerInterfaceLimitExceeded',
    'AttachmentLimitExceeded',
    'PrivateIpAddressLimitExceeded',
  ],
  'ec2:StartInstances': [...instanceIds, 'IncorrectInstanceState', 'VcpuLimitExceeded', 'MaxSpotInstanceCountExceeded'],
  'ec2:StopInstances': [
    ...instanceIds,
    'IncorrectInstanceState',
    'OperationNotPermitted',
    'UnsupportedOperation',
    'UnsupportedHibernationConfiguration',
  ],
  'ec2:TerminateInstances': [...instanceIds, 'OperationNotPermitted'],
  'sandbox:PutAccountSettings': ['InvalidParameterValue', 'UnknownParameter'],
  'sts:GetCallerIdentity': ['UnknownParameter'],
};
