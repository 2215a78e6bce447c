import assert from 'node:assert/strict';
import type { View } from '../observe';
import type { Watcher } from '../world';

/** What is charged for right now: `region resource usage-type` → quantity, told from the states that anybody can see. */
function charged(view: View): Map<string, number> {
  const rates = new Map<string, number>();
  for (const { region, instances, volumes, interfaces } of view.regions) {
    for (const [id, { State, StateReason, InstanceType, InstanceLifecycle, Placement, Monitoring }] of instances) {
      const hibernating = State!.Name === 'stopping' && StateReason?.Code === 'Client.UserInitiatedHibernate';
      if (State!.Name !== 'running' && !hibernating) continue;
      const kind = InstanceLifecycle === 'spot' ? 'SpotUsage' : Placement?.Tenancy === 'dedicated' ? 'DedicatedUsage' : 'BoxUsage';
      rates.set(`${region} ${id} ${kind}:${InstanceType}`, 1);
      if (Monitoring?.State === 'enabled') rates.set(`${region} ${id} CW:MetricMonitorUsage`, 7);
    }
    for (const { id, volumeType, size, iops, throughput } of volumes.values()) {
      rates.set(`${region} ${id} EBS:VolumeUsage.${volumeType}`, size);
      if (['gp3', 'io1', 'io2'].includes(volumeType)) rates.set(`${region} ${id} EBS:VolumeP-IOPS.${volumeType}`, iops!);
      if (volumeType === 'gp3') rates.set(`${region} ${id} EBS:VolumeP-Throughput.gp3`, throughput!);
    }
    for (const { id, publicAddress } of interfaces.values()) {
      if (publicAddress) rates.set(`${region} ${id} PublicIPv4:InUseAddress`, 1);
    }
  }
  return rates;
}

/**
 * What is charged is what was there: a meter is open exactly while its resource is in a state that costs money, and its amount is the integral,
 * taken over the states as they were seen from outside between one commit and the next.
 */
export function chargesWhatWasThere(): Watcher {
  const integral = new Map<string, number>();
  return (before, after, _commit, { tally }) => {
    for (const [key, quantity] of charged(before)) integral.set(key, (integral.get(key) ?? 0) + quantity * (after.now - before.now));
    const open = new Map<string, number>();
    const recorded = new Map<string, number>();
    for (const { region, usage } of after.regions) {
      for (const { resource, usageType, from, to, quantity } of usage) {
        const key = `${region} ${resource} ${usageType}`;
        if (to === undefined) {
          assert.ok(!open.has(key), `${key} is metered twice`);
          open.set(key, quantity);
        }
        assert.ok(from <= (to ?? after.now) && (to ?? after.now) <= after.now, `${key} is metered from ${from} to ${to}`);
        recorded.set(key, (recorded.get(key) ?? 0) + ((to ?? after.now) - from) * quantity);
      }
    }
    assert.deepEqual(sorted(open), sorted(charged(after)), 'the meters that run');
    for (const key of new Set([...integral.keys(), ...recorded.keys()])) {
      assert.equal(recorded.get(key) ?? 0, integral.get(key) ?? 0, `quantity × milliseconds of ${key}`);
    }
    tally.check('meters');
  };
}

function sorted(map: ReadonlyMap<string, number>): [string, number][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
