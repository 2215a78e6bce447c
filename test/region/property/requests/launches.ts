import type { BlockDeviceMapping, RunInstancesRequest } from '@aws-sdk/client-ec2';
import type { Dice } from '../dice';
import { imagesOf, type Scene, someKey, someName, someTags } from './scene';

type Input = RunInstancesRequest;

/** One thing that a launch may ask for beyond the least. */
type Option = (input: Input, scene: Scene) => void;

function extraVolume(dice: Dice): BlockDeviceMapping {
  const VolumeType = dice.pick(['gp2', 'gp3', 'io1', 'st1'] as const);
  return {
    DeviceName: dice.pick(['/dev/sdf', '/dev/sdg']),
    Ebs: {
      VolumeSize: VolumeType === 'st1' ? 125 : dice.pick([1, 10, 100]),
      VolumeType,
      ...(dice.chance(0.7) && { DeleteOnTermination: dice.chance(0.5) }),
      ...(VolumeType === 'io1' && { Iops: 100 }),
      ...(VolumeType === 'gp3' && dice.chance(0.5) && { Iops: 4_000, Throughput: 250 }),
    },
  };
}

/** Options that a launch may have and still succeed. */
const options: readonly (readonly [number, Option])[] = [
  [
    6,
    (input, { dice }) =>
      (input.TagSpecifications = dice
        .some(['instance', 'volume', 'network-interface'] as const, 3)
        .map((ResourceType) => ({ ResourceType, Tags: someTags(dice) }))),
  ],
  [6, (input, { dice }) => (input.BlockDeviceMappings = [extraVolume(dice)])],
  [
    3,
    (input, { dice }) =>
      (input.BlockDeviceMappings = [
        { DeviceName: '/dev/xvda', Ebs: { DeleteOnTermination: dice.chance(0.5), VolumeSize: dice.pick([8, 20]) } },
      ]),
  ],
  [
    5,
    (input, { dice, here }) =>
      (input.KeyName = someKey(dice, new Map([...here.keyPairs.values()].map(({ KeyName }) => [KeyName!, 0]))) ?? 'absent'),
  ],
  [5, (input, { dice, here }) => (input.SecurityGroupIds = dice.some([...here.groups.keys()], 3))],
  [2, (input, { dice, here }) => (input.SecurityGroups = dice.some([...here.groups.values()], 2).map(({ GroupName }) => GroupName!))],
  [5, (input, { dice, here }) => (input.SubnetId = someKey(dice, here.subnets) ?? 'subnet-12345678')],
  [9, (input, { dice }) => (input.ClientToken = `token-${dice.below(1_000)}`)],
  [4, (input) => (input.Monitoring = { Enabled: true })],
  [2, (input) => (input.DisableApiTermination = true)],
  [2, (input) => (input.DisableApiStop = true)],
  [2, (input, { dice }) => (input.UserData = dice.pick(['IyEvYmluL3No', 'IyEvYmluL3No', 'not base64!', 'A'.repeat(22_000)]))],
  [
    2,
    (input, { dice }) =>
      (input.InstanceMarketOptions = { MarketType: 'spot', ...(dice.chance(0.1) && { SpotOptions: { SpotInstanceType: 'persistent' } }) }),
  ],
  [2, (input, { dice }) => (input.Placement = { AvailabilityZone: `ap-northeast-2${dice.pick(['a', 'b', 'c', 'd', 'x'])}` })],
  [1, (input) => (input.Placement = { Tenancy: 'dedicated' })],
  [5, (input, { dice }) => (input.NetworkInterfaces = interfaces(dice))],
  [1, (input, { dice }) => (input.PrivateIpAddress = `172.31.${dice.below(64)}.${dice.below(256)}`)],
];

function interfaces(dice: Dice): NonNullable<Input['NetworkInterfaces']> {
  const first = { DeviceIndex: 0, Description: someName(dice), DeleteOnTermination: dice.chance(0.7) };
  if (dice.chance(0.5))
    return [{ ...first, AssociatePublicIpAddress: dice.chance(0.3), ...(dice.chance(0.4) && { SecondaryPrivateIpAddressCount: 1 }) }];
  return [first, { DeviceIndex: 1, DeleteOnTermination: dice.chance(0.5) }];
}

/** What makes a launch fail, or ought to. */
const mistakes: readonly Option[] = [
  (input) => (input.ImageId = 'ami-0123456789abcdef0'),
  (input) => (input.ImageId = 'ami-xyz'),
  (input) => delete input.ImageId,
  (input, { region }) => (input.ImageId = imagesOf(region).marketplace),
  (input) => (input.InstanceType = 't9.huge' as Input['InstanceType']),
  (input) => (input.InstanceType = 'm6g.large'),
  (input) => delete input.InstanceType,
  (input) => (input.MinCount = 0),
  (input) => (input.MaxCount = 0),
  (input) => delete input.MinCount,
  (input) => (input.KeyName = 'nobody'),
  (input) => (input.SubnetId = 'subnet-0123456789abcdef0'),
  (input) => (input.SubnetId = 'subnet'),
  (input) => (input.SecurityGroupIds = ['sg-0123456789abcdef0']),
  (input) => (input.SecurityGroupIds = ['default']),
  (input) => (input.PrivateIpAddress = '10.0.0.1'),
  (input) => (input.PrivateIpAddress = '172.31.0.1'),
  (input) => (input.CreditSpecification = { CpuCredits: 'endless' }),
  (input) => (input.HibernationOptions = { Configured: true }),
  (input) => (input.KernelId = 'aki-12345678'),
  (input) => Object.assign(input, { constructor: 'x' }),
  (input) => (input.BlockDeviceMappings = [{ DeviceName: '/dev/sdf', Ebs: { VolumeSize: 1, VolumeType: 'io1' } }]),
  (input) => (input.BlockDeviceMappings = [{ DeviceName: '/dev/sdf', Ebs: { SnapshotId: 'snap-0123456789abcdef0' } }]),
  (input) => (input.TagSpecifications = [{ ResourceType: 'vpc', Tags: [{ Key: 'a', Value: 'b' }] }]),
  (input) => (input.LaunchTemplate = { LaunchTemplateId: 'lt' }),
  (input) => (input.ClientToken = 'x'.repeat(65)),
  (input) => (input.NetworkInterfaces = [{ DeviceIndex: 1 }]),
  (input) => Object.assign(input, { MinCount: 5_000, MaxCount: 5_000 }),
];

/** A launch that can be hibernated. */
function hibernating({ region }: Scene, base: Input): Input {
  return {
    ...base,
    ImageId: imagesOf(region).linux,
    InstanceType: 'm5.large',
    HibernationOptions: { Configured: true },
    BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { Encrypted: true, VolumeSize: 20 } }],
  };
}

/** RunInstances: mostly right, with a few options; sometimes a repeat of an earlier one with its token. */
export function launch(scene: Scene): Input {
  const { dice, region, tokened } = scene;
  const earlier = tokened.filter((request) => request.region === region);
  if (earlier.length > 0 && dice.chance(0.25)) {
    const again = dice.pick(earlier).input as Input;
    return dice.chance(0.8) ? { ...again } : { ...again, MaxCount: (again.MaxCount ?? 1) + 1 };
  }
  const images = imagesOf(region);
  const [ImageId, types] = dice.weighted([
    [6, [images.linux, ['t3.nano', 't3.micro', 't2.micro', 'm5.large', 'c5.xlarge']]],
    [2, [images.ubuntu, ['t3.micro', 'm5.large']]],
    [2, [images.older, ['t2.micro', 't3.nano']]],
    [1, [images.windows, ['m5.large']]],
    [2, [images.arm, ['t4g.small', 'm6g.large']]],
  ] as const);
  const MaxCount = dice.weighted([
    [5, 1],
    [3, 2],
    [2, 4],
    [0.5, 9],
  ]);
  let input: Input = { ImageId, InstanceType: dice.pick(types), MinCount: dice.chance(0.6) ? 1 : dice.between(1, MaxCount), MaxCount };
  if (dice.chance(0.12)) input = hibernating(scene, input);
  else for (let more = dice.below(4); more > 0; more--) dice.weighted(options)(input, scene);
  if (dice.chance(0.12)) dice.pick(mistakes)(input, scene);
  return input;
}
