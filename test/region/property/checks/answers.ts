import assert from 'node:assert/strict';
import type { InstanceStateChange, Reservation, RunInstancesRequest } from '@aws-sdk/client-ec2';
import { documentedCodes, standardQuota, vcpus } from '../facts';
import type { RegionView, View } from '../observe';
import type { Outcome, Watcher } from '../world';

const regionOf = (view: View, region: string): RegionView | undefined => view.regions.find((each) => each.region === region);

/** Every error has a code that is documented for its action, and a message. */
export function answersWithDocumentedErrors(): Watcher {
  return (_before, _after, { outcome }) => {
    if (!outcome?.error) return;
    const { action } = outcome.request;
    const known = [...(documentedCodes[action] ?? []), ...(/does not simulate/.test(outcome.error.message) ? ['UnsupportedOperation'] : [])];
    assert.ok(known.includes(outcome.error.code), `${action} answered with ${outcome.error.code}: ${outcome.error.message}`);
    assert.notEqual(outcome.error.message, '');
  };
}

/** Change sets name exactly the resources whose descriptions differ, and say rightly how. */
export function namesWhatChanged(): Watcher {
  const kinds = ['instances', 'key-pairs', 'security-groups'];
  return (before, after, { changed, outcome, event }, { tally }) => {
    const differing: string[] = [];
    for (const key of new Set([...before.described.keys(), ...after.described.keys()])) {
      const [was, is] = [before.described.get(key), after.described.get(key)];
      if (was !== is) differing.push(`${key} ${was === undefined ? 'created' : is === undefined ? 'deleted' : 'changed'}`);
    }
    const named = changed.filter(({ kind }) => kinds.includes(kind)).map(({ kind, region, id, how }) => `${kind} ${region} ${id} ${how}`);
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

/** Termination spares the zones of protected instances, all of them and no others, and then answers with an error. */
export function sparesProtectedZones(): Watcher {
  const guarded = new Set<string>();
  return (before, after, { outcome }, { tally }) => {
    if (outcome?.request.action === 'ec2:RunInstances' && outcome.output) {
      const { DisableApiStop, DisableApiTermination } = outcome.request.input as RunInstancesRequest;
      if (DisableApiStop || DisableApiTermination)
        for (const { InstanceId } of (outcome.output as Reservation).Instances!) guarded.add(InstanceId!);
    }
    if (outcome?.request.action !== 'ec2:TerminateInstances') return;
    if (outcome.error && outcome.error.code !== 'OperationNotPermitted') return;
    const { region, input } = outcome.request;
    const { InstanceIds, DryRun = false } = input as { InstanceIds: string[]; DryRun?: boolean };
    const named = [...new Set(InstanceIds)].map((id) => regionOf(before, region)!.instances.get(id)!);
    const ended = (name: string): boolean => name === 'terminated' || name === 'shutting-down';
    const zones = named
      .filter(({ InstanceId, State }) => guarded.has(InstanceId!) && !ended(State!.Name!))
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

/** vCPUs of the pending and running On-Demand Standard instances. */
function used(view: RegionView | undefined): number {
  const counted = [...(view?.instances.values() ?? [])].filter(
    ({ State, InstanceLifecycle }) => InstanceLifecycle !== 'spot' && (State!.Name === 'pending' || State!.Name === 'running'),
  );
  return counted.reduce((sum, { InstanceType }) => sum + vcpus[InstanceType!]!, 0);
}

/** A launch makes as many instances as asked for and as the quota lets run, in one zone; a token makes them once. */
export function launchesWhatFits(): Watcher {
  let quota = 2_000;
  const tokens = new Map<string, string>();
  return (before, after, { outcome }, { tally }) => {
    if (!outcome) return;
    const { action, region, input } = outcome.request;
    const [old, now] = [regionOf(before, region), regionOf(after, region)];
    if (action === 'sandbox:PutAccountSettings' && outcome.output) {
      const { quotas } = input as { quotas?: Record<string, number> };
      if (quotas) quota = quotas[standardQuota] ?? 2_000;
    }
    const made = [...(now?.instances.keys() ?? [])].filter((id) => !old?.instances.has(id));
    if (action !== 'ec2:RunInstances') return assert.deepEqual(made, [], `${action} made instances`);
    const asked = input as RunInstancesRequest;
    const need = vcpus[asked.InstanceType ?? ''] ?? 0;
    const spot = asked.InstanceMarketOptions?.MarketType === 'spot';
    const token = asked.ClientToken ? `${region} ${asked.ClientToken}` : undefined;
    if (outcome.error) return checkRefusal(outcome, used(old) + asked.MinCount! * need, quota);
    const { ReservationId, Instances = [] } = outcome.output as Reservation;
    const known = token === undefined ? undefined : tokens.get(token);
    if (known !== undefined && [...(old?.reservations.values() ?? [])].includes(known)) {
      assert.equal(ReservationId, known, 'the same token answers with the same reservation');
      assert.deepEqual(made, [], 'the same token launches nothing again');
      return tally.check('tokens repeated');
    }
    if (token !== undefined) tokens.set(token, ReservationId!);
    assert.deepEqual(
      Instances.map(({ InstanceId }) => InstanceId),
      made,
    );
    const room = spot ? Infinity : Math.floor((quota - used(old)) / need);
    assert.equal(made.length, Math.min(asked.MaxCount!, room), `a launch of ${asked.MinCount} to ${asked.MaxCount} with room for ${room}`);
    assert.equal(new Set(Instances.map(({ Placement }) => Placement!.AvailabilityZone)).size, 1, 'one zone');
    assert.deepEqual(
      Instances.map(({ AmiLaunchIndex }) => AmiLaunchIndex),
      made.map((_id, index) => index),
    );
    if (made.length < asked.MaxCount!) tally.check('launches cut by the quota');
  };
}

function checkRefusal({ error }: Outcome, wanted: number, quota: number): void {
  if (error?.code === 'VcpuLimitExceeded') assert.ok(wanted > quota, `${wanted} vCPUs were refused with a quota of ${quota}`);
}

/** Starting never brings the account above its quota, and is refused only when it would. */
export function startsWithinQuota(): Watcher {
  let quota = 2_000;
  return (before, after, { outcome }) => {
    if (outcome?.request.action === 'sandbox:PutAccountSettings' && outcome.output) {
      const { quotas } = outcome.request.input as { quotas?: Record<string, number> };
      if (quotas) quota = quotas[standardQuota] ?? 2_000;
    }
    if (outcome?.request.action !== 'ec2:StartInstances') return;
    const { region, input } = outcome.request;
    const [old, now] = [regionOf(before, region), regionOf(after, region)];
    if (!outcome.error && used(now) > used(old)) assert.ok(used(now) <= quota, `${used(now)} vCPUs run with a quota of ${quota}`);
    if (outcome.error?.code !== 'VcpuLimitExceeded') return;
    const ids = new Set((input as { InstanceIds: string[] }).InstanceIds);
    const stopped = [...ids].map((id) => old!.instances.get(id)!).filter(({ State }) => State!.Name === 'stopped');
    const more = stopped.reduce(
      (sum, { InstanceType, InstanceLifecycle }) => sum + (InstanceLifecycle === 'spot' ? 0 : vcpus[InstanceType!]!),
      0,
    );
    checkRefusal(outcome, used(old) + more, quota);
  };
}
