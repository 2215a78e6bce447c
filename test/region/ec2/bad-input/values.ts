import { minimal } from '../instances/support';
import { type Case, ssh } from './world';

/** Values that make no sense. */
export const values: Readonly<Record<string, readonly Case[]>> = {
  'bad CIDR blocks': [
    [
      'ec2:CreateVpc',
      () => ({ CidrBlock: '10.0.0/16' }),
      'InvalidParameterValue',
      'Value (10.0.0/16) for parameter cidrBlock is invalid. This is not a valid CIDR block.',
    ],
    ['ec2:CreateVpc', () => ({ CidrBlock: '10.0.0.0/8' }), 'InvalidVpc.Range', "The CIDR '10.0.0.0/8' is invalid."],
    ['ec2:CreateVpc', () => ({ CidrBlock: '10.0.0.0/29' }), 'InvalidVpc.Range', "The CIDR '10.0.0.0/29' is invalid."],
    [
      'ec2:CreateSubnet',
      ({ vpc }) => ({ VpcId: vpc, CidrBlock: '10.0.1.128/25' }),
      'InvalidSubnet.Conflict',
      "The CIDR '10.0.1.128/25' conflicts with another subnet",
    ],
    [
      'ec2:CreateSubnet',
      ({ vpc }) => ({ VpcId: vpc, CidrBlock: '192.168.0.0/24' }),
      'InvalidSubnet.Range',
      "The CIDR '192.168.0.0/24' is invalid.",
    ],
    [
      'ec2:CreateSubnet',
      ({ vpc }) => ({ VpcId: vpc, CidrBlock: '10.0.2.0/29' }),
      'InvalidSubnet.Range',
      "The CIDR '10.0.2.0/29' is invalid.",
    ],
    [
      'ec2:CreateSubnet',
      ({ vpc }) => ({ VpcId: vpc, CidrBlock: 'ten' }),
      'InvalidParameterValue',
      'Value (ten) for parameter cidrBlock is invalid. This is not a valid CIDR block.',
    ],
    [
      'ec2:AuthorizeSecurityGroupIngress',
      ({ group }) => ({ GroupId: group, IpPermissions: [{ ...ssh, IpRanges: [{ CidrIp: '10.0.0.1/33' }] }] }),
      'InvalidParameterValue',
      'CIDR block 10.0.0.1/33 is malformed',
    ],
    [
      'ec2:CreateRoute',
      ({ table, gateway }) => ({ RouteTableId: table, DestinationCidrBlock: '10.0.0.1', GatewayId: gateway }),
      'InvalidParameterValue',
      'Value (10.0.0.1) for parameter destinationCidrBlock is invalid. This is not a valid CIDR block.',
    ],
    [
      'ec2:AssociateVpcCidrBlock',
      ({ vpc }) => ({ VpcId: vpc, CidrBlock: '10.0.0.0/16' }),
      'InvalidVpc.Range',
      ({ vpc }) => `The CIDR '10.0.0.0/16' conflicts with another CIDR of the VPC '${vpc}'.`,
    ],
  ],
  'values out of range': [
    [
      'ec2:RunInstances',
      () => ({ ...minimal, UserData: Buffer.alloc(17 * 1024, 'x').toString('base64') }),
      'InvalidParameterValue',
      'User data is limited to 16384 bytes',
    ],
    [
      'ec2:RunInstances',
      () => ({ ...minimal, UserData: '#!/bin/sh' }),
      'InvalidUserData.Malformed',
      'Invalid BASE64 encoding of user data.',
    ],
    [
      'ec2:RunInstances',
      () => ({ ...minimal, MinCount: 0 }),
      'InvalidParameterValue',
      'Value (0) for parameter minCount is invalid. Minimum value is 1.',
    ],
    [
      'ec2:RunInstances',
      () => ({ ...minimal, InstanceType: 't9.huge' as never }),
      'InvalidParameterValue',
      "Invalid value 't9.huge' for InstanceType.",
    ],
    [
      'ec2:RunInstances',
      ({ group }) => ({ ...minimal, SecurityGroupIds: [group] }),
      'InvalidGroup.NotFound',
      ({ group, defaultSubnet }) => `The security group '${group}' does not exist in VPC '${defaultSubnet.vpc}'`,
    ],
    [
      'ec2:RunInstances',
      ({ group, defaultSubnet }) => ({ ...minimal, SecurityGroupIds: [group], SubnetId: defaultSubnet.id }),
      'InvalidParameter',
      ({ group, defaultSubnet }) => `Security group ${group} and subnet ${defaultSubnet.id} belong to different networks.`,
    ],
    [
      'ec2:RunInstances',
      () => ({ ...minimal, InstanceMarketOptions: { MarketType: 'spot' }, DisableApiTermination: true }),
      'UnsupportedOperation',
      "'disableApiTermination' is not supported for spot instances.",
    ],
    [
      'ec2:RunInstances',
      () => ({ ...minimal, InstanceMarketOptions: { MarketType: 'spot' }, DisableApiStop: true }),
      'UnsupportedOperation',
      "'disableApiStop' is not supported for spot instances.",
    ],
    [
      'ec2:CreateVolume',
      () => ({ AvailabilityZone: 'ap-northeast-2a' }),
      'MissingParameter',
      'The request must contain the parameter size/snapshot',
    ],
    [
      'ec2:CreateVolume',
      () => ({ AvailabilityZone: 'ap-northeast-2z', Size: 8 }),
      'InvalidZone.NotFound',
      "The zone 'ap-northeast-2z' does not exist.",
    ],
    [
      'ec2:CreateVolume',
      () => ({ AvailabilityZone: 'ap-northeast-2a', Size: 8, VolumeType: 'gp9' as never }),
      'UnknownVolumeType',
      "Unsupported volume type 'gp9' for volume creation.",
    ],
    [
      'ec2:ModifyVolume',
      ({ root }) => ({ VolumeId: root, Size: 4 }),
      'InvalidParameterValue',
      'New size cannot be smaller than existing size',
    ],
    [
      'ec2:AuthorizeSecurityGroupIngress',
      ({ group }) => ({ GroupId: group, IpPermissions: [{ ...ssh, FromPort: 443, ToPort: 80 }] }),
      'InvalidParameterValue',
      'Invalid TCP/UDP port range (443:80)',
    ],
    [
      'ec2:CreateTags',
      ({ vpc }) => ({ Resources: [vpc], Tags: [{ Key: 'aws:name', Value: 'x' }] }),
      'InvalidParameterValue',
      "Tag keys starting with 'aws:' are reserved for internal use",
    ],
    ['ec2:ModifyVpcAttribute', ({ vpc }) => ({ VpcId: vpc }), 'InvalidParameterCombination', 'No attributes specified.'],
    [
      'ec2:DescribeInstances',
      () => ({ Filters: [{ Name: 'colour', Values: ['blue'] }] }),
      'InvalidParameterValue',
      "The filter 'colour' is invalid",
    ],
    [
      'ec2:DeleteLaunchTemplateVersions',
      ({ template }) => ({ LaunchTemplateId: template, Versions: [] }),
      'MissingParameter',
      'The request must contain the parameter LaunchTemplateVersion',
    ],
    [
      'ec2:ImportKeyPair',
      () => ({ KeyName: 'bad', PublicKeyMaterial: Buffer.from('ssh-rsa nothing') }),
      'InvalidKey.Format',
      'Key is not in valid OpenSSH public key format',
    ],
    [
      'ec2:AssociateAddress',
      ({ allocation }) => ({ AllocationId: allocation }),
      'MissingParameter',
      'The request must contain the parameter InstanceId',
    ],
  ],
};
