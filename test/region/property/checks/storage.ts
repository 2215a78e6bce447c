import assert from 'node:assert/strict';
import { tagsTable } from '../../../../src/region/aws/tags';
import { securityGroupRuleTable } from '../../../../src/region/ec2/security-groups/rules';
import { activityTable, clientTokenTable, usageTable } from '../../../../src/region/kernel/tables';
import type { RegionView } from '../observe';
import type { Watcher } from '../world';

/** What an instance says of its volumes is what they say of it. */
export function volumesOfInstances(): Watcher {
  return (_before, after) => {
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
        const ended = State!.Name === 'terminated';
        assert.equal(
          BlockDeviceMappings.some(({ DeviceName }) => DeviceName === RootDeviceName),
          !ended,
          `${id} is ${State!.Name}, its root is ${ended ? 'gone' : 'there'}`,
        );
        for (const { Ebs } of BlockDeviceMappings) {
          assert.equal(volumes.get(Ebs!.VolumeId!)!.availabilityZone, Placement!.AvailabilityZone, `the zone of ${Ebs!.VolumeId}`);
          if (State!.Name !== 'pending' && State!.Name !== 'shutting-down')
            assert.equal(Ebs!.Status, 'attached', `${Ebs!.VolumeId} of ${id}`);
        }
      }
      for (const { id, state, attachments } of volumes.values()) {
        assert.equal(state, attachments.length > 0 ? 'in-use' : 'available', `the state of ${id}`);
        for (const { instanceId } of attachments) assert.ok(instances.has(instanceId), `${id} hangs on ${instanceId}, which is not there`);
      }
    }
  };
}

/** At its end an instance takes with it what is marked so, and nothing else. */
export function deleteOnTermination(): Watcher {
  return (before, after, _commit, { tally }) => {
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
        assert.ok(ends, `${what} disappeared without an instance's end`);
      }
    }
  };
}

/** Volumes and interfaces of an instance → whether they are marked to go with it. */
function owned({ volumes, interfaces }: RegionView, id: string): Map<string, boolean> {
  const found = new Map<string, boolean>();
  for (const volume of volumes.values()) {
    for (const { instanceId, deleteOnTermination: goes } of volume.attachments) if (instanceId === id) found.set(volume.id, goes);
  }
  for (const nic of interfaces.values()) if (nic.attachment?.instanceId === id) found.set(nic.id, nic.attachment.deleteOnTermination);
  return found;
}

/** Nothing is left of what is gone: no row of a purged instance but what it cost, no tags of nothing. */
export function leavesNothing(): Watcher {
  return (before, after, _commit, world) => {
    for (const view of after.regions) {
      const reader = world.sandbox.reader(view.region);
      const known = [view.instances, view.volumes, view.interfaces, view.groups, view.keyPairs, view.subnets];
      const rules = new Set(reader.list(securityGroupRuleTable).map(({ id }) => id));
      for (const { id } of reader.list(tagsTable)) {
        assert.ok(rules.has(id) || known.some((items) => items.has(id)), `tags of ${id}, which is not there`);
      }
      const old = before.regions.find(({ region }) => region === view.region);
      const gone = [...(old?.instances.keys() ?? [])].filter((id) => !view.instances.has(id));
      for (const id of gone) {
        for (const table of world.definition.tables) {
          if (table === usageTable || table === activityTable) continue;
          for (const row of reader.list(table)) assert.ok(!JSON.stringify(row).includes(id), `${table.name} still knows ${id}`);
        }
        const reservation = old!.reservations.get(id)!;
        if (![...view.reservations.values()].includes(reservation)) {
          assert.ok(
            !reader.list(clientTokenTable).some(({ result }) => result === reservation),
            `the token of ${reservation} is still kept`,
          );
        }
        world.tally.check('leaves nothing');
      }
    }
  };
}
