/**
 * Every action the account answers, as `service:Action`: AWS's own, and those of our own service `sandbox` for what AWS has no action for.
 * The endpoint's codecs are generated from this list.
 */
export const actionNames = [
  'ec2:AuthorizeSecurityGroupEgress',
  'ec2:AuthorizeSecurityGroupIngress',
  'ec2:CreateKeyPair',
  'ec2:CreateSecurityGroup',
  'ec2:CreateTags',
  'ec2:DeleteKeyPair',
  'ec2:DeleteSecurityGroup',
  'ec2:DeleteTags',
  'ec2:DescribeAvailabilityZones',
  'ec2:DescribeImages',
  'ec2:DescribeInstanceStatus',
  'ec2:DescribeInstanceTypeOfferings',
  'ec2:DescribeInstanceTypes',
  'ec2:DescribeInstances',
  'ec2:DescribeKeyPairs',
  'ec2:DescribeRegions',
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeSubnets',
  'ec2:DescribeTags',
  'ec2:DescribeVpcs',
  'ec2:ImportKeyPair',
  'ec2:RebootInstances',
  'ec2:RunInstances',
  'ec2:StartInstances',
  'ec2:StopInstances',
  'ec2:TerminateInstances',
  'sandbox:PutAccountSettings',
  'sts:GetCallerIdentity',
] as const;

export type ActionName = (typeof actionNames)[number];
