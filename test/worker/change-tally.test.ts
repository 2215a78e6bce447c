import assert from 'node:assert/strict';
import type { Change } from '../../src/region/store/changes';
import { ChangeTally } from '../../src/worker/change-tally';

/** Instances from the number `first` on. */
const some = (count: number, how: Change['how'] = 'changed', first = 0): Change[] =>
  Array.from({ length: count }, (_, index) => ({ kind: 'instances', region: 'us-east-1', id: `i-${first + index}`, how }));

describe('What several commits changed', () => {
  let tally: ChangeTally;
  beforeEach(() => (tally = new ChangeTally(new Set(['instances', 'volumes']))));

  it('counts each resource once, however often it changed', () => {
    for (let times = 0; times < 3; times++) tally.add(some(300));
    tally.add([{ kind: 'volumes', region: 'us-east-1', id: 'vol-1', how: 'created' }]);
    assert.deepEqual(tally.told(), {
      changed: some(200),
      changedCount: 301,
      changedKinds: [
        { kind: 'instances', count: 300 },
        { kind: 'volumes', count: 1 },
      ],
    });
  });

  it('leaves out what was made and deleted again, also beyond the first 200', () => {
    tally.add(some(300, 'created'));
    tally.add(some(150, 'deleted', 150));
    assert.deepEqual(tally.told(), { changed: some(150, 'created'), changedCount: 150 });
  });

  it('takes what was deleted and made again for changed', () => {
    tally.add(some(1, 'deleted'));
    tally.add(some(1, 'created'));
    assert.deepEqual(tally.told(), { changed: some(1), changedCount: 1 });
  });

  it('counts only kinds that are shown', () => {
    assert.equal(tally.add([{ kind: 'routes', region: 'us-east-1', id: 'r-1', how: 'changed' }]), false);
    assert.equal(tally.add(some(1)), true);
    assert.equal(tally.told().changedCount, 1);
  });

  it('says at least how many there were beyond 20,000', () => {
    tally.add(some(20_000));
    assert.deepEqual([tally.told().changedCount, tally.told().changedAtLeast], [20_000, undefined]);
    tally.add(some(5_000, 'changed', 20_000));
    assert.deepEqual([tally.told().changedCount, tally.told().changedAtLeast], [20_000, true]);
  });
});
