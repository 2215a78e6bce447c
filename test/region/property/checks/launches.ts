import assert from 'node:assert/strict';
import type { Instance, Reservation, RunInstancesRequest } from '@aws-sdk/client-ec2';
import { spreadPerZone, standardQuota, vcpus } from '../facts';
import type { RegionView } from '../region-view';
import type { Outcome, Watcher } from '../world';
import { regionOf } from './region-of';

/** vCPUs of the pending and running On-Demand Standard instances. */
function used(view: RegionView | undefined): number {
  const counted = [...(view?.instances.values() ?? [])].filter(
    ({ State, InstanceLifecycle }) => InstanceLifecycle !== 'spot' && (State!.Name === 'pending' || State!.Name === 'running'),
  );
  return counted.reduce((sum, { InstanceType }) => sum + vcpus[InstanceType!]!, 0);
}

/** The instances that somebody may not start any more: what the requests said of a zone's room. */
class Capacity {
  private readonly totals = new Map<string, number>();

  follow({ request, output }: Outcome, view: RegionView | undefined): void {
    if (request.action !== 'sandbox:PutInstanceCapacity' || !output) return;
    const { InstanceType, AvailabilityZone, Available } = request.input as {
      InstanceType: string;
      AvailabilityZone: string;
      Available?: number;
    };
    const key = `${request.region} ${AvailabilityZone} ${InstanceType}`;
    if (Available === undefined) this.totals.delete(key);
    else this.totals.set(key, Available + hosted(view, AvailabilityZone, InstanceType));
  }

  /** How many more of an instance's type its zone had room for. */
  room(region: string, { InstanceType, Placement }: Instance, view: RegionView | undefined): number {
    const total = this.totals.get(`${region} ${Placement!.AvailabilityZone} ${InstanceType}`);
    return total === undefined ? Infinity : Math.max(0, total - hosted(view, Placement!.AvailabilityZone!, InstanceType!));
  }
}

/** Instances that stand on a host: all but stopped and terminated ones. */
function hosted(view: RegionView | undefined, zone: string, type: string): number {
  return [...(view?.instances.values() ?? [])].filter(
    ({ State, Placement, InstanceType }) =>
      Placement?.AvailabilityZone === zone && InstanceType === type && State!.Name !== 'stopped' && State!.Name !== 'terminated',
  ).length;
}

/** How many instances like this one found addresses in its subnets. A region that was just opened has empty ones. */
function roomForAddresses({ NetworkInterfaces = [] }: Instance, view: RegionView | undefined): number {
  const rooms = NetworkInterfaces.map(({ SubnetId }) => {
    const each = NetworkInterfaces.filter((nic) => nic.SubnetId === SubnetId).reduce(
      (sum, { PrivateIpAddresses = [] }) => sum + PrivateIpAddresses.length,
      0,
    );
    return Math.floor((view?.subnets.get(SubnetId!)?.AvailableIpAddressCount ?? Infinity) / each);
  });
  return Math.min(...rooms);
}

/** How many more a spread placement group took in the zone. */
function roomInGroup({ Placement }: Instance, view: RegionView | undefined): number {
  const group = [...(view?.all['placement-groups'].values() ?? [])].find(({ GroupName }) => GroupName === Placement?.GroupName);
  if (group?.Strategy !== 'spread') return Infinity;
  const up = [...view!.instances.values()].filter(
    (each) =>
      each.Placement?.GroupName === group.GroupName &&
      each.Placement?.AvailabilityZone === Placement!.AvailabilityZone &&
      (each.State!.Name === 'pending' || each.State!.Name === 'running'),
  );
  return spreadPerZone - up.length;
}

/** A launch makes as many instances as asked for and as quota, capacity, addresses and placement group let run, in one zone; a token makes them once. */
export function launchesWhatFits(): Watcher {
  let quota = 2_000;
  const tokens = new Map<string, string>();
  const capacity = new Capacity();
  return (before, after, { outcome }, { tally }) => {
    if (!outcome) return;
    capacity.follow(outcome, regionOf(before, outcome.request.region));
    const { action, region, input } = outcome.request;
    const [old, now] = [regionOf(before, region), regionOf(after, region)];
    if (action === 'sandbox:PutAccountSettings' && outcome.output) {
      const { quotas } = input as { quotas?: Record<string, number> };
      if (quotas) quota = quotas[standardQuota] ?? 2_000;
    }
    const made = [...(now?.instances.keys() ?? [])].filter((id) => !old?.instances.has(id));
    if (action !== 'ec2:RunInstances') return assert.deepEqual(made, [], `${action} made instances`);
    const asked = input as RunInstancesRequest;
    const type = (outcome.output as Reservation | undefined)?.Instances?.[0]?.InstanceType ?? asked.InstanceType ?? '';
    const need = vcpus[type] ?? 0;
    const spot = asked.InstanceMarketOptions?.MarketType === 'spot';
    const token = asked.ClientToken ? `${region} ${asked.ClientToken}` : undefined;
    // What a template would have launched is not told by the request.
    if (outcome.error && type === '') return;
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
    const inQuota = spot ? Infinity : Math.floor((quota - used(old)) / need);
    const room = Math.min(
      inQuota,
      capacity.room(region, Instances[0]!, old),
      roomForAddresses(Instances[0]!, old),
      roomInGroup(Instances[0]!, old),
    );
    assert.equal(made.length, Math.min(asked.MaxCount!, room), `a launch of ${asked.MinCount} to ${asked.MaxCount} with room for ${room}`);
    assert.equal(new Set(Instances.map(({ Placement }) => Placement!.AvailabilityZone)).size, 1, 'one zone');
    assert.deepEqual(
      Instances.map(({ AmiLaunchIndex }) => AmiLaunchIndex),
      made.map((_id, index) => index),
    );
    if (made.length < asked.MaxCount!)
      tally.check(made.length === inQuota ? 'launches cut by the quota' : 'launches cut by something else');
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
