import type { Dice } from '../dice';
import { anId, choice, type Choice, idsWhere, type Scene, someTagSpecifications } from './scene';

const inState =
  (...states: string[]) =>
  ({ here }: Scene): string[] =>
    idsWhere(here.volumes, ({ state }) => states.includes(state));
const available = inState('available');
const aVolume = ({ dice, here }: Scene): string => anId(dice, here.volumes.keys(), 'vol');

function performance(dice: Dice): object {
  return dice.weighted<object>([
    [3, { VolumeType: 'gp2', Size: dice.pick([1, 10, 100]) }],
    [3, { VolumeType: 'gp3', Size: dice.pick([1, 10, 100]), ...(dice.chance(0.4) && { Iops: 3_500, Throughput: 200 }) }],
    [2, { VolumeType: 'io1', Size: 10, Iops: dice.pick([100, 500, 1_000_000]) }],
    [3, { VolumeType: 'io2', Size: 10, Iops: 100, MultiAttachEnabled: dice.chance(0.6) }],
    [1, { VolumeType: 'st1', Size: dice.pick([125, 10]) }],
    [0.5, { VolumeType: 'floppy', Size: 1 }],
    [0.5, { Size: -1 }],
  ]);
}

function create({ dice, here, region }: Scene): object {
  const zones = [...here.instances.values()].map(({ Placement }) => Placement?.AvailabilityZone);
  return {
    AvailabilityZone: zones.length > 0 && dice.chance(0.7) ? dice.pick(zones) : `${region}${dice.pick(['a', 'b', 'c', 'x'])}`,
    ...performance(dice),
    ...(dice.chance(0.2) && { Encrypted: true }),
    ...(dice.chance(0.15) && { ClientToken: dice.pick(['vol-1', 'vol-2']) }),
    ...someTagSpecifications(dice, 'volume'),
  };
}

function attach(scene: Scene): object {
  const { dice, here } = scene;
  const again = idsWhere(here.volumes, ({ multiAttachEnabled, state }) => multiAttachEnabled === true && state === 'in-use');
  const VolumeId =
    again.length > 0 && dice.chance(0.3) ? dice.pick(again) : anId(dice, dice.chance(0.9) ? available(scene) : here.volumes.keys(), 'vol');
  const zone = here.volumes.get(VolumeId)?.availabilityZone;
  const fitting = idsWhere(
    here.instances,
    ({ State, Placement }) => (State?.Name === 'running' || State?.Name === 'stopped') && Placement?.AvailabilityZone === zone,
  );
  return {
    VolumeId,
    InstanceId: anId(dice, dice.chance(0.95) ? fitting : here.instances.keys(), 'i'),
    Device: dice.pick(['/dev/sdf', '/dev/sdg', '/dev/sdh', '/dev/sdi', '/dev/sdj', 'D:']),
  };
}

const extra = ({ here }: Scene): [string, string, string][] =>
  [...here.volumes.values()].flatMap(({ id, attachments }) =>
    attachments
      .filter(({ instanceId, device, status }) => status !== 'detaching' && here.instances.get(instanceId)?.RootDeviceName !== device)
      .map(({ instanceId, device }): [string, string, string] => [id, instanceId, device]),
  );

function detach(scene: Scene): object {
  const { dice } = scene;
  const hung = extra(scene);
  if (hung.length === 0 || dice.chance(0.1)) return { VolumeId: aVolume(scene) };
  const [VolumeId, InstanceId, Device] = dice.pick(hung);
  return { VolumeId, InstanceId, ...(dice.chance(0.3) && { Device }), ...(dice.chance(0.3) && { Force: true }) };
}

function modify(scene: Scene): object {
  const { dice, here } = scene;
  const still = idsWhere(
    here.volumes,
    ({ state }, id) =>
      (state === 'available' || state === 'in-use') && ['completed', undefined].includes(here.modifications.get(id)?.ModificationState),
  );
  const VolumeId = anId(dice, dice.chance(0.9) ? still : here.volumes.keys(), 'vol');
  const size = here.volumes.get(VolumeId)?.size ?? 10;
  return {
    VolumeId,
    ...dice.weighted<object>([
      [4, { Size: size + dice.pick([1, 5, 20]) }],
      [3, { VolumeType: 'gp3' }],
      [1, { VolumeType: 'io1', Iops: 100 }],
      [1, { Size: size - 1 }],
      [1, { VolumeType: 'st1', Size: 200 }],
      [0.5, {}],
    ]),
  };
}

const has = ({ here }: Scene): boolean => here.volumes.size > 0;

/** Volumes, and how they hang on instances. */
export const volumeRequests: readonly Choice[] = [
  choice('ec2:CreateVolume', create, ({ here }) => here.volumes.size < 25, 6),
  choice('ec2:AttachVolume', attach, (scene) => available(scene).length > 0 && scene.here.instances.size > 0, 25.6),
  choice('ec2:DetachVolume', detach, (scene) => extra(scene).length > 0, 16),
  choice(
    'ec2:DeleteVolume',
    (scene) => ({ VolumeId: anId(scene.dice, scene.dice.chance(0.85) ? available(scene) : scene.here.volumes.keys(), 'vol') }),
    (scene) => available(scene).length > 0,
    9.6,
  ),
  choice('ec2:ModifyVolume', modify, has, 5),
  choice('ec2:ModifyVolumeAttribute', (scene) => ({ VolumeId: aVolume(scene), AutoEnableIO: { Value: scene.dice.chance(0.5) } }), has, 4),
];
