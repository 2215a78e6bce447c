import type { ActionName } from '../../../../src/region/aws/action-names';
import type { Dice } from '../dice';
import type { View } from '../observe';
import type { Request } from '../world';
import { launch } from './launches';
import { reboot, restarted, settings, start, stop, terminate, terminateOnly } from './lifecycle';
import { authorize, createGroup, createKeyPair, createTags, deleteGroup, deleteKeyPair, deleteTags, importKeyPair } from './others';
import { reads } from './reads';
import { regions, type Scene, sceneOf } from './scene';

type Maker = (scene: Scene) => object;

/** Weights for a request that has something to act on, and for one that has nothing. */
type Weight = readonly [fitting: number, otherwise: number];

interface Choice {
  readonly action: ActionName;
  readonly weight: Weight;
  readonly make: Maker;
  /** True when the account has what the action is for. */
  fits?(scene: Scene): boolean;
}

const inState =
  (...states: string[]) =>
  ({ here }: Scene): boolean =>
    [...here.instances.values()].some(({ State }) => states.includes(State!.Name!));

/** Instances an account may have before launches give way to the rest: more would only make every look at it slower. */
const enough = 14;

const roomy = ({ here }: Scene): boolean => here.instances.size < enough;
const ownGroups = ({ here }: Scene): boolean => here.groups.size > 1;

const writes: readonly Choice[] = [
  { action: 'ec2:RunInstances', weight: [26, 0], make: launch, fits: roomy },
  { action: 'ec2:StartInstances', weight: [40, 2], make: start, fits: inState('stopped') },
  { action: 'ec2:StopInstances', weight: [18, 1], make: stop, fits: inState('running', 'stopping') },
  { action: 'ec2:StopInstances', weight: [120, 0], make: stop, fits: ({ here }) => restarted(here).length > 0 },
  { action: 'ec2:RebootInstances', weight: [5, 1], make: reboot, fits: inState('running', 'pending') },
  { action: 'ec2:TerminateInstances', weight: [14, 1], make: terminate, fits: inState('pending', 'running', 'stopping', 'stopped') },
  { action: 'ec2:TerminateInstances', weight: [10, 0], make: (scene) => terminateOnly(scene, 'stopped'), fits: inState('stopped') },
  { action: 'ec2:TerminateInstances', weight: [14, 0], make: (scene) => terminateOnly(scene, 'stopping'), fits: inState('stopping') },
  { action: 'sandbox:PutAccountSettings', weight: [5, 5], make: settings },
  { action: 'ec2:CreateKeyPair', weight: [4, 4], make: createKeyPair },
  { action: 'ec2:ImportKeyPair', weight: [4, 4], make: importKeyPair },
  { action: 'ec2:DeleteKeyPair', weight: [6, 1], make: deleteKeyPair, fits: ({ here }) => here.keyPairs.size > 0 },
  { action: 'ec2:CreateSecurityGroup', weight: [5, 5], make: createGroup },
  { action: 'ec2:DeleteSecurityGroup', weight: [12, 1], make: deleteGroup, fits: ownGroups },
  { action: 'ec2:AuthorizeSecurityGroupIngress', weight: [5, 1], make: authorize, fits: ({ here }) => here.groups.size > 0 },
  { action: 'ec2:AuthorizeSecurityGroupEgress', weight: [5, 1], make: authorize, fits: ({ here }) => here.groups.size > 0 },
  { action: 'ec2:CreateTags', weight: [6, 1], make: createTags, fits: ({ here }) => here.subnets.size > 0 },
  { action: 'ec2:DeleteTags', weight: [4, 1], make: deleteTags, fits: ({ here }) => here.subnets.size > 0 },
];

const choices: readonly Choice[] = [
  ...writes,
  ...Object.entries(reads).map(([action, make]) => ({ action: action as ActionName, weight: [2.5, 2.5] as const, make })),
];

const withoutDryRun: readonly ActionName[] = ['sandbox:PutAccountSettings', 'sts:GetCallerIdentity'];

/** One request, valid or not, that mostly fits the account as it is. */
export function someRequest(view: View, dice: Dice, tokened: readonly Request[]): Request {
  const region = dice.chance(0.9) ? regions[0] : regions[1];
  const scene = sceneOf(view, region, dice, tokened);
  const weighted = choices.map((choice) => [choice.weight[(choice.fits?.(scene) ?? true) ? 0 : 1], choice] as const);
  const { action, make } = dice.weighted(weighted);
  const input = make(scene);
  const dryRun = dice.chance(0.05) && !withoutDryRun.includes(action);
  return { action, region, input: dryRun ? { ...input, DryRun: true } : input };
}
