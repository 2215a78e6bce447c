import type { ActionName } from '../../../../src/region/aws/action-names';
import type { Dice } from '../dice';
import type { View } from '../region-view';
import type { Request } from '../world';
import { launch } from './launches';
import { reboot, restarted, settings, start, stop, terminate, terminateOnly } from './lifecycle';
import { authorize, createGroup, createKeyPair, createTags, deleteGroup, deleteKeyPair, deleteTags, importKeyPair } from './others';
import { reads } from './reads';
import { addressRequests } from './addresses';
import { attributeRequests } from './attributes';
import { connections } from './connections';
import { iamRequests } from './iam';
import { networks } from './networks';
import { routes } from './routes';
import { ruleRequests } from './rules';
import { type Choice, regions, type Scene, sceneOf, type Theme } from './scene';
import { templateRequests } from './templates';
import { volumeRequests } from './volumes';

/** What accounts are about, and how many of a hundred are about it: more where there are many actions, or long ways to them. */
export const shares: Readonly<Record<Theme, number>> = {
  instances: 10,
  networks: 20,
  routes: 14,
  connections: 13,
  addresses: 17,
  volumes: 7,
  templates: 6,
  iam: 8,
  rules: 6,
  attributes: 8,
};

const inState =
  (...states: string[]) =>
  ({ here }: Scene): boolean =>
    [...here.instances.values()].some(({ State }) => states.includes(State!.Name!));

/** Instances an account may have before launches give way to the rest: more would only make every look at it slower. */
const enough = 14;

const roomy = ({ here }: Scene): boolean => here.instances.size < enough;
const ownGroups = ({ here }: Scene): boolean => here.groups.size > 1;

const instances: readonly Choice[] = [
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

const subjects: Readonly<Record<Theme, readonly Choice[]>> = {
  instances,
  networks,
  routes,
  connections,
  addresses: addressRequests,
  volumes: volumeRequests,
  templates: templateRequests,
  iam: iamRequests,
  rules: ruleRequests,
  attributes: attributeRequests,
};

/** What else an account needs for its subject to have something to act on. */
const companions: Readonly<Partial<Record<Theme, readonly Theme[]>>> = {
  routes: ['networks', 'connections', 'addresses'],
  connections: ['networks', 'addresses'],
  addresses: ['networks'],
};

/** How much more often the requests of an account's own subject come than others. */
const own = 16;
const companion = 1.5;
const foreign = 0.15;

/** Subjects that need instances to act on. */
const onInstances: ReadonlySet<Theme> = new Set(['instances', 'addresses', 'volumes', 'attributes', 'iam']);

function weightOf(subject: Theme, theme: Theme): number {
  if (subject === 'instances') return theme === 'instances' ? 1 : onInstances.has(theme) ? 0.45 : 0.15;
  if (subject === theme) return own;
  return companions[theme]?.includes(subject) ? companion : foreign;
}

/** Actions that have nothing to say about a dry run. */
const withoutDryRun =
  /^(sandbox|sts|iam|ssm):|^ec2:(Associate|Disassociate|ReplaceIam|ModifyVpcAttribute|ModifySubnetAttribute|ModifyInstancePlacement|Assign|Unassign|DescribeIam)/;

function ready(action: ActionName, region: string, input: object, dice: Dice): Request {
  const dryRun = dice.chance(0.05) && !withoutDryRun.test(action);
  return { action, region, input: dryRun ? { ...input, DryRun: true } : input };
}

/** One request that may change the account, valid or not, that mostly fits it as it is. */
export function someRequest(
  view: View,
  theme: Theme,
  dice: Dice,
  tokened: readonly Request[],
  succeeded: ReadonlyMap<string, number>,
): Request {
  const region = dice.chance(0.9) ? regions[0] : regions[1];
  const scene = sceneOf(view, region, dice, tokened);
  const weighted = Object.entries(subjects).flatMap(([subject, choices]) =>
    choices.map((choice) => {
      const weight = choice.weight[(choice.fits?.(scene) ?? true) ? 0 : 1];
      // What has not succeeded yet comes first.
      const fresh = subject === 'instances' || choice.steady ? 1 : (1 + (succeeded.get(choice.action) ?? 0)) ** -1.5;
      return [weight * fresh * weightOf(subject as Theme, theme), choice] as const;
    }),
  );
  const { action, make } = dice.weighted(weighted);
  return ready(action, region, make(scene), dice);
}

/** One request that only looks. */
export function someRead(view: View, theme: Theme, dice: Dice): Request {
  const region = dice.chance(0.9) ? regions[0] : regions[1];
  const all = Object.keys(reads) as ActionName[];
  const ofSubject = all.filter(
    (action) => (theme === 'iam' && action.startsWith('iam:')) || (theme === 'templates' && action.includes('LaunchTemplate')),
  );
  const action = dice.pick(ofSubject.length > 0 && dice.chance(0.5) ? ofSubject : all);
  return ready(action, region, reads[action]!(sceneOf(view, region, dice, [])), dice);
}
