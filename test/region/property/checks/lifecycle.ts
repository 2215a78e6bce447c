import assert from 'node:assert/strict';
import type { Instance } from '@aws-sdk/client-ec2';
import { durations, edges, endings, stateCodes } from '../facts';
import { allInstances } from '../observe';
import type { View } from '../region-view';
import type { Commit, Watcher } from '../world';

const stateOf = (instance: Instance | undefined): string => instance?.State?.Name ?? '-';

function states(view: View): Map<string, Instance> {
  return new Map(allInstances(view).map((instance) => [instance.InstanceId!, instance]));
}

/** What alone can make a move; none is an event. */
function causesOf(from: string, to: string): readonly string[] {
  if (to === 'pending') return [from === '-' ? 'ec2:RunInstances' : 'ec2:StartInstances'];
  if (to === 'stopping') return ['ec2:StopInstances', 'sandbox:ShutDownGuest'];
  if (to === 'shutting-down') return ['ec2:TerminateInstances', 'sandbox:ShutDownGuest'];
  return from === 'stopped' ? ['ec2:TerminateInstances'] : [];
}

function checkCause(from: string, to: string, { outcome, event }: Commit): void {
  const causes = causesOf(from, to);
  const what = outcome?.request.action ?? event?.kind ?? 'time';
  assert.ok((causes.length > 0 ? causes : [endings[from]]).includes(what), `${from} → ${to} is the work of ${what}`);
}

/** Instances move along the lifecycle only, by the actions and events that may move them, and stay in a state as long as the reference says. */
export function movesAlongTheLifecycle(): Watcher {
  const since = new Map<string, number>();
  return (before, after, commit, { tally }) => {
    const [old, now] = [states(before), states(after)];
    for (const id of new Set([...old.keys(), ...now.keys()])) {
      const [from, to] = [stateOf(old.get(id)), stateOf(now.get(id))];
      if (to !== '-') assert.equal(now.get(id)?.State?.Code, stateCodes[to], `the code of ${to}`);
      if (from === to) continue;
      assert.ok(edges[from]?.includes(to), `${id} went ${from} → ${to}`);
      checkCause(from, to, commit);
      if (from === 'pending' && to === 'stopping') {
        const { LaunchTime, UsageOperationUpdateTime } = now.get(id)!;
        assert.notEqual(LaunchTime?.getTime(), UsageOperationUpdateTime?.getTime(), 'a first launch cannot be stopped while pending');
      }
      if (causesOf(from, to).length === 0) {
        const [least, most] = durations[from]!;
        const lasted = after.now - since.get(id)!;
        assert.ok(lasted >= least && lasted <= most, `${id} was ${from} for ${lasted} ms`);
      }
      since.set(id, after.now);
      tally.move(from, to);
      tally.state(to === '-' ? 'gone' : to);
    }
  };
}

/** A state that ends by itself has exactly one event that ends it, any other state none; no event belongs to nothing or to the past. */
export function endsOnce(): Watcher {
  const kinds = new Set(Object.values(endings));
  return (_before, after) => {
    for (const { all, instances, events } of after.regions) {
      for (const [id, instance] of instances) {
        const state = stateOf(instance);
        const ending = events.filter((event) => event.subject === id && kinds.has(event.kind)).map(({ kind }) => kind);
        assert.deepEqual(ending, endings[state] ? [endings[state]] : [], `what ends ${id}, which is ${state}`);
        const others = events.filter((event) => event.subject === id && !kinds.has(event.kind));
        if (state !== 'running' && state !== 'pending') assert.deepEqual(others, [], `${id} is ${state} and nothing else is due`);
      }
      for (const event of events) {
        assert.ok(
          Object.values(all).some((items) => items.has(event.subject)),
          `${event.kind} is due for ${event.subject}, which is not there`,
        );
        assert.ok(event.at >= after.now, `${event.kind} was due before now`);
      }
    }
  };
}

/** LaunchTime is that of the last launch or start in whole seconds, reasons are those of the API. */
export function tellsReasons(): Watcher {
  return (before, after, { outcome }) => {
    const old = states(before);
    for (const instance of allInstances(after)) {
      const was = old.get(instance.InstanceId!);
      const [from, to] = [stateOf(was), stateOf(instance)];
      if (from === to) continue;
      if (to === 'pending') assert.equal(instance.LaunchTime?.getTime(), Math.floor(after.now / 1000) * 1000);
      else assert.equal(instance.LaunchTime?.getTime(), was?.LaunchTime?.getTime());
      if (to === 'stopping' || to === 'shutting-down') {
        const inside = outcome?.request.action === 'sandbox:ShutDownGuest';
        assert.match(
          instance.StateReason?.Code ?? '',
          inside ? /^Client\.InstanceInitiatedShutdown$/ : /^Client\.UserInitiated(Shutdown|Hibernate)$/,
        );
        const time = new Date(after.now).toISOString();
        assert.equal(instance.StateTransitionReason, inside ? '' : `User initiated (${time.slice(0, 10)} ${time.slice(11, 19)} GMT)`);
      }
    }
  };
}
