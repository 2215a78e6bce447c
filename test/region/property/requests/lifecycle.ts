import type { StopInstancesRequest } from '@aws-sdk/client-ec2';
import { standardQuota } from '../facts';
import type { RegionView } from '../region-view';
import { type Scene, someInstances } from './scene';

/** StartInstances of stopped instances mostly. */
export const start = (scene: Scene): object => ({ InstanceIds: someInstances(scene, ['stopped']) });

/** Instances that are pending not for the first time: those may be stopped. */
export function restarted({ instances }: RegionView): string[] {
  return [...instances.values()]
    .filter(({ State, LaunchTime, UsageOperationUpdateTime }) => State!.Name === 'pending' && LaunchTime! > UsageOperationUpdateTime!)
    .map(({ InstanceId }) => InstanceId!);
}

/** StopInstances of running ones mostly, also hibernating and by force, also while a restart is pending. */
export function stop(scene: Scene): StopInstancesRequest {
  const { dice, here } = scene;
  const sleepers = [...here.instances.values()].filter(
    ({ HibernationOptions, State }) => HibernationOptions?.Configured && State?.Name === 'running',
  );
  if (sleepers.length > 0 && dice.chance(0.5)) return { InstanceIds: [dice.pick(sleepers).InstanceId!], Hibernate: true };
  const again = restarted(here);
  if (again.length > 0 && dice.chance(0.6)) return { InstanceIds: [dice.pick(again)] };
  const InstanceIds = someInstances(scene, dice.chance(0.85) ? ['running'] : ['stopping']);
  return { InstanceIds, ...(dice.chance(0.2) && { Force: true }), ...(dice.chance(0.05) && { Hibernate: true }) };
}

/** RebootInstances of running ones mostly. */
export const reboot = (scene: Scene): object => ({ InstanceIds: someInstances(scene, scene.dice.chance(0.7) ? ['running'] : ['pending']) });

/** TerminateInstances in any state. */
export function terminate(scene: Scene): object {
  const { dice } = scene;
  const states = dice.pick([
    ['running'],
    ['stopped'],
    ['stopped', 'running'],
    ['pending'],
    ['stopping'],
    ['pending', 'running', 'stopping', 'stopped'],
  ]);
  return { InstanceIds: someInstances(scene, states, 5), ...(dice.chance(0.1) && { SkipOsShutdown: true }) };
}

/** TerminateInstances of those in one state: stopped ones end in one and the same instant. */
export const terminateOnly = (scene: Scene, state: string): object => ({ InstanceIds: someInstances(scene, [state], 5) });

/** PutAccountSettings: mostly a quota of Standard vCPUs, small enough to be met. */
export function settings({ dice }: Scene): object {
  return dice.weighted([
    [6, { quotas: { [standardQuota]: dice.pick([4, 6, 9, 16, 25]) } }],
    [1.5, { quotas: {} }],
    [2, { rules: dice.pick(['today', 'classic']), freeTierPlan: dice.pick(['12-month', 'credit', 'none']) }],
    [1, { quotas: { nonsense: 1 } }],
    [1, { quotas: { [standardQuota]: -1 } }],
    [1, { rules: 'tomorrow' }],
    [1, { seed: 'x' }],
  ]);
}
