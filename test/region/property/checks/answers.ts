import assert from 'node:assert/strict';
import type { InstanceStateChange, ModifyInstanceAttributeRequest, Reservation, RunInstancesRequest } from '@aws-sdk/client-ec2';
import { documentedCodes } from '../documented-codes';
import { ofTheAccount } from '../observe';
import type { Outcome, Watcher } from '../world';
import { regionOf } from './region-of';

/** Every error has a code that is documented for its action, and a message. */
export function answersWithDocumentedErrors(): Watcher {
  return (_before, _after, { outcome }) => {
    if (!outcome?.error) return;
    const { action } = outcome.request;
    const known = [...documentedCodes[action], ...(/does not simulate/.test(outcome.error.message) ? ['UnsupportedOperation'] : [])];
    assert.ok(known.includes(outcome.error.code), `${action} answered with ${outcome.error.code}: ${outcome.error.message}`);
    assert.notEqual(outcome.error.message, '');
  };
}

/** Change sets name exactly the resources whose descriptions differ, and say rightly how. */
export function namesWhatChanged(): Watcher {
  return (before, after, { changed, outcome, event }, { tally }) => {
    const differing: string[] = [];
    for (const key of new Set([...before.described.keys(), ...after.described.keys()])) {
      const [was, is] = [before.described.get(key), after.described.get(key)];
      if (was !== is) differing.push(`${key} ${was === undefined ? 'created' : is === undefined ? 'deleted' : 'changed'}`);
    }
    const kinds = new Set(after.regions.flatMap(({ all }) => Object.keys(all)).filter((kind) => !ofTheAccount.has(kind)));
    const named = changed.filter(({ kind }) => kinds.has(kind)).map(({ kind, region, id, how }) => `${kind} ${region} ${id} ${how}`);
    assert.deepEqual([...new Set(named)].sort(), differing.sort(), `what ${outcome?.request.action ?? event?.kind ?? 'time'} changed`);
    tally.check('change sets');
  };
}

/** The answers of Start-, Stop- and TerminateInstances say how it was and how it is. */
export function saysHowItWasAndIs(): Watcher {
  const lists: Readonly<Record<string, string>> = {
    'ec2:StartInstances': 'StartingInstances',
    'ec2:StopInstances': 'StoppingInstances',
    'ec2:TerminateInstances': 'TerminatingInstances',
  };
  return (before, after, { outcome }) => {
    const list = lists[outcome?.request.action ?? ''];
    if (!list || !outcome?.output) return;
    const { region, input } = outcome.request;
    const changes = (outcome.output as Record<string, InstanceStateChange[]>)[list]!;
    const asked = [...new Set((input as { InstanceIds: string[] }).InstanceIds)];
    assert.deepEqual(
      changes.map(({ InstanceId }) => InstanceId),
      asked,
    );
    for (const { InstanceId, PreviousState, CurrentState } of changes) {
      assert.deepEqual(PreviousState, regionOf(before, region)?.instances.get(InstanceId!)?.State, `how ${InstanceId} was`);
      assert.deepEqual(CurrentState, regionOf(after, region)?.instances.get(InstanceId!)?.State, `how ${InstanceId} is`);
    }
  };
}

/** Which instances are protected against being stopped or terminated, as the requests told. */
class Protections {
  private readonly stop = new Set<string>();
  private readonly termination = new Set<string>();

  follow(outcome: Outcome | undefined): void {
    if (!outcome?.output) return;
    const { action, input } = outcome.request;
    if (action === 'ec2:RunInstances') {
      const { DisableApiStop, DisableApiTermination } = input as RunInstancesRequest;
      for (const { InstanceId } of (outcome.output as Reservation).Instances!) {
        if (DisableApiStop) this.stop.add(InstanceId!);
        if (DisableApiTermination) this.termination.add(InstanceId!);
      }
    }
    if (action !== 'ec2:ModifyInstanceAttribute') return;
    const { InstanceId, DisableApiStop, DisableApiTermination } = input as ModifyInstanceAttributeRequest;
    for (const [protectedOnes, change] of [
      [this.stop, DisableApiStop],
      [this.termination, DisableApiTermination],
    ] as const) {
      if (change?.Value === true) protectedOnes.add(InstanceId!);
      if (change?.Value === false) protectedOnes.delete(InstanceId!);
    }
  }

  guard(id: string): boolean {
    return this.stop.has(id) || this.termination.has(id);
  }
}

/** Termination spares the zones of protected instances, all of them and no others, and then answers with an error. */
export function sparesProtectedZones(): Watcher {
  const protections = new Protections();
  return (before, after, { outcome }, { tally }) => {
    protections.follow(outcome);
    if (outcome?.request.action !== 'ec2:TerminateInstances') return;
    if (outcome.error && outcome.error.code !== 'OperationNotPermitted') return;
    const { region, input } = outcome.request;
    const { InstanceIds, DryRun = false } = input as { InstanceIds: string[]; DryRun?: boolean };
    const named = [...new Set(InstanceIds)].map((id) => regionOf(before, region)!.instances.get(id)!);
    const ended = (name: string): boolean => name === 'terminated' || name === 'shutting-down';
    const zones = named
      .filter(({ InstanceId, State }) => protections.guard(InstanceId!) && !ended(State!.Name!))
      .map(({ Placement }) => Placement!.AvailabilityZone);
    assert.equal(outcome.error !== undefined, zones.length > 0, 'the error of a protected instance');
    if (zones.length > 0) tally.check('protected zones');
    for (const { InstanceId, Placement, State } of named) {
      const spared = DryRun || zones.includes(Placement!.AvailabilityZone) || ended(State!.Name!);
      const now = regionOf(after, region)!.instances.get(InstanceId!)!.State!.Name!;
      assert.equal(now === State!.Name, spared, `${InstanceId} in ${Placement!.AvailabilityZone} went ${State!.Name} → ${now}`);
    }
  };
}
