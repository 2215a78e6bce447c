import { image, minimal, openMachines } from './support';

const base64 = (bytes: number): string => Buffer.alloc(bytes, 'x').toString('base64');

describe('RunInstances: what it refuses', () => {
  const cases: [string, object, string][] = [
    ['no image', { ImageId: undefined }, 'MissingParameter'],
    ['a malformed image id', { ImageId: 'ami-xyz' }, 'InvalidAMIID.Malformed'],
    ['an unknown image', { ImageId: 'ami-00000000000000000' }, 'InvalidAMIID.NotFound'],
    ['a Marketplace image without a subscription', { ImageId: image('wordpress-bitnami') }, 'OptInRequired'],
    ['no type', { InstanceType: undefined }, 'MissingParameter'],
    ['an unknown type', { InstanceType: 't9.huge' }, 'InvalidParameterValue'],
    ['a type of another architecture', { InstanceType: 't4g.micro' }, 'InvalidParameterValue'],
    ['no MinCount', { MinCount: undefined }, 'MissingParameter'],
    ['no MaxCount', { MaxCount: undefined }, 'MissingParameter'],
    ['MinCount 0', { MinCount: 0 }, 'InvalidParameterValue'],
    ['MinCount above MaxCount', { MinCount: 2, MaxCount: 1 }, 'InvalidParameterCombination'],
    ['a billion instances', { MinCount: 1_000_000_000, MaxCount: 1_000_000_000 }, 'VcpuLimitExceeded'],
    [
      'more Spot Instances than the quota',
      { MinCount: 2_000, MaxCount: 2_000, InstanceMarketOptions: { MarketType: 'spot' } },
      'MaxSpotInstanceCountExceeded',
    ],
    ['an unknown key pair', { KeyName: 'nobody' }, 'InvalidKeyPair.NotFound'],
    ['an unknown security group', { SecurityGroupIds: ['sg-00000000000000000'] }, 'InvalidGroup.NotFound'],
    ['an unknown subnet', { SubnetId: 'subnet-00000000000000000' }, 'InvalidSubnetID.NotFound'],
    ['an unknown zone', { Placement: { AvailabilityZone: 'ap-northeast-2z' } }, 'InvalidParameterValue'],
    ['an unknown placement group', { Placement: { GroupName: 'pg' } }, 'InvalidPlacementGroup.Unknown'],
    ['user data of 17 KB', { UserData: base64(17_408) }, 'InvalidParameterValue'],
    ['user data that is not base64', { UserData: '#!/bin/sh' }, 'InvalidUserData.Malformed'],
    [
      'a root volume below the snapshot',
      { BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 7 } }] },
      'InvalidBlockDeviceMapping',
    ],
    [
      'an unknown volume type',
      { BlockDeviceMappings: [{ DeviceName: '/dev/sdb', Ebs: { VolumeSize: 8, VolumeType: 'gp9' } }] },
      'UnknownVolumeType',
    ],
    [
      'IOPS on gp2',
      { BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeType: 'gp2', Iops: 3000 } }] },
      'InvalidParameterCombination',
    ],
    ['io1 without IOPS', { BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeType: 'io1' } }] }, 'MissingParameter'],
    [
      'an unknown snapshot',
      { BlockDeviceMappings: [{ DeviceName: '/dev/sdb', Ebs: { SnapshotId: 'snap-00000000000000000' } }] },
      'InvalidSnapshot.NotFound',
    ],
    [
      'one device twice',
      { BlockDeviceMappings: [1, 2].map(() => ({ DeviceName: '/dev/sdb', Ebs: { VolumeSize: 8 } })) },
      'InvalidBlockDeviceMapping',
    ],
    ['an unknown launch template', { LaunchTemplate: { LaunchTemplateName: 'web' } }, 'InvalidLaunchTemplateName.NotFoundException'],
    ['an unknown instance profile', { IamInstanceProfile: { Name: 'web' } }, 'InvalidParameterValue'],
    [
      'an unknown capacity reservation',
      { CapacityReservationSpecification: { CapacityReservationTarget: { CapacityReservationId: 'cr-00000000000000000' } } },
      'InvalidCapacityReservationId.NotFound',
    ],
    ['IPv6 in a subnet without it', { Ipv6AddressCount: 1 }, 'InvalidParameterValue'],
    ['IPv6 addresses in a subnet without it', { Ipv6Addresses: [{ Ipv6Address: '2001:db8::1' }] }, 'InvalidParameterValue'],
    ['a primary IPv6 address in a subnet without it', { EnablePrimaryIpv6: true }, 'InvalidParameterValue'],
    [
      'tags on what it does not make',
      { TagSpecifications: [{ ResourceType: 'vpc', Tags: [{ Key: 'a', Value: 'b' }] }] },
      'InvalidParameterValue',
    ],
    [
      'a reserved tag',
      { TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'aws:x', Value: 'b' }] }] },
      'InvalidParameterValue',
    ],
    ['a kernel', { KernelId: 'aki-00000000' }, 'InvalidAMIID.NotFound'],
    ['a RAM disk', { RamdiskId: 'ari' }, 'InvalidAMIID.Malformed'],
    ['a licence', { LicenseSpecifications: [{ LicenseConfigurationArn: 'arn' }] }, 'UnsupportedOperation'],
    [
      'tags on a Spot request',
      {
        InstanceMarketOptions: { MarketType: 'spot' },
        TagSpecifications: [{ ResourceType: 'spot-instances-request', Tags: [{ Key: 'a', Value: 'b' }] }],
      },
      'UnsupportedOperation',
    ],
    [
      'one address on two interfaces',
      {
        InstanceType: 'm5.large',
        NetworkInterfaces: [0, 1].map((DeviceIndex) => ({ DeviceIndex, PrivateIpAddress: '172.31.0.77' })),
        Placement: { AvailabilityZone: 'ap-northeast-2a' },
      },
      'InvalidParameterValue',
    ],
    ['a token of 65 characters', { ClientToken: 'x'.repeat(65) }, 'InvalidParameterValue'],
    ['enclaves where there are none', { EnclaveOptions: { Enabled: true } }, 'UnsupportedOperation'],
    ['weighting where there is none', { NetworkPerformanceOptions: { BandwidthWeighting: 'ebs-1' } }, 'UnsupportedOperation'],
    ['an unknown shutdown behavior', { InstanceInitiatedShutdownBehavior: 'explode' }, 'InvalidParameterValue'],
    ['a Mac without a host', { InstanceType: 'mac1.metal' }, 'Unsupported'],
  ];
  for (const [what, change, code] of cases) {
    it(`${what}: ${code}`, () => void openMachines().fails('ec2:RunInstances', { ...minimal, ...change } as never, code));
  }
});
