import type { Instance } from '@aws-sdk/client-ec2';
import { anId, choice, type Choice, idsWhere, imagesOf, type Scene, someInstances, someName, someTagSpecifications } from './scene';

const inState =
  (...states: string[]) =>
  ({ here }: Scene): string[] =>
    idsWhere(here.instances, ({ State }) => states.includes(State?.Name ?? ''));
const living = inState('pending', 'running', 'stopping', 'stopped');
const steady = inState('running', 'stopped');
const stopped = inState('stopped');
const running = inState('running');
const one = (scene: Scene, fitting: string[]): string =>
  anId(scene.dice, scene.dice.chance(0.93) ? fitting : scene.here.instances.keys(), 'i');
const has =
  (wanted: (scene: Scene) => string[]) =>
  (scene: Scene): boolean =>
    wanted(scene).length > 0;
const value = (Value: unknown): object => ({ Value });

function whileStopped({ dice }: Scene): object {
  return dice.pick<object>([
    { InstanceType: value(dice.pick(['t3.micro', 't3.nano', 'm5.large', 'c5.xlarge', 't4g.small', 't9.huge'])) },
    { UserData: value(new Uint8Array(Buffer.from('#!/bin/sh'))) },
    { EbsOptimized: value(dice.chance(0.5)) },
    { Attribute: 'instanceType', Value: dice.pick(['t3.micro', 'm5.large']) },
    { EnaSupport: value(true) },
    { SriovNetSupport: value('simple') },
    { Kernel: value('aki-12345678') },
  ]);
}

function always({ dice, here }: Scene, instance: Instance | undefined): object {
  const groups = idsWhere(here.groups, ({ VpcId }) => VpcId === instance?.VpcId);
  const device = instance?.BlockDeviceMappings?.[0]?.DeviceName ?? '/dev/sdz';
  return dice.pick<object>([
    { DisableApiTermination: value(dice.chance(0.4)) },
    { DisableApiStop: value(dice.chance(0.3)) },
    { InstanceInitiatedShutdownBehavior: value(dice.pick(['stop', 'terminate', 'explode'])) },
    { SourceDestCheck: value(dice.chance(0.5)) },
    groups.length > 0 ? { Groups: dice.some(groups, 3) } : {},
    { BlockDeviceMappings: [{ DeviceName: device, Ebs: { DeleteOnTermination: dice.chance(0.5) } }] },
    {},
    { Attribute: 'colour', Value: 'blue' },
  ]);
}

function modify(scene: Scene): object {
  const { dice, here } = scene;
  if (dice.chance(0.4) && stopped(scene).length > 0) return { InstanceId: one(scene, stopped(scene)), ...whileStopped(scene) };
  const InstanceId = one(scene, steady(scene));
  return { InstanceId, ...always(scene, here.instances.get(InstanceId)) };
}

const reset = (scene: Scene): object => {
  const Attribute = scene.dice.pick(['sourceDestCheck', 'sourceDestCheck', 'kernel', 'instanceType']);
  return { InstanceId: one(scene, Attribute === 'sourceDestCheck' ? steady(scene) : stopped(scene)), Attribute };
};

const burstable = ({ here }: Scene): string[] =>
  idsWhere(
    here.instances,
    ({ InstanceType, State }) => /^t\d/.test(InstanceType ?? '') && (State?.Name === 'running' || State?.Name === 'stopped'),
  );

const metadata = (scene: Scene): object => ({
  InstanceId: one(scene, steady(scene)),
  ...scene.dice.pick<object>([
    { HttpTokens: 'optional' },
    { HttpTokens: 'required' },
    { HttpPutResponseHopLimit: scene.dice.pick([1, 64, 65]) },
    { HttpEndpoint: 'disabled' },
    { InstanceMetadataTags: 'enabled' },
    {},
  ]),
});

const groups = ({ here }: Scene): string[] => [...here.all['placement-groups'].values()].map(({ GroupName }) => GroupName!);

function placement(scene: Scene): object {
  const { dice } = scene;
  const names = groups(scene);
  return {
    InstanceId: one(scene, stopped(scene)),
    ...dice.weighted<object>([
      [names.length > 0 ? 6 : 0.2, { GroupName: names.length > 0 ? dice.pick(names) : 'nobody' }],
      [2, { GroupName: '' }],
      [1, { Tenancy: dice.pick(['default', 'dedicated', 'host']) }],
      [0.5, {}],
    ]),
  };
}

function launchInGroup(scene: Scene): object {
  const { dice, region } = scene;
  const names = groups(scene);
  return {
    ImageId: imagesOf(region).linux,
    InstanceType: dice.pick(['m5.large', 'm5.large', 't3.micro']),
    MinCount: dice.pick([1, 1, 2]),
    MaxCount: dice.pick([2, 4, 9]),
    Placement: { GroupName: names.length > 0 ? dice.pick(names) : 'nobody', ...(dice.chance(0.5) && { AvailabilityZone: `${region}a` }) },
  };
}

function capacity(scene: Scene): object {
  const { dice, region } = scene;
  return {
    InstanceType: dice.pick(['t3.micro', 't3.nano', 'm5.large', 'c5.xlarge', 't9.huge']),
    AvailabilityZone: `${region}${dice.pick(['a', 'b', 'c', 'x'])}`,
    ...(dice.chance(0.6) && { Available: dice.pick([0, 1, 2, 3, -1]) }),
  };
}

const guest = (scene: Scene): object => ({
  InstanceId: one(scene, running(scene)),
  Command: scene.dice.pick(['shutdown', 'poweroff', 'halt', 'reboot', 'dance']),
});

/** Attributes and options of instances, credits, placement groups, capacity, and what happens inside a guest. */
export const attributeRequests: readonly Choice[] = [
  choice('ec2:ModifyInstanceAttribute', modify, has(living), 8),
  choice('ec2:ResetInstanceAttribute', reset, has(steady), 3),
  choice('ec2:ModifyInstanceMetadataOptions', metadata, has(steady), 3),
  choice(
    'ec2:ModifyInstanceMaintenanceOptions',
    (scene) => ({
      InstanceId: one(scene, steady(scene)),
      ...scene.dice.pick<object>([{ AutoRecovery: 'disabled' }, { AutoRecovery: 'default' }, { AutoRecovery: 'never' }, {}]),
    }),
    has(steady),
    3,
  ),
  choice(
    'ec2:ModifyPrivateDnsNameOptions',
    (scene) => ({
      InstanceId: one(scene, stopped(scene)),
      ...scene.dice.pick<object>([
        { PrivateDnsHostnameType: 'resource-name' },
        { PrivateDnsHostnameType: 'ip-name' },
        { EnableResourceNameDnsARecord: true },
        {},
      ]),
    }),
    has(stopped),
    7,
  ),
  choice('ec2:ModifyInstancePlacement', placement, has(stopped), 10),
  choice('ec2:MonitorInstances', (scene) => ({ InstanceIds: someInstances(scene, ['running', 'stopped']) }), has(steady), 2.5),
  choice('ec2:UnmonitorInstances', (scene) => ({ InstanceIds: someInstances(scene, ['running', 'stopped']) }), has(steady), 2.5),
  choice(
    'ec2:ModifyInstanceCreditSpecification',
    (scene) => ({
      InstanceCreditSpecifications: [
        { InstanceId: one(scene, burstable(scene)), CpuCredits: scene.dice.pick(['standard', 'unlimited', 'endless']) },
      ],
    }),
    has(burstable),
    6.6,
  ),
  choice(
    'ec2:ModifyDefaultCreditSpecification',
    ({ dice }) => ({
      InstanceFamily: dice.pick(['t2', 't3', 't3a', 't4g', 't4g', 'm5']),
      CpuCredits: dice.pick(['standard', 'unlimited', 'unlimited', 'endless']),
    }),
    undefined,
    2.5,
  ),
  choice(
    'ec2:CreatePlacementGroup',
    ({ dice }) => ({
      GroupName: someName(dice),
      Strategy: dice.pick(['cluster', 'spread', 'spread', 'partition', 'heap']),
      ...(dice.chance(0.15) && { PartitionCount: dice.pick([3, 8]) }),
      ...someTagSpecifications(dice, 'placement-group'),
    }),
    (scene) => groups(scene).length < 6,
    5,
  ),
  choice(
    'ec2:DeletePlacementGroup',
    (scene) => ({ GroupName: groups(scene).length > 0 && scene.dice.chance(0.9) ? scene.dice.pick(groups(scene)) : 'nobody' }),
    (scene) => groups(scene).length > 0,
    7.2,
  ),
  choice('ec2:RunInstances', launchInGroup, (scene) => groups(scene).length > 0 && scene.here.instances.size < 16, 5),
  choice('sandbox:PutInstanceCapacity', capacity, undefined, 4),
  choice('sandbox:ShutDownGuest', guest, has(running), 4),
  choice(
    'sandbox:SubscribeToProduct',
    ({ dice, region }) => ({ ProductCode: dice.chance(0.85) ? imagesOf(region).product : dice.pick(['', 'nonsense']) }),
    undefined,
    1.5,
  ),
];
