import type * as EC2 from '@aws-sdk/client-ec2';
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

/** The input and output of every action. AWS's types come from its own SDK; only types, so nothing of it is bundled. */
export interface Actions {
  'ec2:AuthorizeSecurityGroupEgress': Action<EC2.AuthorizeSecurityGroupEgressRequest, EC2.AuthorizeSecurityGroupEgressCommandOutput>;
  'ec2:AuthorizeSecurityGroupIngress': Action<EC2.AuthorizeSecurityGroupIngressRequest, EC2.AuthorizeSecurityGroupIngressCommandOutput>;
  /** The output lacks KeyMaterial: the edge that made the key adds it for the caller alone. */
  'ec2:CreateKeyPair': Action<EC2.CreateKeyPairRequest & { readonly Material?: KeyMaterial }, EC2.CreateKeyPairCommandOutput>;
  'ec2:CreateSecurityGroup': Action<EC2.CreateSecurityGroupRequest, EC2.CreateSecurityGroupCommandOutput>;
  'ec2:CreateTags': Action<EC2.CreateTagsRequest, EC2.CreateTagsCommandOutput>;
  'ec2:DeleteKeyPair': Action<EC2.DeleteKeyPairRequest, EC2.DeleteKeyPairCommandOutput>;
  'ec2:DeleteSecurityGroup': Action<EC2.DeleteSecurityGroupRequest, EC2.DeleteSecurityGroupCommandOutput>;
  'ec2:DeleteTags': Action<EC2.DeleteTagsRequest, EC2.DeleteTagsCommandOutput>;
  'ec2:DescribeAvailabilityZones': Action<EC2.DescribeAvailabilityZonesRequest, EC2.DescribeAvailabilityZonesCommandOutput>;
  'ec2:DescribeImages': Action<EC2.DescribeImagesRequest, EC2.DescribeImagesCommandOutput>;
  'ec2:DescribeInstanceStatus': Action<EC2.DescribeInstanceStatusRequest, EC2.DescribeInstanceStatusCommandOutput>;
  'ec2:DescribeInstanceTypeOfferings': Action<EC2.DescribeInstanceTypeOfferingsRequest, EC2.DescribeInstanceTypeOfferingsCommandOutput>;
  'ec2:DescribeInstanceTypes': Action<EC2.DescribeInstanceTypesRequest, EC2.DescribeInstanceTypesCommandOutput>;
  'ec2:DescribeInstances': Action<EC2.DescribeInstancesRequest, EC2.DescribeInstancesCommandOutput>;
  'ec2:DescribeKeyPairs': Action<EC2.DescribeKeyPairsRequest, EC2.DescribeKeyPairsCommandOutput>;
  'ec2:DescribeRegions': Action<EC2.DescribeRegionsRequest, EC2.DescribeRegionsCommandOutput>;
  'ec2:DescribeSecurityGroups': Action<EC2.DescribeSecurityGroupsRequest, EC2.DescribeSecurityGroupsCommandOutput>;
  'ec2:DescribeSubnets': Action<EC2.DescribeSubnetsRequest, EC2.DescribeSubnetsCommandOutput>;
  'ec2:DescribeTags': Action<EC2.DescribeTagsRequest, EC2.DescribeTagsCommandOutput>;
  'ec2:DescribeVpcs': Action<EC2.DescribeVpcsRequest, EC2.DescribeVpcsCommandOutput>;
  'ec2:ImportKeyPair': Action<EC2.ImportKeyPairRequest, EC2.ImportKeyPairCommandOutput>;
  'ec2:RebootInstances': Action<EC2.RebootInstancesRequest, EC2.RebootInstancesCommandOutput>;
  'ec2:RunInstances': Action<EC2.RunInstancesRequest, EC2.RunInstancesCommandOutput>;
  'ec2:StartInstances': Action<EC2.StartInstancesRequest, EC2.StartInstancesCommandOutput>;
  'ec2:StopInstances': Action<EC2.StopInstancesRequest, EC2.StopInstancesCommandOutput>;
  'ec2:TerminateInstances': Action<EC2.TerminateInstancesRequest, EC2.TerminateInstancesCommandOutput>;
  /** Changes the settings that are given and answers with all of them. */
  'sandbox:PutAccountSettings': Action<Partial<AccountSettings>, { readonly Settings: AccountSettings }>;
  'sts:GetCallerIdentity': Action<STS.GetCallerIdentityRequest, STS.GetCallerIdentityCommandOutput>;
}

/** The input of an action, by its name. */
export type InputOf<Name extends ActionName> = Actions[Name]['input'];
/** The output of an action, by its name. */
export type OutputOf<Name extends ActionName> = Actions[Name]['output'];
