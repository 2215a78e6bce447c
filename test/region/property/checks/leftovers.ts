import assert from 'node:assert/strict';
import { clientTokenTable, type HistoryRow, removed } from '../../../../src/region/kernel/tables';
import type { RowKey } from '../../../../src/region/store/table';
import { tagsTable } from '../../../../src/region/aws/tags';
import type { RegionView } from '../region-view';
import type { Watcher } from '../world';

/** Tables that may go on naming what is gone: records of the past, values of tags, routes (which then lead nowhere), and templates, which nobody checks. */
const mayRemember: ReadonlySet<string> = new Set(['usage', 'activity', 'tags', 'ec2_routes', 'ec2_launch_template_versions']);

/** Things that have ended are shown for a while with what they were made of, which may be gone by then. */
function ended({ instances, all }: RegionView): ReadonlySet<string> {
  const over = ['deleted', 'deleting', 'failed', 'rejected', 'expired'];
  return new Set([
    ...[...instances].filter(([, { State }]) => State?.Name === 'terminated').map(([id]) => id),
    ...[...all['nat-gateways']].filter(([, { State }]) => over.includes(State!)).map(([id]) => id),
    ...[...all['vpc-peering-connections']].filter(([, { Status }]) => over.includes(Status!.Code!)).map(([id]) => id),
  ]);
}

/** The ids of everything that is described. */
function idsOf({ all }: RegionView): Set<string> {
  return new Set(Object.values(all).flatMap((items) => [...items.keys()]));
}

/** Whether a row is the story of something that has left the account, which goes on being told. */
function isEnded(row: RowKey): boolean {
  return 'transitions' in row && (row as HistoryRow).transitions.at(-1)?.to === removed;
}

/** Nothing refers to what is gone: no row names its id, and it has no tags. */
export function leavesNothing(): Watcher {
  return (before, after, _commit, world) => {
    for (const view of after.regions) {
      const old = before.regions.find(({ region }) => region === view.region);
      if (old === view) continue;
      const reader = world.sandbox.reader(view.region);
      const known = idsOf(view);
      for (const { id } of reader.list(tagsTable)) assert.ok(known.has(id), `tags of ${id}, which is not there`);
      const gone = old ? [...idsOf(old)].filter((id) => !known.has(id) && /^[a-z-]+-[0-9a-f]{8,17}$/.test(id)) : [];
      if (gone.length === 0) continue;
      const past = ended(view);
      for (const table of world.definition.tables) {
        if (mayRemember.has(table.name)) continue;
        for (const row of reader.list(table)) {
          if (past.has(row.id) || isEnded(row)) continue;
          const text = JSON.stringify(row);
          for (const id of gone) assert.ok(!text.includes(`"${id}"`) && !row.id.startsWith(id), `${table.name} still knows ${id}`);
        }
      }
      for (const id of gone) {
        const reservation = old!.reservations.get(id);
        if (reservation === undefined) continue;
        world.tally.check('leaves nothing');
        if ([...view.reservations.values()].includes(reservation)) continue;
        assert.ok(!reader.list(clientTokenTable).some(({ result }) => result === reservation), `the token of ${reservation} is still kept`);
      }
    }
  };
}
