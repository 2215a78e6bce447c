import assert from 'node:assert/strict';
import type { RegionView, View } from '../region-view';
import type { Watcher } from '../world';

/** What is charged for right now: `region resource usage-type` → quantity, told from what anybody can see. */
function charged(view: View): Map<string, number> {
  const rates = new Map<string, number>();
  for (const region of view.regions) {
    const put = (id: string, usageType: string, quantity: number): void => void rates.set(`${region.region} ${id} ${usageType}`, quantity);
    chargeInstances(region, put);
    chargeVolumes(region, put);
    for (const [id, { AssociationId }] of region.all['elastic-ips']) put(id, AssociationId ? inUse : idle, 1);
    for (const { id, publicAddress } of region.interfaces.values()) if (publicAddress) put(id, inUse, 1);
    for (const [id, { State }] of region.all['nat-gateways']) if (State === 'available') put(id, 'NatGateway-Hours', 1);
    for (const [id, { InterfaceType }] of region.all['network-interfaces'])
      if (InterfaceType === 'vpc_endpoint') put(id, 'VpcEndpoint-Hours', 1);
  }
  return rates;
}

const inUse = 'PublicIPv4:InUseAddress';
const idle = 'PublicIPv4:IdleAddress';

/** Types that are EBS-optimized for a price only (EBS User Guide, EBS optimization supported). */
const pricedOptimization =
  /^(c1\.xlarge|c3\.(|2|4)xlarge|g2\.2xlarge|i2\.(|2|4)xlarge|m1\.(large|xlarge)|m2\.(2|4)xlarge|m3\.(|2)xlarge|r3\.(|2|4)xlarge)$/;

type Put = (id: string, usageType: string, quantity: number) => void;

function chargeInstances({ instances }: RegionView, put: Put): void {
  for (const [
    id,
    { State, StateReason, InstanceType, InstanceLifecycle, Placement, Monitoring, EbsOptimized, ProductCodes = [] },
  ] of instances) {
    const hibernating = State!.Name === 'stopping' && StateReason?.Code === 'Client.UserInitiatedHibernate';
    if (State!.Name !== 'running' && !hibernating) continue;
    const kind = InstanceLifecycle === 'spot' ? 'SpotUsage' : Placement?.Tenancy === 'dedicated' ? 'DedicatedUsage' : 'BoxUsage';
    put(id, `${kind}:${InstanceType}`, 1);
    if (ProductCodes.length > 0) put(id, `SoftwareUsage:${InstanceType}`, 1);
    if (EbsOptimized && pricedOptimization.test(InstanceType!)) put(id, `EBSOptimized:${InstanceType}`, 1);
    if (Monitoring?.State === 'enabled') put(id, 'CW:MetricMonitorUsage', 7);
  }
}

/** Volumes cost what they are asked to become from the moment they are asked, and nothing once they are being deleted. */
function chargeVolumes({ all, modifications }: RegionView, put: Put): void {
  for (const [id, volume] of all.volumes) {
    if (volume.State === 'deleting') continue;
    const { ModificationState, TargetVolumeType, TargetSize, TargetIops, TargetThroughput } = modifications.get(id) ?? {};
    const [type, size, iops, throughput] =
      ModificationState === 'modifying'
        ? [TargetVolumeType!, TargetSize!, TargetIops, TargetThroughput]
        : [volume.VolumeType!, volume.Size!, volume.Iops, volume.Throughput];
    put(id, `EBS:VolumeUsage.${type}`, size);
    if (['gp3', 'io1', 'io2'].includes(type)) put(id, `EBS:VolumeP-IOPS.${type}`, iops!);
    if (type === 'gp3') put(id, 'EBS:VolumeP-Throughput.gp3', throughput!);
  }
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
