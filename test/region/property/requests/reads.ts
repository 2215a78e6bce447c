import { imagesOf, type Scene, someInstances, someKey, someName } from './scene';

/** Looks of any kind: right ones, and ones that are refused. Their answers are checked elsewhere; here they must change nothing. */
export const reads = {
  'ec2:DescribeAvailabilityZones': ({ dice }: Scene): object => (dice.chance(0.8) ? {} : { ZoneNames: ['nowhere-1a'] }),
  'ec2:DescribeImages': ({ dice, region }: Scene): object => ({
    ImageIds: [dice.chance(0.85) ? imagesOf(region).linux : dice.pick(['ami-0123456789abcdef0', 'ami'])],
  }),
  'ec2:DescribeInstanceStatus': (scene: Scene): object =>
    scene.dice.chance(0.5) ? { IncludeAllInstances: true } : { InstanceIds: someInstances(scene, ['running']) },
  'ec2:DescribeInstanceTypeOfferings': ({ dice }: Scene): object => ({ MaxResults: dice.pick([5, 10, 50, 100, 2_000]) }),
  'ec2:DescribeInstanceTypes': ({ dice }: Scene): object => ({ InstanceTypes: [dice.pick(['t3.micro', 'm5.large', 't9.huge'])] }),
  'ec2:DescribeInstances': (scene: Scene): object =>
    scene.dice.chance(0.2)
      ? { MaxResults: scene.dice.pick([4, 5, 1_001]) }
      : { InstanceIds: someInstances(scene, ['running', 'stopped', 'terminated']) },
  'ec2:DescribeKeyPairs': ({ dice }: Scene): object => (dice.chance(0.7) ? {} : { KeyNames: [someName(dice)] }),
  'ec2:DescribeRegions': (): object => ({}),
  'ec2:DescribeSecurityGroups': ({ dice }: Scene): object => (dice.chance(0.7) ? { MaxResults: 5 } : { GroupNames: [someName(dice)] }),
  'ec2:DescribeSubnets': ({ dice, here }: Scene): object =>
    dice.chance(0.7) ? { SubnetIds: [someKey(dice, here.subnets) ?? 'subnet-12345678'] } : { SubnetIds: ['x'] },
  'ec2:DescribeTags': ({ dice }: Scene): object => (dice.chance(0.8) ? {} : { NextToken: someName(dice) }),
  'ec2:DescribeVpcs': ({ dice }: Scene): object => (dice.chance(0.8) ? {} : { VpcIds: ['vpc-0123456789abcdef0'] }),
  'sts:GetCallerIdentity': (): object => ({}),
} as const;
