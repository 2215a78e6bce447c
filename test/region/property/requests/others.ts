import type { IpPermission } from '@aws-sdk/client-ec2';
import type { Dice } from '../dice';
import { type Scene, someKey, someName, someTags } from './scene';

const length = (bytes: number): number[] => [bytes >>> 24, (bytes >>> 16) & 255, (bytes >>> 8) & 255, bytes & 255];
const part = (bytes: readonly number[]): number[] => [...length(bytes.length), ...bytes];
const text = (word: string): number[] => [...Buffer.from(word)];
const filled = (count: number, from: number): number[] => Array.from({ length: count }, (_, index) => (from + index * 73) & 255);

/** OpenSSH public keys of either type: the account keeps them, nobody logs in with them. */
const ed25519 = (from: number): string =>
  `ssh-ed25519 ${Buffer.from([...part(text('ssh-ed25519')), ...part(filled(32, from))]).toString('base64')}`;
const rsa = (from: number): string =>
  `ssh-rsa ${Buffer.from([...part(text('ssh-rsa')), ...part([1, 0, 1]), ...part([0, 0xc1, ...filled(254, from), 0x0b])]).toString('base64')}`;

export function createKeyPair({ dice }: Scene): object {
  const KeyType = dice.pick([undefined, 'rsa', 'ed25519', 'ed25519']);
  const publicKey = (KeyType === 'ed25519' ? ed25519 : rsa)(dice.below(256));
  return {
    KeyName: someName(dice),
    ...(KeyType && { KeyType: dice.chance(0.95) ? KeyType : 'dsa' }),
    ...(dice.chance(0.4) && { TagSpecifications: [{ ResourceType: 'key-pair', Tags: someTags(dice) }] }),
    Material: { publicKey, fingerprint: 'ab:cd:ef' },
  };
}

export function importKeyPair({ dice }: Scene): object {
  const key = dice.pick([ed25519, rsa])(dice.below(256));
  const material = dice.weighted([
    [8, key],
    [1, key.slice(0, 60)],
    [1, 'ssh-rsa AAAA'],
    [1, ''],
  ]);
  return {
    KeyName: someName(dice),
    PublicKeyMaterial: new Uint8Array(Buffer.from(material)),
    ...(dice.chance(0.3) && { TagSpecifications: [{ ResourceType: 'key-pair', Tags: someTags(dice) }] }),
  };
}

export function deleteKeyPair({ dice, here }: Scene): object {
  const pair = here.keyPairs.get(someKey(dice, here.keyPairs) ?? '');
  if (!pair || dice.chance(0.2)) return dice.pick([{ KeyName: someName(dice) }, { KeyPairId: 'key-0123456789abcdef0' }, {}]);
  return dice.pick([{ KeyName: pair.KeyName }, { KeyPairId: pair.KeyPairId }]);
}

export function createGroup({ dice, here }: Scene): object {
  return {
    GroupName: someName(dice),
    Description: dice.chance(0.9) ? 'made by a test' : someName(dice),
    ...(dice.chance(0.3) && { VpcId: dice.chance(0.8) ? [...here.groups.values()][0]?.VpcId : 'vpc-0123456789abcdef0' }),
    ...(dice.chance(0.3) && { TagSpecifications: [{ ResourceType: 'security-group', Tags: someTags(dice) }] }),
  };
}

export function deleteGroup({ dice, here }: Scene): object {
  if (dice.chance(0.15)) return dice.pick([{ GroupId: 'sg-0123456789abcdef0' }, { GroupId: 'sg' }, { GroupName: 'nobody' }, {}]);
  const own = new Map([...here.groups].filter(([, { GroupName }]) => GroupName !== 'default'));
  return { GroupId: someKey(dice, dice.chance(0.95) ? own : here.groups) ?? 'sg-12345678' };
}

function permission(dice: Dice, groups: ReadonlyMap<string, unknown>): IpPermission {
  const peer = dice.weighted<Partial<IpPermission>>([
    [
      5,
      {
        IpRanges: [
          {
            CidrIp: `${dice.pick(['10.0', '192.168', '172.16'])}.${dice.below(8)}.0/24`,
            ...(dice.chance(0.3) && { Description: 'office' }),
          },
        ],
      },
    ],
    [2, { Ipv6Ranges: [{ CidrIpv6: '2001:db8::/32' }] }],
    [2, { UserIdGroupPairs: [{ GroupId: someKey(dice, groups) ?? 'sg-12345678' }] }],
    [1, { IpRanges: [{ CidrIp: '300.0.0.0/8' }] }],
  ]);
  const port = dice.pick([22, 80, 443, 8080, 70_000]);
  return dice.chance(0.85)
    ? { IpProtocol: dice.pick(['tcp', 'udp']), FromPort: port, ToPort: port, ...peer }
    : { IpProtocol: '-1', ...peer };
}

export function authorize({ dice, here }: Scene): object {
  return {
    GroupId: dice.chance(0.95) ? (someKey(dice, here.groups) ?? 'sg-12345678') : 'sg-0123456789abcdef0',
    IpPermissions: dice.chance(0.95) ? Array.from({ length: dice.between(1, 2) }, () => permission(dice, here.groups)) : [],
    ...(dice.chance(0.2) && { TagSpecifications: [{ ResourceType: 'security-group-rule', Tags: someTags(dice) }] }),
  };
}

/** Ids of anything that can be tagged, now and then of nothing. */
function resources({ dice, here }: Scene): string[] {
  const ids = [here.instances, here.volumes, here.interfaces, here.groups, here.keyPairs, here.subnets]
    .map((items) => someKey(dice, items))
    .filter((id) => id !== undefined);
  const picked = dice.some(ids, 2);
  if (dice.chance(0.05)) picked.push(dice.pick(['i-0123456789abcdef0', 'vol-0123456789abcdef0', 'nonsense', '', 'eipalloc-12345678']));
  return picked;
}

export const createTags = (scene: Scene): object => ({ Resources: resources(scene), Tags: someTags(scene.dice) });

export function deleteTags(scene: Scene): object {
  const { dice } = scene;
  const Tags = someTags(dice).map(({ Key, Value }) => (dice.chance(0.8) ? { Key } : { Key, Value }));
  return { Resources: resources(scene), ...(dice.chance(0.8) && { Tags }) };
}
