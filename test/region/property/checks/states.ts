import assert from 'node:assert/strict';
import { otherEdges } from '../facts';
import type { RegionView } from '../region-view';
import type { Watcher } from '../world';

/** The states of everything but instances: `kind` → id → state. */
function statesOf({ all, modifications }: RegionView): Record<string, Map<string, string>> {
  const of = <Item>(items: ReadonlyMap<string, Item>, state: (item: Item) => string | undefined): Map<string, string> =>
    new Map([...items].map(([id, item]) => [id, state(item) ?? '?']));
  return {
    volume: of(all.volumes, ({ State }) => State),
    interface: of(all['network-interfaces'], ({ Status, Attachment }) =>
      Attachment?.Status === 'attaching' || Attachment?.Status === 'detaching' ? Attachment.Status : Status,
    ),
    'NAT gateway': of(all['nat-gateways'], ({ State }) => State),
    peering: of(all['vpc-peering-connections'], ({ Status }) => Status?.Code),
    endpoint: of(all['vpc-endpoints'], ({ State }) => State),
    address: of(all['elastic-ips'], ({ AssociationId }) => (AssociationId === undefined ? 'idle' : 'mapped')),
    'profile association': of(all['iam-instance-profile-associations'], ({ State }) => State),
    modification: of(modifications, ({ ModificationState }) => ModificationState),
  };
}

/** Everything that has states moves from one to the next only as AWS documents it. */
export function movesAsDocumented(): Watcher {
  return (before, after, { outcome, event }, { tally }) => {
    for (const view of after.regions) {
      const old = before.regions.find(({ region }) => region === view.region);
      if (old === view) continue;
      const was = old && statesOf(old);
      for (const [kind, states] of Object.entries(statesOf(view))) {
        const past = was?.[kind] ?? new Map<string, string>();
        for (const id of new Set([...past.keys(), ...states.keys()])) {
          const [from, to] = [past.get(id) ?? '-', states.get(id) ?? '-'];
          if (from === to) continue;
          const what = outcome?.request.action ?? event?.kind ?? 'time';
          assert.ok(otherEdges[kind]![from]?.includes(to), `${kind} ${id} went ${from} → ${to} by ${what}`);
          tally.state(`${kind} ${to === '-' ? 'gone' : to}`);
        }
      }
    }
  };
}
