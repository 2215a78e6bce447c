import assert from 'node:assert/strict';
import type { Instance } from '@aws-sdk/client-ec2';
import { durations, edges, endings, stateCodes } from '../facts';
import { allInstances, type View } from '../observe';
import type { Commit, Watcher } from '../world';

const stateOf = (instance: Instance | undefined): string => instance?.State?.Name ?? '-';

function states(view: View): Map<string, Instance> {
  return new Map(allInstances(view).map((instance) => [instance.InstanceId!, instance]));
}

/** What alone can make a move; `undefined` is an event. */
function causeOf(from: string, to: string): string | undefined {
  if (to === 'pending') return from === '-' ? 'ec2:RunInstances' : 'ec2:StartInstances';
  if (to === 'stopping') return 'ec2:StopInstances';
  if (to === 'shutting-down' || from === 'stopped') return 'ec2:TerminateInstances';
  return undefined;
}

function checkCause(from: string, to: string, { outcome, event }: Commit): void {
  const cause = causeOf(from, to);
  assert.equal(outcome?.request.action, cause, `${from} → ${to} is the work of ${cause ?? 'an event'}`);
  if (cause === undefined) assert.equal(event?.kind, endings[from], `${from} → ${to} is the work of its event`);
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
      if (causeOf(from, to) === undefined) {
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
    for (const { instances, events } of after.regions) {
      for (const [id, instance] of instances) {
        const state = stateOf(instance);
        const ending = events.filter((event) => event.subject === id && kinds.has(event.kind)).map(({ kind }) => kind);
        assert.deepEqual(ending, endings[state] ? [endings[state]] : [], `what ends ${id}, which is ${state}`);
        const others = events.filter((event) => event.subject === id && !kinds.has(event.kind));
        if (state !== 'running' && state !== 'pending') assert.deepEqual(others, [], `${id} is ${state} and nothing else is due`);
      }
      for (const event of events) {
        assert.ok(instances.has(event.subject), `${event.kind} is due for ${event.subject}, which is not there`);
        assert.ok(event.at >= after.now, `${event.kind} was due before now`);
      }
    }
  };
}

/** LaunchTime is that of the last launch or start, reasons are those of the API. */
export function tellsReasons(): Watcher {
  return (before, after) => {
    const old = states(before);
    for (const instance of allInstances(after)) {
      const was = old.get(instance.InstanceId!);
      const [from, to] = [stateOf(was), stateOf(instance)];
      if (from === to) continue;
      if (to === 'pending') assert.equal(instance.LaunchTime?.getTime(), after.now);
      else assert.equal(instance.LaunchTime?.getTime(), was?.LaunchTime?.getTime());
      if (to === 'stopping' || to === 'shutting-down') {
        assert.match(instance.StateReason?.Code ?? '', /^Client\.UserInitiated(Shutdown|Hibernate)$/);
        const time = new Date(after.now).toISOString();
        assert.equal(instance.StateTransitionReason, `User initiated (${time.slice(0, 10)} ${time.slice(11, 19)} GMT)`);
      }
    }
  };
}
