import assert from 'node:assert/strict';
import fc from 'fast-check';
import { actionNames } from '../../../src/region/aws/action-names';
import { accountDefinition } from '../../../src/region/definition';
import { exercise, someCourse } from './exercise';
import { allMoves, stateCodes } from './facts';
import { Tally } from './tally';

/** Which accounts are made: `SEED=` replays a run, `RUNS=` makes it longer. */
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const runs = Number(process.env['RUNS'] ?? 85);

/** How often every action must have succeeded and every state and move been seen for the properties to mean something. */
const enough = 20;

/** How often the rest must have come up, at least. */
const few = 5;
const rest = [
  'filters that divide',
  'further pages',
  'launches cut by the quota',
  'leaves nothing',
  'opened again',
  'outlives its instance',
  'protected zones',
  'tokens repeated',
  'twins',
];

describe('properties of a region', function () {
  this.timeout(Math.max(120_000, runs * 4_000));
  const tally = new Tally();

  it(`hold for random actions and steps of time (SEED=${seed} RUNS=${runs})`, () => {
    fc.assert(
      fc.property(someCourse, (course) => exercise(accountDefinition, course, tally)),
      { seed, numRuns: runs, interruptAfterTimeLimit: Math.max(100_000, runs * 3_500), markInterruptAsFailure: true },
    );
    console.log(tally.report().replace(/^/gm, '      '));
  });

  it(`were tried on every action, state and move at least ${enough} times`, () => {
    const counts = [
      ...actionNames.map((name) => ({ name, count: tally.successes.get(name) ?? 0, least: enough })),
      ...allMoves.map((name) => ({ name, count: tally.moves.get(name) ?? 0, least: enough })),
      ...Object.keys(stateCodes).map((name) => ({ name, count: tally.states.get(name) ?? 0, least: enough })),
      ...rest.map((name) => ({ name, count: tally.checks.get(name) ?? 0, least: few })),
    ];
    assert.deepEqual(
      counts.filter(({ count, least }) => count < least),
      [],
    );
  });
});
