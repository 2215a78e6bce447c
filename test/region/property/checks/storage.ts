import assert from 'node:assert/strict';
import type { RegionView } from '../region-view';
import type { Watcher } from '../world';

/** What an instance says of its volumes is what they say of it. */
export function volumesOfInstances(): Watcher {
  const rootless = new Set<string>();
  return (_before, after, { event }) => {
    for (const { instances, volumes } of after.regions) {
      for (const [id, { BlockDeviceMappings = [], RootDeviceName, State, Placement }] of instances) {
        const said = BlockDeviceMappings.map(({ DeviceName, Ebs }) =>
          [DeviceName, Ebs?.VolumeId, Ebs?.DeleteOnTermination].join(' '),
        ).sort();
        const own = [...volumes.values()].flatMap((volume) =>
          volume.attachments
            .filter(({ instanceId }) => instanceId === id)
            .map((each) => [each.device, volume.id, each.deleteOnTermination].join(' ')),
        );
        assert.deepEqual(said, own.sort(), `the volumes of ${id}`);
        const root = BlockDeviceMappings.find(({ DeviceName }) => DeviceName === RootDeviceName);
        // Its root can be taken off a stopped instance; at its end it has none.
        if (event?.kind === 'ec2:volume-detached' && !root) rootless.add(id);
        if (root) rootless.delete(id);
        const ended = State!.Name === 'terminated';
        assert.equal(root !== undefined, !ended && !rootless.has(id), `${id} is ${State!.Name}, its root is ${ended ? 'gone' : 'there'}`);
        for (const { Ebs } of BlockDeviceMappings) {
          assert.equal(volumes.get(Ebs!.VolumeId!)!.availabilityZone, Placement!.AvailabilityZone, `the zone of ${Ebs!.VolumeId}`);
        }
        if (root && State!.Name === 'running') {
          assert.equal(root.Ebs!.Status, 'attached', `${root.Ebs!.VolumeId} of ${id}`);
        }
      }
      for (const { id, state, attachments } of volumes.values()) {
        assert.equal(state === 'in-use', attachments.length > 0, `the state of ${id}`);
        for (const { instanceId } of attachments) {
          const name = instances.get(instanceId)?.State?.Name;
          assert.ok(name !== undefined && name !== 'terminated', `${id} hangs on ${instanceId}, which is not there`);
        }
      }
    }
  };
}

/** What else takes volumes and interfaces away. */
const enders: ReadonlySet<string> = new Set([
  'ec2:volume-deleted',
  'ec2:DeleteNetworkInterface',
  'ec2:nat-gateway-deleted',
  'ec2:vpc-endpoint-deleted',
  'ec2:DeleteVpcEndpoints',
  'ec2:ModifyVpcEndpoint',
]);

/** At its end an instance takes with it what is marked so, and nothing else. */
export function deleteOnTermination(): Watcher {
  return (before, after, { outcome, event }, { tally }) => {
    const ending = outcome?.request.action ?? event?.kind ?? '';
    for (const view of after.regions) {
      const old = before.regions.find(({ region }) => region === view.region);
      for (const [id, { State }] of view.instances) {
        if (State!.Name !== 'terminated' || !old || old.instances.get(id)?.State?.Name === 'terminated') continue;
        const had = [...owned(old, id)];
        for (const [what, goes] of had) {
          const left = view.volumes.has(what) || view.interfaces.has(what);
          assert.equal(left, !goes, `${what} ${goes ? 'goes with' : 'outlives'} ${id}`);
          tally.check(goes ? 'goes with its instance' : 'outlives its instance');
        }
      }
      for (const what of [...(old?.volumes.keys() ?? []), ...(old?.interfaces.keys() ?? [])]) {
        if (view.volumes.has(what) || view.interfaces.has(what)) continue;
        const ends = [...view.instances].some(([id, { State }]) => State!.Name === 'terminated' && owned(old!, id).has(what));
        assert.ok(ends || enders.has(ending), `${what} disappeared without an instance's end`);
      }
    }
  };
}

/** Volumes and interfaces of an instance → whether they are marked to go with it. */
function owned({ volumes, interfaces }: RegionView, id: string): Map<string, boolean> {
  const found = new Map<string, boolean>();
  for (const volume of volumes.values()) {
    for (const { instanceId, deleteOnTermination: goes } of volume.attachments) {
      // One that hangs on several instances goes with none of them.
      if (instanceId === id) found.set(volume.id, goes && volume.attachments.length === 1);
    }
  }
  for (const nic of interfaces.values()) if (nic.attachment?.instanceId === id) found.set(nic.id, nic.attachment.deleteOnTermination);
  return found;
}
