import type { Instance } from '@aws-sdk/client-ec2';
import { accountDefinition } from '../../../../src/region/definition';
import type { ActionName } from '../../../../src/region/aws/action-names';
import type { Dice } from '../dice';
import { ask } from '../observe';
import { closedRegion, type RegionView, type View } from '../region-view';
import { newSandbox, type Request } from '../world';

/** The regions the requests go to: mostly the first. */
export const regions = ['ap-northeast-2', 'us-east-1'] as const;

/** What a request is made from: the account as it is, and the choices of the step. */
export interface Scene {
  readonly dice: Dice;
  readonly region: string;
  readonly here: RegionView;
  /** The other region that requests go to. */
  readonly there: RegionView;
  /** Launches with a client token so far. */
  readonly tokened: readonly Request[];
}

/** The scene in one region of an account. */
export function sceneOf(view: View, region: string, dice: Dice, tokened: readonly Request[]): Scene {
  const of = (name: string): RegionView => view.regions.find((each) => each.region === name) ?? closedRegion(name);
  return { dice, region, tokened, here: of(region), there: of(regions.find((name) => name !== region)!) };
}

/** Images of a region by a name of ours, and what else is the same in every account. */
export interface Images {
  readonly linux: string;
  readonly ubuntu: string;
  readonly older: string;
  readonly arm: string;
  readonly windows: string;
  readonly marketplace: string;
  /** The product code of the last one. */
  readonly product: string;
  /** A prefix list that AWS manages. */
  readonly prefixList: string;
}

const found = new Map<string, Images>();

/** Some of the images that a region has. They are the same in every account. */
export function imagesOf(region: string): Images {
  let images = found.get(region);
  if (!images) {
    const sandbox = newSandbox(accountDefinition);
    const all = ask(sandbox, 'ec2:DescribeImages', {}, region).Images ?? [];
    const named = (pattern: RegExp): string => all.find(({ Name }) => pattern.test(Name ?? ''))!.ImageId!;
    images = {
      linux: named(/^al2023-ami-2.*x86_64$/),
      ubuntu: named(/ubuntu-noble.*amd64/),
      older: named(/^amzn2.*x86_64/),
      arm: named(/^al2023-ami-2.*arm64$/),
      windows: named(/^Windows_Server-2022-English-Core/),
      marketplace: named(/wordpress/),
      product: all.find(({ Name }) => /wordpress/.test(Name ?? ''))!.ProductCodes![0]!.ProductCodeId!,
      prefixList: ask(sandbox, 'ec2:DescribeManagedPrefixLists', {}, region).PrefixLists![0]!.PrefixListId!,
    };
    found.set(region, images);
    sandbox.close();
  }
  return images;
}

/** Text that breaks what is careless: quotes, wildcards, names every object has, other scripts, characters that are not allowed in XML. */
const hostile = [
  '',
  ' ',
  '__proto__',
  'constructor',
  '한글 이름',
  '\u{1f5a5}\ufe0f',
  '"; DROP TABLE ec2_instances; --',
  "O'Neil & <sons>",
  '*',
  'a\\*b?',
  '\u0000',
  'nul\u0000inside',
  '\ud800',
  'line\nbreak',
  'x'.repeat(300),
  '../../etc/passwd',
];

/** A name: mostly harmless, from a small choice, so that names meet again. */
export function someName(dice: Dice): string {
  return dice.chance(0.85) ? `${dice.pick(['web', 'db', 'Test', 'a-b_c', 'kim'])}${dice.below(4)}` : dice.pick(hostile);
}

/** Tags, now and then ones that are refused. */
export function someTags(dice: Dice): { Key: string; Value: string }[] {
  const keys = dice.some(['Name', 'Stage', 'stage', 'Cost', 'owner', '__proto__', '7', 'aws:x'], 3);
  const usual = dice.chance(0.9) ? keys.filter((key) => key !== 'aws:x') : keys;
  return usual.map((Key) => ({ Key, Value: someName(dice).slice(0, dice.chance(0.95) ? 256 : 300) }));
}

const malformed = ['i-123', 'I-0123456789abcdef0', 'nonsense', '', 'i-0123456789abcdeg0', '한글'];

/** Ids of instances: mostly those in the states wanted, now and then any, unknown or malformed ones. */
export function someInstances({ dice, here }: Scene, wanted: readonly string[], most = 3): string[] {
  const all = [...here.instances.values()];
  const fitting = all.filter((instance: Instance) => wanted.includes(instance.State!.Name!));
  const ids = dice.some(dice.chance(0.9) && fitting.length > 0 ? fitting : all, most).map(({ InstanceId }) => InstanceId!);
  if (dice.chance(0.04)) ids.push(dice.chance(0.5) ? 'i-0123456789abcdef0' : dice.pick(malformed));
  if (dice.chance(0.05) && ids.length > 0) ids.push(ids[0]!);
  return ids;
}

/** One of the ids of a map, or undefined when it is empty. */
export function someKey(dice: Dice, items: ReadonlyMap<string, unknown>): string | undefined {
  return items.size === 0 ? undefined : dice.pick([...items.keys()]);
}

/** The id of something that is there; now and then one that nobody has, or none at all. */
export function anId(dice: Dice, ids: Iterable<string | undefined>, prefix: string): string {
  const known = [...ids].filter((id) => id !== undefined);
  if (known.length > 0 && dice.chance(0.95)) return dice.pick(known);
  return dice.chance(0.6)
    ? `${prefix}-0123456789abcdef0`
    : dice.pick([`${prefix}-12`, prefix, '', 'nonsense', `${prefix}-0123456789ABCDEF0`]);
}

/** The ids of those that something is true of. */
export function idsWhere<Item>(items: ReadonlyMap<string, Item>, fits: (item: Item, id: string) => boolean): string[] {
  return [...items].filter(([id, item]) => fits(item, id)).map(([id]) => id);
}

/** Tags of what is made, as its action takes them, in some cases. */
export function someTagSpecifications(dice: Dice, ResourceType: string): object {
  if (dice.chance(0.7)) return {};
  return { TagSpecifications: [{ ResourceType: dice.chance(0.95) ? ResourceType : 'nonsense', Tags: someTags(dice) }] };
}

/** The subjects of requests: those of a run's own subject come far more often than the rest. */
export type Theme =
  'instances' | 'networks' | 'routes' | 'connections' | 'addresses' | 'volumes' | 'templates' | 'iam' | 'rules' | 'attributes';

/** One action that may be asked for. */
export interface Choice {
  readonly action: ActionName;
  /** Weights for a request that has something to act on, and for one that has nothing. */
  readonly weight: readonly [fitting: number, otherwise: number];
  readonly make: (scene: Scene) => object;
  /** It comes as often when its action has succeeded before. */
  readonly steady?: boolean;
  /** True when the account has what the action is for. */
  readonly fits?: (scene: Scene) => boolean;
}

/** A choice with the usual weights. */
export function choice(action: ActionName, make: Choice['make'], fits?: Choice['fits'], weight = 3): Choice {
  return { action, make, weight: [weight, fits ? 0.25 : weight], ...(fits && { fits }) };
}

/** The same choice, coming as often when its action has succeeded before. */
export const steadily = (each: Choice): Choice => ({ ...each, steady: true });
